"""ask, search, summaries, findings."""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from app import db, wiring
from app.api.caller import Who, zone_of
from app.assist import assistant, findings, summaries
from app.domain import weekly
from app.domain.errors import Invalid
from app.reads import tasks

router = APIRouter(prefix="/api/v1", tags=["ask and search"])


class Question(BaseModel):
    """What is asked."""

    question: str = Field(min_length=1, max_length=500)


@router.post("/ask")
def ask(body: Question, who: Who) -> dict[str, Any]:
    """Answer a question from what the caller may see; every sentence has its sources."""
    library = wiring.current().library
    with db.reading() as session:
        actor = who.actor(session)
        return assistant.ask(
            session, actor, body.question, now=datetime.now(UTC), library=library
        ).plain()


@router.get("/search")
def search(
    who: Who,
    q: Annotated[str, Query(max_length=400)],
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> dict[str, Any]:
    """Find tasks, comments, docs and goals by words and meaning."""
    library = wiring.current().library
    with db.reading() as session:
        actor = who.actor(session)
        hits = assistant.search(session, actor, q, library=library, limit=limit)
        return {"results": [hit.plain() for hit in hits], "by_meaning": library.ready}


@router.get("/summaries")
def summary(
    who: Who, week: str = "", goal: int | None = None, space: int | None = None
) -> dict[str, Any]:
    """One week of a goal or a space (`week` like 2026-W47; this week when left out)."""
    if (goal is None) == (space is None):
        raise Invalid("Name one goal or one space.", field="goal")
    now = datetime.now(UTC)
    with db.reading() as session:
        actor = who.actor(session)
        wanted = week or weekly.week_of(now.astimezone(zone_of(session)).date())
        subject = ("goal", goal) if goal is not None else ("space", space or 0)
        return summaries.of_week(session, actor, week=wanted, subject=subject, now=now).plain()


@router.get("/findings")
def found(who: Who) -> dict[str, Any]:
    """What the detectors see now."""
    now = datetime.now(UTC)
    with db.reading() as session:
        actor = who.actor(session)
        made = findings.current(session, actor, now=now)
        keys = {
            r.id: r.key
            for r in tasks.by_ids(session, {i for f in made for i in f.items}, actor=actor)
        }
        return {
            "findings": [
                {
                    "kind": f.kind, "title": f.title, "measure": f.measure,
                    "comparison": f.comparison, "next_act": f.next_act,
                    "items": [keys[i] for i in f.items if i in keys],
                }
                for f in made
            ]
        }  # fmt: skip
