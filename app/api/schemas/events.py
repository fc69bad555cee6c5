"""The log, as far as the caller may read it."""

from datetime import datetime

from pydantic import JsonValue

from app.api.schemas.base import Shape
from app.domain.access import ActorKind


class EventActor(Shape):
    """Who did it; a machine has no id."""

    kind: ActorKind
    id: int | None


class EventSubject(Shape):
    """What an event is about."""

    kind: str
    id: int


class Event(Shape):
    """One change: `changes` maps a field to its old and new value."""

    id: int
    at: datetime
    kind: str
    actor: EventActor
    subject: EventSubject
    list_id: int | None
    space_id: int | None
    batch: str
    reason: str
    changes: dict[str, list[JsonValue]]


class EventPage(Shape):
    """Events by id. Go on from `next`: the last one's id, or what was asked for while there is none.

    Ids rise in the order of the log, with gaps where the caller may not look.
    """

    items: list[Event]
    next: int
    more: bool
