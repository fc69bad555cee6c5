"""What happened, event by event: for programs that follow the work."""

from typing import Annotated

from fastapi import Query

from app import db
from app.api import routing
from app.api.caller import Who
from app.api.etags import Versioned
from app.api.paging import After, Limit
from app.api.schemas import events as shape
from app.api.schemas.base import Instant
from app.domain.events import Kind
from app.models import Event
from app.reads import log

router = routing.router("events")
Kinds = Annotated[list[Kind] | None, Query(max_length=len(Kind), description="These kinds only.")]
Since = Annotated[Instant | None, Query(description="True at or after this instant.")]


@router.get("/events", response_model=shape.EventPage)
def list_events(
    who: Who,
    version: Versioned,
    kinds: Kinds = None,
    since: Since = None,
    after: After = 0,
    limit: Limit = 100,
) -> shape.EventPage:
    """The log by id, as far as the caller may see what it is about. Ask again from `next` to follow it."""
    with db.reading() as session:
        found = log.page(
            session,
            after=after,
            limit=limit,
            actor=who.actor(session),
            kinds=kinds or (),
            since=since,
        )
        items = [_shown(event) for event in found.events]
        return version.mark(shape.EventPage(items=items, next=found.next, more=found.more))


def _shown(event: Event) -> shape.Event:
    return shape.Event(
        id=event.id or 0,
        at=event.at,
        kind=event.kind,
        actor=shape.EventActor(kind=event.actor_kind, id=event.actor_id),
        subject=shape.EventSubject(kind=event.subject_kind, id=event.subject_id),
        list_id=event.list_id,
        space_id=event.space_id,
        batch=event.batch,
        reason=event.reason,
        changes=event.changes,
    )
