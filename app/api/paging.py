"""Keyset paging: a page, and the mark to go on from."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Generic, Protocol, TypeVar

from fastapi import Path, Query

from app.api.schemas.base import LARGEST


class Numbered(Protocol):
    """What a page is made of: things with an id to go on from."""

    @property
    def id(self) -> int | None: ...


T = TypeVar("T")
S = TypeVar("S")
N = TypeVar("N", bound=Numbered)
Limit = Annotated[int, Query(ge=1, le=500, description="Most items of a page.")]
After = Annotated[int, Query(ge=0, le=LARGEST, description="`next` of the page before.")]
Id = Annotated[int, Path(ge=1, le=LARGEST)]
Archived = Annotated[
    bool, Query(description="What is archived, instead of what is not.", examples=[False])
]
ById = Annotated[int | None, Query(ge=1, le=LARGEST)]
SinceEvent = Annotated[
    int | None, Query(ge=0, le=LARGEST, description="`version` of the answer you have.")
]


@dataclass(frozen=True)
class Slice(Generic[T]):
    """Some of the items, and `next`: the last one's id while there is more."""

    items: Sequence[T]
    next: int | None

    def shown(self, shape: Callable[[T], S]) -> "Slice[S]":
        """The same page with each item in the shape of its answer."""
        return Slice([shape(one) for one in self.items], self.next)


def paged(items: Iterable[N], after: int, limit: int) -> Slice[N]:
    """A page of things that were read whole, by id."""
    return page(sorted((one for one in items if _id(one) > after), key=_id), limit)


def page(items: Sequence[N], limit: int) -> Slice[N]:
    """Up to `limit` items of those after the page before (fetch limit + 1)."""
    kept = items[:limit]
    return Slice(kept, kept[-1].id if kept and len(items) > limit else None)


def _id(one: Numbered) -> int:
    return one.id or 0
