"""A task's place: its rank in a list, and the number it had in a space."""

from collections.abc import Sequence

from sqlalchemy import bindparam, func, update
from sqlalchemy import select as sql
from sqlalchemy.orm.util import identity_key
from sqlmodel import Session, col, select

from app import db
from app.domain import ordering
from app.models import Space, Task
from app.models.base import columns_of, table_of
from app.prepared import Prepared


def next_number(space: Space, wanted: int | None) -> int:
    """The next free number of the space, or the one wanted; counts on."""
    number = wanted if wanted is not None else space.next_number
    space.next_number = max(space.next_number, number + 1)
    return number


def take_numbers(session: Session, space_id: int, wanted: Sequence[int | None]) -> list[int]:
    """A number of the space for each task, in their order: the one it wants, or the next one (None); counts on."""
    fresh = sum(number is None for number in wanted)
    # Counted by the database itself, so that two writers never get one number.
    following = db.execute(session, COUNT_ON, {"space": space_id, "by": fresh}).scalar_one()
    taken, upcoming = [], following - fresh
    for number in wanted:
        taken.append(upcoming if number is None else number)
        upcoming = max(upcoming, taken[-1] + 1)
    if upcoming != following:
        db.execute(session, COUNT_ON, {"space": space_id, "by": upcoming - following})
    held = session.identity_map.get(identity_key(Space, space_id))
    if held is not None:
        session.expire(held, ["next_number"])
    return taken


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
S = table_of(Space)
COUNT_ON = (
    update(S)
    .where(S.c.id == bindparam("space"))
    .values(next_number=S.c.next_number + bindparam("by"))
    .returning(S.c.next_number)
)
