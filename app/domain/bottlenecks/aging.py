"""Work that is older than 85 % of what its own list ever finished."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.bottlenecks.facts import Finding, Item
from app.domain.flow.percentiles import enough, percentile
from app.domain.plurals import many

SHARE = 0.85
WAITING = "Begin with what they wait for."


@dataclass(frozen=True)
class _Aged:
    """An item that is too old, and what that is measured by."""

    item: Item
    days: int
    limit: float
    comparison: str

    @property
    def excess(self) -> float:
        return self.days / self.limit


@dataclass(frozen=True)
class Aging:
    """Started items, and the days finished items of each list took (inclusive days)."""

    started: Sequence[Item]
    finished_days: Mapping[int, Sequence[float]]
    waiting: frozenset[int] = frozenset()  # items that wait for others: nothing to be done on them

    def detect(self, now: datetime) -> list[Finding]:
        """One finding, told by the worst. A list with too little finished is measured by all lists, and says so."""
        aged = self._all(now)
        if not aged:
            return []
        lists = {one.item.list_id for one in aged}
        where = aged[0].item.list_name if len(lists) == 1 else many(len(lists), "list")
        title = f"{many(len(aged), 'task')} in {where} {_is(aged)} older than usual."
        free = self._first_free(aged)
        act = f"Ask what {free.item.key} still needs." if free else WAITING
        return [replace(_finding(aged, title, act, free), is_asking=free is not None)]

    def of_one(self, now: datetime) -> list[Finding]:
        """The same, said to the person whose tasks all of these are."""
        aged = self._all(now)
        if not aged:
            return []
        whose = "One of your tasks" if len(aged) == 1 else f"{len(aged)} of your tasks"
        free = self._first_free(aged)
        act = f"Finish {free.item.key} first." if free else WAITING
        return [_finding(aged, f"{whose} {_is(aged)} older than usual.", act, free)]

    def _all(self, now: datetime) -> list[_Aged]:
        everywhere = [days for values in self.finished_days.values() for days in values]
        found = [one for item in self.started if (one := self._aged(item, everywhere, now))]
        return sorted(found, key=lambda one: (-one.excess, one.item.id))

    def _first_free(self, aged: Sequence[_Aged]) -> _Aged | None:
        """What waits for something else is no place to begin."""
        return next((one for one in aged if one.item.id not in self.waiting), None)

    def _aged(self, item: Item, everywhere: Sequence[float], now: datetime) -> _Aged | None:
        own = self.finished_days.get(item.list_id, ())
        is_enough = enough(own)
        values = own if is_enough else everywhere
        limit = percentile(values, SHARE) if enough(values) else None
        if limit is None or age(item, now) <= limit:
            return None
        scope = "this list's" if is_enough else "all"
        note = "" if is_enough else f" (this list itself finished only {len(own)})"
        words = f"85 % of {scope} {many(len(values), 'finished task')} took {many(limit, 'day')} or less{note}"
        return _Aged(item, age(item, now), limit, words)


def _finding(aged: Sequence[_Aged], title: str, act: str, free: _Aged | None) -> Finding:
    worst = aged[0]
    return Finding(
        kind="aging",
        severity=worst.excess * len(aged) ** 0.5,
        title=title,
        measure=f"The oldest, {worst.item.title}, was started {many(worst.days, 'day')} ago",
        comparison=worst.comparison,
        next_act=act,
        items=tuple(one.item.id for one in aged),
        about=(free or worst).item.id,
        people=frozenset(i for one in aged for i in one.item.people),
    )


def _is(aged: Sequence[_Aged]) -> str:
    return "is" if len(aged) == 1 else "are"


def age(item: Item, now: datetime) -> int:
    """Days since work began, today counted."""
    return (now - item.started_at).days + 1 if item.started_at else 0
