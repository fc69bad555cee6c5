"""Tasks as the agents' facts, in a fixed number of queries however many they are."""

from collections import Counter, defaultdict

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
    rows = session.exec(
        select(Task, TaskList.name, Status.name)
        .join(TaskList, col(TaskList.id) == Task.list_id)
        .join(Status, col(Status.id) == Task.status_id)
        .where(*where)
        .order_by(
            col(Task.due).is_(None), col(Task.due),
            func.coalesce(func.nullif(Task.priority, 0), 5), col(Task.id),
        )
    ).all()  # fmt: skip
    ids = [task.id or 0 for task, _, _ in rows]
    people, tags = _people(session, ids), _tags(session, ids)
    blocked_by, blocking = _blocks(session)
    return [
        TaskFact(
            id=task.id or 0,
            key=task.key,
            title=task.title,
            list_id=task.list_id,
            list_name=list_name,
            space_id=task.space_id,
            status=status,
            category=task.category,
            priority=task.priority,
            people=tuple(name for _, name in people.get(task.id or 0, [])),
            people_ids=tuple(i for i, _ in people.get(task.id or 0, [])),
            due=task.due,
            tags=tuple(sorted(tags.get(task.id or 0, []), key=str.casefold)),
            points=task.points,
            created_at=task.created_at,
            updated_at=task.updated_at,
            started_at=task.started_at,
            done_at=task.done_at,
            blocked_by=blocked_by[task.id or 0] if task.category in OPEN else 0,
            blocking=blocking[task.id or 0] if task.category in OPEN else 0,
        )
        for task, list_name, status in rows
    ]


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
