"""Goals, targets and docs."""

from datetime import UTC, date, datetime
from typing import Any

from fastapi import APIRouter
from pydantic import Field

from app import access, db
from app.api.caller import Who, zone_of
from app.api.paging import After, Limit, paged
from app.api.tasks import Strict
from app.reads import docs as pages
from app.reads import goals as reading
from app.work import docs, goals, targets

router = APIRouter(prefix="/api/v1", tags=["goals and docs"])


class NewGoal(Strict):
    """A goal to make."""

    title: str
    description: str = ""
    kind: str = "goal"
    state: str = "planned"
    owner_id: int | None = None
    space_id: int | None = None
    parent_id: int | None = None
    weight: float = 1.0
    period_start: date | None = None
    period_end: date | None = None


class GoalChange(Strict):
    """What to change of a goal; fields left out stay."""

    title: str = ""
    description: str = ""
    kind: str = ""
    state: str = ""
    owner_id: int | None = None
    space_id: int | None = None
    parent_id: int | None = None
    weight: float = 1.0
    period_start: date | None = None
    period_end: date | None = None
    reason: str = ""


class Closing(Strict):
    """How a goal ended."""

    state: str
    reason: str = ""


class NewTarget(Strict):
    """A target to add."""

    name: str
    kind: str
    start: float = 0.0
    current: float | None = None
    target: float = 1.0
    unit: str = ""
    weight: float = 1.0
    by_estimate: bool = False
    tasks: list[int] = Field(default_factory=list)
    lists: list[int] = Field(default_factory=list)


class Report(Strict):
    """A new value of a target."""

    current: float
    reason: str = ""


class NewDoc(Strict):
    """A page to make."""

    title: str
    text: str = ""
    space_id: int | None = None
    parent_id: int | None = None


class DocSave(Strict):
    """A page to save, and the version it is based on."""

    version: int
    title: str | None = None
    text: str | None = None


@router.get("/goals")
def list_goals(who: Who, after: After = 0, limit: Limit = 100) -> dict[str, Any]:
    """The goals the caller sees, with computed numbers; a page at a time."""
    with db.reading() as session:
        return paged(_lines(session, who).values(), _goal, after, limit)


@router.post("/goals", status_code=201)
def create_goal(body: NewGoal, who: Who) -> dict[str, Any]:
    """Make a goal."""
    with db.writing() as session:
        made = goals.create(session, by=who.actor(session), **body.model_dump())
        session.flush()
        return _goal(_lines(session, who)[made.id or 0])


@router.get("/goals/{goal_id}")
def read_goal(goal_id: int, who: Who) -> dict[str, Any]:
    """A goal with its targets."""
    with db.reading() as session:
        access.goal(session, goal_id, who.actor(session))
        return _goal(_lines(session, who)[goal_id])


@router.patch("/goals/{goal_id}")
def change_goal(goal_id: int, body: GoalChange, who: Who) -> dict[str, Any]:
    """Change a goal."""
    values = {name: getattr(body, name) for name in body.model_fields_set}
    with db.writing() as session:
        goals.edit(session, goal_id, by=who.actor(session), **values)
        session.flush()
        return _goal(_lines(session, who)[goal_id])


@router.post("/goals/{goal_id}/close")
def close_goal(goal_id: int, body: Closing, who: Who) -> dict[str, Any]:
    """Close a goal; its number is frozen."""
    with db.writing() as session:
        actor = who.actor(session)
        access.goal(session, goal_id, actor)
        actual = _lines(session, who)[goal_id].actual
        goals.close(session, goal_id, as_=body.state, progress=actual, reason=body.reason, by=actor)
        session.flush()
        return _goal(_lines(session, who)[goal_id])


@router.delete("/goals/{goal_id}", status_code=204)
def delete_goal(goal_id: int, who: Who) -> None:
    """Put a goal away."""
    with db.writing() as session:
        goals.delete(session, goal_id, by=who.actor(session))


@router.post("/goals/{goal_id}/targets", status_code=201)
def add_target(goal_id: int, body: NewTarget, who: Who) -> dict[str, Any]:
    """Add a target."""
    with db.writing() as session:
        made = targets.add(session, goal_id, by=who.actor(session), **body.model_dump())
        session.flush()
        return {"id": made.id, "goal": _goal(_lines(session, who)[goal_id])}


@router.patch("/targets/{target_id}")
def report(target_id: int, body: Report, who: Who) -> dict[str, Any]:
    """Report a target's new value."""
    with db.writing() as session:
        made = targets.edit(
            session, target_id, current=body.current, reason=body.reason, by=who.actor(session)
        )
        session.flush()
        return _goal(_lines(session, who)[made.goal_id])


@router.delete("/targets/{target_id}", status_code=204)
def delete_target(target_id: int, who: Who) -> None:
    """Put a target away."""
    with db.writing() as session:
        targets.delete(session, target_id, by=who.actor(session))


@router.get("/docs")
def list_docs(
    who: Who, space_id: int | None = None, after: After = 0, limit: Limit = 100
) -> dict[str, Any]:
    """Pages by id, a page at a time."""
    with db.reading() as session:
        found = pages.lines(session, actor=who.actor(session), space_id=space_id)
        return paged(found, lambda line: line.__dict__, after, limit)


@router.post("/docs", status_code=201)
def create_doc(body: NewDoc, who: Who) -> dict[str, Any]:
    """Make a page."""
    with db.writing() as session:
        actor = who.actor(session)
        made = docs.create(session, by=actor, **body.model_dump())
        session.flush()
        return _doc(pages.page(session, made.id or 0, actor=actor))


@router.get("/docs/{doc_id}")
def read_doc(doc_id: int, who: Who) -> dict[str, Any]:
    """A page with its text."""
    with db.reading() as session:
        return _doc(pages.page(session, doc_id, actor=who.actor(session)))


@router.patch("/docs/{doc_id}")
def save_doc(doc_id: int, body: DocSave, who: Who) -> dict[str, Any]:
    """Save a page; 409 when somebody saved since `version`."""
    with db.writing() as session:
        actor = who.actor(session)
        docs.save(
            session, doc_id, title=body.title, text=body.text, based_on=body.version, by=actor
        )
        session.flush()
        return _doc(pages.page(session, doc_id, actor=actor))


@router.delete("/docs/{doc_id}", status_code=204)
def delete_doc(doc_id: int, who: Who) -> None:
    """Put a page away with those below it."""
    with db.writing() as session:
        docs.delete(session, doc_id, by=who.actor(session))


def _lines(session: Any, who: Who) -> dict[int, reading.GoalLine]:
    now = datetime.now(UTC)
    actor = who.actor(session)
    return reading.lines(
        session, actor=actor, now=now, today=now.astimezone(zone_of(session)).date()
    )


def _goal(line: reading.GoalLine) -> dict[str, Any]:
    return {
        "id": line.id,
        "title": line.title,
        "kind": line.kind,
        "state": line.state,
        "owner": line.owner.name if line.owner else None,
        "parent_id": line.parent_id,
        "space_id": line.space_id,
        "weight": line.weight,
        "period_start": line.period_start,
        "period_end": line.period_end,
        "actual": line.actual,
        "expected": line.expected,
        "health": line.health,
        "suggested": line.suggested,
        "override": line.override,
        "targets": [t.__dict__ for t in line.targets],
        "children": line.children,
    }


def _doc(doc: pages.DocPage) -> dict[str, Any]:
    return {
        "id": doc.id,
        "title": doc.title,
        "text": doc.text,
        "version": doc.version,
        "space_id": doc.space_id,
        "updated_at": doc.updated_at,
        "children": [c.id for c in doc.children],
    }
