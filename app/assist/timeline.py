"""Each task's states from the log, as a summary of a place needs them."""

from sqlmodel import Session, col, select

from app import access
from app.assist import filters
from app.domain.access import Actor
from app.domain.events import Kind
from app.domain.weekly import History, Step
from app.models import Event, Task, TaskList

KINDS = (Kind.TASK_CREATED, Kind.TASK_CHANGED, Kind.TASK_DELETED, Kind.TASK_RESTORED)


def of(
    session: Session,
    actor: Actor,
    kind: str,
    item_id: int,
    *,
    without: frozenset[int] = frozenset(),
) -> dict[int, History]:
    """Histories of the tasks that are or were in a space, or the workspace (but `without` some lists), or serve a goal.

    A goal's tasks are those that serve it today. Tasks in lists closed to the actor don't exist.
    """
    members: set[int | None] | None
    if kind == "goal":
        inside = None
        members = set(
            session.exec(
                select(Task.id).where(
                    filters.serving(session, item_id, actor),
                    access.in_lists_of(actor, Task.list_id),
                )
            )
        )
        condition = (
            col(Event.subject_id).in_(members) if len(members) < 900 else col(Event.subject_id) > 0
        )
    elif kind == "workspace":
        inside = actor.lists - without
        members = None
        condition = col(Event.subject_id) > 0
    else:
        inside = _lists_of(session, item_id) & actor.lists
        members = set(
            session.exec(
                select(Event.subject_id)
                .where(Event.subject_kind == "task", Event.space_id == item_id)
                .distinct()
            )
        )
        condition = col(Event.subject_id).in_(
            select(Event.subject_id).where(Event.subject_kind == "task", Event.space_id == item_id)
        )
    # Columns, not rows: thousands of events are read for one summary.
    events = session.exec(
        select(Event.subject_id, Event.kind, Event.at, Event.changes)
        .where(Event.subject_kind == "task", col(Event.kind).in_(KINDS), condition)
        .order_by(col(Event.at), col(Event.id))
    )
    visible = set(session.exec(select(Task.id).where(access.in_lists_of(actor, Task.list_id))))
    steps: dict[int, list[Step]] = {}
    lists: dict[int, int] = {}
    for task_id, event_kind, at, changes in events:
        if task_id not in visible or (members is not None and task_id not in members):
            continue
        if not (event_kind != Kind.TASK_CHANGED or "category" in changes or "list_id" in changes):
            continue
        mine = steps.setdefault(task_id, [])
        last = mine[-1] if mine else None
        if "list_id" in changes:
            lists[task_id] = changes["list_id"][1]
        here = inside is None or lists.get(task_id) in inside
        category = (
            changes["category"][1]
            if "category" in changes
            else (last.category if last else "unstarted")
        )
        deleted = event_kind == Kind.TASK_DELETED or (
            event_kind == Kind.TASK_CHANGED and bool(last and last.deleted)
        )
        mine.append(Step(at, category, here, deleted))
    return {task_id: History(task_id, tuple(mine)) for task_id, mine in steps.items() if mine}


def _lists_of(session: Session, space_id: int) -> frozenset[int]:
    """The lists of a space, and those its tasks stand in: work that was brought in is older than its list."""
    own = session.exec(select(TaskList.id).where(TaskList.space_id == space_id))
    used = session.exec(select(Task.list_id).where(Task.space_id == space_id).distinct())
    return frozenset(i for i in (*own, *used) if i is not None)
