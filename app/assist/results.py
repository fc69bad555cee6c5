"""What a search line finds, whole: records with the stretches of them that fit, narrowed as its reader likes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select as sql
from sqlmodel import Session, col, select

from agents.facts import Quote
from app.among import ids_of, one_of
from app.assist import assistant, quotes
from app.assist.excerpts import excerpt
from app.domain import numbers
from app.domain.access import Actor
from app.models import Space, TaskList
from app.models.base import columns_of
from app.prepared import Prepared
from app.reads import filtering
from knowledge.documents import Passage
from knowledge.lexical import terms_of, tokens_of
from knowledge.library import Library

SNIPPET = 180
DEEPER = 20  # how much further a filtered search looks
NARROWER = 5  # the same where kinds or days narrow it


@dataclass(frozen=True)
class Narrowed:
    """Of which kinds, in which space, and written since when; nothing narrows nothing."""

    kinds: frozenset[str] = frozenset()
    space_id: int | None = None
    since: date | None = None


EVERYTHING = Narrowed()


@dataclass(frozen=True)
class Stretch:
    """Another stretch of a record that was found."""

    kind: str
    id: int
    url: str
    snippet: str
    author: str
    at: str


@dataclass(frozen=True)
class Hit:
    """Something found: the best stretch of a record, and what else of it fits."""

    kind: str
    id: int
    key: str
    title: str
    url: str
    snippet: str
    place: str
    at: str
    author: str = ""
    record: str = ""
    more: tuple[Stretch, ...] = ()

    def plain(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Results:
    """What was found; filters that mean nothing here, and what looks like one and is none."""

    hits: list[Hit]
    unknown: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def search(
    session: Session,
    actor: Actor,
    query: str,
    narrowed: Narrowed = EVERYTHING,
    *,
    library: Library,
    now: datetime,
    limit: int = 20,
    locale: str = numbers.PLAIN,
) -> Results:
    """Tasks, comments, docs and goals: keys and quoted words exactly, meaning otherwise.

    Filters narrow it to tasks (`is:blocked owner:me in:ENG due:<today+7`); filters alone list them, the
    most pressing first. What is archived is found by `is:archived`, or by the name of its list or goal.
    """
    line = assistant.line_of(session, actor, query, library=library, now=now, locale=locale)
    if line.wanted is None:
        hits = _found(session, actor.current, query, narrowed, library, limit)
        return Results(hits, unread=line.unread)
    if line.unknown:
        return Results([], line.unknown, line.unread)
    gateway = assistant.gateway_of(session, actor, now=now, library=library, locale=locale)
    actor = filtering.actor_for(line.wanted, actor)
    fitting = gateway.fitting(line.wanted)
    if not line.words:
        first = quotes.records(session, actor, [f"task:{i}" for i in fitting.ids[:limit]])
        places = {t.id: t.list_name for t in fitting[:limit]}
        return Results([_hit(q, places.get(q.id, ""), "") for q in first], unread=line.unread)
    records = {f"task:{i}" for i in fitting.ids}
    found = library.records(line.words, scope=actor.places, limit=limit * DEEPER)
    kept = [passages for passages in found if passages[0].record in records][:limit]
    return Results(_shown(session, actor, kept, line.words), unread=line.unread)


def _found(
    session: Session, actor: Actor, query: str, narrowed: Narrowed, library: Library, limit: int
) -> list[Hit]:
    scope = actor.places
    if narrowed.space_id is not None:
        scope &= _places_of(session, narrowed.space_id)
    deep = (
        limit
        if narrowed in (EVERYTHING, Narrowed(space_id=narrowed.space_id))
        else limit * NARROWER
    )
    found = library.records(query, scope=scope, limit=deep)
    if narrowed.kinds:
        found = [kept for one in found if (kept := _of_kinds(one, narrowed.kinds))]
    hits = _shown(session, actor, found, query)
    if narrowed.since is not None:
        day = narrowed.since.isoformat()
        hits = [one for one in hits if one.at >= day]
    return hits[:limit]


def _of_kinds(passages: Sequence[Passage], kinds: frozenset[str]) -> list[Passage]:
    """What is left of a record: all of one of a wanted kind, of others what was said on them, if comments are wanted."""
    if passages[0].record.partition(":")[0] in kinds:
        return list(passages)
    said = [one for one in passages if one.document_id.startswith("comment:")]
    return said if "comment" in kinds else []


def _places_of(session: Session, space_id: int) -> frozenset[str]:
    lists = session.exec(select(TaskList.id).where(col(TaskList.space_id) == space_id))
    return frozenset([f"space:{space_id}", *(f"list:{one}" for one in lists)])


def _shown(
    session: Session, actor: Actor, found: Sequence[Sequence[Passage]], query: str
) -> list[Hit]:
    """Records read again from the database, each with its stretches; what is gone is left out."""
    passages = [one for record in found for one in record]
    places = _place_names(session, {one.place for one in passages})
    read: dict[str, list[Quote]] = {}
    for quote in quotes.checked(session, actor, passages):
        read.setdefault(quote.record, []).append(quote)
    hits: list[Hit] = []
    for record in found:
        stretches = _telling(_each_once(read.get(record[0].record, [])), query)
        if stretches:
            first = _hit(stretches[0], places.get(record[0].place, ""), query)
            more = tuple(_stretch(quote, query) for quote in stretches[1:])
            hits.append(replace(first, more=more))
    return hits


def _telling(stretches: list[Quote], query: str) -> list[Quote]:
    """Those that hold one of the words themselves; else the best one, which may mean the same.

    Where the name alone holds the words, what was said of something else tells nothing.
    """
    words = {term for token in tokens_of(query) for term in terms_of(token)}
    holding = [one for one in stretches if words & set(terms_of(one.text))]
    if holding or not stretches or not words & set(terms_of(stretches[0].title)):
        return holding or stretches[:1]
    own = [one for one in stretches if one.kind != "comment"]
    return own[:1] or [replace(stretches[0], text="")]


def _each_once(stretches: Iterable[Quote]) -> list[Quote]:
    """A text is shown once, however many of its passages fit."""
    return list({(one.kind, one.id, one.text): one for one in reversed([*stretches])}.values())[
        ::-1
    ]


def _hit(quote: Quote, place: str, query: str) -> Hit:
    return Hit(
        kind=quote.kind,
        id=quote.id,
        key=quote.key,
        title=quote.title,
        url=quote.url,
        snippet=excerpt(quote.text, tokens_of(query), limit=SNIPPET),
        place=place,
        at=quote.at.isoformat(),
        author=quote.author,
        record=quote.record,
    )


def _stretch(quote: Quote, query: str) -> Stretch:
    said = excerpt(quote.text, tokens_of(query), limit=SNIPPET)
    return Stretch(quote.kind, quote.id, quote.url, said, quote.author, quote.at.isoformat())


def _place_names(session: Session, places: Iterable[str]) -> Mapping[str, str]:
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
