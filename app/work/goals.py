"""Goals: made, planned, judged by a person, closed with their number frozen."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, func, select

from app import access, trash, tree
from app.domain import cleaning, ordering
from app.domain.access import Actor, must_edit
from app.domain.errors import Conflict, Invalid
from app.domain.events import Kind, Subject
from app.domain.goals import CLOSED, Health, State
from app.models import Folder, Goal, TaskList
from app.work import archiving, checks, editing, mentions
from app.work.recording import change, created, of_folder, of_goal, of_list, record, when


def create(session: Session, *, by: Actor, at: datetime | None = None, **given: Any) -> Goal:
    """Make a goal with any of the registry's plain fields; without a space it is everyone's but guests'."""
    must_edit(by)
    values = editing.first(session, "goal", given, by=by)
    values["parent_id"] = _validate_parent(session, None, values["parent_id"], by)
    _validate_period(values["period_start"], values["period_end"])
    moment = when(at)
    last = session.exec(select(func.max(Goal.rank))).one()
    goal = Goal(
        rank=ordering.between(last, None),
        created_by=by.user_id,
        created_at=moment,
        updated_at=moment,
        **values,
    )
    session.add(goal)
    session.flush()
    mentions.note(session, "goal", goal.id or 0, goal.description, by)
    first = created(Subject.GOAL, goal)
    record(session, Kind.GOAL_CREATED, of_goal(goal), first, by=by, at=at)
    return goal


def edit(
    session: Session,
    goal_id: int,
    *,
    by: Actor,
    reason: str = "",
    at: datetime | None = None,
    **given: Any,
) -> Goal:
    """Change any plain fields in one event. Closing has its own verb (`close`)."""
    must_edit(by)
    goal = access.goal(session, goal_id, by)
    values = editing.parsed(session, "goal", given, by=by)
    if "state" in values and (values["state"] in CLOSED or goal.state in CLOSED):
        raise Invalid("Close or reopen the goal instead.", field="state")
    if "parent_id" in values:
        values["parent_id"] = _validate_parent(session, goal, values["parent_id"], by)
    _validate_period(
        values.get("period_start", goal.period_start), values.get("period_end", goal.period_end)
    )
    if changes := change(goal, **values):
        goal.updated_at = when(at)
        if "description" in changes:
            mentions.note(session, "goal", goal_id, goal.description, by)
        record(session, Kind.GOAL_CHANGED, of_goal(goal), changes, by=by, at=at, reason=reason)
    return goal


def override_health(
    session: Session,
    goal_id: int,
    *,
    health: str | None,
    reason: str,
    by: Actor,
    at: datetime | None = None,
    judged: tuple[int | None, datetime] | None = None,
) -> Goal:
    """Say how the goal stands in one's own judgement, with the reason; None takes it back.

    `judged` is whose judgement it is, and since when, where an earlier one is set again.
    """
    must_edit(by)
    goal = access.goal(session, goal_id, by)
    if health is not None:
        checks.one_of(health, Health, field="health")
        if not cleaning.is_seen(reason):
            raise Invalid("Say why you see it differently.", field="reason")
    changes = change(
        goal,
        override_health=health,
        override_reason=checks.text(reason, field="reason").strip() if health else "",
    )
    if changes:
        judge, since = judged or (by.user_id, when(at))
        changes |= change(
            goal, override_by=judge if health else None, override_at=since if health else None
        )
        record(session, Kind.GOAL_CHANGED, of_goal(goal), changes, by=by, at=at, reason=reason)
    return goal


def close(
    session: Session,
    goal_id: int,
    *,
    as_: str,
    progress: float | None,
    reason: str,
    by: Actor,
    at: datetime | None = None,
    closed_at: datetime | None = None,
) -> Goal:
    """End a goal as achieved, missed or dropped; `progress` (0–100, computed) is frozen.

    `closed_at` is since when, where an earlier closing is set again.
    """
    must_edit(by)
    goal = access.goal(session, goal_id, by)
    if as_ not in CLOSED:
        raise Invalid("A goal closes as achieved, missed or dropped.", field="state")
    if goal.state in CLOSED:
        raise Conflict("This goal is closed already: reopen it first.")
    is_short = as_ == State.ACHIEVED and progress is not None and progress < 100
    if is_short and not reason.strip() and closed_at is None:
        raise Invalid(
            f"It stands at {int((progress or 0) + 0.5)} %: say why it counts as achieved.",
            field="reason",
        )
    changes = change(
        goal,
        state=str(as_),
        final_progress=progress,
        closed_at=closed_at or when(at),
        closed_reason=checks.text(reason).strip(),
    )
    record(session, Kind.GOAL_CLOSED, of_goal(goal), changes, by=by, at=at, reason=reason)
    return goal


