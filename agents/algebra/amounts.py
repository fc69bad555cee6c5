"""Numbers with what they count: “more than 5 points”, “over 30 days old”, “at least three open tasks”."""

from datetime import timedelta

from agents.algebra.composing import Work
from agents.algebra.conditions import Condition
from agents.algebra.query import leaf
from agents.plain.words import verb

OPERATORS = {"over": "gt", "under": "lt", "least": "gte", "most": "lte", "exactly": "eq"}
OPPOSITE = {"gt": "lt", "lt": "gt", "gte": "lte", "lte": "gte", "eq": "eq"}
# What each task takes, or took: “more than 10 days from start to done”.
LASTING = ("cycle", "lead", "pickup", "in_status", "lateness", "earliness")
SAID = {"gt": "more than", "lt": "less than", "gte": "at least", "lte": "at most", "eq": "exactly"}


def numbers(work: Work) -> None:
    """“more than 5 points”, “over 30 days old”, “at least three open tasks”."""
    for n, one in enumerate(work.tokens):
        if one.number is None or n in work.used:
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
        unit = n + 1 if n + 1 < len(work.tokens) and _unit(work, n + 1) else None
        if _valued(work, n, op, one.number, unit):
            work.take(n, place)
            if unit is not None:
                work.take(unit)


def _unit(work: Work, at: int) -> str:
    """“days”, “days late”."""
    one = work.tokens[at]
    says_days = one.can("measure.lateness") and one.text.startswith("day")
    return "days" if says_days else one.kind("unit")


def _valued(work: Work, at: int, op: str, value: float, unit: int | None) -> bool:
    kind = _unit(work, unit) if unit is not None else ""
    said = f"{SAID[op]} {value:g}"
    tree_op = "is" if op == "eq" else op
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
    if kind == "days" and work.measure in LASTING:
        work.having = (op, value)
        return True
    if kind == "days":
        return _aged(work, at, op, int(value))
    if not kind and _asks_groups(work):
        work.having = (op, value)
        return True
    if kind in ("hours", "points"):
        work.having = (op, value)
        work.measure = kind
        return True
    return False


def _asks_groups(work: Work) -> bool:
    return (
        work.has("ask.who", "of.people")
        or bool(work.per)
        or (work.has("ask.which") and work.has("of.lists", "of.spaces", "of.tags"))
    )


def _aged(work: Work, at: int, op: str, days: int) -> bool:
    """Days of being open, started, untouched or overdue."""
    day = (work.today - timedelta(days=days)).isoformat()
    turned = OPPOSITE[op]
    long = f"{SAID[op]} {days} {verb(days, 'day', 'days')}"
    if work.has("state.overdue"):
        work.conditions.append(Condition(leaf("due", turned, day), at, "", f"by {long}"))
        return True
    if work.has("state.started"):
        work.conditions.append(Condition(leaf("started_at", turned, day), at, "", f"for {long}"))
        return True
    if work.has("measure.quiet", "event.updated"):
        work.conditions.append(
            Condition(leaf("updated_at", turned, day), at, "", f"unchanged for {long}")
        )
        work.take(*work.free("measure.quiet", "event.updated"))
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
