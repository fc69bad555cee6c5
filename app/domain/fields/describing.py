"""Fields as plain values for who can't ask the registry: a browser, another program."""

from collections.abc import Iterable
from typing import Any

from app.domain.fields.chosen import Choice, Item, Items
from app.domain.fields.field import Field


def described(fields: Iterable[Field]) -> list[dict[str, Any]]:
    """What each field is called, holds and may be asked, in their order."""
    return [_described(field) for field in fields]


def _described(field: Field) -> dict[str, Any]:
    values = field.values
    return {
        "name": field.name,
        "label": field.label,
        "type": str(field.type),
        "noun": values.noun if isinstance(values, Item | Items) else None,
        "options": [{"value": one.value, "label": one.label} for one in values.options]
        if isinstance(values, Choice)
        else [],
        "is_set": field.is_set,
        "is_nullable": field.is_nullable,
        "is_editable": field.is_editable,
        "is_shown": field.is_shown,
        "is_sortable": field.is_sortable,
        "is_groupable": field.is_groupable,
        "operators": [str(one) for one in field.operators],
        "aggregates": [str(one) for one in field.aggregates],
    }
