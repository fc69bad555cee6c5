"""Which goals: every field that is set narrows, a tuple means any of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pydantic import ConfigDict

from agents.facts import GoalFact


@dataclass(frozen=True)
class GoalFilter:
    """What is wanted of a goal; `start` and `end` are days [start, end) its own period is compared with."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    states: tuple[str, ...] = ()
    healths: tuple[str, ...] = ()
    owners: tuple[int, ...] = ()
    not_owners: tuple[int, ...] = ()
    unowned: bool = False
    initiatives: bool = False
    below: tuple[int, ...] = ()  # directly
    spaces: tuple[int, ...] = ()
    start: date | None = None
    end: date | None = None
    by: str = "within"  # or “starts”, “ends”: in those days

    def of(self, goals: Iterable[GoalFact]) -> list[GoalFact]:
        """Those that fit."""
        return [goal for goal in goals if self._fits(goal) and self._runs(goal)]

    def _fits(self, goal: GoalFact) -> bool:
        any_of = (
            (self.states, goal.state),
            (self.healths, goal.health),
            (self.owners, goal.owner_id),
            (self.below, goal.parent_id),
            (self.spaces, goal.space_id),
        )
        return (
            all(not wanted or value in wanted for wanted, value in any_of)
            and goal.owner_id not in self.not_owners
            and not (self.unowned and goal.owner_id)
            and not (self.initiatives and goal.kind != "initiative")
        )

    def _runs(self, goal: GoalFact) -> bool:
        """The goal's own period begins, ends, or has a day in these days."""
        first, last = goal.period_start, goal.period_end
        if self.start is None or self.end is None:
            return True
        match self.by:
            case "ends":
                return last is not None and self.start <= last < self.end
            case "starts":
                return first is not None and self.start <= first < self.end
            case _:
                begun = first is None or first < self.end
                return begun and (last is None or last >= self.start) and bool(first or last)
