"""Targets: the measurable parts of a goal, and the work a tasks target counts."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from app import access, trash
from app.domain import fields, ordering
from app.domain.access import Actor, must_edit
from app.domain.errors import Conflict, Invalid
from app.domain.events import Kind, Subject
from app.domain.goals import CLOSED, TargetKind
from app.models import Goal, Target, TargetList, TargetTask, Task
from app.work import editing
from app.work.recording import Changes, change, created, of_target, record, when


def add(
    session: Session,
    goal_id: int,
    *,
    kind: str,
    by: Actor,
    current: float | None = None,
    at: datetime | None = None,
    **given: Any,
) -> Target:
    """Add a target to a goal, with any of the registry's plain fields.

    A tasks target counts `tasks` and whole `lists` (ids); without `current` it stands at its start.
    """
    must_edit(by)
    goal = _validate_open(access.goal(session, goal_id, by))
    kind = str(fields.TARGET["kind"].parse(kind))
    values = editing.first(session, "target", given, by=by)
    tasks, lists = values.pop("tasks"), values.pop("lists")
    if kind == TargetKind.BOOLEAN:
        values |= {"start_value": 0.0, "target_value": 1.0}
    _validate_distance(kind, values["start_value"], values["target_value"])
    values["current_value"] = (
        values["start_value"] if current is None else fields.TARGET["current_value"].parse(current)
    )
    moment = when(at)
    last = session.exec(select(func.max(Target.rank)).where(Target.goal_id == goal_id)).one()
    made = Target(
        goal_id=goal_id,
        kind=kind,
        rank=ordering.between(last, None),
        created_at=moment,
        updated_at=moment,
        **values,
    )
    session.add(made)
    session.flush()
    changes = created(Subject.TARGET, made)
    changes |= _count(session, made, tasks, lists, by)
    record(session, Kind.TARGET_CREATED, of_target(made, goal), changes, by=by, at=at)
    return made


def edit(
    session: Session,
    target_id: int,
    *,
    by: Actor,
    reason: str = "",
    at: datetime | None = None,
    **given: Any,
) -> Target:
    """Change a target's plain fields; reporting a new `current` value is the usual one."""
    must_edit(by)
    found = access.target(session, target_id, by)
    goal = _validate_open(session.get_one(Goal, found.goal_id))
    values = editing.parsed(session, "target", given, by=by)
    counting = {name: values.pop(name) for name in ("tasks", "lists") if name in values}
    if "current_value" in values:
        _validate_report(found, values["current_value"])
    _validate_distance(
        found.kind,
        values.get("start_value", found.start_value),
        values.get("target_value", found.target_value),
    )
    changes = change(found, **values)
    if counting:
        now_tasks, now_lists = counted(session, target_id)
        changes |= _count(
            session,
            found,
            counting.get("tasks", now_tasks),
            counting.get("lists", now_lists),
            by,
        )
    if changes:
        found.updated_at = when(at)
        record(
            session,
            Kind.TARGET_CHANGED,
            of_target(found, goal),
            changes,
            by=by,
            at=at,
            reason=reason,
        )
    return found


def delete(session: Session, target_id: int, *, by: Actor, at: datetime | None = None) -> Target:
    """Put a target away; it no longer counts. `undo` brings it back."""
    must_edit(by)
    found = access.target(session, target_id, by)
    goal = _validate_open(session.get_one(Goal, found.goal_id))
    found.deleted_at = when(at)
    record(
        session,
        Kind.TARGET_DELETED,
        of_target(found, goal),
        {"deleted": [False, True]},
        by=by,
        at=at,
    )
    return found


def restore(session: Session, target_id: int, *, by: Actor) -> Target:
    """Bring back a target that was put away; it counts again."""
    must_edit(by)
    found = trash.target(session, target_id, by)
    if found.deleted_at is not None:
        goal = _validate_open(session.get_one(Goal, found.goal_id))
        found.deleted_at = None
        changes: Changes = {"deleted": [True, False]}
        record(session, Kind.TARGET_RESTORED, of_target(found, goal), changes, by=by)
    return found


def counted(session: Session, target_id: int) -> tuple[list[int], list[int]]:
    """Ids of the tasks and lists a tasks target counts."""
    tasks = session.exec(select(TargetTask.task_id).where(TargetTask.target_id == target_id))
    lists = session.exec(select(TargetList.list_id).where(TargetList.target_id == target_id))
    return sorted(tasks), sorted(lists)


def _count(
    session: Session, target: Target, tasks: list[int], lists: list[int], by: Actor
) -> Changes:
    """Set what a tasks target counts; what the actor can't see stays as it is."""
    if (tasks or lists) and target.kind != TargetKind.TASKS:
        raise Invalid("Only a tasks target counts work.", field="tasks")
    old_tasks, old_lists = counted(session, target.id or 0)
    tasks = [*tasks, *_hidden_tasks(session, old_tasks, by)]
    lists = [*lists, *(one for one in old_lists if one not in by.lists)]
    for task_id in set(tasks) - set(old_tasks):
        access.task(session, task_id, by)
        session.add(TargetTask(target_id=target.id or 0, task_id=task_id))
    for list_id in set(lists) - set(old_lists):
        access.task_list(session, list_id, by)
        session.add(TargetList(target_id=target.id or 0, list_id=list_id))
    for task_id in set(old_tasks) - set(tasks):
        session.delete(session.get_one(TargetTask, (target.id, task_id)))
    for list_id in set(old_lists) - set(lists):
        session.delete(session.get_one(TargetList, (target.id, list_id)))
    session.flush()
    changes: Changes = {}
    if sorted(set(tasks)) != old_tasks:
        changes["tasks"] = [old_tasks, sorted(set(tasks))]
    if sorted(set(lists)) != old_lists:
        changes["lists"] = [old_lists, sorted(set(lists))]
    return changes


def _hidden_tasks(session: Session, ids: list[int], by: Actor) -> list[int]:
    """Those of the tasks that are in lists closed to the actor."""
    rows = session.exec(select(Task.id, Task.list_id).where(col(Task.id).in_(ids)))
    return [task_id or 0 for task_id, list_id in rows if list_id not in by.lists]


def _validate_open(goal: Goal) -> Goal:
    """A closed goal's number is frozen, and what it was made of with it."""
    if goal.state in CLOSED:
        raise Conflict("This goal is closed: reopen it to change its targets.")
    return goal


def _validate_report(target: Target, value: float) -> None:
    if target.kind == TargetKind.TASKS:
        raise Invalid("A tasks target is counted, not typed: finish its tasks.", field="current")
    if target.kind == TargetKind.BOOLEAN and value not in (0, 1):
        raise Invalid("It is either reached (1) or not (0).", field="current")


def _validate_distance(kind: str, start: float, target: float) -> None:
    if kind != TargetKind.TASKS and start == target:
        raise Invalid("A target must differ from where it starts.", field="target")
