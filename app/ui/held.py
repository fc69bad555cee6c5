"""What the registered fields of an item hold, as its page's controls and people take them."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypedDict

from app.domain import numbers
from app.domain.fields import Field, Type
from app.ui import words

FieldValue = str | int | float | bool
# As text that `parse` reads back; the others go to the browser as the log has them.
WRITTEN = (Type.NUMBER, Type.DURATION, Type.TEXT)


class HeldFields(TypedDict):
    """By the field's name: `values` as controls take them, `words` to read, `exact` behind a day's words."""

    values: dict[str, FieldValue]
    words: dict[str, str]
    exact: dict[str, str]


def held(
    fields: Iterable[Field],
    value_of: Callable[[Field], Any],
    today: date,
    *,
    locale: str = numbers.PLAIN,
) -> HeldFields:
    """What these fields hold, numbers as this locale writes them; a day's words say how near it is."""
    found = [(field, value_of(field)) for field in fields]
    return HeldFields(
        values={field.name: _raw(field, value, locale) for field, value in found},
        words={field.name: _words(field, value, today) for field, value in found},
        exact={field.name: _exact(field, value) for field, value in found},
    )


def _raw(field: Field, value: Any, locale: str) -> FieldValue:
    if field.type in WRITTEN:
        return field.values.written(value, locale)
    return "" if value is None else field.to_log(value)


def _words(field: Field, value: Any, today: date) -> str:
    return words.day(value, today) if field.type is Type.DAY else field.format(value)


def _exact(field: Field, value: Any) -> str:
    return words.exact_day(value) if field.type is Type.DAY else ""
