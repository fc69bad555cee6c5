"""What a person finds on their first page: their open work, and who waits for it."""

from dataclasses import dataclass

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app import access
from app.domain.access import Actor
from app.domain.events import OPEN
from app.models import Relation, Task, TaskAssignee, TaskList
from app.reads import tasks
from app.reads.tasks import Row


@dataclass(frozen=True)
class Waiting:
    """An open task that cannot go on before one of the actor's own is done."""

    task: Row
    blocker_key: str
    blocker_title: str


def my_open(session: Session, *, actor: Actor, limit: int = 200) -> list[Row]:
    """The actor's open tasks: dated ones first by date, then by priority."""
    mine = select(TaskAssignee.task_id).where(TaskAssignee.user_id == actor.user_id)
    no_priority_last = (col(Task.priority) == 0, col(Task.priority))
    return tasks.rows(
        session,
        [col(Task.id).in_(mine), col(Task.category).in_(OPEN)],
        actor=actor,
        limit=limit,
        order=(col(Task.due).is_(None), col(Task.due), *no_priority_last, col(Task.id)),
    )


def waiting_on(session: Session, *, actor: Actor, limit: int = 50) -> list[Waiting]:
    """Other people's open tasks that an open task of the actor blocks."""
    blocker, mine = aliased(Task), aliased(TaskAssignee)
    own = select(TaskAssignee.task_id).where(TaskAssignee.user_id == actor.user_id)
    pairs = session.exec(
        select(Task.id, blocker.key, blocker.title)
        .join(Relation, col(Relation.to_id) == Task.id)
        .join(blocker, blocker.id == Relation.from_id)  # type: ignore[arg-type]
        .join(mine, mine.task_id == blocker.id)  # type: ignore[arg-type]
        .where(
            access.tasks_open_to(actor),
            col(Task.category).in_(OPEN),
            col(Task.id).not_in(own),
            Relation.kind == "blocks",
            mine.user_id == actor.user_id,
            col(blocker.category).in_(OPEN),
            col(blocker.deleted_at).is_(None),
            access.in_lists_of(actor, blocker.list_id),
        )
        .order_by(col(Task.due).is_(None), col(Task.due), col(Task.id))
        .limit(limit)
    ).all()
    rows = {
        row.id: row for row in tasks.by_ids(session, [i or 0 for i, _, _ in pairs], actor=actor)
    }
    return [Waiting(rows[i or 0], key, title) for i, key, title in pairs if i in rows]


def list_names(session: Session, rows: list[Row], *, actor: Actor) -> dict[int, str]:
    """The names of the lists these tasks are in."""
    wanted = {row.list_id for row in rows}
    found = session.exec(
        select(TaskList.id, TaskList.name).where(
            col(TaskList.id).in_(wanted), access.lists_open_to(actor)
        )
    )
    return {list_id or 0: name for list_id, name in found}
