"""Tasks as the agents' facts, in a fixed number of queries however many they are."""

from collections import Counter, defaultdict

from sqlalchemy import select as sql
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from agents.workspace import TaskFact
from app.assist.filters import Where
from app.domain.access import Actor
from app.domain.events import OPEN
from app.models import Relation, Status, Tag, Task, TaskAssignee, TaskList, TaskTag, User

MANY = 900  # ids in one IN; beyond it the narrow tables are read whole


def tasks(session: Session, where: list[Where]) -> list[TaskFact]:
    """The tasks that fit, most pressing first: by due day, then priority, then age."""
    # Columns, not rows of the ORM: an answer may count all ten thousand.
    t = Task.__table__.c  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue] - SQLModel's table
    rows = session.connection().execute(
        sql(
            t.id, t.key, t.title, t.list_id, t.space_id, t.status_id, t.category, t.priority, t.due,
            t.points, t.created_at, t.updated_at, t.started_at, t.done_at,
        )
        .where(*where)
        .order_by(t.due.is_(None), t.due, func.coalesce(func.nullif(t.priority, 0), 5), t.id)
    ).all()  # fmt: skip
    ids = [row.id for row in rows]
    lists = dict(session.exec(select(TaskList.id, TaskList.name)).all())
    statuses = dict(session.exec(select(Status.id, Status.name)).all())
    people, tags = _people(session, ids), _tags(session, ids)
    blocked_by, blocking = _blocks(session)
    found: list[TaskFact] = []
    for row in rows:
        is_open = row.category in OPEN
        whom = people.get(row.id, ())
        found.append(
            TaskFact(
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
                tags=tuple(sorted(tags.get(row.id, ()), key=str.casefold)),
                points=row.points,
                created_at=row.created_at,
                updated_at=row.updated_at,
                started_at=row.started_at,
                done_at=row.done_at,
                blocked_by=blocked_by[row.id] if is_open else 0,
                blocking=blocking[row.id] if is_open else 0,
            )
        )
    return found


def open_blocks(session: Session, actor: Actor) -> list[Relation]:
    """Blocking relations between open tasks the actor sees."""
    first, second = aliased(Task), aliased(Task)
    return list(
        session.exec(
            select(Relation)
            .join(first, first.id == Relation.from_id)  # type: ignore[arg-type]
            .join(second, second.id == Relation.to_id)  # type: ignore[arg-type]
            .where(
                Relation.kind == "blocks",
                col(first.category).in_(OPEN), col(second.category).in_(OPEN),
                col(first.deleted_at).is_(None), col(second.deleted_at).is_(None),
                col(first.list_id).in_(actor.lists), col(second.list_id).in_(actor.lists),
            )
        )
    )  # fmt: skip


def _blocks(session: Session) -> tuple[Counter[int], Counter[int]]:
    """Counted once per session: the same snapshot answers the whole question."""
    known = session.info.get("open_blocks")
    pairs: list[Relation] = known if known is not None else []
    return Counter(r.to_id for r in pairs), Counter(r.from_id for r in pairs)


def _people(session: Session, ids: list[int]) -> dict[int, list[tuple[int, str]]]:
    query = select(TaskAssignee.task_id, User.id, User.name).join(
        User, col(User.id) == TaskAssignee.user_id
    )
    if len(ids) <= MANY:
        query = query.where(col(TaskAssignee.task_id).in_(ids))
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for task_id, user_id, name in session.exec(query.order_by(col(User.name))):
        found[task_id].append((user_id or 0, name))
    return found


def _tags(session: Session, ids: list[int]) -> dict[int, list[str]]:
    query = select(TaskTag.task_id, Tag.name).join(Tag)
    if len(ids) <= MANY:
        query = query.where(col(TaskTag.task_id).in_(ids))
    found: dict[int, list[str]] = defaultdict(list)
    for task_id, name in session.exec(query):
        found[task_id].append(name)
    return found
