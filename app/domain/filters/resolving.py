"""Tokens become what they are for one reader on one day."""

from datetime import date, datetime, timedelta

from app.domain.filters.tree import Days, Every, Filter, Leaf, Not, Some, Token, Value

DAY = timedelta(days=1)


def resolve(of: Filter, *, today: date, me: int | None) -> Filter:
    """The filter with days for its day tokens and the reader's id for `me`.

    For nobody (`me` is None), `me` is nobody's id: 0.
    """
    match of:
        case Not(part):
            return Not(resolve(part, today=today, me=me))
        case Every(parts):
            return Every(tuple(resolve(part, today=today, me=me) for part in parts))
        case Some(parts):
            return Some(tuple(resolve(part, today=today, me=me) for part in parts))
        case Leaf(field, op, values):
            return Leaf(field, op, tuple(_value(one, today, me) for one in values))


def _value(value: Value, today: date, me: int | None) -> Value:
    if isinstance(value, Token):
        return (me or 0) if value.name == "me" else days_of(value, today)
    if isinstance(value, date) and not isinstance(value, datetime):
        return Days(value, value + DAY if value < date.max else value)
    return value


def days_of(token: Token, today: date) -> Days:
    """The days a token of time means. Weeks begin on Monday."""
    name = token.name
    if name == "today":
        first = today + timedelta(days=token.offset)
        return Days(first, first + DAY)
    if name.endswith("week"):
        monday = today - timedelta(days=today.weekday())
        first = monday + timedelta(weeks=_step(name))
        return Days(first, first + timedelta(weeks=1))
    first = _month(today, _step(name))
    return Days(first, _month(first, 1))


def _step(name: str) -> int:
    return {"last": -1, "this": 0, "next": 1}[name.partition("_")[0]]


def _month(day: date, step: int) -> date:
    """The first day of the month so many after a day's."""
    months = day.year * 12 + day.month - 1 + step
    return date(months // 12, months % 12 + 1, 1)
