"""A person with more due in the next two weeks than they can do in that time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.domain.bottlenecks.facts import Finding, Item
from app.domain.plurals import many

HORIZON = 14  # days
# A little over is a plan; from here on it does not fit.
TOO_MUCH = 1.2


@dataclass(frozen=True)
class Overload:
    """Open items with people, each person's name and hours a week."""

    items: Sequence[Item]
    people: Mapping[int, tuple[str, float]]

    def detect(self, now: datetime) -> list[Finding]:
        """One finding a person. Work without an estimate is unknown load, not none: it is named."""
        until = now.date() + timedelta(days=HORIZON)
        found: list[Finding] = []
        for person_id, (name, hours_per_week) in self.people.items():
            mine = [i for i in self.items if person_id in i.people and i.due and i.due <= until]
            known = [i for i in mine if i.estimate_minutes]
            load = sum((i.estimate_minutes or 0) / 60 / len(i.people) for i in known)
            capacity = hours_per_week / 7 * HORIZON
            if capacity > 0 and load > TOO_MUCH * capacity:
                made = _finding(name, mine, len(mine) - len(known), load, capacity)
                found.append(replace(made, people=frozenset([person_id])))
        return sorted(found, key=lambda f: -f.severity)


def to_the_person(finding: Finding, name: str) -> Finding:
    """The same, said to whom it is about."""
    return replace(
        finding,
        title="You have more due than fits.",
        comparison=finding.comparison.replace(f"{name} has", "you have", 1),
    )


def _finding(name: str, mine: list[Item], unknown: int, load: float, capacity: float) -> Finding:
    rest = f"; {many(unknown, 'more task')} without an estimate" if unknown else ""
    ordered = sorted(mine, key=lambda i: (i.due is None, i.due, i.id), reverse=False)
    movable = max(mine, key=lambda i: (i.estimate_minutes or 0, i.id))
    return Finding(
        kind="overload",
        severity=load / capacity * 2,
        title=f"{name} has more due than fits.",
        measure=f"{load:.0f} h of estimated work are due within {HORIZON} days{rest}",
        comparison=f"{name} has {capacity:.0f} h in that time",
        next_act=f"Hand over {movable.key} ({(movable.estimate_minutes or 0) / 60 / len(movable.people):.0f} h).",
        items=tuple(i.id for i in ordered),
        about=movable.id,
    )
