"""What programs read of goals beside their numbers: their words, how they ended, and what their targets count."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select as sql
from sqlmodel import Session, select

from app import access, db
from app.among import among
from app.domain.access import Actor
from app.models import Goal, TargetList, TargetTask, Task, TaskList
from app.models.base import columns_of


@dataclass(frozen=True)
class GoalRecord:
    """A goal's words, and how it ended."""

    description: str
    closed_at: datetime | None
    closed_reason: str
    final_progress: float | None


@dataclass(frozen=True)
class Counted:
    """What a tasks target counts, as far as the reader sees it."""

    tasks: list[int] = field(default_factory=list[int])
    lists: list[int] = field(default_factory=list[int])


def records(session: Session, goal_ids: Collection[int]) -> dict[int, GoalRecord]:
    """Of goals that went through a door already."""
    names = ("description", "closed_at", "closed_reason", "final_progress")
    rows = db.execute(session, sql(G.id, *(G[name] for name in names)).where(among(G.id, goal_ids)))
    return {goal_id: GoalRecord(*more) for goal_id, *more in rows}


def counted(session: Session, target_ids: Collection[int], *, actor: Actor) -> dict[int, Counted]:
    """What each target counts; ids of what the actor may not see are left out."""
    found = {target_id: Counted() for target_id in target_ids}
    if not found:
        return found
    tasks: Any = (
        select(TargetTask.target_id, Task.id)
        .join(Task)
        .where(among(TargetTask.target_id, target_ids), access.tasks_open_to(actor))
    )
    for target_id, task_id in session.exec(tasks.order_by(Task.id)):
        found[target_id].tasks.append(task_id)
    lists: Any = (
        select(TargetList.target_id, TaskList.id)
        .join(TaskList)
        .where(among(TargetList.target_id, target_ids), access.lists_open_to(actor))
    )
    for target_id, list_id in session.exec(lists.order_by(TaskList.id)):
        found[target_id].lists.append(list_id)
    return found


G = columns_of(Goal)
