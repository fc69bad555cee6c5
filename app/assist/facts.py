"""Tasks as the agents' facts, in a fixed number of queries however many they are."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import select as sql
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from agents.facts import Field, Order, TaskFact, Tasks
from app import access
from app.assist.filters import Where
from app.domain.access import Actor
from app.domain.events import OPEN
from app.domain.fields.tasks import PRIORITIES as LEVELS
from app.models import Relation, Space, Status, Tag, Task, TaskAssignee, TaskList, TaskTag, User
from app.models.base import table_of

T, S, L, P, U = (table_of(m).c for m in (Task, Status, TaskList, Space, User))
A, G, N = (table_of(m).c for m in (TaskAssignee, TaskTag, Tag))
# Made once: an alias copies every column, which costs more than the query.
FIRST, SECOND = aliased(Task), aliased(Task)
MANY = 900  # ids in one IN; beyond it the narrow tables are read whole
NOBODY = "Nobody"
PRIORITIES = {one.value: one.label for one in LEVELS}
ORDERS: dict[Order, tuple[Any, ...]] = {
    "pressing": (T.due.is_(None), T.due, func.coalesce(func.nullif(T.priority, 0), 5), T.id),
    "longest started": (T.started_at.is_(None), T.started_at, T.id),
    "longest quiet": (T.updated_at, T.id),
    "newest": (T.created_at.desc(), T.id.desc()),
}


def tasks(session: Session, where: list[Where]) -> list[TaskFact]:
    """The tasks that fit, most pressing first: by due day, then priority, then age."""
    return list(task_set(session, where))


def task_set(session: Session, where: list[Where], order: Order = "pressing") -> Tasks:
    """The tasks that fit, read as far as they are looked at: an answer may count all ten thousand."""
    rows = session.connection().execute(sql(T.id, T.key).where(*where).order_by(*ORDERS[order]))
    return Tasks([(task_id, key) for task_id, key in rows], lambda ids: by_ids(session, ids))


def split(session: Session, where: list[Where], by: Field) -> list[tuple[str, Tasks]]:
    """The tasks that fit by the values of a field, the largest group first."""
    names, source = _grouped(by)
    rows = session.connection().execute(
        sql(*names, T.id, T.key).select_from(source).where(*where).order_by(*ORDERS["pressing"])
    )
    groups: dict[str, list[tuple[int, str]]] = {}
    for *value, task_id, key in rows:
        groups.setdefault(_label(by, value), []).append((task_id, key))
    load: Callable[[Sequence[int]], dict[int, TaskFact]] = lambda ids: by_ids(session, ids)  # noqa: E731 - one loader for all groups
    if by == "month":
        return [(name, Tasks(named, load)) for name, named in sorted(groups.items())]
    return [
        (name, Tasks(named, load))
        for name, named in sorted(groups.items(), key=lambda g: (-len(g[1]), g[0]))
    ]


def by_ids(session: Session, ids: Sequence[int]) -> dict[int, TaskFact]:
    """Tasks by id, whoever may see them: for ids that went through a door already."""
    where = [T.id.in_(ids)] if len(ids) <= MANY else []
    wanted = set(ids)
    # Columns, not rows of the ORM: building those costs more than reading them.
    rows = (
        session.connection()
        .execute(
            sql(
                T.id,
                T.key,
                T.title,
                T.list_id,
                T.space_id,
                T.status_id,
                T.category,
                T.priority,
                T.due,
                T.points,
                T.created_at,
                T.updated_at,
                T.started_at,
                T.done_at,
            ).where(*where)
        )
        .all()
    )
    lists = dict(session.exec(select(TaskList.id, TaskList.name)).all())
    statuses = dict(session.exec(select(Status.id, Status.name)).all())
    people, tags = people_of(session, ids), tags_of(session, ids)
    blocked_by, blocking = _blocks(session)
    return {
        row.id: _fact(
            row,
            lists,
            statuses,
            people.get(row.id, []),
            tags.get(row.id, []),
            (blocked_by[row.id], blocking[row.id]),
        )
        for row in rows
        if row.id in wanted
    }


def _fact(
    row: Any,  # a row of the columns above
    lists: Mapping[int | None, str],
    statuses: Mapping[int | None, str],
    whom: list[tuple[int, str]],
    tags: list[str],
    blocks: tuple[int, int],
) -> TaskFact:
    blocked_by, blocking = blocks if row.category in OPEN else (0, 0)
    return TaskFact(
        id=row.id,
        key=row.key,
        title=row.title,
        list_id=row.list_id,
        list_name=lists.get(row.list_id, ""),
        space_id=row.space_id,
        status=statuses.get(row.status_id, ""),
        category=row.category,
        priority=row.priority,
        people=tuple(name for _, name in whom),
        people_ids=tuple(i for i, _ in whom),
        due=row.due,
        tags=tuple(sorted(tags, key=str.casefold)),
        points=row.points,
        created_at=row.created_at,
        updated_at=row.updated_at,
        started_at=row.started_at,
        done_at=row.done_at,
        blocked_by=blocked_by,
        blocking=blocking,
    )


def _grouped(by: Field) -> tuple[list[Any], Any]:
    """The columns that name a group, and what to read them from."""
    task = table_of(Task)
    match by:
        case "status":
            return [S.name], task.join(table_of(Status), S.id == T.status_id)
        case "person":
            people = task.outerjoin(table_of(TaskAssignee), A.task_id == T.id)
            return [U.name], people.outerjoin(table_of(User), U.id == A.user_id)
        case "list":
            return [L.name], task.join(table_of(TaskList), L.id == T.list_id)
        case "space":
            return [P.name], task.join(table_of(Space), P.id == T.space_id)
        case "tag":
            tagged = task.outerjoin(table_of(TaskTag), G.task_id == T.id)
            return [N.name], tagged.outerjoin(table_of(Tag), N.id == G.tag_id)
        case "month":
            return [T.created_at], task
        case "priority":
            return [T.priority], task


def _label(by: Field, value: list[Any]) -> str:
    match by:
        case "person":
            return value[0] or NOBODY
        case "tag":
            return value[0] or "No tag"
        case "priority":
            return PRIORITIES.get(value[0], PRIORITIES[0])
        case "month":
            return f"{value[0]:%Y-%m}"
        case _:
            return value[0]


def open_blocks(session: Session, actor: Actor) -> list[Relation]:
    """Blocking relations between open tasks the actor sees: what waits for archived work waits all the same."""
    first, second, who = FIRST, SECOND, actor.whole
    return list(
        session.exec(
            select(Relation)
            .join(first, first.id == Relation.from_id)  # type: ignore[arg-type]
            .join(second, second.id == Relation.to_id)  # type: ignore[arg-type]
            .where(
                Relation.kind == "blocks",
                col(first.category).in_(OPEN),
                col(second.category).in_(OPEN),
                col(first.deleted_at).is_(None),
                col(second.deleted_at).is_(None),
                access.in_lists_of(who, first.list_id),
                access.in_lists_of(who, second.list_id),
            )
        )
    )


def _blocks(session: Session) -> tuple[Counter[int], Counter[int]]:
    """Counted once per session: the same snapshot answers the whole question."""
    known = session.info.get("open_blocks")
    pairs: list[Relation] = known if known is not None else []
    return Counter(r.to_id for r in pairs), Counter(r.from_id for r in pairs)


def people_of(session: Session, ids: Sequence[int]) -> dict[int, list[tuple[int, str]]]:
    query = select(TaskAssignee.task_id, User.id, User.name).join(
        User, col(User.id) == TaskAssignee.user_id
    )
    if len(ids) <= MANY:
        query = query.where(col(TaskAssignee.task_id).in_(ids))
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for task_id, user_id, name in session.exec(query.order_by(col(User.name))):
        found[task_id].append((user_id or 0, name))
    return found


def tags_of(session: Session, ids: Sequence[int]) -> dict[int, list[str]]:
    query = select(TaskTag.task_id, Tag.name).join(Tag)
    if len(ids) <= MANY:
        query = query.where(col(TaskTag.task_id).in_(ids))
    found: dict[int, list[str]] = defaultdict(list)
    for task_id, name in session.exec(query):
        found[task_id].append(name)
    return found
