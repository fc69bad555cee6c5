"""Numbers with what they count: “more than 5 points”, “over 30 days old”, “at least three open tasks”."""

import re
from dataclasses import replace
from datetime import timedelta

from agents.algebra.composing import Work
from agents.algebra.conditions import Condition
from agents.algebra.query import leaf
from agents.algebra.tagging import Token
from agents.plain.words import verb

OPERATORS = {"over": "gt", "under": "lt", "least": "gte", "most": "lte", "exactly": "eq"}
OPPOSITE = {"gt": "lt", "lt": "gt", "gte": "lte", "lte": "gte", "eq": "eq"}
UNITS = {"of.weeks": 7, "per.week": 7, "of.months": 30, "per.month": 30, "unit.days": 1}
TIMES = {"once": 1.0, "twice": 2.0, "thrice": 3.0, "one time": 1.0}
PLURAL = ("s", "people")
HAVING = frozenset(["that have", "having", "where", "whose"])
EACH_TIME = ("moved", "slipped", "reopened")
# What each task takes, or took: “more than 10 days from start to done”.
LASTING = ("cycle", "lead", "pickup", "in_status", "lateness", "earliness")
SAID = {"gt": "more than", "lt": "less than", "gte": "at least", "lte": "at most", "eq": "exactly"}


def numbers(work: Work) -> None:
    """“more than 5 points”, “over 30 days old”, “at least three open tasks”, “between 2 and 5 hours”."""
    _spans(work)
    for n, one in enumerate(work.tokens):
        value = _number(work, n)
        if value is None or n in work.used:
            continue
        before = next(
            (m for m in range(n - 1, max(-1, n - 3), -1) if work.tokens[m].kind("number")), None
        )
        after = next(
            (
                m
                for m in range(n + 1, min(n + 3, len(work.tokens)))
                if work.tokens[m].kind("number") in ("least", "most")
            ),
            None,
        )
        place = before if before is not None else after
        if place is None:
            continue
        op = OPERATORS[work.tokens[place].kind("number")]
        unit = n if one.can("per.week", "per.month") else _unit(work, n + 1)
        if _repeated(work, n, op, value) or _valued(work, n, op, value, unit):
            work.take(n, place)
            if unit is not None:
                work.take(unit)


def _number(work: Work, at: int) -> float | None:
    """“5”, “twice”, “a week”."""
    one = work.tokens[at]
    if one.number is not None:
        return one.number
    if one.text in TIMES:
        return TIMES[one.text]
    is_over = at > 0 and bool(work.tokens[at - 1].kind("number"))
    return 1.0 if is_over and one.can("per.week", "per.month") else None


def _unit(work: Work, at: int) -> int | None:
    if at >= len(work.tokens):
        return None
    one = work.tokens[at]
    return at if one.kind("unit") or one.can(*UNITS) or _says_days(one) else None


def _says_days(one: Token) -> bool:
    """“days late”."""
    return one.can("measure.lateness") and one.text.startswith("day")


def _days(work: Work, at: int) -> int:
    """How many days one of a unit has; none of other units."""
    one = work.tokens[at]
    return 1 if _says_days(one) else next((d for sense, d in UNITS.items() if one.can(sense)), 0)


def _spans(work: Work) -> None:
    """“estimated between 2 and 5 hours”, “2 to 5 points”: both ends of it, or none."""
    for n, one in enumerate(work.tokens[:-3]):
        high, unit = work.tokens[n + 2], _unit(work, n + 3)
        opens = n > 0 and work.tokens[n - 1].text in ("between", "from")
        joins = ("and", "to") if opens else ("to",)
        if one.number is None or high.number is None or unit is None or n in work.used:
            continue
        if work.tokens[n + 1].text not in joins:
            continue
        ends = ((n, "gte", one.number), (n + 2, "lte", high.number))
        if _asks_groups(work) or not all(_valued(work, *end, unit) for end in ends):
            work.fails = "from a number to another of what?"
            return
        _as_one(work)
        work.take(n, n + 1, n + 2, unit, *((n - 1,) if opens else ()))


def _as_one(work: Work) -> None:
    """Both ends are told together: “estimated at 2 to 5 h”."""
    first, second = work.conditions[-2:]
    low = re.search(r"at least ([\d.]+)", first.after)
    if low:
        words = re.sub(r"at most ([\d.]+)", rf"{low.group(1)} to \1", second.after)
        work.conditions[-2:] = [replace(first, after=words), replace(second, after="")]


def _repeated(work: Work, at: int, op: str, value: float) -> bool:
    """“moved more than twice”: each task by how often it was."""
    later = work.tokens[at + 1 : at + 2]
    times = work.tokens[at].text in TIMES or bool(later and later[0].can("measure.times"))
    if not times or work.of != "tasks" or work.event not in EACH_TIME or work.sides:
        return False
    work.having = (op, value)
    work.per = work.per or ("task" if not _asks_groups(work) else None)
    work.take(*(n for n in work.free("measure.times") if n == at + 1))
    return True


