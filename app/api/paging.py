"""Keyset paging: a page, and the mark to go on from."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Any, TypeVar

from fastapi import Query

T = TypeVar("T")
Limit = Annotated[int, Query(ge=1, le=500, description="Most items of a page.")]
After = Annotated[int, Query(ge=0, description="`next` of the page before.")]


def paged(items: Iterable[T], plain: Any, after: int, limit: int) -> dict[str, Any]:
    """A page of things that were read whole, by id."""
    rest = sorted((one for one in items if _id(one) > after), key=_id)
    return page(rest, plain, limit)


def _id(one: Any) -> int:
    return one.id or 0


def page(items: Sequence[T], plain: Any, limit: int) -> dict[str, Any]:
    """Up to `limit` items; `next` is the last one's id while there is more (fetch limit + 1)."""
    shown = items[:limit]
    last: Any = shown[-1] if shown else None
    return {
        "items": [plain(one) for one in shown],
        "next": last.id if last is not None and len(items) > limit else None,
    }
