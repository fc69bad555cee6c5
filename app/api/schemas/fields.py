"""The registry's fields as parts of requests and answers."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, create_model
from pydantic import Field as Part

from app.api.schemas.base import LEFT_OUT, Clean, Day, Id, Ids, Instant, Request, Shape, Tags
from app.domain.fields import Field, Type
from app.domain.fields.chosen import Choice
from app.domain.fields.counted import Duration, Number
from app.domain.fields.values import Line, Prose

Model = TypeVar("Model", bound=BaseModel)
# What a field may hold, and an item as its fields: for answers that are written at once.
FieldValue = int | float | str | date | datetime | list[int] | list[str] | tuple[int, int] | None
Values = dict[str, FieldValue]


class FieldOption(Shape):
    """One possible value of a choice."""

    value: int | str
    label: str


class FieldShape(Shape):
    """What a field is called, holds, and may be asked; `nothing` is the option that means none."""

    name: str
    aliases: list[str]
    label: str
    type: Type
    noun: str | None
    options: list[FieldOption]
    nothing: int | str | None
    is_set: bool
    is_nullable: bool
    is_editable: bool
    is_shown: bool
    is_sortable: bool
    is_groupable: bool
    operators: list[str]
    aggregates: list[str]


def creating(name: str, fields: Iterable[Field]) -> type[Request]:
    """A body that makes an item: required where the registry knows no first value."""
    return _made(name, Request, {field.api_name: _first(field) for field in fields})


def changing(name: str, fields: Iterable[Field]) -> type[Request]:
    """A body that changes an item: what is left out stays."""
    return _made(name, Request, {field.api_name: _left_out(field) for field in fields})


def showing(name: str, fields: Iterable[Field]) -> type[Shape]:
    """An answer's part with these fields."""
    return _made(
        name,
        Shape,
        {
            field.api_name: (_given(field) | None if field.is_nullable else _given(field), ...)
            for field in fields
        },
    )


def _made(name: str, base: type[Model], parts: Mapping[str, tuple[Any, Any]]) -> type[Model]:
    return create_model(name, __base__=base, **parts)  # pyright: ignore[reportCallIssue, reportArgumentType] - no field is called as its options


def _first(field: Field) -> tuple[Any, Any]:
    taken = _taken(field)
    if field.is_set:
        return taken, Part(default_factory=list)
    if field.is_required:
        return taken, ...
    return (taken | None, None) if field.is_nullable else (taken, field.default)


def _left_out(field: Field) -> tuple[Any, Any]:
    """Null empties what can be empty; to anything else it is no value."""
    taken = _taken(field)
    return (taken | None, None) if field.is_nullable else (taken, LEFT_OUT)


def _given(field: Field) -> Any:
    return field.values.python


def _taken(field: Field) -> Any:
    """The type of a value as a request may send it, with its bounds."""
    match field.values:
        case Line(longest=longest, may_be_blank=blank):
            if blank:
                return Annotated[str, Part(max_length=longest), Clean]
            return Annotated[str, Part(min_length=1, max_length=longest, pattern=r"\S"), Clean]
        case Prose(longest=longest):
            return Annotated[str, Part(max_length=longest), Clean]
        case Number() as number:
            finite = None if number.is_whole else False
            bounds = Part(ge=number.low, le=number.high, allow_inf_nan=finite)
            return Annotated[number.python, bounds]
        case Duration(longest=longest):
            return Annotated[int, Part(ge=0, le=longest, description="Minutes.")]
        case Choice() as choice:
            return _choice(choice)
        case _:
            return _BY_TYPE[field.type]


def _choice(choice: Choice) -> Any:
    values = [one.value for one in choice.options]
    if choice.python is str:
        return Literal[tuple(values)]  # pyright: ignore[reportReturnType, reportInvalidTypeForm] - known when it runs
    words = ", ".join(f"{one.value} {one.word}" for one in choice.options)
    return Annotated[int, Part(ge=min(values), le=max(values), description=f"{words}.")]


_BY_TYPE: dict[Type, Any] = {
    Type.DAY: Day,
    Type.INSTANT: Instant,
    Type.FLAG: bool,
    Type.ITEM: Id,
    Type.ITEMS: Ids,
    Type.TAGS: Tags,
}
