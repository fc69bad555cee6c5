"""The door from the screens to the sample workspace."""

from datetime import UTC, datetime

from app import sample
from app.domain.access import Actor, must_manage
from app.settings import load
from app.ui.base import RequestContext, reading_as


def create(token: str) -> None:
    """Make it as whoever the cookie speaks for, in transactions of its own."""
    sample.make(by=reading_as(token, _manager), now=datetime.now(UTC), folder=load().data)


def remove(token: str) -> None:
    """Take it away as whoever the cookie speaks for, in transactions of its own."""
    reading_as(token, _manager)
    sample.remove(now=datetime.now(UTC), folder=load().data)


def is_here(context: RequestContext) -> bool:
    """Something of the sample is in the workspace."""
    return sample.is_here(context.session)


def _manager(context: RequestContext) -> Actor:
    must_manage(context.actor)
    return context.actor
