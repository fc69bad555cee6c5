"""Whether something fits a filter, decided on plain values: what the compiled SQL must equal."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from app.domain.filters.tree import (
    NEGATIVE,
    OPPOSITES,
    Days,
    Every,
    Filter,
    Leaf,
    Not,
    Op,
    Some,
    Value,
)
from app.domain.text import is_named, says

Facts = Mapping[str, Any]
"""A task's values by field, as its reader sees them.

Names and texts are str, ids and sets of them frozensets, a status `(id, name)`, days `date`, instants
aware `datetime`, flags bool; what is empty is None or an empty set.
"""


def matches(of: Filter, facts: Facts, *, zone: ZoneInfo) -> bool:
    """Whether the facts fit a resolved filter."""
    match of:
        case Not(part):
            return not matches(part, facts, zone=zone)
        case Every(parts):
            return all(matches(part, facts, zone=zone) for part in parts)
        case Some(parts):
            return any(matches(part, facts, zone=zone) for part in parts)
        case Leaf(field, op, values):
            if op in NEGATIVE:
                return not _holds(field, OPPOSITES[op], values, facts, zone)
            return _holds(field, op, values, facts, zone)


def _holds(field: str, op: Op, values: tuple[Value, ...], facts: Facts, zone: ZoneInfo) -> bool:
    """A leaf whose op is no negation."""
    seen = facts[field]
    if op is Op.IS_EMPTY:
        return seen is None or seen in ("", frozenset(), ("", ""))
    if isinstance(seen, frozenset):
        found = [any(_is(one, value) for one in seen) for value in values]
        return all(found) if op is Op.HAS_ALL else any(found)
    if seen is None:
        return False
    if op is Op.BETWEEN:
        return _compare(Op.GTE, seen, values[0], zone) and _compare(Op.LTE, seen, values[1], zone)
    if op is Op.CONTAINS:
        return any(
            says(one, str(values[0])) for one in ((seen,) if isinstance(seen, str) else seen)
        )
    return any(_compare(op, seen, value, zone) for value in values)


def _is(one: Any, value: Value) -> bool:
    if isinstance(one, tuple):  # a status: its id, and its name
        return any(_is(part, value) for part in cast(tuple[Any, ...], one))
    if isinstance(one, str) and isinstance(value, str):
        return is_named(one, value)
    return one == value


def _compare(op: Op, seen: Any, value: Value, zone: ZoneInfo) -> bool:
    if isinstance(value, Days):
        day: date = seen.astimezone(zone).date() if isinstance(seen, datetime) else seen
        return _within(op, day, value)
    return _ORDERS[op](seen, value) if op in _ORDERS else _is(seen, value)


def _within(op: Op, day: date, days: Days) -> bool:
    match op:
        case Op.LT:
            return day < days.first
        case Op.LTE:
            return day < days.end
        case Op.GT:
            return day >= days.end
        case Op.GTE:
            return day >= days.first
        case _:
            return days.first <= day < days.end


_ORDERS: dict[Op, Callable[[Any, Any], bool]] = {
    Op.LT: lambda a, b: a < b,
    Op.LTE: lambda a, b: a <= b,
    Op.GT: lambda a, b: a > b,
    Op.GTE: lambda a, b: a >= b,
}
