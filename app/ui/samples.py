"""The door from the screens to the sample workspace."""

from app import sample
from app.domain.access import must_manage
from app.ui.base import Desk


def create(desk: Desk) -> None:
    must_manage(desk.actor)
    sample.create(desk.session, by=desk.actor, now=desk.now)


def remove(desk: Desk) -> None:
    must_manage(desk.actor)
    sample.remove(desk.session, by=desk.actor)


def is_here(desk: Desk) -> bool:
    """Something of the sample is in the workspace."""
    return sample.is_here(desk.session)
