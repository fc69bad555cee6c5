"""The open task most other work waits behind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain import nesting
from app.domain.bottlenecks.facts import Finding, Item
from app.domain.plurals import many

# One waiting task is a dependency; from here on it is a bottleneck.
FEWEST_WAITING = 2
MOST = 3


@dataclass(frozen=True)
class Blocker:
    """Open items, who blocks whom among them (blocker → blocked), and since when."""

    items: Mapping[int, Item]
    blocks: Sequence[tuple[int, int, datetime]]
    within: frozenset[int] | None = None  # lists; what holds up nothing in them is left out
    sees_all: bool = True  # to others it speaks of what they can see

    def detect(self, now: datetime) -> list[Finding]:
        """The heaviest blockers that can be worked on themselves, at most three."""
        below: dict[int, set[int]] = {}
        since: dict[int, datetime] = {}
        blocked: set[int] = set()
        for first, second, at in self.blocks:
            # What waits for something is no place to begin, wherever that is.
            blocked.add(second)
            if first in self.items and second in self.items:
                below.setdefault(first, set()).add(second)
                since[first] = min(since.get(first, at), at)
        found = [
            self._finding(root, behind(root, below), (now - since[root]).days + 1)
            for root in below
            if root not in blocked
        ]
        worth = [f for f in found if len(f.items) > FEWEST_WAITING and self._is_within(f)]
        most = max((len(f.items) - 1 for f in worth), default=0)
        ranked = sorted(worth, key=lambda f: -f.severity)[:MOST]
        return [replace(f, comparison=self._compared(len(f.items) - 1, most)) for f in ranked]

    def _is_within(self, finding: Finding) -> bool:
        if self.within is None:
            return True
        return any(self.items[i].list_id in self.within for i in finding.items)

    def _finding(self, root: int, waiting: set[int], days: int) -> Finding:
        item = self.items[root]
        rows = [self.items[i] for i in waiting]
        points = sum(row.points for row in rows)
        goals = sorted({goal for row in rows for goal in row.goals})
        lists = len({row.list_id for row in rows})
        on_goals = f" and {many(len(goals), 'goal')} ({', '.join(goals[:3])})" if goals else ""
        return Finding(
            kind="blocker",
            severity=(len(rows) + 3 * len(goals)) * (1 + days / 14),
            title=f"{item.title} holds up {many(len(rows), 'task')}.",
            measure=f"{many(len(rows), 'task')} ({many(points, 'point')}) in {many(lists, 'list')}{on_goals} wait behind {item.key}, for {many(days, 'day')} now",
            comparison="",
            next_act=self._act(item),
            items=(root, *sorted(waiting)),
            about=root,
            people=frozenset(item.people),
        )

    def _act(self, item: Item) -> str:
        if not item.people:
            return f"Give {item.key} to somebody: nobody is on it."
        return (
            f"Finish {item.key} first."
            if self.sees_all
            else f"Of what you can see, finish {item.key} first."
        )

    def _compared(self, waiting: int, most: int) -> str:
        if waiting < most:
            seen = "" if self.sees_all else " you can see"
            return f"the most{seen} that waits behind one task is {most}"
        if not self.sees_all:
            return "nothing else you can see has more waiting behind it"
        return "nothing else that can be worked on has more waiting behind it"


def behind(root: int, below: Mapping[int, set[int]]) -> set[int]:
    """Everything that waits for `root`, directly or further down."""
    return nesting.reached(root, lambda one: below.get(one, ()))
