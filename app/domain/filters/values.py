"""One value of a leaf: from JSON, and back."""

import re
from datetime import date, datetime
from typing import Any

from app.domain.errors import Invalid
from app.domain.fields import Field, Type
from app.domain.filters.tree import Days, Token, Value

LONGEST = 200  # characters of a text
LARGEST = 2**53  # what JSON's numbers hold exactly
LARGEST_OFFSET = 3660  # days of `today+n`
YEARS = range(1900, 2201)
PERIODS = (
    "today",
    "this_week",
    "next_week",
    "last_week",
    "this_month",
    "next_month",
    "last_month",
)
_OFFSET = re.compile(r"today([+-]\d{1,5})", re.ASCII)
_DAYS = (Type.DAY, Type.INSTANT)


def parse(field: Field, raw: Any) -> Value:
    """One value of a field; raises Invalid, whose sentence says what would fit."""
    if isinstance(raw, str):
        return _written(field, _printable(raw))
    if isinstance(raw, bool):
        if field.type is Type.FLAG:
            return raw
    elif isinstance(raw, int | float) and field.type not in (Type.FLAG, *_DAYS):
        if abs(raw) > LARGEST:
            raise Invalid("This number is too large.")
        return _one(field, raw)
    raise Invalid(_needed(field))


def to_json(value: Value) -> str | int | float | bool:
    """What `parse` reads as the same value."""
    match value:
        case Token():
            return str(value)
        case date():
            return value.isoformat()
        case Days(first):
            return first.isoformat()
        case _:
            return value


def _printable(raw: str) -> str:
    if len(raw) > LONGEST:
        raise Invalid(f"This has more than {LONGEST} characters.")
    if not raw.strip() or not raw.isprintable():
        raise Invalid("This needs one line of printable characters.")
    return raw


def _written(field: Field, raw: str) -> Value:
    """A value that came as text."""
    match field.type:
        case Type.TEXT | Type.LONG_TEXT:
            return raw
        case Type.ITEM | Type.ITEMS:
            noun = getattr(field.values, "noun", "")
            if noun == "user" and raw == "me":
                return Token("me")
            if noun == "status":  # every list has its own: their names are what people know
                return raw
            raise Invalid(_needed(field))
        case Type.DAY | Type.INSTANT:
            token = _token(raw)
            return token if token is not None else _moment(field, raw)
        case Type.CHOICE | Type.TAGS:
            return _one(field, raw)
        case _:
            raise Invalid(_needed(field))


def _token(raw: str) -> Token | None:
    if raw in PERIODS:
        return Token(raw)
    if found := _OFFSET.fullmatch(raw):
        if abs(int(found.group(1))) > LARGEST_OFFSET:
            raise Invalid(f"This is more than {LARGEST_OFFSET} days from today.")
        return Token("today", int(found.group(1)))
    return None


def _moment(field: Field, raw: str) -> date | datetime:
    """A day, or for instants a moment with its zone."""
    try:
        found = date.fromisoformat(raw) if len(raw) == len("2026-12-01") else None
    except ValueError:
        found = None
    if found is None and field.type is Type.INSTANT and "T" in raw:
        try:
            found = field.parse(raw)
        except (Invalid, OverflowError):
            found = None
    if found is None or found.year not in YEARS:
        raise Invalid(_needed(field))
    return found


def _one(field: Field, raw: Any) -> Value:
    """What the registry reads; of a set, its one member."""
    if field.is_set:
        members = field.parse([raw])
        if not members:
            raise Invalid(_needed(field))
        return members[0]
    if field.type in (Type.TEXT, Type.LONG_TEXT):
        raise Invalid(_needed(field))
    return field.parse(raw)


def _needed(field: Field) -> str:
    """What a field takes, in one sentence."""
    match field.type:
        case Type.FLAG:
            return "This is true or false."
        case Type.DAY:
            return "This is no day: write 2026-12-01, today+7 or this_week."
        case Type.INSTANT:
            return "This is no day or moment: write 2026-12-01, today-7 or 2026-12-01T09:00:00Z."
        case Type.NUMBER | Type.DURATION:
            return "This is no number."
        case Type.TAGS | Type.TEXT | Type.LONG_TEXT:
            return "This is no text."
        case Type.CHOICE:
            return "This is none of the choices."
        case Type.ITEM | Type.ITEMS:
            noun = getattr(field.values, "noun", "")
            more = {"user": " and not “me”", "status": " or name"}.get(noun, "")
            return f"This is no id{more}."
