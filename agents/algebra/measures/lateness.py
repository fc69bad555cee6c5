"""How late work is, or was."""

from agents.algebra.measures.measure import Measure, Moment, number, register
from agents.algebra.query import Query, leaf
from agents.algebra.rows import Row


@register
class Lateness(Measure):
    """Days past the due day: until today, or until it was done."""

    key = "lateness"
    label = "days late"
    unit = "days"
    needs = leaf("due", "is_not_empty")

    def item(self, row: Row, moment: Moment) -> float | None:
        if row.due is None:
            return None
        until = moment.day(row.done) if row.done else moment.today
        return float((until - row.due).days)

    def words(self, value: float, *, query: Query) -> str:  # noqa: ARG002
        unit = "day" if abs(value) == 1 else "days"
        return f"{number(abs(value))} {unit} {'late' if value >= 0 else 'early'}"


@register
class Earliness(Lateness):
    """Days before the due day on which it was done."""

    key = "earliness"
    label = "days early"

    def item(self, row: Row, moment: Moment) -> float | None:
        late = super().item(row, moment)
        return None if late is None or row.done is None else -late

    def words(self, value: float, *, query: Query) -> str:
        return super().words(-value, query=query)
