"""Has something sent to the world outside: written in the transaction of the change it tells of."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from app.models import Delivery


def deliver(
    session: Session,
    channel: str,
    *,
    key: str,
    target: str,
    payload: dict[str, Any],
    now: datetime,
    expires_at: datetime | None = None,
) -> None:
    """Send `payload` to `target` when this transaction is committed; the same key again is once."""
    if session.exec(select(Delivery.id).where(Delivery.key == key)).first() is None:
        session.add(
            Delivery(
                channel=channel,
                key=key,
                target=target,
                payload=payload,
                created_at=now,
                expires_at=expires_at,
                next_at=now,
            )
        )


def withdraw(session: Session, key: str) -> None:
    """What waits under this key is not sent any more; what is being sent just now may still arrive."""
    found = session.exec(select(Delivery).where(Delivery.key == key)).first()
    if found is not None and found.state == "waiting":
        session.delete(found)


def give_up(session: Session, channel: str, *, reason: str, now: datetime) -> int:
    """All that waits on a channel is not sent any more, and is told as given up; returns how many.

    What is being sent just now may still arrive, and is noted as sent then.
    """
    waiting = select(Delivery).where(Delivery.channel == channel, Delivery.state == "waiting")
    found = session.exec(waiting).all()
    for one in found:
        one.state, one.last_error, one.payload, one.next_at = "dead", reason, {}, now
    return len(found)
