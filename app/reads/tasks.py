"""Tasks as rows of lists and boards: everything a row shows, in a fixed number of queries."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam
from sqlalchemy import select as sql
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from app import access
from app.domain import fields
from app.domain.access import Actor
from app.domain.events import CLOSED, OPEN, Category
from app.domain.fields import Field
from app.models import Comment, Link, Relation, Status, Tag, Task, TaskAssignee, TaskTag

Where = ColumnElement[bool]
Within = Callable[[Any], ColumnElement[bool]]
# A filter over few ids is an IN; over many, reading the whole narrow table costs less.
MANY = 900
# Ids this near to each other are read as a range; what lies between them is read in vain.
SPREAD = 4
T = Task.__table__.c  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue] - SQLModel's table
# Made once: an alias copies every column, which costs more than the query.
FIRST, SECOND = aliased(Task), aliased(Task)
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


@dataclass(frozen=True)
class Row:
    """A task as a list shows it. `blocked_by` and `blocking` count open tasks.

    `more` holds the registered fields that no code here speaks of, by name.
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
    offset: int = 0,
) -> list[Row]:
    """The visible tasks that fit all conditions on Task, by rank unless `order` says otherwise."""
    # Columns, not objects: a row shows no description, and objects cost more than their reading.
    query = sql(*(T[name] for name in (*COLUMNS, *MORE))).where(access.tasks_open_to(actor), *where)  # type: ignore[arg-type]
    query = query.order_by(*(order or (T.rank, T.id)))  # type: ignore[arg-type]
    if limit is not None:
        query = query.limit(limit).offset(offset)
    return _dressed(session, session.connection().execute(query).all(), actor)


def by_ids(session: Session, ids: Iterable[int], *, actor: Actor) -> list[Row]:
    """The visible ones of these tasks, in the order given."""
    wanted = list(dict.fromkeys(ids))
    found = {row.id: row for row in rows(session, [col(Task.id).in_(wanted)], actor=actor)}
    return [found[i] for i in wanted if i in found]


def count(session: Session, where: Iterable[Where | bool], *, actor: Actor) -> int:
    """How many visible tasks fit all conditions."""
    query = select(func.count()).select_from(Task)
    return session.exec(query.where(access.tasks_open_to(actor), *where)).one()  # type: ignore[arg-type]


def open_blockers(session: Session, ids: list[int], *, actor: Actor) -> dict[int, list[int]]:
    """For each task, the open tasks that block it and that the actor may see."""
    blocker = FIRST
    found: dict[int, list[int]] = defaultdict(list)
    pairs = session.exec(
        select(Relation.to_id, Relation.from_id)
        .join(blocker, blocker.id == Relation.from_id)  # type: ignore[arg-type]
        .where(
            Relation.kind == "blocks",
            col(Relation.to_id).in_(ids),
            col(blocker.category).in_(OPEN),
            col(blocker.deleted_at).is_(None),
            access.in_lists_of(actor, blocker.list_id),
        )
    )
    for blocked, blocking in pairs:
        found[blocked].append(blocking)
    return dict(found)


