"""Story points."""

from agents.algebra.measures.measure import Measure, Moment, register
from agents.algebra.query import leaf
from agents.algebra.rows import Row


@register
class Points(Measure):
    """The points of work; what has none counts nothing, and is named."""

    key = "points"
    label = "points"
    unit = "points"
    is_sum = True
    needs = leaf("points", "is_not_empty")

    def item(self, row: Row, moment: Moment) -> float | None:  # noqa: ARG002
        return row.points
