"""Last week of the workspace and of each space in a sentence: its counts, without the lists they count.

They come from the log, so nothing has to be read as it was. Whoever sees the same places is told the same, until
something is recorded: it is worked out once for all of them.
"""

import threading
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app import db
from app.assist import summaries, summed
from app.domain import weekly
from app.domain.access import Actor
from app.lookups import zone
from app.reads import live

# Readers' weeks kept at once.
REMEMBERED = 64


@dataclass(frozen=True)
class LastWeek:
    """The last week of a space, or of all of them."""

    subject: tuple[str, int]
    title: str
    week: str
    headline: str
    is_empty: bool  # nothing was open, nothing came


# The workspace, what is open there, the week, and the log's last event.
Key = tuple[str, frozenset[int], frozenset[int], str, int]
_known: dict[Key, list[LastWeek]] = {}
_lock = threading.Lock()


def of_places(session: Session, actor: Actor, *, now: datetime) -> list[LastWeek]:
    """Last week of the workspace, where the actor sees several spaces, and of each of them, in order."""
    local = now.astimezone(zone(session)).date()
    week = weekly.week_of(local.fromordinal(local.toordinal() - 7))
    key = str(db.engine().url), actor.spaces, actor.lists, week, live.newest(session)
    with _lock:
        known = _known.get(key)
    if known is None:
        found = [one for one in summed.subjects(session, actor) if one[0] != "goal"]
        several = sum(kind == "space" for kind, _, _ in found) > 1
        known = [
            _last_week(session, actor, (kind, item_id), title, week)
            for kind, item_id, title in found
            if several or kind == "space"
        ]
        with _lock:
            if len(_known) >= REMEMBERED:
                _known.clear()
            _known[key] = known
    return known


def _last_week(
    session: Session, actor: Actor, subject: tuple[str, int], title: str, week: str
) -> LastWeek:
    counted = summaries.counts(session, actor, week, subject)
    is_empty = not (counted.opening or counted.added)
    words = summaries.in_a_sentence(title, counted)
    return LastWeek(subject, title, week, words, is_empty)
