"""How long records have been there, or nobody touched them."""

from agents.algebra.measures.measure import Measure, Moment, register
from agents.algebra.rows import Row


@register
class Age(Measure):
    """Days since a record was made."""

    key = "age"
    label = "age"
    unit = "days"

    def item(self, row: Row, moment: Moment) -> float | None:
        if row.created is None:
            return None
        return float((moment.today - moment.day(row.created)).days)


@register
class Quiet(Measure):
    """Days since a record last changed."""

    key = "quiet"
    label = "time without a change"
    unit = "days"

    def item(self, row: Row, moment: Moment) -> float | None:
        at = row.updated
        return None if at is None else float((moment.today - moment.day(at)).days)


@register
class Working(Measure):
    """Days since work was started, the first one counted."""

    key = "working"
    label = "time in progress"
    unit = "days"

    def item(self, row: Row, moment: Moment) -> float | None:
        if row.started is None:
            return None
        return float((moment.today - moment.day(row.started)).days + 1)
