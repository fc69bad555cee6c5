"""What changed lately, as open pages need it: the topics each change touches, under a reader's rights.

A page says which topics it shows (`task:12`, `list:3`, `goals`, `tree` …); it reads again when one of
them is touched. A topic names a thing only to somebody who may see the change; a change that may have
altered what somebody sees says only `access` to them, which names nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, true
from sqlmodel import Session, col, select

from app import trash
from app.among import among
from app.domain.access import Actor
from app.domain.events import SECURITY
from app.models import Event
from app.reads import audiences
from app.reads.changes import Around, Change

# More events than this since the last look, and pages are told to read everything again.
MOST_EVENTS = 400
# More topics than this for one reader, and they are told only that everything may have changed.
MOST_TOPICS = 120
ALL, ACCESS, ME = "all", "access", "me"


@dataclass(frozen=True)
class Heard:
    """What one reader is told: the last event they are told of, and the topics touched (none: nothing for them)."""

    version: int
    topics: tuple[str, ...]


def newest(session: Session) -> int:
    """The log's last id; 0 for an empty log. Known where somebody was identified, for who only reads."""
    known: int | None = None if "batch" in session.info else session.info.get("newest")
    if known is not None:
        return known
    return session.exec(select(col(Event.id)).order_by(col(Event.id).desc()).limit(1)).first() or 0


def since(session: Session, event_id: int, *, actor: Actor | None = None) -> list[Change] | None:
    """The changes of the work after an event, oldest first; None when they are too many to tell one by one.

    For an actor, without most of what they can't be told of, so that much of that makes no difference.
    """
    events = session.exec(
        select(Event)
        .where(col(Event.id) > event_id, ~col(Event.kind).startswith(SECURITY), _may_tell(actor))
        .order_by(col(Event.id))
        .limit(MOST_EVENTS + 1)
    ).all()
    if len(events) > MOST_EVENTS:
        return None
    around = Around.of(session, events)
    return [around.change(event) for event in events]


def since_for(session: Session, event_id: int, *, actor: Actor) -> list[Change] | None:
    """The same, where many changes are likely: then they are counted first."""
    after = select(Event.id).where(col(Event.id) > event_id, _may_tell(actor))
    many = len(session.exec(after.limit(MOST_EVENTS + 1)).all()) > MOST_EVENTS
    return None if many else since(session, event_id, actor=actor)


def _may_tell(actor: Actor | None) -> ColumnElement[bool]:
    """Condition on Event: something of it may be told to the actor, who sees where it is or was, or is affected."""
    if actor is None or actor.everything:
        return true()
    list_id, space_id, kind = col(Event.list_id), col(Event.space_id), col(Event.kind)
    moved = (col(Event.changes)[name].as_string().is_not(None) for name in ("list_id", "space_id"))
    return or_(
        among(list_id, actor.lists),
        and_(list_id.is_(None), or_(space_id.is_(None), among(space_id, actor.spaces))),
        *(kind.startswith(f"{noun}.") for noun in audiences.VERBS),
        and_(kind.endswith(".changed"), or_(*moved)),
    )


def heard(changes: Iterable[Change] | None, *, version: int, actor: Actor) -> Heard:
    """What of these changes the actor may know of."""
    if changes is None:
        return Heard(version, (ALL,))
    places, topics, last = actor.places, set[str](), 0
    for one in changes:
        if told := _topics([one], actor, places):
            topics, last = topics | told, one.id
    return Heard(last, (ALL,) if len(topics) > MOST_TOPICS else tuple(sorted(topics)))


def _topics(changes: Iterable[Change], actor: Actor, places: frozenset[str]) -> set[str]:
    """What changes touch, told to somebody to whom these places are open."""
    topics: set[str] = set()
    for one in changes:
        if one.opens_to(actor):
            topics.add(ACCESS)
        if one.is_told_in(places):
            topics |= {topic for topic, place in one.topics if not place or place in places}
            if actor.user_id in one.people:
                topics.add(ME)
        elif one.was and one.was in places:
            # It went where the actor may not look: they learn that it left, not where to.
            topics |= {one.gone, one.was, "tasks"}
    return topics


def touched(session: Session, events: Sequence[Event], *, actor: Actor) -> set[str]:
    """The topics one's own events touch, of those the actor may know: also in places that are in the trash now."""
    around = Around.of(session, events)
    changes = [around.change(one) for one in events]
    return set(_topics(changes, actor, actor.places | trash.places_among(session, events, actor)))
