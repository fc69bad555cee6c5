"""How far goals are, and how far they should be."""

from agents.algebra.measures.measure import Measure, Moment, register
from agents.algebra.query import Query
from agents.algebra.rows import Row


@register
class Progress(Measure):
    """Percent of the way."""

    key = "progress"
    label = "progress"

    def item(self, row: Row, moment: Moment) -> float | None:  # noqa: ARG002
        return row.actual

    def words(self, value: float, *, query: Query) -> str:  # noqa: ARG002
        return f"{int(value + 0.5)} %"


@register
class Behind(Measure):
    """Percentage points between what is expected by today and what is done."""

    key = "behind"
    label = "distance behind plan"

    def item(self, row: Row, moment: Moment) -> float | None:  # noqa: ARG002
        if row.actual is None or row.expected is None:
            return None
        return row.expected - row.actual

    def words(self, value: float, *, query: Query) -> str:  # noqa: ARG002
        points = int(abs(value) + 0.5)
        return (
            f"{points} {'point' if points == 1 else 'points'} {'behind' if value >= 0 else 'ahead'}"
        )


@register
class DaysLeft(Measure):
    """Days until a goal's period, or a task's due day, is over."""

    key = "left"
    label = "time left"
    unit = "days"
    low_is_first = True

    def item(self, row: Row, moment: Moment) -> float | None:
        return None if row.due is None else float((row.due - moment.today).days)
