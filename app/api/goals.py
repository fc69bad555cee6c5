"""Goals and targets."""

from collections.abc import Sequence
from dataclasses import asdict
from dataclasses import fields as fields_of
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Body, Query, Response
from sqlmodel import Session

from app import access, db
from app.api import routing
from app.api.caller import Who, zone_of
from app.api.etags import Versioned
from app.api.narrowing import Order, Wanted
from app.api.paging import Archived, Id, Limit
from app.api.removals import removing
from app.api.schemas import goals as shape
from app.api.schemas.base import Shape
from app.api.schemas.trash import Deleted
from app.domain import filters
from app.domain.access import Actor
from app.reads import goallist, goalrecords
from app.reads import goals as reading
from app.reads.goallist import GoalFacts
from app.work import backdating, goals, targets

router = routing.router("goals and docs")
Mark = Annotated[str, Query(max_length=20_000, description="`next` of the page before.")]
# Without a body it is in progress again.
Reopening = Annotated[shape.Reopening, Body(default_factory=shape.Reopening)]
Chosen = Annotated[
    list[shape.GoalField] | None,
    Query(max_length=len(shape.GOAL_FIELDS), description="Send these fields only."),
]


@router.get(
    "/goals",
    response_model=shape.GoalPage | shape.ChosenGoalPage,
    response_model_exclude_unset=True,
)
def list_goals(
    who: Who,
    where: Wanted = "",
    sort: Order = "id",
    fields: Chosen = None,
    after: Mark = "",
    limit: Limit = 100,
    archived: Archived = False,  # noqa: FBT002 - a parameter of the query
) -> shape.FoundGoals | Response:
    """The goals the caller sees, with computed numbers; narrowed and sorted as tasks are, a page at a time."""
    asked = filters.from_text(where, noun="goal") if where else filters.EVERYTHING
    wanted = goallist.Wanted(asked, sort, "" if after == "0" else after, limit)
    with db.reading() as session:
        actor = who.actor(session)
        zone = zone_of(session)
        found, mark = goallist.page(
            session,
            goallist.chosen(_lines(session, actor).values(), asked, archived=archived),
            wanted,
            actor=actor,
            today=datetime.now(UTC).astimezone(zone).date(),
            zone=zone,
        )
        whole = _goals(session, actor, [one.line for one in found])
        if not fields:
            return {"items": whole, "next": mark}
        pairs = zip(whole, found, strict=True)
        items = [_chosen(goal, facts, fields) for goal, facts in pairs]
    # As it is: a goal with all its fields left empty would pass for a whole one.
    page = shape.ChosenGoalPage(items=items, next=mark)
    return Response(page.model_dump_json(exclude_unset=True), media_type="application/json")


def _chosen(goal: shape.Goal, facts: GoalFacts, fields: list[shape.GoalField]) -> Shape:
    values = {
        name: facts.value(name) if name in shape.EXTRA else getattr(goal, name) for name in fields
    }
    return shape.ChosenGoalFields.model_validate(values)


@router.post("/goals", status_code=201, response_model=shape.Goal)
def create_goal(body: shape.NewGoal, who: Who, version: Versioned) -> shape.Goal:
    """Make a goal."""
    with db.writing() as session:
        made = goals.create(session, by=who.actor(session), **body.model_dump())
        session.flush()
        return _shown(session, who.actor(session), made.id or 0, version)


@router.get("/goals/{goal_id}", response_model=shape.Goal)
def get_goal(goal_id: Id, who: Who, version: Versioned) -> shape.Goal:
    """A goal with its targets."""
    with db.reading() as session:
        access.goal(session, goal_id, who.actor(session))
        return _shown(session, who.actor(session), goal_id, version)


@router.patch("/goals/{goal_id}", response_model=shape.Goal)
def change_goal(goal_id: Id, body: shape.GoalChange, who: Who, version: Versioned) -> shape.Goal:
    """Change a goal."""
    values = {name: getattr(body, name) for name in body.model_fields_set}
    with db.writing() as session:
        actor = who.actor(session)
        _check(session, goal_id, actor, version)
        goals.edit(session, goal_id, by=actor, **values)
        session.flush()
        return _shown(session, actor, goal_id, version)


@router.post("/goals/{goal_id}/close", response_model=shape.Goal)
def close_goal(goal_id: Id, body: shape.Closing, who: Who, version: Versioned) -> shape.Goal:
    """Close a goal; its number is frozen."""
    with db.writing() as session:
        actor = who.actor(session)
        access.goal(session, goal_id, actor)
        actual = _lines(session, actor)[goal_id].actual
        goals.close(session, goal_id, as_=body.state, progress=actual, reason=body.reason, by=actor)
        session.flush()
        return _shown(session, actor, goal_id, version)


