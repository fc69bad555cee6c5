"""When a field last changed, and since when words stand: from the log and the kept versions."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from agents.changed import LastChange, Stated, Written
from agents.facts import Quote
from app import access
from app.domain.access import Actor
from app.models import DocVersion, Event, Status

# The log's name of a field, where an answer calls it otherwise.
FIELDS: dict[Stated, str] = {
    "people": "assignees",
    "estimate": "estimate_minutes",
    "owner": "owner_id",
}
MACHINES = {"importer": "an import", "automation": "an automation"}
# What a record's own words are called in the log.
TEXTS = {"task": "description", "goal": "description", "comment": "text"}


def last(
    session: Session, actor: Actor, kind: str, item_id: int, field: Stated, *, until: datetime
) -> LastChange | None:
    """The last change of a field of a task or goal the actor sees, up to a moment."""
    name = FIELDS.get(field, field)
    for event in _events(session, kind, item_id):
        made = field == "created" and event.kind.endswith(".created")
        if event.at <= until and (made or name in event.changes):
            old, new = (None, None) if made else event.changes[name]
            words = _Words(session, actor)
            return LastChange(
                event.at, words.who(event), words.of(field, old), words.of(field, new)
            )
    return None


def written(session: Session, actor: Actor, quote: Quote, words: str) -> Written:
    """Since when words stand in a record; its own moment where the log does not say.

    A page saved again keeps the date of words that were in it before.
    """
    known = _Words(session, actor)
    wanted, found = _plain(words), Written(quote.at, quote.author)
    for text, at, who in _texts(session, known, quote):
        if wanted not in _plain(text):
            break
        found = Written(at, who)
    return found


def _texts(session: Session, words: "_Words", quote: Quote) -> Iterable[tuple[str, datetime, str]]:
    """What a record said, newest first: the text, since when, by whom."""
    if quote.kind == "doc":
        versions = session.exec(
            select(DocVersion)
            .where(DocVersion.doc_id == quote.id)
            .order_by(col(DocVersion.version).desc())
        )
        return [(v.text, v.at, words.person(v.author_id)) for v in versions]
    name = TEXTS[quote.kind]
    return [
        (event.changes[name][1] or "", event.at, words.who(event))
        for event in _events(session, quote.kind, quote.id)
        if name in event.changes
    ]


def _events(session: Session, kind: str, item_id: int) -> Iterable[Event]:
    """What happened to an item, newest first."""
    return session.exec(
        select(Event)
        .where(Event.subject_kind == kind, Event.subject_id == item_id)
        .order_by(col(Event.at).desc(), col(Event.id).desc())
    )


class _Words:
    """Values of the log in words, and names as far as the viewer may know them."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session, self.actor = session, actor

    def who(self, event: Event) -> str:
        return self.person(event.actor_id) or MACHINES.get(event.actor_kind, "")

    def person(self, user_id: int | None) -> str:
        if user_id is None:
            return ""
        found = access.people_open_to(self.session, self.actor, only=user_id)
        return found[0].name if found else ""

    def of(self, field: Stated, value: Any) -> str:
        """As an answer says it: people and statuses by name, else as it is kept."""
        match field:
            case "people":
                names = [self.person(one) or "somebody" for one in value or []]
                return ", ".join(sorted(names))
            case "owner":
                return self.person(value) or ("somebody" if value else "")
            case "status":
                status = self.session.get(Status, value) if value else None
                return status.name if status else ""
            case "points":
                return "" if value is None else f"{value:g}"
            case "priority":
                return str(value or "")
            case _:
                return "" if value is None else str(value)


def _plain(text: str) -> str:
    return "".join(c for c in text.rstrip("…") if c.isalnum()).casefold()
