"""What was given for fields, made sure of by the registry before a verb writes it."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlmodel import Session

from app import access
from app.domain import fields
from app.domain.access import Actor
from app.domain.errors import Invalid
from app.domain.fields import Type
from app.domain.fields.chosen import Item

# How a thing that is named by its id is looked up under the actor's rights; each raises NotFound.
SEEN: dict[str, Callable[[Session, int, Actor], Any]] = {
    "user": access.user,
    "space": access.space,
    "folder": access.folder,
    "list": access.task_list,
    "goal": access.goal,
}


def parsed(session: Session, noun: str, given: Mapping[str, Any], *, by: Actor) -> dict[str, Any]:
    """The values meant, by field; raises Invalid for what does not fit or is not edited plainly.

    A field is meant by its name or an alias.

    A thing named by id must be open to the actor. Parents are left to the verb, which knows the tree.
    """
    values: dict[str, Any] = {}
    for word, raw in given.items():
        field = fields.named(noun, word)
        if not field.is_plain:
            raise Invalid(f"“{word}” of a {noun} can't be set here.", field=word)
        values[field.name] = field.parse(raw)
        if isinstance(field.values, Item) and values[field.name] is not None:
            look_up = SEEN.get(field.values.noun)
            if look_up is not None and field.values.noun != noun:
                look_up(session, values[field.name], by)
    return values


def first(session: Session, noun: str, given: Mapping[str, Any], *, by: Actor) -> dict[str, Any]:
    """The values of a new item: what was given, else what the registry says; all plain fields."""
    values = parsed(session, noun, given, by=by)
    for field in fields.of(noun).values():
        if field.is_plain and field.name not in values:
            if field.is_required:
                raise Invalid(f"A {noun} needs a {field.label.lower()}.", field=field.name)
            values[field.name] = [] if field.is_set else field.default
    return values


def changed(noun: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """What was given of optional arguments: None stays as it is, an id of 0 takes the thing away."""
    return {
        name: None if value == 0 and fields.named(noun, name).type is Type.ITEM else value
        for name, value in given.items()
        if value is not None
    }
