"""A filter in a request: read, compiled for who asks, as of their workspace's today."""

from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import Query
from sqlalchemy import ColumnElement
from sqlmodel import Session

from app.api.caller import zone_of
from app.domain import filters
from app.domain.access import Actor
from app.domain.filters import Filter, Leaf, Op, Value
from app.reads import filtering

Wanted = Annotated[
    str,
    Query(
        max_length=filters.LONGEST,
        description="A filter: JSON like {“field”:“due”,“op”:“lt”,“value”:“today+7”}, or as a page's address has it. "
        + filters.LIMITS,
    ),
]
Order = Annotated[
    str,
    Query(
        max_length=200,
        description="Fields with an order (`is_sortable` of `/filters/vocabulary`, or `id`), the first before the next; "
        "`-` turns one round. What is empty comes last.",
        examples=["-priority,title"],
    ),
]


def asking(field: str, op: Op, *values: Value | None) -> list[Filter]:
    """A leaf for what a request's parameter asks; nothing where it was left out."""
    given = tuple(value for value in values if value is not None)
    return [Leaf(field, op, given)] if given else []


def condition(session: Session, wanted: Filter, actor: Actor) -> ColumnElement[bool]:
    """A filter as the caller reads it now."""
    return filtering.compile(session, wanted, actor=actor, today=today_of(session))


def today_of(session: Session) -> date:
    """The workspace's day."""
    return datetime.now(UTC).astimezone(zone_of(session)).date()
