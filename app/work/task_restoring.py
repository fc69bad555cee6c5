"""A task set back to the status, place and moments it had: what undo needs beyond the everyday verbs."""

from datetime import datetime

from sqlmodel import Session

from app.domain.access import Actor
from app.models import Task
from app.work.task_edits import TaskEdits


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
    edits = TaskEdits(session, by=by)
    return edits.put_back(task_id, status_id=status_id, rank=rank, moments=moments)
