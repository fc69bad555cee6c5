"""What a browser sends by number is done once, also where the server dies between doing it and saying so."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import insert
from sqlmodel import Session, col, delete, select

from app import db
from app.domain.errors import Conflict
from app.models import IdempotencyKey
from app.work.idempotency import PAGE

# A browser waits with what was typed for as long as its page is open: over a long weekend, too.
KEPT = timedelta(days=7)


class DoneBefore(Conflict):
    """The number is done already, and nobody heard of it."""

    def __init__(self) -> None:
        super().__init__("This was done just before the connection broke.")


def note(session: Session, user_id: int, number: int, *, now: datetime) -> None:
    """Note, in the transaction that does what was sent, that its number is done; raises DoneBefore where it is."""
    old = col(IdempotencyKey.at) < now - KEPT
    db.execute(session, delete(IdempotencyKey).where(col(IdempotencyKey.route) == PAGE, old))
    if done_of(session, user_id, [number]):
        raise DoneBefore
    row = {
        "caller": _caller(user_id),
        "route": PAGE,
        "key": str(number),
        "body_hash": "",
        "at": now,
    }
    db.execute(session, insert(IdempotencyKey).values(is_committed=True, **row))


def done_of(session: Session, user_id: int, numbers: Iterable[int]) -> list[int]:
    """Those that are done, of numbers this person's browsers have sent."""
    kept = select(IdempotencyKey.key).where(
        IdempotencyKey.caller == _caller(user_id),
        IdempotencyKey.route == PAGE,
        col(IdempotencyKey.key).in_([str(one) for one in numbers]),
    )
    return sorted(int(key) for (key,) in db.execute(session, kept))


def _caller(user_id: int) -> str:
    """A person, whatever session of theirs: one that has ended may have done it."""
    return f"user {user_id}"
