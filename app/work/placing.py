"""A task's place: its rank in a list, and the number it had in a space."""

from sqlalchemy import bindparam, func
from sqlalchemy import select as sql
from sqlmodel import Session, col, select

from app.domain import ordering
from app.models import Space, Task
from app.models.base import columns_of
from app.prepared import Prepared


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
    return ordering.between(LAST.first(session, {"list": list_id})[0], None)


T = columns_of(Task)
# Made once: to build a statement costs more than to run it.
LAST = Prepared(sql(func.max(T.rank)).where(T.list_id == bindparam("list")))
