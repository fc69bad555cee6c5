"""A field's value as a card says it."""

from datetime import date
from typing import Any

from agents.described import FieldDescription
from agents.plain.words import day, short

NOTHING = "none"


def in_words(field: FieldDescription, value: Any, today: date) -> str:
    """A value as JSON keeps it; things kept by id are left to who knows their names."""
    if value in (None, ""):
        return NOTHING
    match field.type:
        case "day":
            return day(date.fromisoformat(value), today)
        case "duration":
            return length(value)
        case "number":
            return f"{value:g}"
        case "choice":
            return dict(field.choices).get(value, str(value))
        case "flag":
            return "yes" if value else "no"
        case "tags":
            return ", ".join(f"#{one}" for one in value) or NOTHING
        case "long_text":
            return short(value)
        case _:
            return str(value)


def length(minutes: int) -> str:
    """“1.5 h”, “1 h 40 min”."""
    if not minutes:
        return NOTHING
    if minutes * 100 % 60 == 0:
        return f"{minutes / 60:g} h"
    return f"{minutes // 60} h {minutes % 60} min"
