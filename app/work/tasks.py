"""Tasks: made, changed, moved through statuses, given to people, put away."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from app import access, trash
from app.domain import ordering
from app.domain.access import Actor, must_edit
from app.models import Task
from app.work import placing
from app.work.flow import choose_status
from app.work.gathered import Gathered
from app.work.new_tasks import NewTasks
from app.work.recording import Changes, change
from app.work.task_edits import TaskEdits
from app.work.task_removals import TaskRemovals


def create(
    session: Session,
    list_id: int,
    *,
    by: Actor,
    status_id: int | None = None,
    number: int | None = None,
    at: datetime | None = None,
    **given: Any,
) -> Task:
    """Make a task at the end of its list, with any of the registry's plain fields.

    `number` keeps an imported key; `at` back-dates it.
    """
    new = NewTasks(session, by=by)
    new.draft(list_id, status_id=status_id, number=number, at=at, **given)
    return new.write()[0]


def edit(
    session: Session,
    task_id: int | str,
    *,
    by: Actor,
    reason: str = "",
    at: datetime | None = None,
    **given: Any,
) -> Task:
    """Change any plain fields in one event; what isn't given stays, None empties.

    Raises Invalid for a field the registry does not have or a value it refuses; `reason` is kept
    with the event.
    """
    edits = TaskEdits(session, by=by)
    task = edits.edit(task_id, given, reason=reason, at=at)
    edits.write()
    return task


def move(
    session: Session,
    task_id: int | str,
    *,
    to: int,
    by: Actor,
    before: str | None = None,
    after: str | None = None,
    at: datetime | None = None,
    reason: str = "",
) -> Task:
    """Give a task another status; `after`/`before` are the keys of its new neighbours on a board."""
    edits = TaskEdits(session, by=by)
    ranked: Changes = {}
    if before is not None or after is not None:
        task = edits.known.task(task_id)
        choose_status(edits.known.columns(task.list_id), to)  # refused before the rank is set
        rank = ordering.between(_rank_of(session, after, by), _rank_of(session, before, by))
        ranked = change(task, rank=placing.free_rank(session, task, rank))
    return edits.move(task_id, to=to, reason=reason, at=at, also=ranked)


def transfer(
    session: Session, task_id: int | str, *, to_list: int, by: Actor, at: datetime | None = None
) -> Task:
    """Move a task to another list; in another space it gets a new key (or the one it once had there).

    The old key still opens it.
    """
    edits = TaskEdits(session, by=by)
    task = edits.transfer(task_id, to_list=to_list, at=at)
    edits.write()
    return task


def delete(session: Session, task_id: int | str, *, by: Actor, at: datetime | None = None) -> Task:
    """Put a task away with its subtasks; `restore` and `undo` bring them back."""
    return delete_many(session, [task_id], by=by, at=at)[0]


def delete_many(
    session: Session, keys: Sequence[int | str], *, by: Actor, at: datetime | None = None
) -> list[Task]:
    """Put tasks away, each with its subtasks; what goes with an earlier one is put away once."""
    must_edit(by)
    known = Gathered(session, by=by)
    known.expect(keys)
    wanted = [known.task(key) for key in keys]
    removals = TaskRemovals(session, by=by, at=at)
    removals.expect([task.id or 0 for task in wanted])
    for task in wanted:
        removals.put_away(removals.task(task.id or 0))
    removals.write()
    return wanted


def restore(session: Session, task_id: int, *, by: Actor, at: datetime | None = None) -> Task:
    """Bring back a task that was put away."""
    must_edit(by)
    task = trash.task(session, task_id, by)
    removals = TaskRemovals(session, by=by, at=at)
    removals.restore(removals.task(task_id))
    removals.write()
    return task


def _rank_of(session: Session, key: str | None, by: Actor) -> str | None:
    return access.task(session, key, by).rank if key else None
