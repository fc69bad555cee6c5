"""Work that is older than 85 % of what its own list ever finished."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.bottlenecks.facts import Finding, Item
from app.domain.flow.percentiles import enough, percentile
from app.domain.plurals import many

SHARE = 0.85


@dataclass(frozen=True)
class Aging:
    """Started items, and the days finished items of each list took (inclusive days)."""

    started: Sequence[Item]
    finished_days: Mapping[int, Sequence[float]]

    def detect(self, now: datetime) -> list[Finding]:
        """One finding a list. A list with too little finished is measured by all lists, and says so."""
        everywhere = [days for values in self.finished_days.values() for days in values]
        by_list: dict[int, list[Item]] = {}
        for item in self.started:
            by_list.setdefault(item.list_id, []).append(item)
        found: list[Finding] = []
        for list_id, items in by_list.items():
            own = self.finished_days.get(list_id, ())
            own_enough = enough(own)
            values = own if own_enough else everywhere
            scope = "this list's" if own_enough else "all"
            note = "" if own_enough else f" (this list itself finished only {len(own)})"
            limit = percentile(values, SHARE) if enough(values) else None
            if limit is not None:
                found += self._of_list(items, limit, f"{scope} {len(values)}", note, now)
        return sorted(found, key=lambda f: -f.severity)

    def _of_list(
        self, items: list[Item], limit: float, whose: str, note: str, now: datetime
    ) -> list[Finding]:
        aged = [(age(item, now), item) for item in items if age(item, now) > limit]
        if not aged:
            return []
        aged.sort(key=lambda pair: -pair[0])
        days, worst = aged[0]
        return [
            Finding(
                kind="aging",
                severity=days / limit * len(aged) ** 0.5,
                title=f"{many(len(aged), 'task')} in {worst.list_name} {'is' if len(aged) == 1 else 'are'} older than usual.",
                measure=f"The oldest, {worst.title}, was started {many(days, 'day')} ago",
                comparison=f"85 % of {whose} finished tasks took {many(limit, 'day')} or less{note}",
                next_act=f"Ask what {worst.key} still needs, or split it.",
                items=tuple(item.id for _, item in aged),
            )
        ]


def age(item: Item, now: datetime) -> int:
    """Days since work began, today counted."""
    return (now - item.started_at).days + 1 if item.started_at else 0
