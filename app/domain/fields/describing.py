"""Fields as plain values for who can't ask the registry: a browser, another program."""

from collections.abc import Iterable
from typing import TypedDict

from app.domain.fields.chosen import Choice, Item, Items
from app.domain.fields.field import Field


class Option(TypedDict):
    """One possible value of a choice."""

    value: int | str
    label: str


class Described(TypedDict):
    """What a field is called, holds, and may be asked; `nothing` is the option that means none."""

    name: str
    aliases: list[str]
    label: str
    type: str
    noun: str | None
    options: list[Option]
    nothing: int | str | None
    is_set: bool
    is_nullable: bool
    is_editable: bool
    is_shown: bool
    is_sortable: bool
    is_groupable: bool
    operators: list[str]
    aggregates: list[str]


def described(fields: Iterable[Field]) -> list[Described]:
    """What each field is called, holds and may be asked, in their order."""
    return [_described(field) for field in fields]


def _described(field: Field) -> Described:
    values = field.values
    return {
        "name": field.name,
        "aliases": list(field.aliases),
        "label": field.label,
        "type": str(field.type),
        "noun": values.noun if isinstance(values, Item | Items) else None,
        "options": [{"value": one.value, "label": one.label} for one in values.options]
        if isinstance(values, Choice)
        else [],
        "nothing": values.nothing if isinstance(values, Choice) else None,
        "is_set": field.is_set,
        "is_nullable": field.is_nullable,
        "is_editable": field.is_editable,
        "is_shown": field.is_shown,
        "is_sortable": field.is_sortable,
        "is_groupable": field.is_groupable,
        "operators": [str(one) for one in field.operators],
        "aggregates": [str(one) for one in field.aggregates],
    }
