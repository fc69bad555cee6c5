"""What was understood of a text written into a field, said where it may as well mean something else."""

from collections.abc import Callable
from typing import Any

from app.domain.fields import Field, Type
from app.domain.fields.values import Reading
from app.ui import calls

# What people write, and other programs send as JSON.
WRITTEN = (Type.NUMBER, Type.DURATION)


def reading(field: Field, value: Any, *, locale: str) -> Reading:
    """A value as it came from a page: a text means what its writer's locale makes of it."""
    if isinstance(value, str) and field.type in WRITTEN:
        return field.read(value, locale=locale)
    return Reading(value)


def said(field: Field, found: Reading, *, locale: str, otherwise: str) -> str:
    """“Estimate: 12,500 h.” where that is not the only meaning, else what is said of any change."""
    if found.other is None:
        return otherwise
    return f"{field.subject}: {field.values.written(found.value, locale)}."


def offer(
    field: Field, found: Reading, to: Callable[[Any], Any], *, locale: str
) -> calls.Button | None:
    """A toast's button that takes the other meaning, by an event; none where there is one meaning."""
    if found.other is None:
        return None
    words = field.values.written(found.other, locale)
    return calls.button(f"Make it {words}", to(found.other))
