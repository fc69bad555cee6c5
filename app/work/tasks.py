"""Tasks: made, changed, moved through statuses, given to people, put away."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from app import access
from app.domain import ordering
from app.domain.access import Actor, must_edit
from app.domain.errors import Invalid
from app.domain.events import Category, Kind, Subject
from app.lookups import first_status, statuses_of
from app.models import KeyAlias, Space, Status, Task, TaskList
from app.work import checks, editing, mentions, placing, task_links
from app.work.recording import Changes, change, created, of_task, record, when

# The fields that have rows of their own, and the verbs that set them.
SETS = {"assignees": task_links.assign, "tags": task_links.tag}


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
    must_edit(by)
    home = access.task_list(session, list_id, by)
    status = _status_for(session, home, status_id)
    values = editing.first(session, "task", given, by=by)
    sets = {name: values.pop(name) for name in SETS}
    values["parent_id"] = task_links.validate_parent(session, None, values["parent_id"], by)
    checks.days(values["start"], values["due"])
    moment = when(at)
    space = session.get_one(Space, home.space_id)
    task = Task(
        space_id=home.space_id,
        list_id=list_id,
        number=_next_number(space, number),
        key="",
        status_id=status.id or 0,
        category=status.category,
        rank=placing.last_rank(session, list_id),
        created_by=by.user_id,
        created_at=moment,
        updated_at=moment,
        **values,
    )
    task.key = f"{space.key}-{task.number}"
    stamp(task, status.category, moment)
    session.add(task)
    session.flush()
    changes = created(Subject.TASK, task)
    for name, wanted in sets.items():
        if wanted:
            changes |= SETS[name](session, task, wanted, by)
    mentions.note_new(session, "task", task.id or 0, task.description, by)
    record(session, Kind.TASK_CREATED, of_task(task), changes, by=by, at=at)
    return task


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
    must_edit(by)
    task = access.task(session, task_id, by)
    values = editing.parsed(session, "task", given, by=by)
    sets = {name: values.pop(name) for name in SETS if name in values}
    if "parent_id" in values:
        values["parent_id"] = task_links.validate_parent(session, task, values["parent_id"], by)
    checks.days(values.get("start", task.start), values.get("due", task.due))
    changes = change(task, **values)
    for name, wanted in sets.items():
        changes |= SETS[name](session, task, wanted, by)
    if "description" in changes:
        mentions.note(session, "task", task.id or 0, task.description, by)
    return _changed(session, task, changes, by=by, at=at, reason=reason)


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
    must_edit(by)
    task = access.task(session, task_id, by)
    home = session.get_one(TaskList, task.list_id)
    status = _status_for(session, home, to)
    ranked: Changes = {}
    if before is not None or after is not None:
        rank = ordering.between(_rank_of(session, after, by), _rank_of(session, before, by))
        ranked = change(task, rank=placing.free_rank(session, task, rank))
    return put(session, task, status, by=by, at=at, reason=reason, also=ranked)


def put(
    session: Session,
    task: Task,
    status: Status,
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
    return _changed(session, task, changes, by=by, at=at, reason=reason)


def recategorise(session: Session, task: Task, category: str, *, by: Actor) -> Task:
    """The task's status means something else now."""
    changes = change(task, category=category)
    changes |= stamp(task, category, when(None))
    return _changed(session, task, changes, by=by)


def transfer(
    session: Session, task_id: int | str, *, to_list: int, by: Actor, at: datetime | None = None
) -> Task:
    """Move a task to another list; in another space it gets a new key (or the one it once had there).

    The old key still opens it.
    """
    must_edit(by)
    task = access.task(session, task_id, by)
    home = access.task_list(session, to_list, by)
    if home.id == task.list_id:
        return task
    old_status = session.get_one(Status, task.status_id)
    statuses = statuses_of(session, home)
    same = [s for s in statuses if s.name.casefold() == old_status.name.casefold()]
    status = (same or [None])[0] or first_status(
        statuses, Category(task.category), Category.UNSTARTED, Category.BACKLOG, Category.STARTED
    )
    values: dict[str, Any] = {"list_id": home.id, "rank": placing.last_rank(session, to_list)}
    if home.space_id != task.space_id:
        space = session.get_one(Space, home.space_id)
        number = placing.own_number(session, task, space) or _next_number(space, None)
        session.add(KeyAlias(key=task.key, task_id=task.id or 0))
        values |= {"space_id": space.id, "number": number, "key": f"{space.key}-{number}"}
    changes = change(task, **values)
    if status.id != task.status_id:
        changes["status"] = [task.status_id, status.id]
        changes |= change(task, category=status.category)
        task.status_id = status.id or 0
        changes |= stamp(task, status.category, when(at))
    return _changed(session, task, changes, by=by, at=at)


def delete(session: Session, task_id: int | str, *, by: Actor, at: datetime | None = None) -> Task:
    """Put a task away with its subtasks; `restore` and `undo` bring them back."""
    must_edit(by)
    task = access.task(session, task_id, by)
    for one in [task, *task_links.descendants(session, task)]:
        if one.deleted_at is None:
            one.deleted_at = when(at)
            record(
                session, Kind.TASK_DELETED, of_task(one), {"deleted": [False, True]}, by=by, at=at
            )
    return task


def restore(session: Session, task_id: int, *, by: Actor, at: datetime | None = None) -> Task:
    """Bring back a task that was put away."""
    must_edit(by)
    task = access.deleted_task(session, task_id, by)
    if task.deleted_at is not None:
        task.deleted_at = None
        record(session, Kind.TASK_RESTORED, of_task(task), {"deleted": [True, False]}, by=by, at=at)
    return task


def flow_moments(
    category: str, moment: datetime, before: tuple[datetime | None, datetime | None]
) -> tuple[datetime | None, datetime | None]:
    """First start, and the last done while it is done, of a task that enters a category."""
    started, done = before
    if category == Category.STARTED and started is None:
        started = moment
    return started, (done or moment) if category == Category.DONE else None


# -- the small steps -----------------------------------------------------------------------------------


def _changed(
    session: Session,
    task: Task,
    changes: Changes,
    *,
    by: Actor,
    at: datetime | None = None,
    reason: str = "",
) -> Task:
    """Record what changed, if anything did."""
    if changes:
        task.updated_at = max(task.updated_at, when(at))
        session.add(task)
        record(session, Kind.TASK_CHANGED, of_task(task), changes, by=by, at=at, reason=reason)
    return task


def stamp(task: Task, category: str, moment: datetime) -> Changes:
    """Keep the flow's two moments: first start, and the last done while it is done."""
    begun, done = flow_moments(category, moment, (task.started_at, task.done_at))
    return change(task, started_at=begun, done_at=done)


def _status_for(session: Session, home: TaskList, status_id: int | None) -> Status:
    statuses = statuses_of(session, home)
    if status_id is None:
        return first_status(statuses, Category.UNSTARTED, Category.BACKLOG, Category.STARTED)
    for status in statuses:
        if status.id == status_id:
            return status
    raise Invalid("This list has no such status.", field="status")


def _next_number(space: Space, wanted: int | None) -> int:
    number = wanted if wanted is not None else space.next_number
    space.next_number = max(space.next_number, number + 1)
    return number


def _rank_of(session: Session, key: str | None, by: Actor) -> str | None:
    return access.task(session, key, by).rank if key else None
