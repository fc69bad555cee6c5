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
from agents.reading.words import COMMON, FILLER, STATES

QUOTED = re.compile(r"[\"“„]([^\"“”„]{2,200})[\"”]")
MARKS = re.compile("[\u0300-\u036f]")
KEY = re.compile(r"#?\b([A-Za-z][A-Za-z0-9]{1,9}-\d{1,7})\b")
WORD = re.compile(r"[\w&'’.+-]*\w", re.UNICODE)
# A tag may be called “Q1”; in a question that is a time.
TIME_LIKE = re.compile(r"q[1-4]|h[12]|w\d{1,2}|20\d\d|20\d\d[ -]?[hq][1-4]")
LEAST_LIKENESS = 88
LEAST_LENGTH = LEAST_LIKENESS / (
    200 - LEAST_LIKENESS
)  # of the shorter to the longer of two so alike
LEAST_NAME = 6  # letters from which a person's name may be misspelled
MARGIN = 4  # likeness points by which the best must lead
NEARLY = 70  # likeness from which a name is offered for one that is nobody's
MOST_ALIKE = 5  # words that are compared as one name
# What follows these is a name, so not to know it is worth saying.
INTRODUCES = re.compile(r"\b(?:in|on|of|for|by|with|goal|list|space|project|team|about)\s+$")
ARTICLE = re.compile(r"\b(?:the|our)\s+$")
KIND_WORDS = {
    "goal": "goal",
    "initiative": "goal",
    "list": "list",
    "space": "space",
    "project": "space",
    "team": "space",
    "department": "space",
}
IN_STATE = re.compile(
    r"(?:\bin|\binto|\b(?:moved|went|go|came|got|put|sent|move|on|pushed|brought) to|\bentered|\breached|\bstatus|\bstate|\bcolumn|[\"“])\s*(?:the )?(?:status |state |column )?$"
)
NOUN = re.compile(r"\s*(?:tasks?|issues?|bugs?|work|items?|tickets?|ones)\b")
ORDER = ("goal", "list", "space", "person", "team", "status", "tag")
BETWEEN = frozenset(["after", "before", "behind", "beyond", "past", "since", "under", "until"])
# Two of these that go by the same words are two things; a status or tag of one name is one word.
THINGS = frozenset(["person", "goal", "list", "space"])


@dataclass(frozen=True)
class Span:
    """Where in a question a name stands."""

    named: Named
    begin: int
    end: int


@dataclass
class Found:
    """What the names in a question are."""

    keys: list[str] = field(default_factory=list[str])
    ambiguous: list[tuple[str, tuple[Named, ...]]] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list[Span])
    words: list[tuple[int, int]] = field(default_factory=list)  # begin, end of every word
    taken: list[bool] = field(default_factory=list[bool])  # whether a word belongs to a name

    @property
    def named(self) -> list[Named]:
        return list(dict.fromkeys(span.named for span in self.spans))


@dataclass(frozen=True)
class Gazetteer:
    """Names by their folded words, made once per version of the workspace."""

    by_words: dict[str, tuple[Named, ...]]
    long_names: tuple[str, ...]  # for likeness: of goals, lists, spaces and people
    by_ref: dict[str, Named]  # `kind:id`
    longest: dict[str, int]  # words of the longest name that begins with a word
    by_length: dict[int, tuple[str, ...]]  # `long_names` by their letters

    @classmethod
    def of(cls, names: Sequence[Named]) -> "Gazetteer":
        table: dict[str, list[Named]] = {}
        for named in names:
            for folded in dict.fromkeys(fold(words) for words in (named.name, *named.aliases)):
                if folded:
                    table.setdefault(folded, []).append(named)
        worthy = tuple(
            words
            for words, found in table.items()
            if len(words) > 3 and any(n.kind in THINGS for n in found)
        )
        by_ref = {f"{named.kind}:{named.id}": named for named in names}
        longest: dict[str, int] = {}
        for words in table:
            first, *more = words.split(" ")
            longest[first] = max(longest.get(first, 0), 1 + len(more))
        by_length: dict[int, list[str]] = {}
        for name in worthy:
            by_length.setdefault(len(name), []).append(name)
        return cls(
            {words: tuple(found) for words, found in table.items()},
            worthy,
            by_ref,
            longest,
            {size: tuple(some) for size, some in by_length.items()},
        )

    def likest(self, words: str) -> list[str]:
        """The names that are spelled almost so, best first; numbers are the same or it is another."""
        # Names much longer or shorter can't be that like.
        shortest, longest = int(len(words) * LEAST_LENGTH), int(len(words) / LEAST_LENGTH) + 1
        near = [n for size in range(shortest, longest + 1) for n in self.by_length.get(size, ())]
        found = process.extract(
            words, near, scorer=fuzz.token_sort_ratio, limit=4, score_cutoff=LEAST_LIKENESS
        )
        return [name for name, _, _ in found if _numbers(name) == _numbers(words)]

    def called(self, words: str) -> tuple[Named, ...]:
        """What goes by these folded words, in the genitive as well."""
        return self.by_words.get(words) or self.by_words.get(re.sub(r"['’]s?$", "", words)) or ()

    def beginning(self, words: str) -> tuple[Named, ...]:
        """People, places and goals whose name begins with these folded words."""
        found = (
            n for name in self.long_names if name.startswith(words) for n in self.by_words[name]
        )
        return tuple(dict.fromkeys(n for n in found if n.kind in THINGS))

    def nearly(self, words: str, most: int) -> tuple[Named, ...]:
        """What is called most like these folded words: to be offered, never taken for it."""
        names = process.extract(
            words, self.long_names, scorer=fuzz.WRatio, limit=most, score_cutoff=NEARLY
        )
        found = (n for name, _, _ in names for n in self.by_words[name] if n.kind in THINGS)
        return tuple(dict.fromkeys(found))[:most]

    def also(self, words: str, named: Sequence[Named]) -> "Gazetteer":
        """With these words meaning this, for one question."""
        folded = fold(words)
        first, size = folded.split(" ")[0], len(folded.split(" "))
        return Gazetteer(
            self.by_words | {folded: tuple(named)},
            self.long_names,
            self.by_ref,
            self.longest | {first: max(size, self.longest.get(first, 0))},
            self.by_length,
        )