def _valued(work: Work, at: int, op: str, value: float, unit: int | None) -> bool:
    kind = work.tokens[unit].kind("unit") if unit is not None else ""
    said = f"{SAID[op]} {value:g}"
    tree_op = "is" if op == "eq" else op
    if work.of == "goals" and kind in ("percent", "points") and work.measure == "behind":
        return _apart(work, at, op, value)
    if work.of == "goals" and kind == "percent":
        work.conditions.append(Condition(leaf("actual", tree_op, value), at, "", f"at {said} %"))
        for n in list(work.free("measure.progress")):
            work.take(n)
        return True
    if kind in ("hours", "points") and not _asks_groups(work):
        field = "estimate_minutes" if kind == "hours" else "points"
        size = int(value * 60) if kind == "hours" else value
        words = (
            f"estimated at {said} h"
            if kind == "hours"
            else f"with {said} {'point' if value == 1 else 'points'}"
        )
        work.conditions.append(Condition(leaf(field, tree_op, size), at, "", words))
        for n in list(work.free("prop.estimate", "measure.hours")):
            work.take(n)
        return True
    if unit is not None and (size := _days(work, unit)):
        return _lasted(work, at, op, value * size)
    if work.having is not None:
        return False  # “more than 3 blocked and fewer than 10 open tasks”
    if not kind and _asks_groups(work):
        work.having = (op, value)
        return True
    if kind in ("hours", "points"):
        work.having = (op, value)
        work.measure = kind
        return True
    return False


def _lasted(work: Work, at: int, op: str, days: float) -> bool:
    """Days each task took, or since when it is so."""
    if work.measure not in LASTING:
        return _aged(work, at, op, int(days))
    work.having = (op, days)
    return True


def _apart(work: Work, at: int, op: str, value: float) -> bool:
    """“behind plan by more than 10 percent”: the distance from the plan, not how far it is."""
    is_ahead = work.order == "least"
    tree = leaf("behind", OPPOSITE[op] if is_ahead else op, -value if is_ahead else value)
    if op == "eq":
        return False
    way = "ahead of" if is_ahead else "behind"
    side = leaf("behind", "lt" if is_ahead else "gt", 0)
    points = "point" if value == 1 else "points"
    words = f"{SAID[op]} {value:g} {points} {way} plan"
    work.conditions.append(Condition({"all": [tree, side]}, at, "", words))
    work.measure = ""
    work.order = ""
    return True


def _asks_groups(work: Work) -> bool:
    return (
        work.has("ask.who", "of.people")
        or bool(work.per)
        or heads(work) is not None
        or (work.has("ask.which") and work.has("of.lists", "of.spaces", "of.tags"))
    )


def heads(work: Work) -> int | None:
    """“lists with more than 5 open tasks”: what is asked for is said first, and has them."""
    for n, one in enumerate(work.tokens[:3]):
        later = work.tokens[n + 1 : n + 3]
        has = any(one.can("with.has", "neg.without") or one.text in HAVING for one in later)
        if one.can("of.lists", "of.people", "of.spaces", "of.tags") and one.text.endswith(PLURAL):
            return n if has else None
        if not (one.is_free or one.can("ask.which", "ask.yes", "ask.count")):
            return None
    return None


def _aged(work: Work, at: int, op: str, days: int) -> bool:
    """Days of being open, started, untouched or overdue."""
    day = (work.today - timedelta(days=days)).isoformat()
    turned = OPPOSITE[op]
    long = f"{SAID[op]} {days} {verb(days, 'day', 'days')}"
    if work.has("state.overdue", "measure.lateness"):
        work.conditions.append(Condition(leaf("due", turned, day), at, "", f"by {long}"))
        return True
    if work.has("state.started"):
        work.conditions.append(Condition(leaf("started_at", turned, day), at, "", f"for {long}"))
        return True
    if work.has("measure.quiet", "event.updated"):
        work.conditions.append(
            Condition(leaf("updated_at", turned, day), at, "", f"unchanged for {long}")
        )
        places = list(work.free("measure.quiet", "event.updated"))
        for n in places:
            work.denies(n)  # “not updated for 10 days”, “updated 10 days ago”: the same
        work.take(*places)
        return True
    if work.has("state.open", "measure.age") or work.tokens[at - 1].text in (
        "older than",
        "younger than",
    ):
        work.conditions.append(
            Condition(leaf("created_at", turned, day), at, "", f"made {long} ago")
        )
        work.take(*work.free("measure.age"))
        return True
    return False
