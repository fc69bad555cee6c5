"""The door from the screens to the sample workspace."""

from app import sample
from app.domain.access import must_manage
from app.ui.base import RequestContext


def create(context: RequestContext) -> None:
    must_manage(context.actor)
    sample.create(context.session, by=context.actor, now=context.now)


def remove(context: RequestContext) -> None:
    must_manage(context.actor)
    sample.remove(context.session, by=context.actor)


def is_here(context: RequestContext) -> bool:
    """Something of the sample is in the workspace."""
    return sample.is_here(context.session)
