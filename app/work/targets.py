"""Targets: the measurable parts of a goal, and the work a tasks target counts."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlmodel import Session, col, func, select

from app import access, trash
from app.domain import ordering
from app.domain.access import Actor, must_edit
from app.domain.errors import Invalid
from app.domain.events import Kind
from app.models import Goal, Target, TargetList, TargetTask, Task
from app.work import checks
from app.work.goals import a_weight
from app.work.recording import Changes, change, created, of_target, record, when

UNSET: Any = object()


class TargetKind(StrEnum):
    """How a target is measured; `tasks` is counted from work, the others are reported."""

    NUMBER = "number"
    CURRENCY = "currency"
    PERCENT = "percent"
    BOOLEAN = "boolean"
    TASKS = "tasks"


def add(
    session: Session,
    goal_id: int,
    *,
    name: str,
    kind: str,
    by: Actor,
    start: float = 0.0,
    current: float | None = None,
    target: float = 1.0,
    unit: str = "",
    weight: float = 1.0,
    by_estimate: bool = False,
    tasks: list[int] | None = None,
    lists: list[int] | None = None,
    at: datetime | None = None,
) -> Target:
    """Add a target to a goal; a tasks target counts `tasks` and whole `lists` (ids)."""
    must_edit(by)
    goal = access.goal(session, goal_id, by)
    checks.one_of(kind, TargetKind, field="kind")
    if kind == TargetKind.BOOLEAN:
        start, target = 0.0, 1.0
    _a_distance(kind, start, target)
    moment = when(at)
    last = session.exec(select(func.max(Target.rank)).where(Target.goal_id == goal_id)).one()
    made = Target(
        goal_id=goal_id,
        name=checks.title(name, field="name", noun="name"),
        kind=kind,
        unit=unit.strip()[:20],
        start_value=start,
        current_value=start if current is None else current,
        target_value=target,
        weight=a_weight(weight),
        by_estimate=by_estimate,
        rank=ordering.between(last, None),
        created_at=moment,
        updated_at=moment,
    )
    session.add(made)
    session.flush()
    changes = created(
        made,
        "name",
        "kind",
        "unit",
        "start_value",
        "current_value",
        "target_value",
        "weight",
        "by_estimate",
    )
    changes |= _count(session, made, tasks or [], lists or [], by)
    changes["goal_id"] = [None, goal_id]
    record(session, Kind.TARGET_CREATED, of_target(made, goal), changes, by=by, at=at)
    return made


def edit(
    session: Session,
    target_id: int,
    *,
    by: Actor,
    name: str = UNSET,
    start: float = UNSET,
    current: float = UNSET,
    target: float = UNSET,
    unit: str = UNSET,
    weight: float = UNSET,
    by_estimate: bool = UNSET,
    tasks: list[int] = UNSET,
    lists: list[int] = UNSET,
    reason: str = "",
    at: datetime | None = None,
) -> Target:
    """Change a target; reporting a new `current` value is the usual one."""
    must_edit(by)
    found = access.target(session, target_id, by)
    goal = session.get_one(Goal, found.goal_id)
    values: dict[str, Any] = {}
    if name is not UNSET:
        values["name"] = checks.title(name, field="name", noun="name")
    if unit is not UNSET:
        values["unit"] = unit.strip()[:20]
    if start is not UNSET:
        values["start_value"] = start
    if current is not UNSET:
        values["current_value"] = _a_report(found, current)
    if target is not UNSET:
        values["target_value"] = target
    if weight is not UNSET:
        values["weight"] = a_weight(weight)
    if by_estimate is not UNSET:
        values["by_estimate"] = by_estimate
    _a_distance(
        found.kind,
        values.get("start_value", found.start_value),
        values.get("target_value", found.target_value),
    )
    changes = change(found, **values)
    if tasks is not UNSET or lists is not UNSET:
        now_tasks, now_lists = counted(session, target_id)
        changes |= _count(
            session,
            found,
            now_tasks if tasks is UNSET else tasks,
            now_lists if lists is UNSET else lists,
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
    goal = session.get_one(Goal, found.goal_id)
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
        found.deleted_at = None
        goal = session.get_one(Goal, found.goal_id)
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


def _a_report(target: Target, value: float) -> float:
    if target.kind == TargetKind.TASKS:
        raise Invalid("A tasks target is counted, not typed: finish its tasks.", field="current")
    if target.kind == TargetKind.BOOLEAN and value not in (0, 1):
        raise Invalid("It is either reached (1) or not (0).", field="current")
    return float(value)


def _a_distance(kind: str, start: float, target: float) -> None:
    if kind != TargetKind.TASKS and start == target:
        raise Invalid("A target must differ from where it starts.", field="target")
