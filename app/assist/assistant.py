"""Ask and search, for one person at one moment."""

import threading
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, func, select

from agents import about as sidebar
from agents import ask as asking
from agents.about import About
from agents.answer import Answer
from agents.reading.names import Gazetteer
from app.assist import of_archive, opens, searchline
from app.assist.gateway import DatabaseGateway
from app.domain import numbers
from app.domain.access import Actor
from app.domain.errors import NotFound
from app.lookups import workspace
from app.models import Event
from knowledge.library import Library

# Names are read once per asker and version of the log; this many askers are remembered.
REMEMBERED = 64
_names: dict[tuple[int | None, frozenset[str]], tuple[int, Gazetteer]] = {}
_lock = threading.Lock()


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


def line_of(
    session: Session,
    actor: Actor,
    line: str,
    *,
    library: Library,
    now: datetime,
    locale: str = numbers.PLAIN,
) -> searchline.Line:
    """A search line, its filters taken out."""
    if ":" not in line:
        return searchline.Line(line, None)
    gateway = gateway_of(session, actor, now=now, library=library, locale=locale)
    names = _gazetteer(session, gateway)
    return searchline.read(line, names, today=gateway.today, locale=locale)


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
