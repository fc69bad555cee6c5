"""The reading mark of the inbox."""

from datetime import datetime

from sqlmodel import Session

from app import access
from app.domain.access import Actor, must_comment


def looked(session: Session, *, by: Actor, now: datetime) -> None:
    """What was said to the actor until now is no longer new. No event: it changes no work."""
    must_comment(by)
    if by.user_id is not None:
        access.user(session, by.user_id, by).last_visit_at = now
