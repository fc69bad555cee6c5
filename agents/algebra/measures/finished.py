"""How long ago work was finished."""

from agents.algebra.measures.measure import Measure, Moment, register
from agents.algebra.query import leaf
from agents.algebra.rows import Row


@register
class DoneDays(Measure):
    """Days since a task was done."""

    key = "done_days"
    label = "time since it was done"
    unit = "days"
    needs = leaf("category", "is", "done")

    def item(self, row: Row, moment: Moment) -> float | None:
        if row.done is None:
            return None
        # Parts of days: two tasks of one day are in an order, too.
        return (moment.now - row.done).total_seconds() / 86_400

    def words(self, value: float, *, query: object) -> str:  # noqa: ARG002
        whole = int(value)
        return f"{whole} {'day' if whole == 1 else 'days'} ago"
