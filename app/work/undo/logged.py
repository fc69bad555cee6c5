"""Values as the log keeps them, typed again for the verbs."""

from datetime import datetime
from typing import Any

from app.domain import fields


def typed(noun: str, values: dict[str, Any]) -> dict[str, Any]:
    """Values of the log by field, each as its field reads it."""
    return {name: _typed(noun, name, value) for name, value in values.items()}


def plain_fields(noun: str) -> tuple[str, ...]:
    """The fields a noun's `edit` sets, but the sets."""
    return tuple(
        field.name for field in fields.of(noun).values() if field.is_plain and not field.is_set
    )


def sets(noun: str) -> tuple[str, ...]:
    """The fields a noun's `edit` sets that hold many."""
    return tuple(
        field.name for field in fields.of(noun).values() if field.is_plain and field.is_set
    )


def _typed(noun: str, name: str, value: Any) -> Any:
    field = fields.of(noun).get(name)
    if field is not None:
        return None if value is None else field.from_log(value)
    # A moment that follows from a change is no field of its own.
    is_moment = name.endswith("_at") and isinstance(value, str)
    return datetime.fromisoformat(value) if is_moment else value
