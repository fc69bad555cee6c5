"""What the search line finds: as it is typed, and whole."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import Query

from app import db, wiring
from app.api import routing
from app.api.caller import Who
from app.api.paging import ById
from app.api.schemas import searching as shape
from app.api.schemas.base import Day
from app.assist import results, suggesting

router = routing.router("ask and search")
Line = Annotated[str, Query(max_length=400)]
Kinds = Annotated[list[Literal["task", "doc", "goal", "comment"]], Query(max_length=4)]


@router.get("/search", response_model=shape.Hits)
def search(
    who: Who,
    q: Line = "",
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    kind: Kinds = [],  # noqa: B006 - FastAPI copies it
    space: ById = None,
    since: Annotated[Day | None, Query(description="Written on this day or later.")] = None,
) -> shape.Hits:
    """Find tasks, comments, docs and goals by words and meaning; filters in the line narrow it to tasks.

    Each hit is a record's best passage; `more` has others of the same record. What is quoted must be there as it stands.
    """
    library = wiring.current().library
    narrowed = results.Narrowed(frozenset(kind), space, since)
    with db.reading() as session:
        actor = who.actor(session)
        found = results.search(
            session, actor, q, narrowed, library=library, now=datetime.now(UTC), limit=limit
        )
        return shape.Hits(
            results=[shape.Hit.model_validate(one) for one in found.hits],
            by_meaning=library.ready,
            unknown=list(found.unknown),
            unread=list(found.unread),
        )


@router.get("/suggestions", response_model=shape.Suggestions)
def suggest(who: Who, q: Line = "") -> shape.Suggestions:
    """What may be meant by a line that is being typed: tasks, docs, comments, goals, people, lists and spaces."""
    library = wiring.current().library
    with db.reading() as session:
        actor = who.actor(session)
        found = suggesting.suggest(session, actor, q, library=library, now=datetime.now(UTC))
        return shape.Suggestions.model_validate(found)
