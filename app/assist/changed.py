"""When a field last changed, and since when words stand: from the log and the kept versions."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session, col, select

from agents.changed import LastChange, Written
from agents.facts import Quote
from app import past
from app.assist.worded import Words
from app.domain import fields
from app.domain.access import Actor
from app.models import Doc, DocVersion, Event

# What a record's own words are called in the log.
TEXTS = {"task": "description", "goal": "description", "comment": "text"}


def last(
    session: Session, actor: Actor, kind: str, item_id: int, field: str, *, until: datetime
) -> LastChange | None:
    """The last change of a field of a task or goal the actor may know of, up to a moment."""
    known = fields.named(kind, field)
    name = known.name
    for event in _events(session, kind, item_id, past.place_then_open_to(actor)):
        made = name == "created_at" and event.kind.endswith(".created")
        if event.at <= until and (made or name in event.changes):
            old, new = (None, None) if made else event.changes[name]
            words = Words(session, actor)
            return LastChange(
                event.at, words.who(event), words.of(known, old), words.of(known, new)
            )
    return None


def written(session: Session, actor: Actor, quote: Quote, words: str) -> Written:
    """Since when words stand in a record, as far as the actor could read it; its own moment where the log does not say.

    A page saved again keeps the date of words that were in it before.
    """
    known = Words(session, actor)
    wanted, found = _plain(words), Written(quote.at, quote.author)
    for text, at, who in _texts(session, known, quote, actor):
        if wanted not in _plain(text):
            break
        found = Written(at, who)
    return found


def _texts(
    session: Session, words: Words, quote: Quote, actor: Actor
) -> Iterable[tuple[str, datetime, str]]:
    """What a record said, newest first: the text, since when, by whom."""
    if quote.kind == "doc":
        versions = session.exec(
            select(DocVersion)
            .where(DocVersion.doc_id == quote.id)
            .order_by(col(DocVersion.version).desc())
        )
        open_to = past.versions_open_to(session, session.get_one(Doc, quote.id), actor)
        return [(v.text, v.at, words.person(v.author_id)) for v in versions if v.version in open_to]
    name = TEXTS[quote.kind]
    return [
        (event.changes[name][1] or "", event.at, words.who(event))
        for event in _events(session, quote.kind, quote.id, past.place_then_open_to(actor))
        if name in event.changes
    ]


def _events(session: Session, kind: str, item_id: int, *more: past.Where) -> Iterable[Event]:
    """What happened to an item, newest first."""
    return session.exec(
        select(Event)
        .where(Event.subject_kind == kind, Event.subject_id == item_id, *more)
        .order_by(col(Event.at).desc(), col(Event.id).desc())
    )


def _plain(text: str) -> str:
    return "".join(c for c in text.rstrip("…") if c.isalnum()).casefold()
