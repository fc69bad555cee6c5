"""What happened, as sentences: a task's, doc's or goal's own history, and a workspace's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, and_, col, or_, select

from app import access, past
from app.domain.access import Actor
from app.domain.events import Kind, Subject
from app.models import Event
from app.reads import log_sentences
from app.reads.log_names import LogNames
from app.reads.people import Person


@dataclass(frozen=True)
class Happening:
    """One event as a sentence without its subject: “moved this from To do to Done”."""

    event_id: int
    at: datetime
    who: Person | None
    who_name: str
    words: str
    reason: str
    batch: str
    is_mine: bool = False  # the reader did it: it may be theirs to take back
    kind: str = ""
    caused_by: int | None = None  # of an undo: the event it took back


def of_item(
    session: Session, kind: str, item_id: int, *, actor: Actor, limit: int = 200
) -> list[Happening]:
    """The history of a task, doc or goal, newest first. A goal's includes its targets'."""
    access.item(session, kind, item_id, actor)
    return history(session, kind, item_id, actor=actor, limit=limit)


def history(
    session: Session, kind: str, item_id: int, *, actor: Actor, limit: int = 200
) -> list[Happening]:
    """The same, of an item that went through a door already; what happened in a closed place stays there."""
    mine = and_(col(Event.subject_kind) == kind, col(Event.subject_id) == item_id)
    if kind == "goal":
        from_targets = select(col(Event.subject_id)).where(
            Event.kind == Kind.TARGET_CREATED,
            col(Event.changes)["goal_id"][1].as_integer() == item_id,
        )
        mine = or_(
            mine,
            (col(Event.subject_kind) == Subject.TARGET) & col(Event.subject_id).in_(from_targets),
        )  # type: ignore[assignment]
    events = session.exec(
        select(Event)
        .where(mine, past.place_then_open_to(actor))
        .order_by(col(Event.at).desc(), col(Event.id).desc())
        .limit(limit)
    ).all()
    return sentences(session, events, actor=actor)


def sentences(session: Session, events: Iterable[Event], *, actor: Actor) -> list[Happening]:
    """Events as sentences; names of what the actor can't see are left out."""
    events = list(events)
    names = LogNames(session, actor, events)
    made: list[Happening] = []
    for event in events:
        text = log_sentences.of(event, names)
        if text:
            who = names.people.get(event.actor_id or 0)
            made.append(
                Happening(
                    event_id=event.id or 0,
                    at=event.at,
                    who=who,
                    who_name=who.name if who else _machine(event),
                    words=text,
                    reason=event.reason,
                    batch=event.batch,
                    is_mine=(event.actor_kind, event.actor_id) == (actor.kind, actor.user_id),
                    kind=event.kind,
                    caused_by=event.caused_by,
                )
            )
    return made


def _machine(event: Event) -> str:
    return {"importer": "An import", "automation": "An automation"}.get(
        event.actor_kind, "Goalward"
    )
