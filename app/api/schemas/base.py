"""What all shapes share: strictness, sizes, and pages."""

import functools
import re
from datetime import UTC, date, datetime
from typing import Annotated, Any, Generic, Literal, TypeVar, cast, get_args, get_origin

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError

from app.domain.access import Role
from app.domain.events import Category

T = TypeVar("T")
# The largest whole number that every reader of JSON keeps as it is (RFC 8259).
LARGEST = 2**53 - 1
MANY = 200  # ids or tags in one list


class Request(BaseModel):
    """A body without unknown fields: a misspelt one is an error, not a silence."""

    model_config = ConfigDict(extra="forbid")

    @field_validator("*", mode="before")
    @classmethod
    def _of_its_kind(cls, value: object, info: ValidationInfo) -> object:
        """A number, a yes or no and a text are three things: Pydantic would take the one for the other."""
        annotation = cls.model_fields[info.field_name or ""].annotation
        if get_origin(annotation) is list and not isinstance(value, list):
            return value  # said by Pydantic: it is no list
        kinds = _kinds(annotation)
        numbers, is_written = kinds & NUMBERS, bool(kinds & WRITTEN)
        for one in cast("list[object]", value) if isinstance(value, list) else [value]:
            if isinstance(one, bool) and numbers and bool not in kinds:
                raise PydanticCustomError("number", "true and false are no numbers")
            if isinstance(one, str) and numbers and not is_written:
                raise PydanticCustomError("number", "write a number, not a text")
            is_other = type(one) in NUMBERS or (isinstance(one, str) and not is_written)
            if is_other and bool in kinds and not numbers:
                raise PydanticCustomError("yes_or_no", "write true or false")
        return value


NUMBERS = frozenset((int, float))
# What a text in JSON may stand for.
WRITTEN = frozenset((str, date, datetime))


@functools.cache
def _kinds(annotation: object) -> frozenset[object]:
    """The plain types an annotation names, however deep."""
    inside = get_args(annotation)
    if not inside or get_origin(annotation) is Literal:
        return frozenset([annotation])
    return frozenset().union(*(_kinds(one) for one in inside))


class Shape(BaseModel):
    """An answer, read from a frozen value or a row by the same names."""

    model_config = ConfigDict(from_attributes=True)


class Page(Shape, Generic[T]):
    """Some items, and `next`: what to send as `after` for the page that follows, while there is one."""

    items: list[T]
    next: int | None


def _without_default(schema: dict[str, JsonValue]) -> None:
    schema.pop("default", None)


# Of a change: what is left out stays, and null is nothing this field can be.
LEFT_OUT: Any = Field(default=None, json_schema_extra=_without_default)


def _printable(value: str) -> str:
    if "\x00" in value:
        raise ValueError("a text can't hold the character NUL")
    return value


Clean = AfterValidator(_printable)
Id = Annotated[int, Field(ge=1, le=LARGEST, examples=[1])]
MaybeZero = Annotated[int, Field(ge=0, le=LARGEST, description="0 unties what was tied.")]
Ids = Annotated[list[Id], Field(max_length=MANY)]
Key = Annotated[str, Field(min_length=1, max_length=40, examples=["ENG-12"]), Clean]
Title = Annotated[str, Field(min_length=1, max_length=500, pattern=r"\S"), Clean]
Name = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S"), Clean]
Text = Annotated[str, Field(max_length=500_000), Clean]
Reason = Annotated[str, Field(max_length=2000, description="Kept in the log."), Clean]
Tags = Annotated[
    list[Annotated[str, Field(min_length=1, max_length=100), Clean]], Field(max_length=MANY)
]
Priority = Annotated[
    int, Field(ge=0, le=4, description="1 urgent, 2 high, 3 normal, 4 low, 0 none.")
]
Minutes = Annotated[int, Field(ge=0, le=10_000_000)]
Points = Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)]
Number = Annotated[float, Field(ge=-1e15, le=1e15, allow_inf_nan=False)]
Weight = Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)]


def _iso(value: object) -> object:
    if isinstance(value, int | float) or (isinstance(value, str) and not DATED.match(value)):
        raise ValueError("an instant or day is written as ISO 8601, like 2026-11-18")
    return value


def _in_the_calendar(value: datetime) -> datetime:
    """At the ends of the calendar a moment may have no time in UTC."""
    try:
        value.astimezone(UTC)
    except OverflowError:
        raise ValueError("an instant lies in the years 1 to 9999, also in UTC") from None
    return value


DATED = re.compile(r"^\d{4}-\d{2}-\d{2}")
Day = Annotated[date, BeforeValidator(_iso)]
Instant = Annotated[AwareDatetime, BeforeValidator(_iso), AfterValidator(_in_the_calendar)]
Past = Annotated[
    Instant,
    Field(
        description="Of what past moment it is, for owners who bring work in: the record carries it; the log says when it "
        "was written and that it was back-dated, so that no week that is over changes.",
    ),
]
Scope = Literal["read", "write"]

__all__ = ["Category", "Role"]
