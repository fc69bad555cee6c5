"""Ask and search, for one person at one moment."""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select as sql
from sqlmodel import Session, col, func, select

from agents import about as sidebar
from agents import ask as asking
from agents.about import About
from agents.answer import Answer
from agents.facts import Quote
from agents.reading.names import Gazetteer
from app.among import ids_of, one_of
from app.assist import of_archive, opens, quotes, searchline
from app.assist.gateway import DatabaseGateway
from app.domain import numbers
from app.domain.access import Actor
from app.domain.errors import NotFound
from app.domain.text import squeeze
from app.lookups import workspace
from app.models import Event, Space, TaskList
from app.models.base import columns_of
from app.prepared import Prepared
from app.reads import filtering
from knowledge.documents import Passage
from knowledge.library import Library

SNIPPET = 180
DEEPER = 20  # how much further a filtered search looks
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
    earlier: Sequence[asking.Earlier] = (),
    fixed: Sequence[str] = (),
    locale: str = numbers.PLAIN,
) -> Answer:
    """Answer a question from what the actor may see, as it is now.

    `locale` is how the asker writes numbers and days. `earlier` are the conversation's questions so far; `fixed` corrects the reading's chips.
    """
    gateway = gateway_of(session, actor.current, now=now, library=library, locale=locale)
    names = _gazetteer(session, gateway)
    answer = asking.ask(question, gateway, names=names, earlier=earlier, fixed=fixed)
    answer = of_archive.told(session, actor, gateway.names(), answer)
    return opens.with_pages(answer, gateway.names(), gateway.zone)


def about(
    session: Session, actor: Actor, kind: str, item: str, *, now: datetime, library: Library
) -> About:
    """What stands beside one item: `item` is a task's key, or the id of a list, space, goal or doc.

    Raises NotFound for what isn't there or can't be seen.
    """
    gateway = gateway_of(session, actor, now=now, library=library)
    found: About | None = None
    if kind == "task":
        found = sidebar.of_a_task(item, gateway)
    elif item.isdigit():
        match kind:
            case "goal":
                found = sidebar.of_a_goal(int(item), gateway)
            case "doc":
                found = sidebar.of_a_doc(int(item), gateway)
            case "list" | "space":
                place = next(
                    (n for n in gateway.names() if (n.kind, n.id) == (kind, int(item))), None
                )
                found = sidebar.of_a_place(place, gateway) if place else None
            case _:
                pass
    if found is None:
        raise NotFound(kind)
    return found


def gateway_of(
    session: Session,
    actor: Actor,
    *,
    now: datetime,
    library: Library,
    locale: str = numbers.PLAIN,
) -> DatabaseGateway:
    home = workspace(session)
    zone = ZoneInfo(home.zone if home else "UTC")
    return DatabaseGateway(session, actor, library, now=now, zone=zone, locale=locale)


def search(
    session: Session,
    actor: Actor,
    query: str,
    *,
    library: Library,
    now: datetime,
    limit: int = 20,
    locale: str = numbers.PLAIN,
) -> list[Hit]:
    """Tasks, comments, docs and goals: keys and quoted words exactly, meaning otherwise.

    Filters narrow it to tasks (`is:blocked owner:me in:ENG due:<today+7`); filters alone list them, the
    most pressing first. What is archived is found by `is:archived`, or by the name of its list or goal.
    """
    if ":" not in query:
        return _found(session, actor.current, query, library, limit)
    gateway = gateway_of(session, actor, now=now, library=library, locale=locale)
    names = _gazetteer(session, gateway)
    line = searchline.read(query, names, today=gateway.today, locale=locale)
    if line.wanted is None:
        return _found(session, actor.current, query, library, limit)
    if line.unknown:
        return []
    actor = filtering.actor_for(line.wanted, actor)
    fitting = gateway.fitting(line.wanted)
    if not line.words:
        first = quotes.records(session, actor, [f"task:{i}" for i in fitting.ids[:limit]])
        places = {t.id: t.list_name for t in fitting[:limit]}
        return [_hit(quote, places.get(quote.id, "")) for quote in first]
    records = {f"task:{i}" for i in fitting.ids}
    hits = library.search(line.words, scope=actor.places, limit=limit * DEEPER)
    return _shown(session, actor, [p for p in hits if p.record in records][:limit])


def _found(session: Session, actor: Actor, query: str, library: Library, limit: int) -> list[Hit]:
    return _shown(session, actor, library.search(query, scope=actor.places, limit=limit))


def _shown(session: Session, actor: Actor, passages: list[Passage]) -> list[Hit]:
    places = _place_names(session, {p.place for p in passages})
    by_record = {p.record: p for p in passages}
    return [
        _hit(
            quote,
            places.get(by_record[quote.record].place, "") if quote.record in by_record else "",
        )
        for quote in quotes.checked(session, actor, passages)
    ]


def _hit(quote: Quote, place: str) -> Hit:
    return Hit(
        kind=quote.kind,
        id=quote.id,
        key=quote.key,
        title=quote.title,
        url=quote.url,
        snippet=squeeze(quote.text, limit=SNIPPET),
        place=place,
        at=quote.at.isoformat(),
    )


def _gazetteer(session: Session, gateway: DatabaseGateway) -> Gazetteer:
    """The asker's names, made anew when anything was recorded since."""
    version = session.exec(select(func.max(col(Event.id)))).one() or 0
    key = (gateway.actor.user_id, gateway.actor.places)
    with _lock:
        known = _names.get(key)
    if known is not None and known[0] == version:
        return known[1]
    made = Gazetteer.of(gateway.names())
    with _lock:
        if len(_names) >= REMEMBERED:
            _names.clear()
        _names[key] = (version, made)
    return made


def _place_names(session: Session, places: Iterable[str]) -> dict[str, str]:
    """Names of lists and spaces, by `list:12` and `space:3`."""
    named: dict[str, str] = {}
    for kind, names in PLACE_NAMES.items():
        ids = [int(one.removeprefix(f"{kind}:")) for one in places if one.startswith(f"{kind}:")]
        if ids:
            rows = names.all(session, {"ids": ids_of(ids)})
            named |= {f"{kind}:{i}": name for i, name in rows}
    return named


# Made once: to build a statement costs more than to run it.
PLACE_NAMES = {
    kind: Prepared(sql(c.id, c.name).where(one_of(c.id, "ids")))
    for kind, c in (("list", columns_of(TaskList)), ("space", columns_of(Space)))
}
