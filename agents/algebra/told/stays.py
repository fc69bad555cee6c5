"""How long one task was, or has been, in a status; or from start to done."""

from agents.algebra.measures.measure import days
from agents.algebra.rows import Row, StayFact
from agents.algebra.told.teller import Teller
from agents.plain.words import day


def stays(t: Teller) -> None:
    """Each stay with its days; without a status the time since it was started."""
    for row in t.result.rows:
        if not t.query.status:
            t.say(_working(t, row), (row,))
            continue
        every = [one for one in t.gateway.stays(t.query.where) if one.status == t.query.status]
        found = [one for one in every if one.task_id == row.id]
        if not found:
            t.say(
                f"{t.title(row)} was never in “{t.query.status}”; it is in “{row.status}”.", (row,)
            )
        for one in found:
            t.say(_stay(t, row, one), (row,))
    if not t.result.rows:
        t.draft.looked_at.append(f"the task {', '.join(t.query.keys)}")


def _stay(t: Teller, row: Row, one: StayFact) -> str:
    today, first = t.moment.today, t.moment.day(one.entered)
    last = t.moment.day(one.left) if one.left else today
    long = t.days(float((last - first).days))
    since = day(first, today)
    if one.left is None:
        return f"{t.title(row)} has been in “{one.status}” for {long}, since {since}."
    return f"{t.title(row)} was in “{one.status}” for {long}, from {since} to {day(last, today)}."


def _working(t: Teller, row: Row) -> str:
    if row.started is None:
        return f"{t.title(row)} was not started yet: it is in “{row.status}”."
    today, first = t.moment.today, t.moment.day(row.started)
    last = t.moment.day(row.done) if row.done else today
    long = t.days(days(first, last))
    if row.done:
        return f"{t.title(row)} took {long} from start to done, {day(first, today)} to {day(last, today)}."
    return f"{t.title(row)} has been in progress for {long}, since {day(first, today)}."
