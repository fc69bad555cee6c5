"""New tasks with their history, and what was written on them: many at once, in plain rows.

Nobody sees them yet, and nothing here was changed by people, so no verb needs to be asked for each. What
comes of it does not depend on how many are taken at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, SQLModel, col, select

from app import db
from app.domain.events import Kind, Subject
from app.importing import apply_tasks
from app.importing.context import Context
from app.importing.plan import PLAIN, AttachmentPlan, CommentPlan, TaskPlan
from app.models import (
    Attachment,
    Comment,
    Space,
    Status,
    Tag,
    Task,
    TaskAssignee,
    TaskList,
    TaskTag,
)
from app.work.flow import flow_moments
from app.work.recording import About, Changes, Entry, record_many

MOMENTS = ("started_at", "done_at")


@dataclass(frozen=True)
class _Moved:
    """One step of a task's history."""

    changes: Changes
    by: str
    at: datetime


def tasks(context: Context, indexes: Sequence[int]) -> None:
    """The tasks of the plan at these places, as they were made there, with each step they took."""
    wanted = [
        (context.plan.tasks[index], context.ranks[index])
        for index in indexes
        if not context.is_known("task", context.plan.tasks[index].external_id)
    ]
    if not wanted:
        return
    session = context.session
    home = _home(context)
    space = session.get_one(Space, home.space_id)
    numbers = _numbers(session, space, [plan.number for plan, _ in wanted])
    rows: list[dict[str, Any]] = []
    histories: list[list[_Moved]] = []
    for (plan, rank), number in zip(wanted, numbers, strict=True):
        row, history = _made(context, plan)
        row |= {"space_id": home.space_id, "list_id": home.id, "rank": rank}
        rows.append(row | {"number": number, "key": f"{space.key}-{number}"})
        histories.append(history)
    ids = _insert(session, Task, rows)
    _tie(context, [plan for plan, _ in wanted], ids)
    entries: list[Entry] = []
    for task_id, (plan, _), row, history in zip(ids, wanted, rows, histories, strict=True):
        about = About(Subject.TASK, task_id, list_id=home.id, space_id=home.space_id)
        first = _Moved(_first(context, plan, row), plan.author, plan.created)
        entries.append(_entry(context, Kind.TASK_CREATED, about, first))
        entries += (_entry(context, Kind.TASK_CHANGED, about, one) for one in history)
        context.keep("task", plan.external_id, task_id, apply_tasks.content(plan))
    record_many(session, entries)
    context.report.created["tasks"] += len(ids)


def notes(context: Context, plans: Sequence[TaskPlan]) -> None:
    """What was written on new tasks, and their files."""
    fresh = [plan for plan in plans if not context.is_known("task", plan.external_id)]
    written = [(plan, one) for plan in fresh for one in plan.comments]
    files = [(plan, one) for plan in fresh for one in plan.attachments]
    comment_ids = iter(_say(context, written))
    file_ids = iter(_attach(context, files))
    for plan in fresh:
        for one in plan.comments:
            content = {"text": one.text, "author": one.author}
            context.keep("comment", one.external_id, next(comment_ids), content)
            context.report.created["comments"] += 1
        for one in plan.attachments:
            context.keep("attachment", one.external_id, next(file_ids), one.name)
            context.report.created["attachments"] += 1


def _say(context: Context, written: Sequence[tuple[TaskPlan, CommentPlan]]) -> list[int]:
    """Write comments and their events; returns their ids."""
    home = _home(context)
    rows = [
        {
            "subject_kind": "task",
            "subject_id": context.local("task", plan.external_id),
            "author_id": context.local("user", one.author),
            "text": one.text,
            "created_at": one.at,
            "edited_at": one.edited_at,
        }
        for plan, one in written
    ]
    ids = _insert(context.session, Comment, rows)
    entries: list[Entry] = []
    for comment_id, (plan, one) in zip(ids, written, strict=True):
        about = About(Subject.COMMENT, comment_id, list_id=home.id, space_id=home.space_id)
        subject = f"task:{context.local('task', plan.external_id)}"
        changes = {"text": [None, one.text], "subject": [None, subject]}
        moved = _Moved(changes, one.author, one.at)
        entries.append(_entry(context, Kind.COMMENT_ADDED, about, moved))
    record_many(context.session, entries)
    return ids


def _attach(context: Context, files: Sequence[tuple[TaskPlan, AttachmentPlan]]) -> list[int]:
    rows = [
        {
            "task_id": context.local("task", plan.external_id),
            "name": one.name,
            "size": one.size,
            "media_type": one.media_type,
            "added_by": context.local("user", one.author),
            "added_at": one.at,
        }
        for plan, one in files
    ]
    return _insert(context.session, Attachment, rows)


