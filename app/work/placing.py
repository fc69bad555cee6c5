"""A task's place: its rank in a list, and the number it had in a space."""

from sqlmodel import Session, col, func, select

from app.domain import ordering
from app.models import KeyAlias, Space, Task


def own_number(session: Session, task: Task, space: Space) -> int | None:
    """The number a task once had in a space it comes back to; its alias ends."""
    aliases = select(KeyAlias).where(KeyAlias.task_id == task.id)
    for alias in session.exec(aliases).all():
        key, _, number = alias.key.rpartition("-")
        if key == space.key:
            session.delete(alias)
            session.flush()
            return int(number)
    return None


def free_rank(session: Session, found: Task, rank: str) -> str:
    """The rank, or when another task took it meanwhile the place right after that one."""
    others = select(Task.rank).where(Task.list_id == found.list_id, Task.id != found.id)
    taken = session.exec(others.where(Task.rank == rank)).first()
    if taken is None:
        return rank
    after = session.exec(others.where(col(Task.rank) > rank).order_by(col(Task.rank))).first()
    return ordering.between(rank, after)


def last_rank(session: Session, list_id: int) -> str:
    last = session.exec(select(func.max(Task.rank)).where(Task.list_id == list_id)).one()
    return ordering.between(last, None)
