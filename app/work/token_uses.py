"""When personal tokens were last used: noted in memory with each request, written now and then.

A read would otherwise become a write. What was noted in the last minute before a crash is lost.
"""

import threading
from datetime import datetime

from sqlmodel import Session, col, or_, update

from app.models import ApiToken

_lock = threading.Lock()
_used: dict[str, datetime] = {}


def note(digest: str, *, at: datetime) -> None:
    """The token with this digest was used."""
    with _lock:
        _used[digest] = at


def take() -> dict[str, datetime]:
    """What was noted since the last time, digest → moment; whoever takes it writes it, or gives it back."""
    with _lock:
        taken = dict(_used)
        _used.clear()
    return taken


def give_back(uses: dict[str, datetime]) -> None:
    """They could not be written: the next time."""
    with _lock:
        _used.update(uses | _used)


def write(session: Session, uses: dict[str, datetime]) -> None:
    """Keep each token's latest use. No event: nobody's work was changed."""
    for digest, at in uses.items():
        last = col(ApiToken.last_used_at)
        session.exec(
            update(ApiToken)
            .where(col(ApiToken.token_hash) == digest, or_(last.is_(None), last < at))
            .values(last_used_at=at)
        )