def _dressed(session: Session, tasks: Sequence[Any], actor: Actor) -> list[Row]:
    if not tasks:
        return []
    ids = [task.id for task in tasks]
    within = _within(ids)
    names = dict(session.exec(select(Status.id, Status.name)).all())
    people: dict[int, list[int]] = defaultdict(list)
    for task_id, user_id in session.exec(
        select(TaskAssignee.task_id, TaskAssignee.user_id).where(within(TaskAssignee.task_id))
    ):
        people[task_id].append(user_id)
    tags: dict[int, list[str]] = defaultdict(list)
    for task_id, name in session.exec(
        select(TaskTag.task_id, Tag.name).join(Tag).where(within(TaskTag.task_id))
    ):
        tags[task_id].append(name)
    comments = dict(
        session.exec(
            select(Comment.subject_id, func.count())
            .where(
                Comment.subject_kind == "task",
                within(Comment.subject_id),
                col(Comment.deleted_at).is_(None),
            )
            .group_by(col(Comment.subject_id))
        ).all()
    )
    goals = dict(
        session.exec(
            select(Link.from_id, Link.to_id).where(
                Link.from_kind == "task", Link.to_kind == "goal", within(Link.from_id)
            )
        ).all()
    )
    blocked_by, blocking = _blocks(session, within, actor)
    done, every = _subtasks(session, within, actor)
    parents = _keys(session, {t.parent_id for t in tasks if t.parent_id}, actor)
    open_ = {task.id for task in tasks if task.category not in CLOSED}
    return [
        Row(
            # Unpacked, for naming each column of each row costs more than all the queries.
            task_id,
            key,
            title,
            list_id,
            space_id,
            status_id,
            names.get(status_id, ""),
            category,
            priority,
            sorted(people.get(task_id, ())),
            start,
            due,
            sorted(tags.get(task_id, ()), key=str.casefold),
            blocked_by.get(task_id, 0) if task_id in open_ else 0,
            blocking.get(task_id, 0) if task_id in open_ else 0,
            parent_id if parent_id in parents else None,
            parents.get(parent_id or 0),
            (done[task_id], every[task_id]) if task_id in every else None,
            comments.get(task_id, 0),
            goals.get(task_id),
            rank,
            created_at,
            updated_at,
            started_at,
            done_at,
            dict(zip(MORE, more, strict=True)),
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
            *more,
        ) in tasks
    ]


def _within(ids: list[int]) -> Within:
    if len(ids) > MANY:
        return lambda column: col(column) > 0
    first, last = min(ids), max(ids)
    if last - first < SPREAD * len(ids):
        return lambda column: col(column).between(first, last)
    # One parameter for all ids: SQLAlchemy looks at each of a plain list's values.
    return lambda column: col(column).in_(bindparam(None, ids, expanding=True, unique=True))


def _blocks(session: Session, within: Within, actor: Actor) -> tuple[Counter[int], Counter[int]]:
    """Open visible blockers of each task, and open visible tasks each one blocks."""
    first, second = FIRST, SECOND
    pairs = session.exec(
        select(Relation.from_id, Relation.to_id)
        .join(first, first.id == Relation.from_id)
        .join(second, second.id == Relation.to_id)
        .where(
            Relation.kind == "blocks",
            within(Relation.from_id) | within(Relation.to_id),
            col(first.category).in_(OPEN),
            col(second.category).in_(OPEN),
            col(first.deleted_at).is_(None),
            col(second.deleted_at).is_(None),
            access.in_lists_of(actor, first.list_id),
            access.in_lists_of(actor, second.list_id),
        )
    ).all()
    return Counter(to_id for _, to_id in pairs), Counter(from_id for from_id, _ in pairs)


def _subtasks(session: Session, within: Within, actor: Actor) -> tuple[Counter[int], Counter[int]]:
    """(done, all but cancelled) of each parent's visible children."""
    done: Counter[int] = Counter()
    every: Counter[int] = Counter()
    # What is open to the actor is asked here and not in SQL, where it draws the planner off the parents' index.
    for parent_id, category, list_id, deleted_at in session.connection().execute(
        sql(T.parent_id, T.category, T.list_id, T.deleted_at).where(within(Task.parent_id))
    ):
        if deleted_at is not None or list_id not in actor.lists:
            continue
        if category != Category.CANCELLED:
            every[parent_id] += 1
        if category == Category.DONE:
            done[parent_id] += 1
    return done, every


def _keys(session: Session, ids: set[int], actor: Actor) -> dict[int, str]:
    found = session.exec(
        select(Task.id, Task.key).where(col(Task.id).in_(ids), access.tasks_open_to(actor))
    )
    return {task_id or 0: key for task_id, key in found}
