"""What somebody may mean while they type in the bar: at each pause, in a handful of statements.

Everything that holds what is typed, its last word as a beginning: what is called so first, then what says so. One of it may
be marked as meant: its key was typed, or nearly all of a name nothing else has. Nothing else is opened without being chosen.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from agents.reading.names import fold
from app.assist import assistant, results
from app.assist.excerpts import excerpt
from app.assist.suggested import Read, read
from app.domain import filters, numbers
from app.domain.access import Actor
from app.domain.filters import Every, Leaf, Op
from app.reads import named
from knowledge.lexical import Typed
from knowledge.library import Library

MOST_OF_A_KIND = 6
FOUND = 24  # records the library is asked for
# A name is meant when so much of it was typed, and nothing else begins so.
NEARLY_ALL = 0.75
LEAST_MEANT = 3  # letters
# “gtm8”, “GTM-8”, “#gtm 8”
KEY = re.compile(r"#?([a-z][a-z0-9]*?)[-\s]?(\d{1,7})", re.IGNORECASE)
LISTED = ("space", "list", "goal", "person")


@dataclass(frozen=True)
class Suggestion:
    """One thing that may be meant; `excerpt` is where its text says it, and empty when its name does."""

    kind: str
    id: int
    key: str
    title: str
    url: str
    place: str
    excerpt: str = ""
    is_meant: bool = False


@dataclass(frozen=True)
class Suggestions:
    """What was found, what is meant first; and filters that mean nothing here, or are none."""

    results: list[Suggestion]
    unknown: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def suggest(
    session: Session,
    actor: Actor,
    line: str,
    *,
    library: Library,
    now: datetime,
    locale: str = numbers.PLAIN,
) -> Suggestions:
    """What holds this line; a line with filters lists the tasks that fit."""
    line, actor = " ".join(line.split()), actor.current
    unread: tuple[str, ...] = ()
    if ":" in line:
        taken = assistant.line_of(session, actor, line, library=library, now=now, locale=locale)
        if taken.wanted is not None:
            fitting = _fitting(session, actor, line, library=library, now=now, locale=locale)
            return Suggestions(fitting, taken.unknown, taken.unread)
        unread = taken.unread
    typed = Typed.of(line)
    if not typed.all:
        return Suggestions([], unread=unread)
    names = named.visible(session, actor=actor)
    key = key_of(line)
    begun = library.begun(line, scope=actor.places, limit=FOUND)
    found = read(session, actor, begun, names, key=key)
    every = [*_named(names, typed), *(_shown(one, typed) for one in found)]
    return Suggestions(_first_meant(_each_once(every), line, key), unread=unread)


def _fitting(
    session: Session, actor: Actor, line: str, *, library: Library, now: datetime, locale: str
) -> list[Suggestion]:
    """The tasks that fit the filters of a line."""
    found = results.search(
        session, actor, line, library=library, now=now, limit=FOUND, locale=locale
    )
    return [Suggestion(h.kind, h.id, h.key, h.title, h.url, h.place, h.snippet) for h in found.hits]


def key_of(line: str) -> str:
    """The key of a task that a line is, however it is written; else empty."""
    match = KEY.fullmatch(line.strip())
    return f"{match.group(1).upper()}-{int(match.group(2))}" if match else ""


def _named(names: Sequence[named.Name], typed: Typed) -> list[Suggestion]:
    """What is called so: the fewer other words it has, the earlier."""
    spaces = {one.id: one.name for one in names if one.kind == "space"}
    phrases = [f" {fold(phrase)} " for phrase in typed.phrases]
    words = [*(fold(word) for word in typed.words), *([fold(typed.begun)] if typed.begun else [])]
    fitting: list[tuple[bool, int, Suggestion]] = []
    for one in names:
        folded = f" {fold(f'{one.name} {one.key}')} "
        if not all(phrase in folded for phrase in phrases):
            continue
        # The last word is a beginning; a whole word may be one, too: “plat eng” means the Platform list.
        if not words or all(f" {word}" in folded for word in words if word):
            first = (words or [phrases[0].strip()])[0]
            shown = _suggestion(one, spaces.get(one.space_id or 0, ""))
            fitting.append((not folded.startswith(f" {first}"), len(folded), shown))
    return [shown for _, _, shown in sorted(fitting, key=lambda fit: fit[:2])]


def _suggestion(one: named.Name, home: str) -> Suggestion:
    url = f"/{one.kind}s/{one.id}"
    if one.kind == "person":
        theirs = (Leaf("assignees", Op.HAS_ANY, (one.id,)), Leaf("is_open", Op.IS, (True,)))
        url, home = f"/tasks?where={filters.to_text(Every(theirs))}", "open tasks"
    return Suggestion(one.kind, one.id, one.key, one.name, url, home)


def _shown(one: Read, typed: Typed) -> Suggestion:
    said = "" if one.is_titled else excerpt(one.text, typed.all)
    return Suggestion(one.kind, one.id, one.key, one.title, one.url, one.place, said)


def _each_once(found: Iterable[Suggestion]) -> list[Suggestion]:
    """A few of each kind; a goal that is called so and says so is there once."""
    kept: dict[tuple[str, int], Suggestion] = {}
    counted: dict[str, int] = {}
    for one in found:
        if (one.kind, one.id) in kept or counted.get(one.kind, 0) >= MOST_OF_A_KIND:
            continue
        kept[one.kind, one.id] = one
        counted[one.kind] = counted.get(one.kind, 0) + 1
    return list(kept.values())


def _first_meant(found: list[Suggestion], line: str, key: str) -> list[Suggestion]:
    """The one that is meant, marked and first, if there is one."""
    words = fold(line)
    meant = [one for one in found if key and one.kind == "task" and _has_key(one, key)]
    if not meant and len(words) >= LEAST_MEANT:
        titled = [one for one in found if not one.excerpt and one.kind != "comment"]
        begins = [one for one in titled if fold(one.title).startswith(words)]
        exact = [one for one in titled if fold(one.title) == words or one.key == line.upper()]
        nearly = [one for one in begins if len(words) >= NEARLY_ALL * len(fold(one.title))]
        meant = exact or (nearly if len(begins) == 1 else [])
    if len(meant) != 1:
        return found
    return [replace(meant[0], is_meant=True), *(one for one in found if one is not meant[0])]


def _has_key(one: Suggestion, key: str) -> bool:
    return one.key == key or one.place == f"was {key}"