def reopen(
    session: Session,
    goal_id: int,
    *,
    by: Actor,
    to: str = State.IN_PROGRESS,
    reason: str = "",
    at: datetime | None = None,
) -> Goal:
    """Take a closed goal up again; its number is computed again. `reason` is kept in the log."""
    must_edit(by)
    goal = access.goal(session, goal_id, by)
    if checks.one_of(to, State, field="state") in CLOSED:
        raise Invalid("A goal is reopened as planned or in progress.", field="state")
    if goal.state not in CLOSED:
        return goal
    changes = change(goal, state=str(to), final_progress=None, closed_at=None, closed_reason="")
    record(session, Kind.GOAL_REOPENED, of_goal(goal), changes, by=by, at=at, reason=reason)
    return goal


def delete(session: Session, goal_id: int, *, by: Actor, at: datetime | None = None) -> Goal:
    """Put a goal away; its sub-goals rise to its parent, its places are untied. `undo` brings it back.

    What is in the trash already stays under it: it comes back under the nearest that is there then.
    """
    must_edit(by)
    goal = access.goal(session, goal_id, by)
    below = select(Goal).where(Goal.parent_id == goal_id, col(Goal.deleted_at).is_(None))
    for child in session.exec(below):
        if changes := change(child, parent_id=goal.parent_id):
            record(session, Kind.GOAL_CHANGED, of_goal(child), changes, by=by.unbound, at=at)
    _untie_places(session, goal_id, by, at)
    goal.deleted_at = when(at)
    record(session, Kind.GOAL_DELETED, of_goal(goal), {"deleted": [False, True]}, by=by, at=at)
    return goal


def restore(session: Session, goal_id: int, *, by: Actor) -> Goal:
    """Bring back a goal that was put away, under the nearest of its parents that is still there."""
    must_edit(by)
    goal = trash.goal(session, goal_id, by)
    if goal.deleted_at is None:
        return goal
    goal.deleted_at = None
    living = select(Goal.id).where(
        col(Goal.id).in_(tree.with_above(Goal, [goal_id])), col(Goal.deleted_at).is_(None)
    )
    alive = set(session.exec(living))
    nearest = next((one for one in tree.above(session, Goal, goal_id) if one in alive), None)
    changes = {"deleted": [True, False], **change(goal, parent_id=nearest)}
    record(session, Kind.GOAL_RESTORED, of_goal(goal), changes, by=by)
    return goal


def archive(session: Session, goal_id: int, *, by: Actor) -> Goal:
    """Put a goal by: out of sight, read only, its history and numbers kept."""
    must_edit(by)
    found = access.goal(session, goal_id, by)
    archiving.put_by(session, found, of_goal(found), by=by)
    return found


def unarchive(session: Session, goal_id: int, *, by: Actor) -> Goal:
    """Bring a goal back from the archive."""
    must_edit(by)
    found = access.goal(session, goal_id, by)
    archiving.bring_back(session, found, of_goal(found), by=by)
    return found


def _untie_places(session: Session, goal_id: int, by: Actor, at: datetime | None) -> None:
    """No living list or folder keeps a goal that goes; one that was put away loses it when it comes back."""
    tied = select(TaskList).where(TaskList.goal_id == goal_id, col(TaskList.deleted_at).is_(None))
    for found in session.exec(tied):
        changes = change(found, goal_id=None)
        record(session, Kind.LIST_CHANGED, of_list(found), changes, by=by.unbound, at=at)
    grouping = select(Folder).where(Folder.goal_id == goal_id, col(Folder.deleted_at).is_(None))
    for folder in session.exec(grouping):
        changes = change(folder, goal_id=None)
        record(session, Kind.FOLDER_CHANGED, of_folder(folder), changes, by=by.unbound, at=at)


def _validate_period(start: date | None, end: date | None) -> None:
    if start and end and start > end:
        raise Invalid(
            "The period ends before it starts: change one of the days.", field="period_end"
        )


def _validate_parent(
    session: Session, goal: Goal | None, parent_id: int | None, by: Actor
) -> int | None:
    """A parent that is not the goal itself nor below it; the refusal names the path."""
    if parent_id is None:
        return None
    access.goal(session, parent_id, by)
    return tree.validate_parent(session, Goal, goal.id if goal else None, parent_id, by)
