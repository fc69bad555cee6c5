"""How long work stays in a status."""

from agents.algebra.measures.cycle import DAY
from agents.algebra.measures.measure import Measure, Moment, register
from agents.algebra.rows import Row


@register
class InStatus(Measure):
    """Days from coming into a status to leaving it, or to today."""

    key = "in_status"
    label = "time in a status"
    unit = "days"

    def item(self, row: Row, moment: Moment) -> float | None:
        if row.at is None:
            return None
        return float((moment.day(row.left or moment.now) - moment.day(row.at)).days)

    def exact(self, row: Row) -> float | None:
        return (row.left - row.at) / DAY if row.at and row.left else None
