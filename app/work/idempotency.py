"""Requests done once: claimed before, kept with their answer after, swept after a day."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import Session, col, delete, select

from app.domain.errors import Conflict
from app.models import IdempotencyKey

KEPT = timedelta(hours=24)
# A request that was cut off (a crash) and committed nothing may be tried again after this.
ABANDONED = timedelta(seconds=60)
# Where what pages send by number is kept (`numbered.py`), which sweeps its own.
PAGE = "page"


class StillRunning(Conflict):
    """The same request is being done at this moment."""

    code = "still-running"
    retry_after_seconds = 1

    def __init__(self) -> None:
        super().__init__(
            "The same request is being done at this moment: send it again in a second."
        )


class AnswerLost(Conflict):
    """It was done, but the machine stopped before the answer was kept."""

    code = "answer-lost"

    def __init__(self) -> None:
        super().__init__("This request was done, but its answer is lost: read what it changed.")


class KeyUsed(Conflict):
    """The key stands for another request."""

    code = "key-used"

    def __init__(self) -> None:
        super().__init__(
            "This Idempotency-Key was used for another body: take a new key for a new request."
        )


@dataclass(frozen=True)
class Asked:
    """What makes a request the same: who sent it where, under which key of theirs, with what."""

    caller: str  # digest of the token or cookie
    route: str
    key: str
    body_hash: str


def claim(session: Session, asked: Asked, *, now: datetime) -> IdempotencyKey:
    """The row of this request: new and unanswered (do it), or with the answer there was.

    Raises KeyUsed when it came with another body, StillRunning while the first is being done, AnswerLost.
    """
    old = col(IdempotencyKey.at) < now - KEPT
    session.exec(delete(IdempotencyKey).where(col(IdempotencyKey.route) != PAGE, old))
    found = session.exec(
        select(IdempotencyKey).where(
            IdempotencyKey.caller == asked.caller,
            IdempotencyKey.route == asked.route,
            IdempotencyKey.key == asked.key,
        )
    ).first()
    if found is None:
        return _new(session, asked, now)
    if found.body_hash != asked.body_hash:
        raise KeyUsed
    if found.status is not None:
        return found
    if now - found.at < ABANDONED:
        raise StillRunning
    if found.is_committed:
        raise AnswerLost
    session.delete(found)
    session.flush()
    return _new(session, asked, now)


def _new(session: Session, asked: Asked, now: datetime) -> IdempotencyKey:
    row = IdempotencyKey(
        caller=asked.caller,
        route=asked.route,
        key=asked.key,
        body_hash=asked.body_hash,
        at=now,
    )
    session.add(row)
    session.flush()
    return row


def commit_with(session: Session, claim_id: int) -> None:
    """Note, in the transaction that does the work, that it is done; raises StillRunning when another took it over."""
    mine = update(IdempotencyKey).where(col(IdempotencyKey.id) == claim_id)
    if session.exec(mine.values(is_committed=True)).rowcount == 0:
        raise StillRunning


def keep(session: Session, claim_id: int, *, status: int, answer: str, etag: str) -> None:
    """Keep the answer (sealed) for whoever sends the same again."""
    session.exec(
        update(IdempotencyKey)
        .where(col(IdempotencyKey.id) == claim_id)
        .values(status=status, answer=answer, etag=etag)
    )


def release(session: Session, claim_id: int) -> None:
    """Nothing was done: the same may be tried anew. What is committed stays known."""
    session.exec(
        delete(IdempotencyKey).where(
            col(IdempotencyKey.id) == claim_id, col(IdempotencyKey.is_committed).is_(False)
        )
    )
