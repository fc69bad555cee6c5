"""Tasks: made, changed, moved through statuses, given to people, put away."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from app import access, tree
from app.domain import ordering
from app.domain.access import Actor, must_edit
from app.domain.events import Kind
from app.models import Task
from app.work import placing
from app.work.flow import choose_status
from app.work.gathered import Gathered
from app.work.new_tasks import NewTasks
from app.work.recording import Changes, change, of_task, record, when
from app.work.task_edits import TaskEdits


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
    under = _under(session, wanted)
    for task in wanted:
        for one in [task, *under(task)]:
            if one.deleted_at is None:
                one.deleted_at = when(at)
                changes: Changes = {"deleted": [False, True]}
                record(session, Kind.TASK_DELETED, of_task(one), changes, by=by, at=at)
    return wanted


def restore(session: Session, task_id: int, *, by: Actor, at: datetime | None = None) -> Task:
    """Bring back a task that was put away."""
    must_edit(by)
    task = access.deleted_task(session, task_id, by)
    if task.deleted_at is not None:
        task.deleted_at = None
        record(session, Kind.TASK_RESTORED, of_task(task), {"deleted": [True, False]}, by=by, at=at)
    return task


def _rank_of(session: Session, key: str | None, by: Actor) -> str | None:
    return access.task(session, key, by).rank if key else None


def _under(session: Session, tasks: Sequence[Task]) -> Callable[[Task], list[Task]]:
    """What is under each of some tasks, also what was put away, by id."""
    ids = tree.with_below(Task, [task.id or 0 for task in tasks])
    children: dict[int | None, list[Task]] = {}
    for one in session.exec(select(Task).where(col(Task.id).in_(ids))):
        children.setdefault(one.parent_id, []).append(one)

    def under(task: Task) -> list[Task]:
        found: dict[int, Task] = {}
        level = [task]
        while level:
            level = [
                child
                for one in level
                for child in children.get(one.id, ())
                if child.id not in found and child is not task
            ]
            found |= {one.id or 0: one for one in level}
        return [found[one] for one in sorted(found)]

    return under
