"""Keyset paging: a page, and the mark to go on from."""

from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any, TypeVar

from fastapi import Path, Query

from app.api.schemas.base import LARGEST

T = TypeVar("T")
Limit = Annotated[int, Query(ge=1, le=500, description="Most items of a page.")]
After = Annotated[int, Query(ge=0, le=LARGEST, description="`next` of the page before.")]
Id = Annotated[int, Path(ge=1, le=LARGEST)]
ById = Annotated[int | None, Query(ge=1, le=LARGEST)]


def paged(items: Iterable[T], shown: Callable[[T], Any], after: int, limit: int) -> dict[str, Any]:
    """A page of things that were read whole, by id."""
    rest = sorted((one for one in items if _id(one) > after), key=_id)
    return page(rest, shown, limit)


def _id(one: Any) -> int:
    return one.id or 0


def page(items: Sequence[T], shown: Callable[[T], Any], limit: int) -> dict[str, Any]:
    """Up to `limit` items; `next` is the last one's id while there is more (fetch limit + 1)."""
    kept = items[:limit]
    last: Any = kept[-1] if kept else None
    return {
        "items": [shown(one) for one in kept],
        "next": last.id if last is not None and len(items) > limit else None,
    }


def as_it_is(one: T) -> T:
    """What has the shape of its answer already."""
    return one
