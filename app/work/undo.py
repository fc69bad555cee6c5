"""Takes one operation back: every event of its batch, newest first, each as a new event."""

from typing import Any

from sqlmodel import Session, col, select

from app import access
from app.domain import fields
from app.domain.access import Actor
from app.domain.errors import Conflict, NotFound
from app.domain.events import Kind, Subject
from app.models import (
    Comment,
    Doc,
    Event,
    Folder,
    Goal,
    Space,
    Target,
    Task,
    TaskList,
)
from app.work import docs, editing, relations, targets, tasks
from app.work.recording import About, plain, record, when

TABLES: dict[str, type[Any]] = {
    "task": Task,
    "goal": Goal,
    "doc": Doc,
    "comment": Comment,
    "list": TaskList,
    "folder": Folder,
    "space": Space,
    "target": Target,
}


def undo(session: Session, batch: str, *, by: Actor) -> int:
    """Set back everything one's own operation did; returns how many events that took.

    A field somebody changed since is left as they set it (Conflict when nothing could be set back).
    """
    events = session.exec(
        select(Event).where(Event.batch == batch).order_by(col(Event.id).desc())
    ).all()
    # Somebody else's change is theirs alone to undo, and to know of by its batch.
    if not events or any(event.actor_id != by.user_id for event in events):
        raise NotFound("change")
    done = sum(_take_back(session, event, by) for event in events)
    if done == 0:
        raise Conflict("Somebody changed it since: there is nothing left to undo.")
    return done


def _take_back(session: Session, event: Event, by: Actor) -> bool:
    noun, _, verb = event.kind.partition(".")
    if verb in ("created", "added") and noun in TABLES:
        return _put_away(session, event, by)
    if verb == "deleted" and noun in TABLES:
        return _bring_back(session, event, by)
    if event.kind in (Kind.TASK_RELATED, Kind.TASK_UNRELATED):
        return _relation(session, event, by)
    if event.kind in (Kind.LINKED, Kind.UNLINKED):
        return _link(session, event, by)
    if event.kind == Kind.DOC_CHANGED and "version" in event.changes:
        return _version(session, event, by)
    if verb in ("changed", "closed", "reopened") and noun in TABLES:
        return _set_back(session, event, by)
    return False


def _row(session: Session, event: Event, by: Actor) -> Any:
    """The event's row, when the actor still may see its place; raises NotFound."""
    row = session.get(TABLES[event.subject_kind], event.subject_id)
    if row is None:
        raise NotFound(event.subject_kind)
    if isinstance(row, Task):
        return access.deleted_task(session, row.id or 0, by)
    if isinstance(row, Comment):
        access.item(session, row.subject_kind, row.subject_id, by)
    elif isinstance(row, Target):
        access.goal(session, row.goal_id, by)
    elif isinstance(row, TaskList | Space):
        pass  # a deleted one is in nobody's list of places; that it was one's own change is enough
    elif row.space_id is not None and row.space_id not in by.spaces:
        raise NotFound(event.subject_kind)
    return row


def _about(event: Event) -> About:
    return About(
        Subject(event.subject_kind),
        event.subject_id,
        list_id=event.list_id,
        space_id=event.space_id,
    )


def _put_away(session: Session, event: Event, by: Actor) -> bool:
    row = _row(session, event, by)
    if row.deleted_at is not None:
        return False
    row.deleted_at = when(None)
    kind = Kind(f"{event.subject_kind}.deleted")
    record(session, kind, _about(event), {"deleted": [False, True]}, by=by, caused_by=event.id)
    return True


def _bring_back(session: Session, event: Event, by: Actor) -> bool:
    row = _row(session, event, by)
    if row.deleted_at is None:
        return False
    row.deleted_at = None
    kind = Kind(f"{event.subject_kind}.restored")
    record(session, kind, _about(event), {"deleted": [True, False]}, by=by, caused_by=event.id)
    return True


def _set_back(session: Session, event: Event, by: Actor) -> bool:
    row = _row(session, event, by)
    if isinstance(row, Task):
        return _task_back(session, row, event, by)
    changes = {}
    for name, (old, new) in event.changes.items():
        if name in ("tasks", "lists") and isinstance(row, Target):
            targets.edit(session, row.id or 0, by=by, **{name: old})
            changes[name] = [new, old]
        elif hasattr(row, name) and plain(getattr(row, name)) == new:
            setattr(row, name, fields.logged(event.subject_kind, name).from_log(old))
            changes[name] = [new, old]
    if changes:
        kind = Kind(f"{event.subject_kind}.changed")
        record(session, kind, _about(event), changes, by=by, caused_by=event.id)
    return bool(changes)


def _task_back(session: Session, task: Task, event: Event, by: Actor) -> bool:
    """Through the task's own verbs, so that moments, tags and people follow."""
    steps = 0
    values: dict[str, Any] = {}
    for name, (old, new) in event.changes.items():
        if name == "status" and task.status_id == new:
            tasks.move(session, task.id or 0, to=old, by=by)
            steps += 1
        elif name == "list_id" and task.list_id == new:
            tasks.transfer(session, task.id or 0, to_list=old, by=by)
            steps += 1
        elif name == "rank" and task.rank == new:
            task.rank = old
            steps += 1
        elif name in ("assignees", "tags"):
            values[name] = old or []
        elif editing.is_plain(fields.logged("task", name)) and plain(getattr(task, name)) == new:
            values[name] = fields.TASK[name].from_log(old)
    if values:
        tasks.edit(session, task.id or 0, by=by, **values)
        steps += 1
    return steps > 0


def _relation(session: Session, event: Event, by: Actor) -> bool:
    old, new = event.changes["relation"]
    value = new or old
    word = value["relation"]
    if word.endswith("_by"):
        return False  # its other half says the same
    if new:
        relations.unrelate(session, event.subject_id, kind=word, to_task=value["task_id"], by=by)
    else:
        relations.relate(session, event.subject_id, kind=word, to_task=value["task_id"], by=by)
    return True


def _link(session: Session, event: Event, by: Actor) -> bool:
    old, new = event.changes["link"]
    value = new or old
    ends = (event.subject_kind, event.subject_id), (value["kind"], value["id"])
    (relations.unlink if new else relations.link)(session, *ends, by=by)
    return True


def _version(session: Session, event: Event, by: Actor) -> bool:
    old, new = event.changes["version"]
    doc = access.doc(session, event.subject_id, by)
    if doc.version != new:
        return False
    docs.restore_version(session, event.subject_id, version=old, by=by)
    return True
