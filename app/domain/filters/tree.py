"""A filter as a tree: all, any or not of other filters, and leaves that ask one field one thing.

A leaf is true or false of every task, never neither: a negative op holds for what is empty.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from app.domain.fields import Operator as Op

# Each of these is true exactly where the other is false.
_POSITIVE = {
    Op.IS: Op.IS_NOT,
    Op.IN: Op.NOT_IN,
    Op.CONTAINS: Op.NOT_CONTAINS,
    Op.HAS_ANY: Op.HAS_NONE,
    Op.IS_EMPTY: Op.IS_NOT_EMPTY,
}
OPPOSITES = _POSITIVE | {negative: positive for positive, negative in _POSITIVE.items()}
NEGATIVE = tuple(_POSITIVE.values())
WITHOUT_VALUE = (Op.IS_EMPTY, Op.IS_NOT_EMPTY)
WITH_SEVERAL = (Op.IN, Op.NOT_IN, Op.HAS_ANY, Op.HAS_ALL, Op.HAS_NONE, Op.BETWEEN)


@dataclass(frozen=True)
class Token:
    """A value that is only known when it is read: `me`, `today`, `today+7`, `this_week`."""

    name: str
    offset: int = 0  # days, of `today` only

    def __str__(self) -> str:
        return f"{self.name}{self.offset:+d}" if self.offset else self.name


@dataclass(frozen=True)
class Days:
    """Days [first, end): what a day or a token is once it is resolved."""

    first: date
    end: date


Value: TypeAlias = int | float | str | bool | date | datetime | Token | Days


@dataclass(frozen=True)
class Leaf:
    """One field, asked one thing. `values` holds none for emptiness, several where the op takes several."""

    field: str
    op: Op
    values: tuple[Value, ...] = ()


@dataclass(frozen=True)
class Every:
    """All parts hold; with no part, everything does."""

    parts: tuple["Filter", ...]


@dataclass(frozen=True)
class Some:
    """At least one part holds; with no part, nothing does."""

    parts: tuple["Filter", ...]


@dataclass(frozen=True)
class Not:
    """The part does not hold."""

    part: "Filter"


Filter: TypeAlias = Leaf | Every | Some | Not
EVERYTHING = Every(())


def leaves(of: Filter) -> Iterator[Leaf]:
    """Every leaf, as written."""
    match of:
        case Leaf():
            yield of
        case Not(part):
            yield from leaves(part)
        case Every(parts) | Some(parts):
            for part in parts:
                yield from leaves(part)


def parts(of: Filter) -> tuple[Filter, ...]:
    """What a filter asks at once; nothing of the one that everything fits."""
    return of.parts if isinstance(of, Every) else (of,)
