"""A question, understood."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from agents.workspace import Named, TaskFilter

LABELS = {
    "status": "how it stands", "overdue": "overdue", "due": "due", "unassigned": "unassigned",
    "blocked": "blocked", "blockers": "what holds things up", "waiting": "waiting for somebody",
    "done": "done", "created": "added", "started": "started", "slipped": "slipped",
    "cancelled": "cancelled", "changed": "changed", "owner": "who owns it", "work": "who works on what",
    "count": "how many", "stale": "without movement", "aged": "oldest started work", "next": "what next",
    "findings": "findings", "decisions": "decisions", "compare": "two periods", "similar": "similar items",
    "summary": "summary", "goals": "goals", "open": "open work", "narrative": "in the words of the workspace",
    "nothing": "nothing",
}  # fmt: skip


@dataclass(frozen=True)
class Period:
    """Days [start, end), with the words to echo."""

    start: date
    end: date
    words: str

    def instants(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """The period's instants in a zone."""
        return (
            datetime.combine(self.start, time.min, zone),
            datetime.combine(self.end, time.min, zone),
        )


@dataclass(frozen=True)
class Chip:
    """One part of the reading, as shown."""

    kind: str
    label: str
    value: str = ""


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
    earlier: Period | None = None  # the other one of a comparison
    filter: TaskFilter = field(default_factory=TaskFilter)
    group_by: str = ""
    chips: tuple[Chip, ...] = ()
    unknown: tuple[str, ...] = ()  # names the question uses that nothing here has
    ambiguous: tuple[tuple[str, tuple[Named, ...]], ...] = ()
    about: str = ""  # the words that are left for searching

    @property
    def where(self) -> str:
        """The scope in words: “in Engineering”."""
        names = [n.name for n in (*self.lists, *self.spaces)]
        words = f" in {' and '.join(names)}" if names else ""
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
            "unknown": list(self.unknown),
        }
