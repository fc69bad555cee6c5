"""How long finished work took."""

from datetime import datetime, timedelta

from agents.algebra.measures.measure import Measure, Moment, days, register
from agents.algebra.query import leaf
from agents.algebra.rows import Row

DAY = timedelta(days=1)


@register
class Cycle(Measure):
    """Days from start to done, the first one counted."""

    key = "cycle"
    label = "time from start to done"
    unit = "days"
    needs = leaf("started_at", "is_not_empty")

    def item(self, row: Row, moment: Moment) -> float | None:
        if row.started is None or row.done is None:
            return None
        return days(moment.day(row.started), moment.day(row.done))

    def exact(self, row: Row) -> float | None:
        return _between(row.started, row.done)


@register
class Lead(Measure):
    """Days from made to done, the first one counted."""

    key = "lead"
    label = "time from creation to done"
    unit = "days"

    def item(self, row: Row, moment: Moment) -> float | None:
        if row.created is None or row.done is None:
            return None
        return days(moment.day(row.created), moment.day(row.done))

    def exact(self, row: Row) -> float | None:
        return _between(row.created, row.done)


@register
class Pickup(Measure):
    """Days from made to started, none when that was on one day."""

    key = "pickup"
    label = "time from creation to start"
    unit = "days"
    needs = leaf("started_at", "is_not_empty")

    def item(self, row: Row, moment: Moment) -> float | None:
        if row.created is None or row.started is None:
            return None
        return float((moment.day(row.started) - moment.day(row.created)).days)

    def exact(self, row: Row) -> float | None:
        return _between(row.created, row.started)


def _between(first: datetime | None, last: datetime | None) -> float | None:
    return (last - first) / DAY if first and last else None