@router.post("/goals/{goal_id}/reopen", response_model=shape.Goal)
def reopen_goal(goal_id: Id, body: Reopening, who: Who, version: Versioned) -> shape.Goal:
    """Take a closed goal up again; its number is computed again."""
    with db.writing() as session:
        goals.reopen(session, goal_id, to=body.state, reason=body.reason, by=who.actor(session))
        session.flush()
        return _shown(session, who.actor(session), goal_id, version)


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
        return _shown(session, actor, goal_id, version)


@router.delete("/goals/{goal_id}", response_model=Deleted)
def delete_goal(goal_id: Id, who: Who, version: Versioned) -> Deleted:
    """Put a goal into the trash; its sub-goals and the places that serve it stay, without it."""
    with db.writing() as session:
        actor = who.actor(session)
        _check(session, goal_id, actor, version)
        title = access.goal(session, goal_id, actor).title
        answer = removing(session, "goal", goal_id, title, actor=actor)
        goals.delete(session, goal_id, by=actor)
        return answer


def _check(session: Session, goal_id: int, actor: Actor, version: Versioned) -> None:
    access.goal(session, goal_id, actor)
    version.check(lambda: _shown(session, actor, goal_id, version))


@router.post("/goals/{goal_id}/targets", status_code=201, response_model=shape.Target)
def add_target(goal_id: Id, body: shape.NewTarget, who: Who, version: Versioned) -> shape.Target:
    """Add a target."""
    with db.writing() as session:
        actor = who.actor(session)
        made = targets.add(session, goal_id, by=actor, **body.model_dump())
        session.flush()
        return _target(session, actor, made.id or 0, version)


@router.get("/targets/{target_id}", response_model=shape.Target)
def get_target(target_id: Id, who: Who, version: Versioned) -> shape.Target:
    """A target with its computed percentage."""
    with db.reading() as session:
        return _target(session, who.actor(session), target_id, version)


@router.patch("/targets/{target_id}", response_model=shape.Target)
def report_target(
    target_id: Id, body: shape.TargetReport, who: Who, version: Versioned
) -> shape.Target:
    """Report a target's new value, or change what it is called and weighs."""
    with db.writing() as session:
        actor = who.actor(session)
        access.target(session, target_id, actor)
        version.check(lambda: _target(session, actor, target_id, version))
        backdating.allow(session, body.at, by=actor, now=datetime.now(UTC))
        targets.edit(session, target_id, by=actor, **body.model_dump(exclude_unset=True))
        session.flush()
        return _target(session, actor, target_id, version)


@router.delete("/targets/{target_id}", status_code=204)
def delete_target(target_id: Id, who: Who, version: Versioned) -> None:
    """Put a target away."""
    with db.writing() as session:
        actor = who.actor(session)
        access.target(session, target_id, actor)
        version.check(lambda: _target(session, actor, target_id, version))
        targets.delete(session, target_id, by=actor)


def _target(session: Session, actor: Actor, target_id: int, version: Versioned) -> shape.Target:
    goal_id = access.target(session, target_id, actor).goal_id
    [goal] = _goals(session, actor, [_lines(session, actor)[goal_id]])
    shown = next(one for one in goal.targets if one.id == target_id)
    return version.mark(shown, shape.TargetReport.model_fields)


def _lines(session: Session, actor: Actor) -> dict[int, reading.GoalLine]:
    now = datetime.now(UTC)
    return reading.lines(
        session, actor=actor, now=now, today=now.astimezone(zone_of(session)).date()
    )


def _shown(session: Session, actor: Actor, goal_id: int, version: Versioned) -> shape.Goal:
    [shown] = _goals(session, actor, [_lines(session, actor)[goal_id]])
    return version.mark(shown, OWN_FIELDS)


def _goals(session: Session, actor: Actor, lines: Sequence[reading.GoalLine]) -> list[shape.Goal]:
    """Goals in the shape of their answer, with what is read of them beside their numbers."""
    records = goalrecords.records(session, [one.id for one in lines])
    ids = [target.id for one in lines for target in one.targets]
    counted = goalrecords.counted(session, ids, actor=actor)
    return [
        shape.Goal.model_validate(
            {
                **asdict(records[line.id]),
                **{name: getattr(line, name) for name in FROM_LINE},
                **line.more,
                "owner": line.owner.name if line.owner else None,
                "targets": [
                    asdict(one) | one.more | asdict(counted[one.id]) | {"goal_id": line.id}
                    for one in line.targets
                ],
            }
        )
        for line in lines
    ]


OWN = {"owner", "targets", *reading.MORE} | {one.name for one in fields_of(goalrecords.GoalRecord)}
# What changes of a goal set: its fields, how it ended, and how somebody judges it.
OWN_FIELDS = {
    *shape.GoalChange.model_fields,
    *("state", "closed_at", "closed_reason", "override", "override_reason", "override_by"),
}
FROM_LINE = [name for name in shape.Goal.model_fields if name not in OWN]
