"""What comes back: sentences that own their sources, and how they came about."""

from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Any, Literal

from agents import claims
from agents.claims import Claim
from agents.facts import GoalFact, Quote, TaskFact
from agents.reading.reading import Reading

Mode = Literal["computed", "retrieved", "model", "none"]


@dataclass(frozen=True)
class Source:
    """Where a sentence can be checked."""

    kind: str
    id: int
    key: str
    title: str
    url: str
    quote: str = ""
    author: str = ""
    at: str = ""


@dataclass(frozen=True)
class Sentence:
    """One claim. When it counts something, `items` are exactly what it counts."""

    text: str
    sources: tuple[Source, ...] = ()
    items: tuple[str, ...] = ()  # task keys, or goals as `goal:3`
    claim: Claim | None = None  # what it asserts, to be run again
    opens: str = ""  # the page of what it counts


@dataclass(frozen=True)
class Choice:
    """One way to understand an ambiguous question."""

    label: str
    question: str


@dataclass(frozen=True)
class Line:
    """One thing a card would change, in words; `old` is empty for what is new."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Card:
    """Something that could be done, exactly as it would be. Only a person's yes makes it so.

    `act` is what is sent back to do it, with the values it found (`was`), so that nothing newer is lost.
    """

    title: str
    lines: tuple[Line, ...]
    act: dict[str, Any]
    target: Source | None = None
    warning: str = ""
    group: str = ""  # what it is done with: “Move 12 tasks to Done”


@dataclass(frozen=True)
class Answer:
    """A whole answer; `looked_at` says where nothing was found, when nothing was."""

    question: str
    reading: Reading
    sentences: tuple[Sentence, ...]
    mode: Mode
    as_of: datetime
    looked_at: tuple[str, ...] = ()
    nearest: tuple[Source, ...] = ()
    candidates: tuple[Choice, ...] = ()
    cards: tuple[Card, ...] = ()
    note: str = ""  # a word to the asker that claims nothing (“In which list?”)
    took_ms: int = 0
    dropped: int = 0  # a model's sentences that could not be proved

    def plain(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "question": self.question,
            "reading": self.reading.plain(),
            "sentences": [plain_sentence(one) for one in self.sentences],
            "mode": self.mode,
            "looked_at": list(self.looked_at),
            "nearest": [asdict(source) for source in self.nearest],
            "candidates": [asdict(choice) for choice in self.candidates],
            "note": self.note,
            "cards": [asdict(card) for card in self.cards],
            "took_ms": self.took_ms,
            "as_of": self.as_of.isoformat(),
            "dropped": self.dropped,
        }


def plain_sentence(one: Sentence) -> dict[str, Any]:
    """A sentence as JSON."""
    return {
        "text": one.text,
        "sources": [asdict(source) for source in one.sources],
        "items": list(one.items),
        "all": len(one.items),
        "claim": asdict(one.claim) if one.claim else None,
        "opens": one.opens,
    }


@dataclass
class Draft:
    """What a plan writes: sentences, and what was looked at."""

    sentences: list[Sentence] = field(default_factory=list[Sentence])
    looked_at: list[str] = field(default_factory=list[str])
    nearest: list[Source] = field(default_factory=list[Source])
    note: str = ""
    candidates: tuple[Choice, ...] = ()
    cards: list[Card] = field(default_factory=list[Card])
    mode: Mode = "computed"

    def say(
        self, text: str, *sources: Source, items: tuple[str, ...] = (), claim: Claim | None = None
    ) -> None:
        self.sentences.append(Sentence(text, sources, items, claim))

    def say_of_task(self, text: str, task: TaskFact, *fields: str) -> None:
        """A sentence about one task as it is; `fields` are what it says of it."""
        self.say(text, of_task(task), claim=claims.of_task(task, *fields))

    def say_of_goal(self, text: str, goal: GoalFact, *fields: str) -> None:
        """A sentence about one goal as it stands; `fields` are what it says of it."""
        self.say(text, of_goal(goal), claim=claims.of_goal(goal, *fields))

    def quote(self, text: str, quote: Quote, quoted: str, *, also: Claim | None = None) -> None:
        """A sentence that quotes: `quoted` is what stands between the quotation marks."""
        claim = claims.of_quote(quote.kind, quote.id, quote.record, quoted)
        self.say(text, of_quote(quote), claim=claims.every(claim, also))


def of_task(task: TaskFact, quote: str = "") -> Source:
    return Source("task", task.id, task.key, task.title, task.url, quote)


def of_goal(goal: GoalFact) -> Source:
    return Source("goal", goal.id, "", goal.title, goal.url)


def of_quote(quote: Quote) -> Source:
    return Source(
        quote.kind,
        quote.id,
        quote.key,
        quote.title,
        quote.url,
        quote.text,
        quote.author,
        quote.at.isoformat(),
    )


def of_that_day(answer: Answer, day: date) -> Answer:
    """What it claims is true of that day, whatever changes later."""
    kept = tuple(replace(one, claim=claims.on(one.claim, day)) for one in answer.sentences)
    return replace(answer, sentences=kept)