def _home(context: Context) -> TaskList:
    places = context.places
    return context.session.get_one(TaskList, places.hidden_list_id or places.list_id)


def _made(context: Context, plan: TaskPlan) -> tuple[dict[str, Any], list[_Moved]]:
    """The row of a task as its history left it, and that history; `updated` is the source's."""
    status = context.columns[plan.steps[0].status.casefold()]
    moments: tuple[datetime | None, datetime | None] = (None, None)
    history: list[_Moved] = []
    for step in plan.steps[1:]:
        entered = context.columns[step.status.casefold()]
        if entered.id != status.id:
            changes, before = _change(status, entered), moments
            moments = flow_moments(entered.category, step.at, before)
            for name, old, new in zip(MOMENTS, before, moments, strict=True):
                if old != new:
                    changes[name] = [old, new]
            history.append(_Moved(changes, step.by, step.at))
            status = entered
    row = {
        "title": plan.title[:500],
        "description": plan.text,
        "status_id": status.id,
        "category": status.category,
        "created_by": context.local("user", plan.author),
        "created_at": plan.created,
        "updated_at": plan.updated,
        "started_at": moments[0],
        "done_at": moments[1],
    }
    # Rows written together have the same columns.
    for name, field in PLAIN.items():
        row[field.column or name] = plan.values.get(name, field.default)
    return row, history


def _change(old: Status, new: Status) -> Changes:
    changes: Changes = {"status": [old.id, new.id]}
    if old.category != new.category:
        changes["category"] = [old.category, new.category]
    return changes


def _first(context: Context, plan: TaskPlan, row: dict[str, Any]) -> Changes:
    """The first values of a new task, as changes from nothing."""
    status = context.columns[plan.steps[0].status.casefold()]
    changes: Changes = {
        "title": [None, row["title"]],
        "status": [None, status.id],
        "category": [None, status.category],
        "list_id": [None, context.places.list_id],
    }
    if plan.text:
        changes["description"] = [None, plan.text]
    for name, value in plan.values.items():
        if not PLAIN[name].is_empty(value):
            changes[name] = [None, PLAIN[name].to_log(value)]
    if assignees := _assignees(context, plan):
        changes["assignees"] = [[], assignees]
    if plan.tags:
        changes["tags"] = [[], plan.tags]
    return changes


def _entry(context: Context, kind: Kind, about: About, moved: _Moved) -> Entry:
    return Entry(kind, about, moved.changes, context.actor(moved.by), moved.at)


def _assignees(context: Context, plan: TaskPlan) -> list[int]:
    return sorted({i for a in plan.assignees if (i := context.local("user", a)) is not None})


def _tie(context: Context, plans: Sequence[TaskPlan], ids: Sequence[int]) -> None:
    """People and tags."""
    session, pairs = context.session, list(zip(ids, plans, strict=True))
    people = [
        {"task_id": task_id, "user_id": user_id}
        for task_id, plan in pairs
        for user_id in _assignees(context, plan)
    ]
    db.execute_many(session, insert(TaskAssignee), people)
    tags = _tags(context, [word for _, plan in pairs for word in plan.tags])
    tagged = [
        {"task_id": task_id, "tag_id": tags[word]}
        for task_id, plan in pairs
        for word in dict.fromkeys(plan.tags)
    ]
    db.execute_many(session, insert(TaskTag), tagged)


def _tags(context: Context, words: Sequence[str]) -> dict[str, int]:
    """The tags by name; a word nobody used before becomes one."""
    session = context.session
    missing = [word for word in dict.fromkeys(words) if word not in context.tags]
    if missing:
        known = session.exec(select(Tag.name, Tag.id).where(col(Tag.name).in_(missing)))
        context.tags |= {name: tag_id or 0 for name, tag_id in known}
        new = [word for word in missing if word not in context.tags]
        made = _insert(session, Tag, [{"name": word} for word in new])
        context.tags |= dict(zip(new, made, strict=True))
    return context.tags


def _numbers(session: Session, space: Space, wanted: Sequence[int | None]) -> list[int]:
    """Their numbers where they are free, else the next ones."""
    asked = [number for number in wanted if number is not None]
    taken = set(
        session.exec(
            select(Task.number).where(Task.space_id == space.id, col(Task.number).in_(asked))
        )
    )
    numbers: list[int] = []
    for number in wanted:
        given = space.next_number if number is None or number in taken else number
        space.next_number = max(space.next_number, given + 1)
        taken.add(given)
        numbers.append(given)
    return numbers


def _insert(session: Session, model: type[SQLModel], rows: Sequence[dict[str, Any]]) -> list[int]:
    """Write rows; returns their ids in the same order."""
    table: Any = model.__table__  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue] - SQLModel makes it
    statement = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    found = db.execute_many(session, statement, rows)
    return [row[0] for row in found] if found is not None else []
