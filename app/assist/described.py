"""Registered fields as agents are told of them."""

from functools import cache
from typing import Any

from agents.described import FieldDescription, Way
from app.domain import fields
from app.domain.errors import Invalid
from app.domain.fields import Field, Verb
from app.domain.fields.chosen import Choice, Item, Items

WAYS: dict[Verb, Way] = {Verb.EDIT: "edit", Verb.MOVE: "move", Verb.TRANSFER: "transfer"}


@cache
def of(noun: str) -> tuple[FieldDescription, ...]:
    """The fields of a noun, in the registry's order."""
    return tuple(_described(field, noun) for field in fields.of(noun).values())


def refusal(noun: str, name: str, value: Any) -> str:
    """Why a field can't have a value, in the registry's sentence; empty when it can."""
    field = fields.named(noun, name)
    if not field.is_plain:
        return f"{field.subject} can't be set here."
    try:
        field.parse(value)
    except Invalid as refused:
        return refused.sentence
    return ""


def _described(field: Field, noun: str) -> FieldDescription:
    values = field.values
    about = values.noun if isinstance(values, Item | Items) else ""
    way = WAYS.get(field.verb, "") if field.is_editable else ""
    is_other = way == "edit" and isinstance(values, Item) and about != noun
    return FieldDescription(
        name=field.name,
        label=field.label,
        type=field.type.value,
        phrase=field.words.phrase or field.label.lower(),
        words=field.spoken_names,
        noun=about,
        choices=tuple((one.value, one.word) for one in values.options)
        if isinstance(values, Choice)
        else (),
        empty=None if field.is_nullable else field.default,
        is_required=field.is_required,
        way="" if is_other else way,
    )
