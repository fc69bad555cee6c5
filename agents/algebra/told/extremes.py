"""What comes first in an order: the oldest, the latest, the longest."""

from agents.algebra.measures.measure import number
from agents.algebra.rows import Row
from agents.algebra.told.teller import Teller, as_day
from agents.plain.words import SHOWN, day, joined

SAID = {"lt": "less than", "lte": "at most", "eq": "exactly", "gte": "at least", "gt": "more than"}
ENDS = {
    "cycle": "from start to done",
    "lead": "from creation to done",
    "pickup": "from creation to start",
    "lateness": "late",
    "earliness": "early",
    "in_status": "in it",
}
MOST_SHOWN, MOST_FOLLOWING = 20, 4


def extremes(t: Teller) -> None:
    """The first of an order, what ties with it, and what follows."""
    rows = t.result.groups[0].rows
    if not rows:
        t.say(f"There are no {t.noun(0)}.", ())
        return
    words = {row.key: worded(t, row) for row in rows}
    of_all = f"(of {number(len(rows))} {t.noun(len(rows))})"
    tied = [row for row in rows if words[row.key] == words[rows[0].key]]
    if t.query.limit == 1 and len(tied) > 1 and _by_the_clock(t, tied[0], tied[1]):
        # Of the same whole days one took longer from hour to hour.
        for row in tied:
            words[row.key] += f", {_hours(t, row)} from hour to hour"
        tied = []
    if t.query.limit == 1 and len(tied) > 1:
        shown = tied[:SHOWN]
        more = f" and {len(tied) - len(shown)} more" if len(tied) > len(shown) else ""
        names = joined([f"{t.title(row)}{_whose(row)}" for row in shown])
        t.say(
            f"{len(tied)} share the first place, {words[rows[0].key]}: {names}{more} {of_all}.",
            tied,
        )
        return
    t.say(f"{t.title(rows[0])}: {words[rows[0].key]}{_with(rows[0])} {of_all}.", rows[:1])
    for row in rows[1 : max(t.query.limit, MOST_FOLLOWING)][: MOST_SHOWN - 1]:
        t.say(f"{t.title(row)}: {words[row.key]}{_with(row)}.", (row,))


def beyond(t: Teller) -> None:
    """How many took more, or fewer, days than was said; the most of them first."""
    rows, having = t.result.groups[0].rows, t.query.having
    if having is None:
        return
    many, days = len({row.key for row in rows}), t.days(having.value)
    days = (
        "" if t.query.measure == "earliness" and having.value == 1 else f"{SAID[having.op]} {days} "
    )
    what = f"{number(many) if many else 'No'} {t.noun(many)}: {days}{ENDS.get(t.query.measure, t.measure.label)}"
    t.say(f"{what}.", rows)
    for row in rows[:MOST_SHOWN]:
        t.say(f"{t.title(row)}: {worded(t, row)}{_with(row)}.", (row,))


def _by_the_clock(t: Teller, first: Row, second: Row) -> bool:
    hours = [t.measure.exact(row) for row in (first, second)]
    return None not in hours and _hours(t, first) != _hours(t, second)


def _hours(t: Teller, row: Row) -> str:
    return t.value(round(t.measure.exact(row) or 0.0, 1))


def _whose(row: Row) -> str:
    return f" ({joined(list(row.people))})" if row.people else ""


def _with(row: Row) -> str:
    if row.kind != "task":
        return ""
    return f", with {joined(list(row.people)) or 'nobody'}"


def worded(t: Teller, row: Row) -> str:
    found = t.measure.item(row, t.moment) or 0.0
    match t.query.measure:
        case "in_status":
            return f"{t.days(found)} in “{t.query.status}”"
        case "age":
            is_open = row.category in ("backlog", "unstarted", "started")
            return f"made {t.days(found)} ago{'' if is_open else f', {row.category} since'}"
        case "cycle" | "lead" | "pickup":
            ends = t.measure.label.removeprefix("time ")
            return f"{t.value(found)} {ends}"
        case "lateness":
            done = "finished " if row.done else ""
            return (
                f"{done}{t.value(found)}, due {as_day(str(row.due))}"
                if found
                else f"{done}on its due day"
            )
        case "quiet":
            return f"unchanged for {t.days(found)}"
        case "working":
            return f"in progress for {t.days(found)}"
        case "left":
            away = f"in {t.days(found)}" if found >= 0 else f"{t.days(-found)} ago"
            return f"due {day(row.due, t.moment.today)}, {away}" if row.due else away
        case _:
            return t.value(found)
