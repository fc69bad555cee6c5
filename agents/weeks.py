"""What agents know of a week that was summed up."""

from dataclasses import dataclass
from datetime import date

from agents.facts import Tasks


@dataclass(frozen=True)
class SummaryPart:
    """A line of a summary, with exactly the tasks it counts."""

    text: str
    tasks: Tasks
    scope: tuple[str, int]  # workspace, space or goal, and its id
    goal: int | None = None  # whose verdict it is
    comments: tuple[int, ...] = ()  # whose words it quotes


@dataclass(frozen=True)
class SummaryFact:
    """A week of one scope."""

    scope: str
    words: str  # the week
    first: date  # its first day
    parts: tuple[SummaryPart, ...]
    goal: int | None = None
