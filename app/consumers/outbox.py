"""Sends what waits in the outbox, in a loop of its own: a slow receiver never delays anything else.

Sending is outside of any transaction. A process that dies between the claim and the note that it was
sent leaves the delivery to be sent again: receivers know it by its key.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlmodel import col, select, update

from app import db
from app.domain.errors import Busy
from app.models import Delivery

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=5)  # how long one sending may take before it is tried again
TRIES = 12  # with the waits between, about a day
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=10), timedelta(hours=3)

# What sends: (target, payload, key); whatever it raises means that it was not sent.
Channel = Callable[[str, dict[str, Any], str], None]


class Outbox:
    """Deliveries of the channels it knows. Call `look` again and again."""

    def __init__(self, channels: Mapping[str, Channel]) -> None:
        self._channels = channels

    def look(self, *, now: datetime | None = None) -> bool:
        """Send one delivery; True when there may be more."""
        moment = now or datetime.now(UTC)
        one = claim(list(self._channels), now=moment)
        if one is None:
            return False
        try:
            self._channels[one.channel](one.target, one.payload, one.key)
        except Exception as error:
            log.exception("delivery %s failed", one.key)
            _put_off(one, error, now=moment)
        else:
            _note_sent(one, now=moment)
        return True


def claim(channels: Sequence[str], *, now: datetime) -> Delivery | None:
    """Take what waits longest; None when nothing does, or another process was quicker."""
    ready = (
        col(Delivery.state) == "waiting",
        col(Delivery.next_at) <= now,
        col(Delivery.channel).in_(channels),
    )
    first = (
        select(Delivery.id).where(*ready).order_by(col(Delivery.next_at), col(Delivery.id)).limit(1)
    )
    with db.reading() as session:
        if session.exec(first).first() is None:
            return None
    with db.writing() as session:
        return session.scalars(
            update(Delivery)
            .where(col(Delivery.id) == first.scalar_subquery(), *ready)
            .values(next_at=now + LEASE, tries=Delivery.tries + 1)
            .returning(Delivery)
        ).first()


def _note_sent(one: Delivery, *, now: datetime) -> None:
    with db.writing() as session:
        found = session.get(Delivery, one.id)
        if found is not None:
            found.state, found.sent_at, found.last_error = "sent", now, ""


def _put_off(one: Delivery, error: Exception, *, now: datetime) -> None:
    """Send again, later each time, until it is given up."""
    with db.writing() as session:
        found = session.get(Delivery, one.id)
        if found is not None:
            found.next_at = now + min(LONGEST_WAIT, FIRST_WAIT * 2 ** (one.tries - 1))
            found.last_error = f"{type(error).__name__}: {error}"[:2000]
            if isinstance(error, Busy):
                found.tries -= 1
            elif one.tries >= TRIES:
                found.state = "dead"
