"""Ask and search, for one person at one moment."""

import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, func, select

from agents import ask as asking
from agents.answer import Answer
from agents.reading.names import Gazetteer
from app.assist import quotes
from app.assist.desk import WorkDesk
from app.domain.access import Actor
from app.domain.text import squeeze
from app.lookups import workspace
from app.models import Event, Space, TaskList
from knowledge.library import Library

SNIPPET = 180
# Names are read once per asker and version of the log; this many askers are remembered.
REMEMBERED = 64
_names: dict[tuple[int | None, frozenset[str]], tuple[int, Gazetteer]] = {}
_lock = threading.Lock()


@dataclass(frozen=True)
class Hit:
    """Something found."""

    kind: str
    id: int
    key: str
    title: str
    url: str
    snippet: str
    place: str
    at: str

    def plain(self) -> dict[str, Any]:
        return asdict(self)


def ask(
    session: Session,
    actor: Actor,
    question: str,
    *,
    now: datetime,
    library: Library,
    earlier: Sequence[str] = (),
    fixed: Sequence[str] = (),
) -> Answer:
    """Answer a question from what the actor may see, as it is now.

    `earlier` are the conversation's questions so far; `fixed` corrects the reading's chips.
    """
    desk = desk_of(session, actor, now=now, library=library)
    names = _gazetteer(session, desk)
    return asking.ask(question, desk, names=names, earlier=earlier, fixed=fixed)


def desk_of(session: Session, actor: Actor, *, now: datetime, library: Library) -> WorkDesk:
    home = workspace(session)
    zone = ZoneInfo(home.zone if home else "UTC")
    return WorkDesk(session, actor, library, now=now, zone=zone)


def search(
    session: Session, actor: Actor, query: str, *, library: Library, limit: int = 20
) -> list[Hit]:
    """Tasks, comments, docs and goals: keys and quoted words exactly, meaning otherwise."""
    passages = library.search(query, scope=actor.places, limit=limit)
    places = _place_names(session)
    by_record = {p.record: p for p in passages}
    return [
        Hit(
            kind=quote.kind,
            id=quote.id,
            key=quote.key,
            title=quote.title,
            url=quote.url,
            snippet=squeeze(quote.text, limit=SNIPPET),
            place=places.get(by_record[quote.record].place, "")
            if quote.record in by_record
            else "",
            at=quote.at.isoformat(),
        )
        for quote in quotes.checked(session, actor, passages)
    ]


def _gazetteer(session: Session, desk: WorkDesk) -> Gazetteer:
    """The asker's names, made anew when anything was recorded since."""
    version = session.exec(select(func.max(col(Event.id)))).one() or 0
    key = (desk.actor.user_id, desk.actor.places)
    with _lock:
        known = _names.get(key)
    if known is not None and known[0] == version:
        return known[1]
    made = Gazetteer.of(desk.names())
    with _lock:
        if len(_names) >= REMEMBERED:
            _names.clear()
        _names[key] = (version, made)
    return made


def _place_names(session: Session) -> dict[str, str]:
    spaces = session.exec(select(Space.id, Space.name))
    lists = session.exec(select(TaskList.id, TaskList.name))
    return {
        **{f"space:{i}": name for i, name in spaces},
        **{f"list:{i}": name for i, name in lists},
    }
