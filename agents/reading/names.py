"""Who and what a question names: its words against the names its asker can see.

Exact names and aliases first, longest first; then likeness (rapidfuzz), never on common words. When two
things go by the same words the reading says so, and the asker chooses.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from agents.facts import Named

KEY = re.compile(r"#?\b([A-Za-z][A-Za-z0-9]{1,9}-\d{1,7})\b")
QUOTED = re.compile(r"[\"“„]([^\"“”„]{2,200})[\"”]")
WORD = re.compile(r"[\w&'’.+-]*\w", re.UNICODE)
MOST_WORDS = 8
# A tag may be called “Q1”; in a question that is a time.
TIME_LIKE = re.compile(r"q[1-4]|h[12]|w\d{1,2}|20\d\d")
LEAST_LIKENESS = 88
MARGIN = 4  # likeness points by which the best must lead
# What follows these is a name, so not to know it is worth saying.
INTRODUCES = re.compile(r"\b(?:in|on|of|for|by|with|goal|list|space|project|team|about)\s+$")
KIND_WORDS = {"goal": "goal", "initiative": "goal", "list": "list", "space": "space", "project": "space",
              "team": "space", "department": "space"}  # fmt: skip
# Names that are also words of questions: only meant when written with a capital, or introduced.
COMMON = frozenset(
    [
        "all",
        "api",
        "backlog",
        "blocked",
        "cancelled",
        "closed",
        "comments",
        "compare",
        "count",
        "history",
        "recap",
        "summary",
        "design",
        "docs",
        "done",
        "doing",
        "due",
        "duplicate",
        "duplicates",
        "fixed",
        "hold",
        "holds",
        "general",
        "high",
        "home",
        "in",
        "progress",
        "issues",
        "list",
        "low",
        "may",
        "new",
        "none",
        "now",
        "open",
        "other",
        "overdue",
        "people",
        "progress",
        "project",
        "release",
        "review",
        "started",
        "status",
        "support",
        "task",
        "tasks",
        "team",
        "test",
        "testing",
        "tests",
        "this",
        "to",
        "do",
        "todo",
        "urgent",
        "week",
        "will",
        "work",
    ]
)
# States of work that statuses are often called, too: “open tasks” means all that is open.
STATES = frozenset(["open", "done", "not done", "closed", "to do", "todo", "in progress", "blocked", "started", "cancelled", "resolved", "backlog", "finished", "unassigned", "overdue"])  # fmt: skip
IN_STATE = re.compile(
    r"(?:\bin|\bstatus|\bstate|\bcolumn|[\"“])\s*(?:the )?(?:status |state |column )?$"
)
NOUN = re.compile(r"\s*(?:tasks?|issues?|bugs?|work|items?|tickets?|ones)\b")
ORDER = ("goal", "list", "space", "person", "team", "status", "tag")


@dataclass
class Found:
    """What the names in a question are."""

    named: list[Named] = field(default_factory=list[Named])
    keys: list[str] = field(default_factory=list[str])
    ambiguous: list[tuple[str, tuple[Named, ...]]] = field(default_factory=list)
    spans: list[tuple[Named, str]] = field(default_factory=list)  # a name and the words it stood in
    rest: str = ""


@dataclass(frozen=True)
class Gazetteer:
    """Names by their folded words, made once per version of the workspace."""

    by_words: dict[str, tuple[Named, ...]]
    long_names: tuple[str, ...]  # for likeness: of goals, lists, spaces and people
    by_ref: dict[str, Named]  # `kind:id`

    @classmethod
    def of(cls, names: Sequence[Named]) -> "Gazetteer":
        table: dict[str, list[Named]] = {}
        for named in names:
            for words in dict.fromkeys((named.name, *named.aliases)):
                folded = fold(words)
                if folded:
                    table.setdefault(folded, []).append(named)
        worthy = tuple(
            words
            for words, found in table.items()
            if len(words) > 3 and any(n.kind in ("goal", "list", "space", "person") for n in found)
        )
        by_ref = {f"{named.kind}:{named.id}": named for named in names}
        return cls({words: tuple(found) for words, found in table.items()}, worthy, by_ref)


def fold(words: str) -> str:
    """Comparable words: compatibility form, no case, single spaces, no punctuation but inside."""
    plain = unicodedata.normalize("NFKC", words).casefold()
    return " ".join(token.strip("'’") for token in WORD.findall(plain))


def link(question: str, gazetteer: Gazetteer) -> Found:
    """Find the names in a question; `rest` is the question without them."""
    found = Found(keys=[m.group(1).upper() for m in KEY.finditer(question)])
    spans = [(m.start(), m.end(), m.group(0)) for m in WORD.finditer(question)]
    taken = [bool(KEY.fullmatch(word.lstrip("#"))) for _, _, word in spans]
    for length in range(min(MOST_WORDS, len(spans)), 0, -1):
        for start in range(len(spans) - length + 1):
            if not any(taken[start : start + length]):
                _exact(question, spans, start, length, taken, gazetteer, found)
    for length in range(min(5, len(spans)), 0, -1):
        for start in range(len(spans) - length + 1):
            if not any(taken[start : start + length]):
                _alike(question, spans, start, length, taken, gazetteer, found)
    found.rest = " ".join(word for (_, _, word), used in zip(spans, taken, strict=True) if not used)
    return found


def _exact(
    question: str,
    spans: list[tuple[int, int, str]],
    start: int,
    length: int,
    taken: list[bool],
    gazetteer: Gazetteer,
    found: Found,
) -> None:
    begin, end = spans[start][0], spans[start + length - 1][1]
    words = fold(question[begin:end])
    hits = gazetteer.by_words.get(words) or gazetteer.by_words.get(re.sub(r"['’]s$", "", words))
    if not hits or not _is_meant(question, begin, end, words):
        return
    if TIME_LIKE.fullmatch(words) and question[begin - 1 : begin] != "#":
        return
    _take(question, begin, end, _hinted(question, begin, end, hits), found)
    taken[start : start + length] = [True] * length


def _alike(
    question: str,
    spans: list[tuple[int, int, str]],
    start: int,
    length: int,
    taken: list[bool],
    gazetteer: Gazetteer,
    found: Found,
) -> None:
    begin, end = spans[start][0], spans[start + length - 1][1]
    words = fold(question[begin:end])
    introduced = INTRODUCES.search(question[:begin].casefold()) is not None
    capital = question[begin].isupper() and begin > 0
    if len(words) < 4 or words in COMMON or not (introduced or capital):
        return
    hits = process.extract(
        words,
        gazetteer.long_names,
        scorer=fuzz.token_sort_ratio,
        limit=2,
        score_cutoff=LEAST_LIKENESS,
    )
    if hits and (len(hits) == 1 or hits[0][1] - hits[1][1] >= MARGIN):
        named = gazetteer.by_words[hits[0][0]]
        _take(question, begin, end, _hinted(question, begin, end, named), found)
        taken[start : start + length] = [True] * length
    elif hits:
        both = tuple(dict.fromkeys(n for h in hits for n in gazetteer.by_words[h[0]]))
        found.ambiguous.append((question[begin:end], both))
        taken[start : start + length] = [True] * length


def _is_meant(question: str, begin: int, end: int, words: str) -> bool:
    """A name that is also an everyday word needs a capital (not at the start) or an introduction."""
    if words in STATES:
        return IN_STATE.search(question[:begin].casefold()) is not None and not NOUN.match(
            question[end:].casefold()
        )
    if words not in COMMON and not words.isdigit() and len(words) > 1:
        return True
    introduced = INTRODUCES.search(question[:begin].casefold()) is not None
    after = question[end:].strip().casefold().split(" ", 1)[0].strip("?.,")
    return introduced or after in KIND_WORDS or (question[begin].isupper() and begin > 0)


def _hinted(question: str, begin: int, end: int, hits: tuple[Named, ...]) -> tuple[Named, ...]:
    """A word beside the name (“the list Platform”) says which kind is meant; else the widest kind."""
    before = question[:begin].casefold().split()[-1:]
    after = question[end:].casefold().split()[:1]
    for word in (*before, *after):
        kind = KIND_WORDS.get(word.strip("?.,"))
        matching = tuple(hit for hit in hits if hit.kind == kind)
        if matching:
            return matching
    kinds = {hit.kind for hit in hits}
    if len(kinds) > 1:
        first = next(kind for kind in ORDER if kind in kinds)
        return tuple(hit for hit in hits if hit.kind == first)
    return hits


def _take(question: str, begin: int, end: int, hits: tuple[Named, ...], found: Found) -> None:
    # Statuses and tags of one name in several lists are one word; two people or lists are not.
    namesakes = len({fold(hit.name) for hit in hits}) == 1 and hits[0].kind == "person"
    if len(hits) > 1 and hits[0].kind in ("person", "goal", "list", "space") and not namesakes:
        found.ambiguous.append((question[begin:end], hits))
    else:
        # One name on two accounts is, to whoever asks, one person.
        named = hits if namesakes else hits[:1]
        fresh = [hit for hit in named if hit not in found.named]
        found.named += fresh
        found.spans += [(hit, question[begin:end]) for hit in fresh]
