"""One number: a sum, or the middle and the mean."""

from statistics import mean, median

from agents.algebra.groups import Group
from agents.algebra.measures.measure import number
from agents.algebra.told import ofgoals
from agents.algebra.told.extremes import worded
from agents.algebra.told.teller import Teller
from agents.plain.words import cap


def value(t: Teller) -> None:
    """A sum, or the middle and the mean."""
    group = t.result.groups[0]
    if t.query.of == "goals" and (group.rows or t.result.missing):
        ofgoals.of_goals(t, group)
        return
    if group.value is None or not group.rows:
        t.say(f"There is nothing to measure among {t.noun(2)}.", group.rows)
        return
    if len(group.rows) == 1 and "'key'" in str(t.query.where):
        row = group.rows[0]
        t.say(f"{t.title(row)}: {worded(t, row)}.", (row,))
        return
    many = len({row.key for row in group.rows})
    count = f"{number(many)} {t.noun(many)}"
    middle = t.measure.value(group.rows, t.moment)
    said = t.value(group.value if middle is None or t.measure.is_sum else middle)
    if t.query.measure == "in_status":
        text = f"Half of the stays in “{t.query.status}” took {said} or less ({count})."
    elif t.query.having is not None:
        text = _against(t, group.value, t.query.having.value, count)
    elif t.measure.is_sum and t.query.mean:
        text = f"{t.value(round(group.value, 1))} is the mean {t.measure.label} of {count}{_middle(t, group)}."
    elif t.measure.is_sum:
        text = f"{said} in all: {count}."
    else:
        text = f"{said} is the median {t.measure.label} of {count}{_mean(t, group)}."
    t.say(cap(text), group.rows)
    _by_the_clock(t, group)
    if t.result.missing:
        t.say(f"{number(t.result.missing)} more could not be measured.", group.rows)


def _against(t: Teller, value: float, room: float, count: str) -> str:
    """Whether a sum fits into what was said."""
    left = room - value
    words = f"{t.value(value)} in all, {t.value(abs(left))} {'less' if left >= 0 else 'more'}"
    return f"{'Yes' if left >= 0 else 'No'}: {words} than {t.value(room)} ({count})."


def _by_the_clock(t: Teller, group: Group) -> None:
    """Calendar days are whole; from hour to hour there are tenths."""
    exact = [days for row in group.rows if (days := t.measure.exact(row)) is not None]
    if len(exact) > 1:
        middle, average = t.value(round(median(exact), 1)), t.value(round(mean(exact), 1))
        t.say(f"From hour to hour: {middle}; the mean is {average}.", group.rows)


def _middle(t: Teller, group: Group) -> str:
    values = [v for row in group.rows if (v := t.measure.item(row, t.moment)) is not None]
    return f"; the median is {t.value(round(median(values), 1))}" if len(values) > 1 else ""


def _mean(t: Teller, group: Group) -> str:
    values = [v for row in group.rows if (v := t.measure.item(row, t.moment)) is not None]
    if len(values) < 2:
        return ""
    return f"; the mean is {t.value(round(sum(values) / len(values), 1))}"
