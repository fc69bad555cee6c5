"""How far a goal is, how far it should be, and what that says. Percentages are 0–100.

A target's share is its way from start to target, downward too; a goal is the weighted mean of its
targets and sub-goals. Nothing to count is no data, and left out rather than zero.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from app.domain.goals import State

# A goal that has not begun is planned, and behind nothing.
HealthWord = Literal["on_track", "at_risk", "off_track", "no_data", "planned"]
# Points behind the expected percentage that are still fine, and still repairable.
ON_TRACK_GAP = 10.0
AT_RISK_GAP = 25.0
# A person's own judgement is worth this long without being renewed.
OVERRIDE_LASTS = timedelta(days=14)


@dataclass(frozen=True)
class TargetFacts:
    """A target as numbers. `done` and `total` (without cancelled) only matter for kind `tasks`."""

    kind: str
    start: float = 0.0
    current: float = 0.0
    target: float = 1.0
    done: float = 0.0
    total: float = 0.0
    weight: float = 1.0


@dataclass(frozen=True)
class Part:
    """One contributor to a goal: its percentage (None is no data) and weight (0 is not counted)."""

    percent: float | None
    weight: float


def target_percent(target: TargetFacts) -> float | None:
    """0–100, or None when there is nothing to count."""
    if target.kind == "tasks":
        return None if target.total <= 0 else 100.0 * _clamp(target.done / target.total)
    if target.kind == "boolean":
        return 100.0 if target.current >= 1 else 0.0
    distance = target.target - target.start
    if distance == 0:
        return None
    return 100.0 * _clamp((target.current - target.start) / distance)


def goal_percent(parts: Iterable[Part]) -> float | None:
    """The weighted mean of what has data and weight; None when nothing has."""
    counted = [part for part in parts if part.percent is not None and part.weight > 0]
    weight = sum(part.weight for part in counted)
    if not counted or weight <= 0:
        return None
    return sum((part.percent or 0.0) * part.weight for part in counted) / weight


def expected_percent(start: date | None, end: date | None, today: date) -> float | None:
    """Share of the period gone by the end of today, both days inclusive; None without a period."""
    if start is None or end is None or end < start:
        return None
    length = (end - start).days + 1
    elapsed = (today - start).days + 1
    return 100.0 * _clamp(elapsed / length)


def gap(actual: float | None, expected: float | None) -> float | None:
    """Points behind (positive) or ahead (negative)."""
    return None if actual is None or expected is None else expected - actual


def has_begun(state: str, start: date | None, actual: float | None, today: date) -> bool:
    """Its period is not still to come, and it is no longer only planned: somebody said so, or its number does."""
    is_ahead = start is not None and start > today
    return not is_ahead and (state != State.PLANNED or bool(actual))


def suggested_health(actual: float | None, expected: float | None) -> HealthWord:
    behind = gap(actual, expected)
    if behind is None:
        return "no_data"
    # A rounding error in the mean must not turn exactly 10 points into trouble.
    behind = round(behind, 6)
    if behind <= ON_TRACK_GAP:
        return "on_track"
    return "at_risk" if behind <= AT_RISK_GAP else "off_track"


def override_is_stale(overridden_at: datetime, now: datetime) -> bool:
    """The judgement is older than its worth; it is still shown, and said to be old."""
    return now - overridden_at > OVERRIDE_LASTS


def _clamp(share: float) -> float:
    return min(1.0, max(0.0, share))
