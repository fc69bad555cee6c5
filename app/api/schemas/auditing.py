"""The security log, as owners and admins read it."""

from datetime import datetime

from app.api.schemas.base import Shape


class AuditLine(Shape):
    """One event: who did what, and whom or what it is about."""

    id: int
    at: datetime
    kind: str
    who: str
    what: str
    about: str


class AuditPage(Shape):
    """Newest first; `next` goes into `before` while there is more."""

    items: list[AuditLine]
    next: int | None
