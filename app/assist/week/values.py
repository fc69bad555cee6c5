"""A week of a goal, a space or the whole workspace, as values."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Line:
    """One item of a section."""

    key: str
    title: str
    url: str
    note: str = ""
    people: tuple[str, ...] = ()  # who does it, or who said it
    parent: str = ""  # “ENG-3 Invoices”, where it is a part of what the section does not have
    depth: int = 0  # how far it is below another item of the section
    comment_id: int = 0  # where it is somebody's words


@dataclass(frozen=True)
class Section:
    """A number and exactly the items it counts."""

    name: str
    title: str
    items: list[Line]
    count: int
    note: str = ""  # what can be said of all of them


@dataclass(frozen=True)
class Move:
    """What became of a goal in the week: one of its targets, its health, its period."""

    what: str
    old: str
    new: str
    since: str = ""  # the day, ISO; empty where nothing says so
    who: str = ""
    reason: str = ""


@dataclass(frozen=True)
class GoalWeek:
    """How a goal stands at the end of the week, and how it got there."""

    id: int
    title: str
    url: str
    owner: str
    state: str
    health: str
    health_before: str
    actual: float | None  # 0–100, None is no data
    actual_before: float | None
    expected: float | None
    verdict: str
    cause: str = ""  # what holds it up most
    confidence: str = ""
    owes: str = ""  # who has not spoken of it, and since when
    moves: tuple[Move, ...] = ()
    depth: int = 0  # how far it is below another of these goals


@dataclass(frozen=True)
class WeekSummary:
    """A week of one goal, one space, or the workspace."""

    week: str
    kind: str
    id: int
    title: str
    url: str
    first: str
    last: str
    opening: int
    added: int  # what was taken up again among them
    reopened: int
    done: int
    cancelled: int
    moved: int
    closing: int
    headline: str
    lead: tuple[str, ...] = ()  # the verdicts, the most worrying first
    goals: tuple[GoalWeek, ...] = ()
    sections: list[Section] = field(default_factory=list[Section])
    before: dict[str, int] = field(default_factory=dict[str, int])  # the week before, by section
    written_at: str = ""

    @property
    def identity(self) -> str:
        """The reconciling line."""
        sign = "+" if self.moved >= 0 else "−"
        again = f" + {self.reopened} taken up again" if self.reopened else ""
        return (
            f"{self.opening} + {self.added - self.reopened} added{again} − {self.done} done"
            f" − {self.cancelled} cancelled {sign} {abs(self.moved)} moved = {self.closing}"
        )
