"""Tasks as rows of lists and boards: everything a row shows, in a fixed number of queries."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Text, bindparam
from sqlalchemy import select as sql
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from app import access
from app.among import Among, ids_of
from app.domain import fields
from app.domain.access import Actor
from app.domain.events import CLOSED, OPEN
from app.domain.fields import Field
from app.models import Status, Task
from app.models.base import columns_of
from app.prepared import Prepared
from app.reads import columns, rowfacts
from app.reads.people import Person
from app.reads.rowfacts import RowFacts

Where = ColumnElement[bool]
T = columns_of(Task)
# Made once: an alias copies every column, which costs more than the query.
FIRST, ABOVE = aliased(Task), aliased(Task)
COLUMNS = (
    "id",
    "key",
    "title",
    "list_id",
    "space_id",
    "status_id",
    "category",
    "priority",
    "start",
    "due",
    "parent_id",
    "rank",
    "created_at",
    "updated_at",
    "started_at",
    "done_at",
)
# What the registry shows in rows beyond what the code here speaks of.
MORE = tuple(
    field.name
    for field in fields.TASK.values()
    if field.is_shown and field.is_editable and field.column not in (None, *COLUMNS)
)
# Columns, not objects: a row shows no description, and objects cost more than their reading.
ROWS = (
    sql(
        *(T[name] for name in COLUMNS),
        col(Status.name).label("status"),
        ABOVE.key.label("parent_key"),  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue] - a mapped column
        ABOVE.list_id.label("parent_list"),  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue] - as above
        *(columns.of_table("task", name) for name in MORE),
    )
    .join_from(Task, Status, col(Status.id) == T.status_id)
    .outerjoin(ABOVE, (ABOVE.id == T.parent_id) & col(ABOVE.deleted_at).is_(None))  # type: ignore[arg-type]
)

# Made once, as `access.tasks_open_to` says it: to build a statement costs more than to run it.
BY_IDS = Prepared(
    ROWS.where(
        T.deleted_at.is_(None),
        Among(T.list_id, bindparam("open", type_=Text())),
        Among(T.id, bindparam("wanted", type_=Text())),
    )
)


class Row(NamedTuple):
    """A task as a list shows it. `blocked_by` and `blocking` count open tasks.

    `more` holds the registered fields that no code here speaks of, by name. A named tuple, because a list makes
    thousands: a frozen dataclass takes five times as long.
    """

    id: int
    key: str
    title: str
    list_id: int
    space_id: int
    status_id: int
    status: str
    category: str
    priority: int
    assignees: list[int]
    start: date | None
    due: date | None
    tags: list[str]
    blocked_by: int
    blocking: int
    parent_id: int | None
    parent_key: str | None
    subtasks: tuple[int, int] | None  # done, all
    comments: int
    goal_id: int | None
    rank: str
    created_at: datetime
    updated_at: datetime
    started_at: datetime | None
    done_at: datetime | None
    more: dict[str, Any]

    def value(self, field: Field) -> Any:
        """What a registered field holds here."""
        if field.name in self.more:
            return self.more[field.name]
        return getattr(self, field.column or field.name)

    @property
    def is_open(self) -> bool:
        return self.category in OPEN


def of_list(session: Session, list_id: int, *, actor: Actor) -> list[Row]:
    """Every task of a list, in rank order."""
    access.task_list(session, list_id, actor)
    return rows(session, [Task.list_id == list_id], actor=actor)


def rows(
    session: Session,
    where: Iterable[Where | bool],
    *,
    actor: Actor,
    limit: int | None = None,
    order: Iterable[object] = (),
) -> list[Row]:
    """The visible tasks that fit all conditions on Task, by rank unless `order` says otherwise."""
    query = ROWS.where(access.tasks_open_to(actor), *where).order_by(*(order or (T.rank, T.id)))  # type: ignore[arg-type]
    if limit is not None:
        query = query.limit(limit)
    return dressed(session, session.connection().execute(query).all(), actor=actor)


def bare(session: Session, ids: Iterable[int], *, actor: Actor) -> Sequence[Any]:
    """The visible ones of these tasks as rows of the columns of ROWS, to be dressed with others."""
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return []
    given: dict[str, object] = {"wanted": ids_of(wanted), "open": ids_of(actor.lists)}
    return BY_IDS.all(session, given)


def by_ids(session: Session, ids: Iterable[int], *, actor: Actor) -> list[Row]:
    """The visible ones of these tasks, in the order given."""
    wanted = list(dict.fromkeys(ids))
    bare_ones = bare(session, wanted, actor=actor)
    found = {row.id: row for row in dressed(session, bare_ones, actor=actor)}
    return [found[i] for i in wanted if i in found]


def count(session: Session, where: Iterable[Where | bool], *, actor: Actor) -> int:
    """How many visible tasks fit all conditions."""
    query = select(func.count()).select_from(Task)
    return session.exec(query.where(access.tasks_open_to(actor), *where)).one()  # type: ignore[arg-type]


def ids(session: Session, where: Iterable[Where | bool], *, actor: Actor) -> list[int]:
    """The ids of the visible tasks that fit all conditions, by rank."""
    query = sql(T.id).where(access.tasks_open_to(actor), *where)  # type: ignore[arg-type]
    found = session.connection().execute(query.order_by(T.rank, T.id))
    return [task_id for (task_id,) in found]


def dressed(session: Session, tasks: Sequence[Any], *, actor: Actor) -> list[Row]:
    """Rows of the columns of ROWS, which went through a door already, with what stands around them."""
    return peopled(session, tasks, actor=actor)[0]


def peopled(
    session: Session, tasks: Sequence[Any], *, actor: Actor
) -> tuple[list[Row], dict[int, Person]]:
    """The same, with the people who do them."""
    if not tasks:
        return [], {}
    facts = rowfacts.of(session, [task.id for task in tasks], actor=actor)
    return _rows(tasks, facts, actor.whole.lists), facts.persons


def _rows(tasks: Sequence[Any], facts: RowFacts, lists: frozenset[int]) -> list[Row]:
    return [
        Row(
            # Unpacked, for naming each column of each row costs more than all the queries.
            task_id,
            key,
            title,
            list_id,
            space_id,
            status_id,
            status,
            category,
            priority,
            sorted(facts.people.get(task_id, ())),
            start,
            due,
            sorted(facts.tags.get(task_id, ()), key=str.casefold),
            facts.blocked_by.get(task_id, 0) if category not in CLOSED else 0,
            facts.blocking.get(task_id, 0) if category not in CLOSED else 0,
            parent_id if parent_list in lists else None,
            parent_key if parent_list in lists else None,
            (facts.done[task_id], facts.every[task_id]) if task_id in facts.every else None,
            facts.comments.get(task_id, 0),
            facts.goals.get(task_id),
            rank,
            created_at,
            updated_at,
            started_at,
            done_at,
            # A page reads more columns behind these.
            dict(zip(MORE, more, strict=False)),
        )
        for (
            task_id,
            key,
            title,
            list_id,
            space_id,
            status_id,
            category,
            priority,
            start,
            due,
            parent_id,
            rank,
            created_at,
            updated_at,
            started_at,
            done_at,
            status,
            parent_key,
            parent_list,
            *more,
        ) in tasks
    ]
