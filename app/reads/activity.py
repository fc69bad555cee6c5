"""What happened, as sentences: a task's, doc's or goal's own history, and a workspace's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, and_, bindparam, or_
from sqlalchemy import select as sql
from sqlmodel import Session

from app import access, past, rights
from app.domain.access import Actor
from app.domain.events import Kind, Subject
from app.models import Event
from app.models.base import columns_of, table_of
from app.prepared import Prepared
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
    asked = {"kind": kind, "item": item_id, "limit": limit}
    if actor.everything:
        events = (GOAL_ALL if kind == "goal" else ITEM_ALL).all(session, asked)
    else:
        events = (GOAL if kind == "goal" else ITEM).all(session, asked | rights.of(actor))
    return sentences(session, events, actor=actor)


def sentences(session: Session, events: Sequence[Any], *, actor: Actor) -> list[Happening]:
    """Events (or rows of their columns) as sentences; names of what the actor can't see are left out."""
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


def _machine(event: Any) -> str:
    return {"importer": "An import", "automation": "An automation"}.get(
        event.actor_kind, "Goalward"
    )


E = columns_of(Event)
_MINE = and_(E.subject_kind == bindparam("kind"), E.subject_id == bindparam("item"))
_OF_TARGETS = and_(
    E.subject_kind == Subject.TARGET.value,
    E.subject_id.in_(
        sql(E.subject_id).where(
            E.kind == Kind.TARGET_CREATED.value,
            E.changes["goal_id"][1].as_integer() == bindparam("item"),
        )
    ),
)


def _history(mine: Any, *more: Any) -> Prepared:
    events = sql(table_of(Event)).where(mine, *more).order_by(E.at.desc(), E.id.desc())
    return Prepared(events.limit(bindparam("limit", type_=Integer())))


# Made once: to build a statement costs more than to run it.
ITEM_ALL, GOAL_ALL = _history(_MINE), _history(or_(_MINE, _OF_TARGETS))
ITEM = _history(_MINE, past.PLACE_THEN_OPEN)
GOAL = _history(or_(_MINE, _OF_TARGETS), past.PLACE_THEN_OPEN)
