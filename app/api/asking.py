"""ask, search, summaries, findings."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field

from agents.answer import Answer
from agents.model import LangChainModel
from agents.wording import worded
from app import db, wiring
from app.api.caller import Who, zone_of
from app.assist import assistant, findings, summaries
from app.domain import weekly
from app.domain.errors import Invalid
from app.reads import tasks
from app.settings import load

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


@router.post("/ask/stream")
def ask_streamed(body: Question, who: Who) -> StreamingResponse:
    """The plain answer at once (event `plain`), then a model's wording of it (`word`, `worded`)."""
    library = wiring.current().library
    with db.reading() as session:
        actor = who.actor(session)
        answer = assistant.ask(
            session, actor, body.question, now=datetime.now(UTC), library=library
        )
    return StreamingResponse(_told(answer), media_type="text/event-stream")


def _told(answer: Answer) -> Iterator[str]:
    """Server-sent events; without a model the plain answer is all."""
    yield _event("plain", answer.plain())
    settings = load()
    if not settings.model:
        yield _event("worded", {"sentences": [], "dropped": 0})
        return
    model = LangChainModel(settings.model, settings.model_url, settings.model_timeout)
    for piece in worded(answer, model, seconds=settings.model_timeout):
        if isinstance(piece, Answer):
            plain = piece.plain()
            proved = plain["sentences"] if piece.mode == "model" else []
            yield _event("worded", {"sentences": proved, "dropped": piece.dropped})
        else:
            yield _event("word", {"text": piece})


def _event(name: str, data: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False, default=str)}\n\n"


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
