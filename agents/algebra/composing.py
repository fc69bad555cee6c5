"""The tokens of a question at work: which are used, and what was made of them so far."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from agents.algebra.conditions import Condition
from agents.algebra.query import Event, Json, Noun, Per, Side, Stretch, all_of
from agents.algebra.tagging import Token
from agents.facts import Named
from agents.reading.reading import Period

WHETHER = frozenset(
    ["is", "are", "do", "does", "did", "has", "have", "was", "were", "any", "am", "isn't", "aren't"]
)
PLACING = frozenset(["in", "on", "within", "inside", "for", "at", "of"])
NEAR = 3  # words a negation reaches over


@dataclass
class Work:
    """A question while it is read. What no slot takes stays unused, and then there is no plan."""

    tokens: tuple[Token, ...]
    today: date
    me: Named | None
    used: set[int] = field(default_factory=set[int])
    conditions: list[Condition] = field(default_factory=list[Condition])
    of: Noun = "tasks"
    measure: str = ""
    event: Event | None = None
    when: Stretch | None = None
    per: Per | None = None
    order: str = ""
    limit: int = 0
    rank: int = 0
    status: str = ""
    mean: bool = False
    reason: str = ""
    late: bool | None = None
    by: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    but: tuple[str, ...] = ()  # groups that are left out
    having: tuple[str, float] | None = None
    sides: list[Side] = field(default_factory=list[Side])
    turned: set[int] = field(default_factory=set[int])  # tokens under a “not”
    subject: str = ""  # words of the title of the one task that is asked about
    as_of: date | None = None  # a past day a state is asked of
    heeded: set[int] = field(default_factory=set[int])  # of these, what was made of the “not”
    only_goals: bool = False  # nothing else is kept here
    fails: str = ""  # why no query can say this
    cannot: tuple[str, ...] = ()  # the words no plan of any kind can say

    @property
    def says_yes(self) -> bool:
        """Whether it is asked whether."""
        return bool(self.tokens) and self.tokens[self._first].text.split()[0] in WHETHER

    @property
    def _first(self) -> int:
        """Where the question begins: “on Platform, is …” names a place before it."""
        named = next((n for n, one in enumerate(self.tokens[:3]) if one.is_held), None)
        is_place = named is not None and all(one.is_free for one in self.tokens[:named])
        before = {one.text for one in self.tokens[:named]} & PLACING if is_place else set[str]()
        is_short = named is None or named + 1 >= len(self.tokens)
        return named + 1 if named is not None and before and not is_short else 0

    def refuse(self, why: str, *places: int) -> None:
        """No query says this, and what passes over these words says something else."""
        self.fails = why
        self.cannot = (*self.cannot, *(self.tokens[n].text for n in places))

    def take(self, *places: int) -> None:
        self.used.update(places)

    def free(self, *senses: str) -> Iterator[int]:
        """The places of unused tokens that may have one of these senses, in order."""
        return (n for n, one in enumerate(self.tokens) if n not in self.used and one.can(*senses))

    def first(self, *senses: str) -> int | None:
        return next(self.free(*senses), None)

    def has(self, *senses: str) -> bool:
        return any(one.can(*senses) for one in self.tokens)

    def of_kind(self, kind: str) -> Iterator[tuple[int, str]]:
        """Unused tokens with a concept of a kind, and which."""
        for n, one in enumerate(self.tokens):
            if n not in self.used and (concept := one.kind(kind)):
                yield n, concept

    def denies(self, at: int) -> bool:
        """Whether a token is under a “not”; whoever asks makes something of it."""
        if at in self.turned:
            self.heeded.add(at)
        return at in self.turned

    def near(self, at: int, other: int) -> bool:
        """Whether only few words, none of them a name or time, stand between two places."""
        low, high = sorted((at, other))
        between = self.tokens[low + 1 : high]
        return len(between) <= NEAR and not any(one.named or one.period for one in between)

    def where(self, *, but: tuple[int, ...] = ()) -> Json:
        return all_of(*(one.tree for one in self.conditions if one.at not in but))

    def words(self) -> tuple[str, str]:
        """How the conditions are told: before the noun, and after it."""
        before = " ".join(one.before for one in self.conditions if one.before)
        after = " ".join(one.after for one in self.conditions if one.after)
        return before, after

    @property
    def unread_at(self) -> list[int]:
        """Where the words stand that no slot took and that say something."""
        return [n for n, one in enumerate(self.tokens) if n not in self.used and not one.is_free]


def stretch(period: Period) -> Stretch:
    return Stretch(start=period.start, end=period.end, words=called(period))


def called(period: Period) -> str:
    """“October 2025” for a whole month; else the days."""
    first, last = period.start, period.end - timedelta(days=1)
    whole = (
        first.day == 1
        and period.end.day == 1
        and (first.year, first.month) == (last.year, last.month)
    )
    return f"{first:%B %Y}" if whole else period.words
