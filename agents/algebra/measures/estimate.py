"""Estimated hours."""

from agents.algebra.measures.measure import MINUTES, Measure, Moment, number, register
from agents.algebra.query import Query, leaf
from agents.algebra.rows import Row


@register
class Estimate(Measure):
    """The hours work was estimated at; what has no estimate counts nothing, and is named."""

    key = "hours"
    label = "estimate"
    unit = "h"
    is_sum = True
    needs = leaf("estimate_minutes", "is_not_empty")

    def item(self, row: Row, moment: Moment) -> float | None:  # noqa: ARG002
        return None if row.estimate is None else row.estimate / MINUTES

    def words(self, value: float, *, query: Query) -> str:  # noqa: ARG002
        return f"{number(round(value, 1))} h"
