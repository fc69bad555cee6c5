"""Writes the log: one event per change, in the same transaction as the change."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

from app import db
from app.domain import fields
from app.domain.access import Actor
from app.domain.errors import Archived
from app.domain.events import Kind, Subject
from app.domain.fields import Logged
from app.domain.fields.values import Prose
from app.models import (
    Comment,
    Doc,
    Event,
    Folder,
    Goal,
    Space,
    StagedEvent,
    Status,
    Target,
    Task,
    TaskList,
)

Changes = dict[str, list[Any]]
# In a session's info: the import whose events are staged for now.
STAGING = "import_run"
# That what has a moment of its own is told as written now (`backdating`), and what names that moment then.
BACKDATED, DATED = "is_backdated", "dated"
# What may be done to, or in, what is archived: who sees it, and whether it is here, is no work in it.
ARCHIVABLE = ("space", "folder", "list", "goal")
FREE = ("archived", "unarchived", "shared", "unshared", "purged")
FREE_OF_PLACES = ("deleted", "restored")


@dataclass(frozen=True)
class About:
    """What an event is about, and where that lives (for access)."""

    kind: Subject
    id: int
    list_id: int | None = None
    space_id: int | None = None
    goal_id: int | None = None  # whose part it is, a goal's own among them


def record(
    session: Session,
    kind: Kind,
    about: About,
    changes: Changes | None = None,
    *,
    by: Actor,
    at: datetime | None = None,
    reason: str = "",
    caused_by: int | None = None,
) -> Event:
    """Append one event. `at` back-dates it (imports); the id still rises in commit order.

    While an import is hidden its events are staged, and join the log when it is published. While an
    event is taken back, `session.info["caused_by"]` holds it (app/work/undo). Raises Archived.
    """
    must_be_current(kind, about, changes, by)
    changes, moment = _as_told(session, changes or {}, at)
    event = Event(
        at=moment,
        actor_kind=by.kind,
        actor_id=by.user_id,
        kind=kind.value,
        subject_kind=about.kind.value,
        subject_id=about.id,
        list_id=about.list_id,
        space_id=about.space_id,
        batch=session.info.setdefault("batch", uuid.uuid4().hex),
        caused_by=caused_by or session.info.get("caused_by"),
        reason=Prose().parse(reason, "reason") if reason else "",
        changes={name: [plain(old), plain(new)] for name, (old, new) in changes.items()},
    )
    run_id = session.info.get(STAGING)
    if run_id is not None:
        session.add(StagedEvent(run_id=run_id, content=event.model_dump(mode="json")))
    else:
        db.lock_log(session)
        session.add(event)
    return event


@dataclass(frozen=True)
class Entry:
    """What one event says, before it is written."""

    kind: Kind
    about: About
    changes: Changes
    by: Actor
    at: datetime | None  # None: now
    caused_by: int | None = None


def record_many(session: Session, entries: Sequence[Entry]) -> None:
    """Append many events at once, in this order; as `record`, for a fraction of the time."""
    if not entries:
        return
    for entry in entries:
        must_be_current(entry.kind, entry.about, entry.changes, entry.by)
    batch, run_id = session.info["batch"], session.info.get(STAGING)
    rows = [_row(session, entry, batch) for entry in entries]
    if run_id is None:
        db.lock_log(session)
        db.execute_many(session, INSERT, rows)
        return
    staged = [
        {"run_id": run_id, "content": row | {"id": None, "at": row["at"].isoformat()}}
        for row in rows
    ]
    db.execute_many(session, INSERT_STAGED, staged)


def must_be_current(kind: Kind, about: About, changes: Changes | None, by: Actor) -> None:
    """Raises Archived for a change of, or in, what is archived: whatever is changed comes by here."""
    archived = by.archived
    if not archived:
        return
    noun, _, verb = kind.value.partition(".")
    if verb in FREE or (verb in FREE_OF_PLACES and noun in ARCHIVABLE):
        return
    changed = changes or {}
    ids = {
        name: {getattr(about, name, None), *changed.get(name, ())}
        for name in ("list_id", "space_id", "folder_id", "goal_id")
    }
    if about.kind is Subject.FOLDER:
        ids["folder_id"].add(about.id)
    if about.kind in (Subject.TASK, Subject.LIST, Subject.FOLDER):
        ids["goal_id"] = set()  # work may serve a goal that is archived
    for name, held in (
        ("list", archived.lists),
        ("goal", archived.goals),
        ("folder", archived.folders),
        ("space", archived.spaces),
    ):
        if not held.isdisjoint(ids[f"{name}_id"]):
            raise Archived(name)


def _as_told(session: Session, changes: Changes, at: datetime | None) -> tuple[Changes, datetime]:
    """What changed, and the moment the log says; what is back-dated is told as written now."""
    if at is not None and session.info.get(BACKDATED):
        return {**changes, DATED: [None, at]}, datetime.now(UTC)
    return changes, at or datetime.now(UTC)


def _row(session: Session, entry: Entry, batch: str) -> dict[str, Any]:
    about = entry.about
    changes, moment = _as_told(session, entry.changes, entry.at)
    return {
        "at": moment,
        "actor_kind": entry.by.kind,
        "actor_id": entry.by.user_id,
        "kind": entry.kind.value,
        "subject_kind": about.kind.value,
        "subject_id": about.id,
        "list_id": about.list_id,
        "space_id": about.space_id,
        "batch": batch,
        "caused_by": entry.caused_by or session.info.get("caused_by"),
        "reason": "",
        "changes": {name: [plain(old), plain(new)] for name, (old, new) in changes.items()},
    }


def change(row: Any, **values: Any) -> Changes:
    """Set the fields that differ; returns them with old and new value (empty: nothing changed)."""
    changes: Changes = {}
    for name, new in values.items():
        old = getattr(row, name)
        if old != new:
            setattr(row, name, new)
            changes[name] = [old, new]
    return changes


def created(noun: Subject, row: Any) -> Changes:
    """The first values of a new row, as changes from nothing; empty ones are left out.

    Sets are not in the row: the verb that fills them adds them.
    """
    changes: Changes = {}
    for field in fields.of(noun).values():
        if field.logged is Logged.ALWAYS and field.column is not None:
            value = getattr(row, field.column)
            if value not in (None, "", [], False):
                changes[field.name] = [None, value]
    return changes


def plain(value: Any) -> Any:
    """A value as the log keeps it: days and instants as ISO text."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value


