"""Writes down which tokens were used, at most once a minute and never within a request."""

from app import db
from app.domain.errors import Busy
from app.work import token_uses

EVERY = 60.0  # seconds


def look() -> bool:
    """Write what was noted; False, for there is nothing to do at once."""
    uses = token_uses.take()
    if uses:
        try:
            with db.writing() as session:
                token_uses.write(session, uses)
        except Busy:
            token_uses.give_back(uses)
    return False
