"""Estimates against what happened."""

from agents.algebra.measures.measure import MINUTES, Measure, Moment, days, register
from agents.algebra.query import Query, all_of, leaf
from agents.algebra.rows import Row

HOURS_A_DAY = 8
WEEKDAYS, WEEK = 5, 7


@register
class Estimating(Measure):
    """The time from start to done, in days of eight hours without weekends, over the estimate."""

    key = "estimating"
    label = "time taken for each estimated hour"
    needs = all_of(leaf("estimate_minutes", "gt", 0), leaf("started_at", "is_not_empty"))

    def item(self, row: Row, moment: Moment) -> float | None:
        if not row.estimate or row.started is None or row.done is None:
            return None
        whole = days(moment.day(row.started), moment.day(row.done))
        worked = max(1.0, whole * WEEKDAYS / WEEK)
        return worked * HOURS_A_DAY * MINUTES / row.estimate

    def words(self, value: float, *, query: Query) -> str:  # noqa: ARG002
        return f"{value:.1f} times the estimate"
