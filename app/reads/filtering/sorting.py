"""The order a caller asks for: `-due,priority`, by any field that has one; what is empty comes last."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, case, cast, func
from sqlmodel import col

from app.domain.errors import Invalid
from app.domain.fields import Field, Type
from app.domain.fields.chosen import Choice
from app.domain.fields.values import Flag
from app.domain.filters import vocabulary
from app.models import Task
from app.reads import columns
from app.reads.filtering import valued
from app.reads.filtering.reader import Reader

MOST_KEYS = 5
_PLACE = "sort"


@dataclass(frozen=True)
class Key:
    """One thing to order by; `holds` is the type of its values where there is one."""

    value: ColumnElement[Any]
    falls: bool
    holds: type[Any]

    @property
    def order(self) -> tuple[Any, Any]:
        """What is empty comes last, whichever way it goes."""
        return self.value.is_(None), self.value.desc() if self.falls else self.value.asc()


def order(spec: str) -> list[Any]:
    """The expressions to order tasks by their own columns; the id settles what is equal.

    Raises Invalid as `keys` does.
    """
    return [part for key in keys(spec) for part in key.order] + [col(Task.id)]


def keys(spec: str, reader: Reader | None = None) -> list[Key]:
    """What to order tasks by, the first before the next; a “-” turns one round.

    What stands in other rows is ordered as the reader sees it. Raises Invalid for an unknown field, and for one that
    has no order.
    """
    names = [part.strip() for part in spec.split(",")] if spec.strip() else []
    if len(names) > MOST_KEYS:
        raise Invalid(f"{_PLACE}: tasks are sorted by {MOST_KEYS} fields at most.", field=_PLACE)
    return [_key(name, reader) for name in names]


def _key(name: str, reader: Reader | None) -> Key:
    plain, falls = name.removeprefix("-"), name.startswith("-")
    if plain == "id":
        return Key(col(Task.id), falls, int)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - a mapped column
    field = _field(plain)
    if valued.is_stored(field):
        return Key(_expression(field), falls, _held(field))
    if reader is None:
        raise LookupError(f"Tasks are sorted by {field.name} for a reader.")
    return Key(valued.by_name(field, reader), falls, _held(field))


def _held(field: Field) -> Any:
    if isinstance(field.values, Choice | Flag) or field.name == "status":
        return int
    if field.type is Type.ITEM:  # by its name
        return str
    return (int, float) if field.type is Type.NUMBER else field.values.python


def _field(name: str) -> Field:
    field = vocabulary.of("task").get(name)
    if field is None:
        shown = "".join(c for c in name[:40] if c.isprintable())
        raise Invalid(f"{_PLACE}: tasks can't be sorted by “{shown}”{_known()}.", field=_PLACE)
    if not field.is_sortable:
        raise Invalid(f"{_PLACE}: {field.name} has no order{_known()}.", field=_PLACE)
    return field


def _known() -> str:
    names = [one.name for one in vocabulary.TASK.values() if one.is_sortable]
    return f": choose of id, {', '.join(names)}"


def _expression(field: Field) -> Any:
    found = columns.expression("task", field.name)
    if isinstance(field.values, Choice):  # in the order of the options
        return case(field.values.places, value=found)
    if isinstance(field.values, Flag):  # as a number, which a page's mark is compared with
        return cast(found, Integer)
    return func.nullif(func.lower(found), "") if field.type is Type.TEXT else found