def fold(words: str) -> str:
    """Comparable words: no case, no accents, single spaces, no punctuation but inside."""
    plain = words.casefold().replace("’", "'")
    if not plain.isascii():
        plain = unicodedata.normalize("NFKC", MARKS.sub("", unicodedata.normalize("NFKD", plain)))
    return " ".join(token.strip("'’") for token in WORD.findall(plain))


def link(question: str, gazetteer: Gazetteer) -> Found:
    """Find the names in a question."""
    words = [(m.start(), m.end()) for m in WORD.finditer(question)]
    taken = [bool(KEY.fullmatch(question[begin:end].lstrip("#"))) for begin, end in words]
    found = Found(
        keys=[m.group(1).upper() for m in KEY.finditer(question)], words=words, taken=taken
    )
    folded = [fold(question[begin:end]) for begin, end in words]
    most = [gazetteer.longest.get(word, gazetteer.longest.get(_bare(word), 0)) for word in folded]
    for length in range(max(most, default=0), 0, -1):
        for start in range(len(words) - length + 1):
            if length <= most[start] and not any(taken[start : start + length]):
                _exact(question, start, length, gazetteer, found)
    for length in range(min(MOST_ALIKE, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            if not any(taken[start : start + length]):
                _alike(question, start, length, gazetteer, found)
    return found


def _bare(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)


def _exact(question: str, start: int, length: int, gazetteer: Gazetteer, found: Found) -> None:
    begin, end = found.words[start][0], found.words[start + length - 1][1]
    words = fold(question[begin:end])
    hits = gazetteer.called(words)
    if not hits or not _is_meant(question, begin, end, words):
        return
    if TIME_LIKE.fullmatch(words) and question[begin - 1 : begin] != "#":
        return
    _take(question, begin, end, _hinted(question, begin, end, hits), found)
    found.taken[start : start + length] = [True] * length


def _alike(question: str, start: int, length: int, gazetteer: Gazetteer, found: Found) -> None:
    begin, end = found.words[start][0], found.words[start + length - 1][1]
    words = fold(question[begin:end])
    before = ARTICLE.sub("", question[:begin].casefold())
    introduced = INTRODUCES.search(before) is not None
    capital = question[begin].isupper() and begin > 0
    if len(words) < 4 or words in COMMON or not (introduced or capital):
        return
    if (
        fold(question[slice(*found.words[start])]) in FILLER
        or fold(question[slice(*found.words[start + length - 1])]) in FILLER
    ):
        return
    hits = [
        one
        for one in gazetteer.likest(words)
        if not _is_another(words, gazetteer.by_words[one], one)
    ]
    if not hits:
        return
    scores = [fuzz.token_sort_ratio(words, name) for name in hits]
    if len(hits) == 1 or scores[0] - scores[1] >= MARGIN:
        _take(
            question, begin, end, _hinted(question, begin, end, gazetteer.by_words[hits[0]]), found
        )
    else:
        both = tuple(dict.fromkeys(n for name in hits[:2] for n in gazetteer.by_words[name]))
        _take(question, begin, end, both, found)
    found.taken[start : start + length] = [True] * length


def _is_another(words: str, named: Sequence[Named], name: str) -> bool:
    """“Maria” is no slip of “Mara”: people with short names almost alike are two; turned letters are a slip."""
    is_person = all(one.kind == "person" for one in named)
    return is_person and len(words) < LEAST_NAME and sorted(words) != sorted(name)


def _numbers(words: str) -> list[str]:
    """“Rust 2031” is not nearly “Rust 2024”: numbers are the same or another."""
    return re.findall(r"\d+", words)


def _is_meant(question: str, begin: int, end: int, words: str) -> bool:
    """A name that is also an everyday word needs a capital (not at the start) or an introduction."""
    if words in STATES:
        return IN_STATE.search(question[:begin].casefold()) is not None and not NOUN.match(
            question[end:].casefold()
        )
    if _is_everyday(words):
        return question[begin].isupper() and begin > 0
    if words not in COMMON and not words.isdigit() and len(words) > 1:
        return True
    introduced = any(one.search(question[:begin].casefold()) for one in (INTRODUCES, IN_STATE))
    after = question[end:].strip().casefold().split(" ", 1)[0].strip("?.,")
    shouted = question[begin:end].isupper() and end - begin > 1 and not question.isupper()
    return introduced or shouted or after in KIND_WORDS or (question[begin].isupper() and begin > 0)


def _is_everyday(words: str) -> bool:
    """“Beyond the &” is a goal; “beyond the end of the year” speaks of none."""
    first, *more = words.split()
    return bool(more) and all(word in FILLER or word in BETWEEN for word in (first, *more))


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
    # One name on two accounts is, to whoever asks, one person.
    namesakes = hits[0].kind == "person" and len({fold(hit.name) for hit in hits}) == 1
    if len(hits) > 1 and hits[0].kind in THINGS and not namesakes:
        found.ambiguous.append((question[begin:end], hits))
    else:
        found.spans += [Span(hit, begin, end) for hit in (hits if namesakes else hits[:1])]
