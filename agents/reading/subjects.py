"""What a question names by a part of its name and its kind: “the Frankfurt region goal”, “the vendor contract task”."""

import re
from collections.abc import Callable, Iterable, Sequence

from agents.facts import Named
from agents.reading import titles
from agents.reading.names import Gazetteer, fold, link
from agents.reading.words import COMMON, FILLER, STATES

KINDS = {
    "goal": "goal",
    "initiative": "goal",
    "objective": "goal",
    "list": "list",
    "board": "list",
    "space": "space",
    "task": "task",
    "ticket": "task",
    "issue": "task",
    "card": "task",
}
ONE = "one"  # “the Frankfurt one”: of the kind that was said before
KIND = re.compile(rf"\b(?:{'|'.join(KINDS)}|{ONE})\b(?!-)", re.IGNORECASE)
AFTER = re.compile(
    r"^\s+(?:about|called|named|on|regarding|titled|for|with)\s+(?:the |a |an |our )?",
    re.IGNORECASE,
)
ARTICLE = re.compile(r"(?:\b(?:the|our|this|that|a|an) )?$", re.IGNORECASE)
SPOKEN = re.compile(r"[\w'’-]+")
MOST_WORDS = 7
# What says how things are or what is asked, and is no part of a name.
NO_NAMES = (
    FILLER
    | STATES
    | (COMMON - {"design", "release", "support", "test", "api", "review", "home"})
    | frozenset(
        ["any", "at", "behind", "every", "first", "furthest", "last", "late", "latest", "least"]
    )
    | frozenset(["most", "next", "oldest", "other", "risk", "serve", "serves", "single", "same"])
    | frozenset(["drop", "dropped", "drops", "own", "owned", "owner", "owners", "owns", "planned"])
    | frozenset(["biggest", "goal", "goals", "help", "helps", "newest", "priority", "worst"])
)
Titled = Callable[[str], Sequence[tuple[str, str]]]  # words → tasks as (key, title), nearest first


def spelled_out(question: str, names: Gazetteer, titled: Titled) -> str:
    """The question with each such part made the whole name, or a task's key, where only one can be meant."""
    at = 0
    while match := KIND.search(question, at):
        at = match.end()
        inside = link(question, names).spans
        if any(one.begin <= match.start() and match.end() <= one.end for one in inside):
            continue  # “the project goal program” is a name of its own
        said = match.group().casefold()
        kind = KINDS[said] if said != ONE else _kind_before(question[: match.start()])
        if not kind:
            continue
        found = _before(question, match, kind, names, titled)
        found = found or _after(question, match, kind, names, titled)
        if found is not None:
            begin, end, words = found
            article = ARTICLE.search(question[:begin])
            begin = article.start() if article else begin
            question = f"{question[:begin]}{words}{question[end:]}"
            at = begin + len(words)
    return question


Found = tuple[int, int, str]


def _kind_before(text: str) -> str:
    said = [match.group().casefold() for match in KIND.finditer(text)]
    return next((KINDS[one] for one in reversed(said) if one != ONE), "")


def _before(
    question: str, match: re.Match[str], kind: str, names: Gazetteer, titled: Titled
) -> Found | None:
    spoken = list(SPOKEN.finditer(question[: match.start()]))[-MOST_WORDS:]
    for first in range(len(spoken)):
        words = [one.group() for one in spoken[first:]]
        begin = spoken[first].start()
        if question[spoken[-1].end() : match.start()].strip() or _says_nothing(words[0]):
            continue
        if _is_whole(words, kind, names):
            return None
        if name := _one(words, kind, names, titled):
            return begin, match.end(), name
    return None


def _after(
    question: str, match: re.Match[str], kind: str, names: Gazetteer, titled: Titled
) -> Found | None:
    link = AFTER.match(question[match.end() :])
    if link is None:
        return None
    begin = match.end() + link.end()
    spoken = list(SPOKEN.finditer(question, begin))[:MOST_WORDS]
    for last in range(len(spoken), 0, -1):
        words = [one.group() for one in spoken[:last]]
        if _says_nothing(words[-1]) or _says_nothing(words[0]):
            continue
        if name := _one(words, kind, names, titled):
            return match.start(), spoken[last - 1].end(), name
    return None


def _says_nothing(word: str) -> bool:
    return fold(word) in NO_NAMES


def _one(words: Sequence[str], kind: str, names: Gazetteer, titled: Titled) -> str:
    """The one name that holds all these words; empty when none does, several do, or it is whole already."""
    said = fold(" ".join(words))
    if _is_whole(words, kind, names):
        return ""
    telling = [word for word in said.split() if word not in FILLER]
    if not telling or all(word in NO_NAMES for word in telling):
        return ""
    if kind == "task":
        return titles.meant(said, titled(said)) if len(telling) > 1 else ""
    found = _holding(telling, (one for one in names.by_ref.values() if one.kind == kind))
    return f"the {kind} {found[0].name}" if len(found) == 1 else ""


def _is_whole(words: Sequence[str], kind: str, names: Gazetteer) -> bool:
    """They are a name already, of this kind or of somebody."""
    found = names.called(fold(" ".join(words)))
    places = ("list", "space") if kind == "task" else ()  # “a Platform task” is one of that list
    return any(one.kind in (kind, "person", "status", "tag", *places) for one in found)


def _holding(words: Sequence[str], names: Iterable[Named]) -> list[Named]:
    every = list(names)
    exact = [one for one in every if titles.holds(one.name, words, least=100)]
    return exact or [one for one in every if titles.holds(one.name, words, least=titles.LIKE)]
