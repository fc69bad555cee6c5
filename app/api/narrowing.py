"""A filter in a request: read, compiled for who asks, as of their workspace's today."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import Query
from sqlalchemy import ColumnElement
from sqlmodel import Session

from app.api.caller import zone_of
from app.domain import filters
from app.domain.access import Actor
from app.domain.filters import Filter
from app.reads import filtering

Wanted = Annotated[
    str,
    Query(
        max_length=filters.LONGEST,
        description="A filter: JSON like {“field”:“due”,“op”:“lt”,“value”:“today+7”}, or as a page's address has it.",
    ),
]


def narrowed(session: Session, where: str, actor: Actor) -> ColumnElement[bool] | None:
    """The condition of a filter given as text; None when it was left out. Raises Invalid."""
    return condition(session, filters.from_text(where), actor) if where else None


def condition(session: Session, wanted: Filter, actor: Actor) -> ColumnElement[bool]:
    """A filter as the caller reads it now."""
    today = datetime.now(UTC).astimezone(zone_of(session)).date()
    return filtering.compile(session, wanted, actor=actor, today=today)
