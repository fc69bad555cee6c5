"""What all shapes share: strictness, sizes, and pages."""

from typing import Annotated, Generic, Literal, TypeVar

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from app.domain.access import Role
from app.domain.events import Category

T = TypeVar("T")
# The largest number SQLite and PostgreSQL keep in a column of ids.
LARGEST = 2**63 - 1
MANY = 200  # ids or tags in one list


class Request(BaseModel):
    """A body without unknown fields: a misspelt one is an error, not a silence."""

    model_config = ConfigDict(extra="forbid")


class Shape(BaseModel):
    """An answer, read from a frozen value or a row by the same names."""

    model_config = ConfigDict(from_attributes=True)


class Page(Shape, Generic[T]):
    """Some items, and `next`: what to send as `after` for the page that follows, while there is one."""

    items: list[T]
    next: int | None


def _printable(value: str) -> str:
    if "\x00" in value:
        raise ValueError("a text can't hold the character NUL")
    return value


Clean = AfterValidator(_printable)
Id = Annotated[int, Field(ge=1, le=LARGEST, examples=[1])]
MaybeZero = Annotated[int, Field(ge=0, le=LARGEST, description="0 unties what was tied.")]
Ids = Annotated[list[Id], Field(max_length=MANY)]
Key = Annotated[str, Field(min_length=1, max_length=40, examples=["ENG-12"]), Clean]
Title = Annotated[str, Field(min_length=1, max_length=500), Clean]
Name = Annotated[str, Field(min_length=1, max_length=200), Clean]
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
Instant = AwareDatetime
Scope = Literal["read", "write"]

__all__ = ["Category", "Role"]
