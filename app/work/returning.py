"""A task set back to the status, place and moments it had: what undo needs beyond the everyday verbs."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from app import access
from app.domain.access import Actor, must_edit
from app.domain.errors import Invalid
from app.domain.events import Kind
from app.lookups import statuses_of
from app.models import Task, TaskList
from app.work import flow, placing
from app.work.recording import Changes, change, of_task, record, when


def task(
    session: Session,
    task_id: int,
    *,
    by: Actor,
    status_id: int | None = None,
    rank: str | None = None,
    moments: dict[str, datetime | None] | None = None,
) -> Task:
    """Set a task back; refused when its list has that status no more. What isn't given stays.

    `moments` are `started_at` and `done_at` as they were; without them the flow's rule applies.
    """
    must_edit(by)
    found = access.task(session, task_id, by)
    changes: Changes = {}
    if status_id is not None and status_id != found.status_id:
        home = session.get_one(TaskList, found.list_id)
        status = next((s for s in statuses_of(session, home) if s.id == status_id), None)
        if status is None:
            raise Invalid("The status it had is not in this list any more.", field="status")
        changes["status"] = [found.status_id, status_id]
        found.status_id = status_id
        changes |= change(found, category=status.category)
        before = {"started_at": found.started_at, "done_at": found.done_at}
        flow.stamp(found, status.category, when(None))
        changes |= _moved(found, before, moments or {})
    elif moments:
        changes |= change(found, **moments)
    if rank is not None:
        changes |= change(found, rank=placing.free_rank(session, found, rank))
    if changes:
        found.updated_at = max(found.updated_at, when(None))
        record(session, Kind.TASK_CHANGED, of_task(found), changes, by=by)
    return found


def _moved(found: Task, before: dict[str, Any], moments: dict[str, datetime | None]) -> Changes:
    for name, moment in moments.items():
        setattr(found, name, moment)
    return {
        name: [old, getattr(found, name)]
        for name, old in before.items()
        if getattr(found, name) != old
    }
