"""When: of what happened, of what is due, of when it was written; a past day a state is asked of."""

import re
from dataclasses import replace
from datetime import date, timedelta

from agents.algebra import conditions
from agents.algebra.composing import Work, stretch
from agents.algebra.conditions import Condition
from agents.algebra.query import Json, leaf
from agents.reading import spans
from agents.reading import times as reading_times
from agents.reading.days import WEEKDAYS
from agents.reading.reading import Period

PAST = frozenset(["was", "were", "had"])
STATES = [conditions.STATES[name][0] for name in conditions.OF_STATE]
# How work was at the end of a stretch, where no happening is said.
AS_THEN = [
    conditions.STATES[name][0] for name in ("open", "started", "blocked", "overdue", "unstarted")
]
HAS_DUE = leaf("due", "is_not_empty")
OPEN = conditions.STATES["open"][0]
YEARLESS = re.compile(rf"\b(?:{reading_times.MONTH})\b(?!.*\b20\d\d\b)")
AHEAD = frozenset(["", "list", "count", "hours", "points"])
NAMES_OF_DAYS = frozenset(WEEKDAYS) | frozenset(one[:3] for one in WEEKDAYS)
HALF_A_YEAR = 183  # days
PERIOD = 85  # days a period of goals has at least: about a quarter
STARTS = ("event.started", "due.starts")
OF_DONE = ("cycle", "lead", "estimating")


def times(work: Work) -> None:
    """Give each stretch of days to what it can be of."""
    for n, one in enumerate(work.tokens):
        if n in work.used or one.period is None:
            continue
        due = [m for m in work.free("due.due", "due.ends") if _is_its(work, m, n)]
        due += [n - 1] if n and work.tokens[n - 1].can("prop.due") and not work.event else []
        is_ahead = work.measure == "forecast" and work.of == "tasks"
        if (due or is_ahead) and work.of in ("tasks", "goals") and not work.event:
            _due(work, n, one.period)
            work.conditions[:] = [
                c for c in work.conditions if c.at not in due or c.tree != HAS_DUE
            ]
            work.take(n, *due, *work.free("modal.will", "modal.can", "prop.due"))
        elif work.measure == "load":
            work.when = work.when or stretch(_ahead(work, n, one.period))
            work.take(n)
        elif _is_to_come(work, one.period):
            work.event = None
            work.measure = "list" if work.measure == "did" else work.measure
            _due(work, n, one.period)
            work.take(n, *work.free("modal.will", "modal.can"))
        elif happens(work):
            if work.when is None and not any(side.when for side in work.sides):
                work.when = stretch(_around(_over(one.period, one.text, work), one.text))
                work.take(n)
        elif work.of == "goals" and _is_of_goals(work, n, one.period):
            work.take(n)
        else:
            _of_state(work, n, one.period, one.text)


def _of_state(work: Work, at: int, period: Period, words: str) -> None:
    """The day on which it is so: a past one, or “blocked today”; the day's name beside days that have it is no other."""
    if (name := _weekday(words)) and _has_day(work, name):
        work.take(at)
    elif (day := _looked_from(period, work)) is not None:
        work.as_of = day
        work.take(at)
    elif _is_now(period, work) and work.of in ("tasks", "goals"):
        work.take(at)
    elif period.start > work.today and work.of == "tasks" and work.measure in AHEAD:
        _due(work, at, period)  # “what does Lena have next week?”
        work.take(at)


def _weekday(words: str) -> str:
    """The day's name in three letters where it is all that is said."""
    word = words.removeprefix("on ")
    return word[:3] if word in NAMES_OF_DAYS else ""


def _has_day(work: Work, name: str) -> bool:
    """Whether other days of the question have one of that name: “this weekend (sat + sun)”."""
    others = (one.period for one in work.tokens if one.period and not _weekday(one.text))
    return any(
        (one.start + timedelta(days=n)).strftime("%a").casefold() == name
        for one in others
        for n in range(min(7, (one.end - one.start).days))
    )


def _is_to_come(work: Work, period: Period) -> bool:
    """“what do I have to deliver next week?”: nothing of it has happened, so what is due then is meant."""
    is_done = work.event == "done" or (work.measure == "did" and not work.event)
    foresees = any(one.key or (one.named and one.named[0].kind == "goal") for one in work.tokens)
    is_plain = work.of == "tasks" and not (work.sides or foresees) and work.measure not in OF_DONE
    return is_plain and is_done and period.start > work.today


def _over(period: Period, words: str, work: Work) -> Period:
    """“finished before 1 November”: what happened did so before the last one that was."""
    day = period.end - timedelta(days=1)
    if not period.is_open or day <= work.today or not YEARLESS.search(words):
        return period
    end = _earlier(period.end)
    named = day if "before" not in words else period.end
    said = f"{words.split()[0]} {_earlier(named):%-d %b}"
    return spans.named(Period(period.start, end, said), work.today)


def _earlier(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year - 1, day=28)


def _is_its(work: Work, due: int, at: int) -> bool:
    """“which 2026 goals run until 2028”: of two times the one behind the word is when they end."""
    several = sum(one.period is not None for one in work.tokens) > 1
    return due < at or not (several and work.of == "goals")


