"""A task's place: its rank in a list, and the number it had in a space."""

from sqlmodel import Session, col, func, select

from app.domain import ordering
from app.models import Space, Task


def next_number(space: Space, wanted: int | None) -> int:
    """The next free number of the space, or the one wanted; counts on."""
    number = wanted if wanted is not None else space.next_number
    space.next_number = max(space.next_number, number + 1)
    return number


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
