"""Values as the log keeps them, typed again for the verbs."""

from datetime import date, datetime
from typing import Any

from sqlmodel import SQLModel


def typed(model: type[SQLModel], values: dict[str, Any]) -> dict[str, Any]:
    """ISO text back to days and instants, by the columns the fields have."""
    return {name: _typed(model, name, value) for name, value in values.items()}


def _typed(model: type[SQLModel], name: str, value: Any) -> Any:
    column = model.__table__.c.get(name)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue] - a table model
    if column is None or not isinstance(value, str):
        return value
    kind = column.type.python_type
    if kind is datetime:
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if kind is date else value
