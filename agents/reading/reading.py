"""A question, understood."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from agents.facts import ChangeKind, Field, Named, TaskFilter
from agents.reading.goalwords import GoalWords

# Every intent, in the words its chip shows.
LABELS = {
    "status": "how it stands",
    "overdue": "overdue",
    "due": "due",
    "unassigned": "unassigned",
    "blocked": "blocked",
    "blockers": "what holds things up",
    "waiting": "waiting for somebody",
    "done": "done",
    "created": "added",
    "started": "started",
    "slipped": "slipped",
    "cancelled": "cancelled",
    "reopened": "reopened",
    "changed": "changed",
    "away": "since you were here",
    "owner": "who owns it",
    "work": "who works on what",
    "count": "how many",
    "stale": "without movement",
    "aged": "oldest started work",
    "next": "what next",
    "findings": "findings",
    "decisions": "decisions",
    "compare": "two periods",
    "similar": "similar items",
    "summary": "summary",
    "goals": "goals",
    "open": "open work",
    "when": "when",
    "unaligned": "work without a goal",
    "field": "what a field holds",
    "serves": "which goal it serves",
    "knows": "who knows about it",
    "cycle": "how long work takes",
    "throughput": "finished per week",
    "ontime": "on time",
    "queue": "where work waits",
    "narrative": "in the words of the workspace",
    "act": "something to do",
    "query": "computed",
    "nothing": "nothing",
}


@dataclass(frozen=True)
class Period:
    """Days [start, end), with the words to echo."""

    start: date
    end: date
    words: str
    has_end: bool = True  # else its last day only says how far it was looked

    def instants(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """The period's instants in a zone."""
        return (
            datetime.combine(self.start, time.min, zone),
            datetime.combine(self.end, time.min, zone),
        )

    @property
    def is_open(self) -> bool:
        """It has an end only (“before Friday”)."""
        return self.start.year <= 1970


@dataclass(frozen=True)
class Chip:
    """One part of the reading, as shown; `slot` and `value` are what a correction sends back."""

    kind: str  # intent, goal, place, person, task, period, filter
    label: str
    value: str = ""
    words: str = ""  # the question's words it was read from


@dataclass(frozen=True)
class Slots:
    """What a question names, before it becomes a plan: what follow-ups and corrections change."""

    intent: str
    goals: tuple[Named, ...] = ()
    spaces: tuple[Named, ...] = ()
    lists: tuple[Named, ...] = ()
    people: tuple[Named, ...] = ()
    creators: tuple[Named, ...] = ()
    tags: tuple[Named, ...] = ()
    statuses: tuple[Named, ...] = ()
    excluded: tuple[Named, ...] = ()  # any of the above, under a “not”
    match_all: bool = False  # both people, both tags: not either
    keys: tuple[str, ...] = ()
    period: Period | None = None
    assumed: bool = False
    as_of: date | None = None
    traits: tuple[str, ...] = ()
    priorities: tuple[int, ...] = ()
    not_priorities: tuple[int, ...] = ()
    happened: ChangeKind | None = None
    group_by: Field | None = None
    proper: tuple[str, ...] = ()  # written as names, and names of nothing here
    topics: tuple[str, ...] = ()  # what the work is about, in its own words
    unmatched_tokens: tuple[
        str, ...
    ] = ()  # words of the question that none of this says anything of
    goal_words: GoalWords = field(default_factory=GoalWords)  # of the goals asked for
    field: str = ""  # the field of what is named that is asked for
    normalized: str = ""  # the question's folded words, without its names
    words: tuple[tuple[str, str], ...] = ()  # (kind:id, the words it was read from)
    about: str = ""


@dataclass(frozen=True)
class Reading:
    """What a question was understood to ask."""

    intent: str
    goals: tuple[Named, ...] = ()
    spaces: tuple[Named, ...] = ()
    lists: tuple[Named, ...] = ()
    people: tuple[Named, ...] = ()
    keys: tuple[str, ...] = ()
    period: Period | None = None
    assumed: bool = False  # the period was not asked for
    earlier: Period | None = None  # the other one of a comparison
    as_of: date | None = None  # the day to look at it from, when not today
    filter: TaskFilter = field(default_factory=TaskFilter)
    traits: tuple[str, ...] = ()  # the filter's adjectives: open, overdue, blocked …
    happened: ChangeKind | None = None  # a count of what happened in the period
    group_by: Field | None = None
    chips: tuple[Chip, ...] = ()
    unknown: tuple[str, ...] = ()  # names the question uses that nothing here has
    ambiguous: tuple[tuple[str, tuple[Named, ...]], ...] = ()
    about: str = ""  # the words that are left for searching
    follows: bool = False  # it was read together with the question before
    slots: Slots = field(default_factory=lambda: Slots("nothing"))

    @property
    def days(self) -> tuple[date, date] | None:
        """The period's days, half open."""
        return (self.period.start, self.period.end) if self.period else None

    @property
    def where(self) -> str:
        """The scope in words: “in Engineering”."""
        left = (*self.filter.not_lists, *self.filter.not_spaces)
        names = [n.name for n in (*self.lists, *self.spaces) if n.id not in left]
        words = f" in {' and '.join(names)}" if names else ""
        outside = [n.name for n in (*self.lists, *self.spaces) if n.id in left]
        words += f" outside {' and '.join(outside)}" if outside else ""
        if self.goals:
            words += f" for {' and '.join(n.name for n in self.goals)}"
        return words

    def plain(self) -> dict[str, Any]:
        return {
            "intent": self.intent,
            "label": LABELS.get(self.intent, self.intent),
            "chips": [chip.__dict__ for chip in self.chips],
            "period": [self.period.start.isoformat(), self.period.end.isoformat()]
            if self.period
            else None,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "unknown": list(self.unknown),
            "follows": self.follows,
        }
