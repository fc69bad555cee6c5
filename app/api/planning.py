"""Goals and targets."""

from datetime import UTC, datetime

from sqlmodel import Session

from app import access, db
from app.api import routing
from app.api.caller import Caller, Who, zone_of
from app.api.etags import Versioned
from app.api.paging import After, Id, Limit, Slice, paged
from app.api.schemas import planning as shape
from app.domain.access import Actor
from app.domain.events import Subject
from app.reads import goals as reading
from app.work import goals, targets

router = routing.router("goals and docs")


@router.get("/goals", response_model=shape.GoalPage)
def list_goals(who: Who, after: After = 0, limit: Limit = 100) -> Slice[shape.Goal]:
    """The goals the caller sees, with computed numbers; a page at a time."""
    with db.reading() as session:
        return paged(_lines(session, who).values(), after, limit).shown(_goal)


@router.post("/goals", status_code=201, response_model=shape.Goal)
def create_goal(body: shape.NewGoal, who: Who, version: Versioned) -> shape.Goal:
    """Make a goal."""
    with db.writing() as session:
        made = goals.create(session, by=who.actor(session), **body.model_dump())
        session.flush()
        return _shown(session, who, made.id or 0, version)


@router.get("/goals/{goal_id}", response_model=shape.Goal)
def get_goal(goal_id: Id, who: Who, version: Versioned) -> shape.Goal:
    """A goal with its targets."""
    with db.reading() as session:
        access.goal(session, goal_id, who.actor(session))
        return _shown(session, who, goal_id, version)


@router.patch("/goals/{goal_id}", response_model=shape.Goal)
def change_goal(goal_id: Id, body: shape.GoalChange, who: Who, version: Versioned) -> shape.Goal:
    """Change a goal."""
    values = {name: getattr(body, name) for name in body.model_fields_set}
    with db.writing() as session:
        actor = who.actor(session)
        _check(session, goal_id, actor, version)
        goals.edit(session, goal_id, by=actor, **values)
        session.flush()
        return _shown(session, who, goal_id, version)


@router.post("/goals/{goal_id}/close", response_model=shape.Goal)
def close_goal(goal_id: Id, body: shape.Closing, who: Who, version: Versioned) -> shape.Goal:
    """Close a goal; its number is frozen."""
    with db.writing() as session:
        actor = who.actor(session)
        access.goal(session, goal_id, actor)
        actual = _lines(session, who)[goal_id].actual
        goals.close(session, goal_id, as_=body.state, progress=actual, reason=body.reason, by=actor)
        session.flush()
        return _shown(session, who, goal_id, version)


@router.post("/goals/{goal_id}/reopen", response_model=shape.Goal)
def reopen_goal(goal_id: Id, who: Who, version: Versioned) -> shape.Goal:
    """Take a closed goal up again."""
    with db.writing() as session:
        goals.reopen(session, goal_id, by=who.actor(session))
        session.flush()
        return _shown(session, who, goal_id, version)


@router.put("/goals/{goal_id}/health", response_model=shape.Goal)
def override_health(
    goal_id: Id, body: shape.HealthOverride, who: Who, version: Versioned
) -> shape.Goal:
    """Say how a goal stands in one's own judgement; null takes it back."""
    with db.writing() as session:
        actor = who.actor(session)
        _check(session, goal_id, actor, version)
        goals.override_health(session, goal_id, health=body.health, reason=body.reason, by=actor)
        session.flush()
        return _shown(session, who, goal_id, version)


@router.delete("/goals/{goal_id}", status_code=204)
def delete_goal(goal_id: Id, who: Who, version: Versioned) -> None:
    """Put a goal away."""
    with db.writing() as session:
        actor = who.actor(session)
        _check(session, goal_id, actor, version)
        goals.delete(session, goal_id, by=actor)


def _check(session: Session, goal_id: int, actor: Actor, version: Versioned) -> None:
    access.goal(session, goal_id, actor)
    version.check(session, Subject.GOAL, goal_id)


@router.post("/goals/{goal_id}/targets", status_code=201, response_model=shape.MadeTarget)
def add_target(
    goal_id: Id, body: shape.NewTarget, who: Who, version: Versioned
) -> shape.MadeTarget:
    """Add a target."""
    with db.writing() as session:
        made = targets.add(session, goal_id, by=who.actor(session), **body.model_dump())
        session.flush()
        goal = _shown(session, who, goal_id, version)
        return shape.MadeTarget(id=made.id or 0, goal=goal)


@router.get("/targets/{target_id}", response_model=shape.Target)
def get_target(target_id: Id, who: Who, version: Versioned) -> reading.TargetLine:
    """A target with its computed percentage."""
    with db.reading() as session:
        goal_id = access.target(session, target_id, who.actor(session)).goal_id
        version.mark(session, Subject.TARGET, target_id)
        return next(one for one in _lines(session, who)[goal_id].targets if one.id == target_id)


@router.patch("/targets/{target_id}", response_model=shape.Goal)
def report_target(
    target_id: Id, body: shape.TargetReport, who: Who, version: Versioned
) -> shape.Goal:
    """Report a target's new value, or change what it is called and weighs."""
    with db.writing() as session:
        actor = who.actor(session)
        access.target(session, target_id, actor)
        version.check(session, Subject.TARGET, target_id)
        given = body.model_dump(exclude_unset=True)
        made = targets.edit(session, target_id, by=actor, **given)
        session.flush()
        goal = _shown(session, who, made.goal_id, version)
        version.mark(session, Subject.TARGET, target_id)  # what was changed, not its goal
        return goal


@router.delete("/targets/{target_id}", status_code=204)
def delete_target(target_id: Id, who: Who, version: Versioned) -> None:
    """Put a target away."""
    with db.writing() as session:
        actor = who.actor(session)
        access.target(session, target_id, actor)
        version.check(session, Subject.TARGET, target_id)
        targets.delete(session, target_id, by=actor)


def _lines(session: Session, who: Caller) -> dict[int, reading.GoalLine]:
    now = datetime.now(UTC)
    actor = who.actor(session)
    return reading.lines(
        session, actor=actor, now=now, today=now.astimezone(zone_of(session)).date()
    )


def _shown(session: Session, who: Caller, goal_id: int, version: Versioned) -> shape.Goal:
    version.mark(session, Subject.GOAL, goal_id)
    return _goal(_lines(session, who)[goal_id])


def _goal(line: reading.GoalLine) -> shape.Goal:
    shown = {name: getattr(line, name) for name in _NAMES} | line.more
    shown["owner"] = line.owner.name if line.owner else None
    return shape.Goal.model_validate(shown)


_NAMES = [name for name in shape.Goal.model_fields if name not in reading.MORE]
