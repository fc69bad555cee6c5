"""Has something done later: once, however often it is asked for under the same key."""

from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from app.models import Job


def schedule(
    session: Session,
    kind: str,
    *,
    key: str,
    due_at: datetime,
    payload: dict[str, Any] | None = None,
) -> None:
    """Have a job done at `due_at` by whoever handles its kind; the same key again changes nothing."""
    if session.exec(select(Job.id).where(Job.key == key)).first() is not None:
        return
    try:
        with session.begin_nested():
            session.add(Job(kind=kind, key=key, due_at=due_at, payload=payload or {}))
    except IntegrityError:
        return  # another process asked for the same meanwhile
