"""A task's way through its list's statuses: where it stands, and the moments that follow from it."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from app.domain.access import Actor
from app.domain.errors import Invalid
from app.domain.events import Category, Kind
from app.lookups import StatusRow, first_status
from app.models import Task
from app.work.recording import Changes, change, of_task, record, when


def put(
    session: Session,
    task: Task,
    status: StatusRow,
    *,
    by: Actor,
    at: datetime | None = None,
    reason: str = "",
    also: Changes | None = None,
) -> Task:
    """Set the status of a task already fetched; the flow's moments follow."""
    changes: Changes = dict(also or {})
    if task.status_id != status.id:
        changes["status"] = [task.status_id, status.id]
        if task.category != status.category:
            changes["category"] = [task.category, status.category]
        task.status_id, task.category = status.id or 0, status.category
        changes |= stamp(task, status.category, when(at))
    return changed(session, task, changes, by=by, at=at, reason=reason)


def stamp(task: Task, category: str, moment: datetime) -> Changes:
    """Keep the flow's two moments: first start, and the last done while it is done."""
    begun, done = flow_moments(category, moment, (task.started_at, task.done_at))
    return change(task, started_at=begun, done_at=done)


def changed(
    session: Session,
    task: Task,
    changes: Changes,
    *,
    by: Actor,
    at: datetime | None = None,
    reason: str = "",
) -> Task:
    """Record what changed of a task, if anything did."""
    if changes:
        task.updated_at = max(task.updated_at, when(at))
        session.add(task)
        record(session, Kind.TASK_CHANGED, of_task(task), changes, by=by, at=at, reason=reason)
    return task


def choose_status(statuses: Sequence[StatusRow], status_id: int | None) -> StatusRow:
    """The status with this id, else where new work begins; raises Invalid."""
    if status_id is None:
        return first_status(statuses, Category.UNSTARTED, Category.BACKLOG, Category.STARTED)
    for status in statuses:
        if status.id == status_id:
            return status
    raise Invalid("This list has no such status.", field="status")


def flow_moments(
    category: str, moment: datetime, before: tuple[datetime | None, datetime | None]
) -> tuple[datetime | None, datetime | None]:
    """First start, and the last done while it is done, of a task that enters a category."""
    started, done = before
    if category == Category.STARTED and started is None:
        started = moment
    return started, (done or moment) if category == Category.DONE else None