def when(at: datetime | None) -> datetime:
    """The moment a change is true: given by an importer, else now."""
    return at or datetime.now(UTC)


# -- what an event is about, from its row --------------------------------------------------------------


def of_space(space: Space) -> About:
    return About(Subject.SPACE, _id(space.id), space_id=space.id)


def of_folder(folder: Folder) -> About:
    return About(Subject.FOLDER, _id(folder.id), space_id=folder.space_id)


def of_list(task_list: TaskList) -> About:
    return About(Subject.LIST, _id(task_list.id), list_id=task_list.id, space_id=task_list.space_id)


def of_status(status: Status) -> About:
    return About(Subject.STATUS, _id(status.id), list_id=status.list_id, space_id=status.space_id)


def of_task(task: Task) -> About:
    return About(Subject.TASK, _id(task.id), list_id=task.list_id, space_id=task.space_id)


def of_goal(goal: Goal) -> About:
    return About(Subject.GOAL, _id(goal.id), space_id=goal.space_id, goal_id=goal.id)


def of_target(target: Target, goal: Goal) -> About:
    return About(Subject.TARGET, _id(target.id), space_id=goal.space_id, goal_id=goal.id)


def of_doc(doc: Doc) -> About:
    return About(Subject.DOC, _id(doc.id), space_id=doc.space_id)


def of_comment(comment: Comment, subject: Task | Doc | Goal) -> About:
    list_id = subject.list_id if isinstance(subject, Task) else None
    goal_id = subject.id if isinstance(subject, Goal) else None
    return About(Subject.COMMENT, _id(comment.id), list_id, subject.space_id, goal_id)


def of_item(item: Task | Doc | Goal) -> About:
    if isinstance(item, Task):
        return of_task(item)
    return of_doc(item) if isinstance(item, Doc) else of_goal(item)


def of_user(user_id: int) -> About:
    return About(Subject.USER, user_id)


def of_workspace() -> About:
    return About(Subject.WORKSPACE, 1)


def _id(value: int | None) -> int:
    if value is None:
        raise RuntimeError("flush the row before recording it")
    return value


INSERT, INSERT_STAGED = insert(Event), insert(StagedEvent)
