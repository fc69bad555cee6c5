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
) -> None:
    """Send `payload` to `target` when this transaction is committed; the same key again is once."""
    if session.exec(select(Delivery.id).where(Delivery.key == key)).first() is None:
        session.add(Delivery(channel=channel, key=key, target=target, payload=payload, next_at=now))
