"""Sends what waits in the outbox, in a loop of its own: a slow receiver never delays anything else.

Sending is outside of any transaction. A process that dies between the claim and the note that it was
sent leaves the delivery to be sent again: receivers know it by its key.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, delete, select, update
from sqlmodel.sql.expression import SelectOfScalar

from app import db
from app.domain.errors import Busy
from app.models import Delivery

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=5)  # how long one sending may take before it is tried again
TRIES = 34  # with the waits between, about three days
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=10), timedelta(hours=3)

# What was sent or given up is told so long.
REMEMBERED, PORTION = timedelta(days=30), 500

# What sends: (target, payload, key); whatever it raises means that it was not sent.
Channel = Callable[[str, dict[str, Any], str], None]
# What is to be noted of one that was sent or given up, in the transaction that ends it.
Ended = Callable[[Session, Delivery], None]


class NeverSent(Exception):
    """It will not be taken however often it is tried."""


class Outbox:
    """Deliveries of the channels it knows, while it is `ready`. Call `look` again and again."""

    def __init__(
        self,
        channels: Mapping[str, Channel],
        *,
        ready: Callable[[], bool] | None = None,
        ended: Ended | None = None,
    ) -> None:
        self._channels = channels
        self._ready = ready
        self._ended = ended

    def look(self, *, now: datetime | None = None) -> bool:
        """Send one delivery; True when there may be more."""
        moment = now or datetime.now(UTC)
        if self._ready is not None and not (
            is_waiting(self._channels, now=moment) and self._ready()
        ):
            return False
        one = claim(list(self._channels), now=moment)
        if one is None:
            return False
        if one.expires_at is not None and one.expires_at <= moment:
            self._end(
                one, "dead", now=moment, error=one.last_error or "It was too late to send it."
            )
            return True
        try:
            self._channels[one.channel](one.target, one.payload, one.key)
        except NeverSent as refusal:
            log.warning("delivery %s was refused for good: %s", one.key, refusal)
            self._end(one, "dead", now=moment, error=str(refusal))
        except Exception as error:  # noqa: BLE001 - each channel has errors of its own
            # One line: whoever answers is not there, again and again, for days.
            log.warning("delivery %s failed: %s", one.key, _told(error))
            self._put_off(one, error, now=moment)
        else:
            self._end(one, "sent", now=moment)
        return True

    def _end(self, one: Delivery, state: str, *, now: datetime, error: str = "") -> None:
        """Sent or given up: what it said is kept no longer, for it may let somebody in."""
        with db.writing() as session:
            found = _still_ours(session, one)
            if found is None:
                return
            found.state, found.last_error, found.payload = state, error[:2000], {}
            found.next_at = now
            found.sent_at = now if state == "sent" else None
            if self._ended is not None:
                self._ended(session, found)

    def _put_off(self, one: Delivery, error: Exception, *, now: datetime) -> None:
        """Send again, later each time, until it is given up."""
        if one.tries >= TRIES and not isinstance(error, Busy):
            self._end(one, "dead", now=now, error=_told(error))
            return
        with db.writing() as session:
            found = _still_ours(session, one)
            if found is not None:
                found.next_at = now + min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(one.tries - 1, 20))
                found.last_error = _told(error)
                if isinstance(error, Busy):
                    found.tries -= 1


def is_waiting(channels: Iterable[str], *, now: datetime) -> bool:
    """Something is to be sent now; looking takes no lock."""
    with db.reading() as session:
        return session.exec(_first(_ready(list(channels), now))).first() is not None


def claim(channels: Sequence[str], *, now: datetime) -> Delivery | None:
    """Take what waits longest; None when nothing does, or another process was quicker."""
    ready = _ready(channels, now)
    first = _first(ready)
    if not is_waiting(channels, now=now):
        return None
    with db.writing() as session:
        return session.scalars(
            update(Delivery)
            .where(col(Delivery.id) == first.scalar_subquery(), *ready)
            .values(next_at=now + LEASE, tries=Delivery.tries + 1)
            .returning(Delivery)
        ).first()


def forget_old(*, now: datetime) -> bool:
    """Delete some of what was sent or given up long ago; True when there may be more."""
    old = select(Delivery.id).where(
        col(Delivery.state) != "waiting", col(Delivery.next_at) < now - REMEMBERED
    )
    with db.reading() as session:
        ids = session.exec(old.limit(PORTION)).all()
    if ids:
        with db.writing() as session:
            db.execute(session, delete(Delivery).where(col(Delivery.id).in_(ids)))
    return len(ids) == PORTION


def _ready(channels: Sequence[str], now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Delivery.state) == "waiting",
        col(Delivery.next_at) <= now,
        col(Delivery.channel).in_(channels),
    )


def _first(ready: tuple[ColumnElement[bool], ...]) -> SelectOfScalar[int | None]:
    waiting = select(col(Delivery.id)).where(*ready)
    return waiting.order_by(col(Delivery.next_at), col(Delivery.id)).limit(1)


def _still_ours(session: Session, one: Delivery) -> Delivery | None:
    """The row, unless it took so long that another process has tried it since."""
    found = session.get(Delivery, one.id)
    return found if found is not None and found.tries == one.tries else None


def _told(error: Exception) -> str:
    return (str(error) or type(error).__name__)[:2000]