def _around(period: Period, words: str) -> Period:
    """What was done “two weeks ago” was done in that week."""
    name = next((one for one in ("week", "month", "quarter", "year") if one in words), "")
    return spans.unit(name, period.start, 0) if name and words.endswith("ago") else period


def happens(work: Work) -> bool:
    """Whether days are those in which something happened."""
    return bool(
        work.event
        or work.measure in ("did", "standup", "growth", "story")
        or work.of in ("comments", "docs")
        or any(side.event for side in work.sides)
        or work.measure in OF_DONE
    )


def _looked_from(period: Period, work: Work) -> date | None:
    """The past day a state is asked of: itself, or the last of a stretch that is over."""
    if _is_past_day(period, work) and work.conditions and work.of in ("tasks", "goals"):
        return period.start
    if _is_over(period, work) and any(c.tree in AS_THEN for c in work.conditions):
        return period.end - timedelta(days=1)  # what was not done by then
    return None


def _is_past_day(period: Period, work: Work) -> bool:
    """“overdue on 8 November”: how it was at the end of that day."""
    return (period.end - period.start).days == 1 and period.start < work.today


def _is_over(period: Period, work: Work) -> bool:
    return work.of == "tasks" and not period.is_open and period.end <= work.today


def _is_now(period: Period, work: Work) -> bool:
    return (period.end - period.start).days == 1 and period.start == work.today


def is_of_period(period: Period) -> bool:
    """“goals for 2026”, “of the second half of 2024”: a stretch that periods of goals are told by."""
    return period.has_end and (period.end - period.start).days >= PERIOD and not period.is_open


def _is_of_goals(work: Work, at: int, period: Period) -> bool:
    """Whether it narrows goals by their own period, which then has it."""
    if begins := _begins(work, at):
        _starting(work, at, period)
        work.take(*begins)
        return True
    if is_of_period(period):
        words = f"for {spans.stretch(period.start, period.end - timedelta(days=1))}"
        work.conditions.append(Condition(has_a_day_of(period), at, "", words))
        return True
    return False


def _begins(work: Work, at: int) -> list[int]:
    """“goals starting in 2026”: the word for it stands before the time."""
    return [n for n in work.free(*STARTS) if n < at and work.near(n, at) and n not in work.turned]


def _starting(work: Work, at: int, period: Period) -> None:
    first, end = period.start.isoformat(), period.end.isoformat()
    tree = {"all": [leaf("begins", "gte", first), leaf("begins", "lt", end)]}
    work.conditions.append(
        Condition(
            tree, at, "", f"starting {spans.stretch(period.start, period.end - timedelta(days=1))}"
        )
    )


def has_a_day_of(period: Period) -> Json:
    """Of a goal whose own period has a day of it."""
    first, end = period.start.isoformat(), period.end.isoformat()
    began = {"any": [leaf("begins", "lt", end), leaf("begins", "is_empty")]}
    ends = {"any": [leaf("due", "gte", first), leaf("due", "is_empty")]}
    has_any = {"any": [leaf("begins", "is_not_empty"), leaf("due", "is_not_empty")]}
    return {"all": [began, ends, has_any]}


def _due(work: Work, at: int, period: Period) -> None:
    """Days a plan lies in: a month that is over is the coming one, unless it was."""
    words = work.tokens[at].text
    is_past = any(PAST & set(one.text.split()) for one in work.tokens)
    if period.has_end and not is_past and period.end <= work.today and YEARLESS.search(words):
        period = _a_year_later(period)
    if not period.has_end and not is_past and YEARLESS.search(words) and _is_long_ago(period, work):
        period = replace(period, start=_later(period.start))
    trees = [leaf("due", "lt", period.end.isoformat())] if period.has_end else []
    if not period.is_open:
        trees.insert(0, leaf("due", "gte", period.start.isoformat()))
    tree = {"all": trees} if len(trees) > 1 else trees[0]
    verb = "ending" if work.of == "goals" else "due"
    told = period.words if period.has_end else f"from {period.start:%-d %b %Y} on"
    work.conditions.append(Condition(tree, at, "", f"{verb} {told}"))
    if work.of == "tasks" and not is_past and not any(c.tree in STATES for c in work.conditions):
        work.conditions.append(conditions.state("open", at))


def _ahead(work: Work, at: int, period: Period) -> Period:
    """A month of load is the coming one, unless it was."""
    is_past = any(PAST & set(one.text.split()) for one in work.tokens)
    is_over = period.end <= work.today and YEARLESS.search(work.tokens[at].text)
    return _a_year_later(period) if is_over and not is_past else period


def _is_long_ago(period: Period, work: Work) -> bool:
    """Nearer to the coming one of its name than to the one that is over."""
    return (work.today - period.start).days > HALF_A_YEAR


def _a_year_later(period: Period) -> Period:
    start, end = _later(period.start), _later(period.end)
    return spans.named(
        Period(start, end, spans.span(start, end)), period.start.replace(month=1, day=1)
    )


def _later(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year + 1, day=28)
