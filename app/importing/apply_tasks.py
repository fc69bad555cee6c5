"""Tasks, their history, comments and attachments, written row by row with their events."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from sqlmodel import Session, func, select

from app.domain import ordering
from app.domain.events import CLOSED, Category, Kind
from app.importing.context import Context
from app.importing.plan import CommentPlan, TaskPlan
from app.lookups import statuses_of
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
from app.work import comments, statuses, tasks
from app.work.recording import of_comment, of_task, record


def columns(context: Context, home: TaskList) -> None:
    """Give the list the source's own statuses, once."""
    session = context.session
    wanted = context.plan.statuses
    have = {status.name.casefold(): status for status in statuses_of(session, home)}
    if all(one.name.casefold() in have for one in wanted):
        return
    if not home.has_own_statuses:
        home.has_own_statuses = True
        have = {}
    for position, one in enumerate(wanted):
        if one.name.casefold() not in have:
            statuses.add(
                session,
                home.space_id,
                name=one.name,
                category=one.category,
                list_id=home.id,
                position=position,
                by=context.by,
            )


def apply(context: Context, home: TaskList, step: Callable[[], None]) -> None:
    """Every task: new ones written whole, known ones followed."""
    session = context.session
    by_name = {status.name.casefold(): status for status in statuses_of(session, home)}
    tags = {tag.name: tag for tag in session.exec(select(Tag))}
    last = session.exec(select(func.max(Task.rank)).where(Task.list_id == home.id)).one()
    ranks = iter(ordering.many(len(context.plan.tasks), after=last))
    for plan in context.plan.tasks:
        content = _content(plan)
        known = context.local("task", plan.external_id)
        if known is None:
            task = _new(context, home, plan, by_name, tags, next(ranks))
            context.keep("task", plan.external_id, task.id or 0, content)
            context.report.created["tasks"] += 1
        elif context.is_same("task", plan.external_id, content):
            context.report.unchanged["tasks"] += 1
        else:
            _follow(context, known, plan, by_name)
            context.keep("task", plan.external_id, known, content)
            context.report.updated["tasks"] += 1
        step()
    _parents(context)
    for plan in context.plan.tasks:
        _said(context, plan)
        _attached(context, plan)


def _content(plan: TaskPlan) -> dict[str, Any]:
    """What a change of makes the task differ; comments and files are followed one by one."""
    content = asdict(plan)
    for name in ("comments", "attachments", "updated"):
        content.pop(name)
    return content


def _new(
    context: Context,
    home: TaskList,
    plan: TaskPlan,
    by_name: dict[str, Status],
    tags: dict[str, Tag],
    rank: str,
) -> Task:
    """A task as it was made there, then each step it took."""
    session = context.session
    space = session.get_one(Space, home.space_id)
    number = _number(session, space, plan.number)
    first = by_name[plan.steps[0].status.casefold()]
    task = Task(
        space_id=home.space_id,
        list_id=home.id or 0,
        number=number,
        key=f"{space.key}-{number}",
        title=plan.title[:500],
        description=plan.text,
        status_id=first.id or 0,
        category=first.category,
        priority=plan.priority,
        start=plan.start,
        due=plan.due,
        points=plan.points,
        estimate_minutes=plan.estimate_minutes,
        rank=rank,
        created_by=context.local("user", plan.author),
        created_at=plan.created,
        updated_at=plan.updated,
    )
    session.add(task)
    session.flush()
    assignees = sorted(i for a in plan.assignees if (i := context.local("user", a)) is not None)
    for user_id in assignees:
        session.add(TaskAssignee(task_id=task.id or 0, user_id=user_id))
    for word in plan.tags:
        if word not in tags:
            tags[word] = Tag(name=word)
            session.add(tags[word])
            session.flush()
        session.add(TaskTag(task_id=task.id or 0, tag_id=tags[word].id or 0))
    changes: dict[str, list[Any]] = {
        "title": [None, task.title],
        "status": [None, first.id],
        "category": [None, first.category],
        "list_id": [None, home.id],
    }
    for name in ("description", "priority", "start", "due", "points", "estimate_minutes"):
        if getattr(task, name):
            changes[name] = [None, getattr(task, name)]
    if assignees:
        changes["assignees"] = [[], assignees]
    if plan.tags:
        changes["tags"] = [[], plan.tags]
    record(
        session,
        Kind.TASK_CREATED,
        of_task(task),
        changes,
        by=context.actor(plan.author),
        at=plan.created,
    )
    for step in plan.steps[1:]:
        _take(context, task, by_name[step.status.casefold()], step.at, step.by)
    return task


def _take(context: Context, task: Task, status: Status, at: Any, by: str) -> None:
    """One step of a task's history, written without disturbing when it was last changed."""
    updated = task.updated_at
    tasks.put(context.session, task, status, by=context.actor(by), at=at)
    task.updated_at = updated
    if task.category in CLOSED and task.category != Category.DONE:
        task.done_at = None


def _number(session: Session, space: Space, wanted: int | None) -> int:
    """Their number where it is free, else the next one."""
    if wanted is not None:
        taken = session.exec(
            select(Task.id).where(Task.space_id == space.id, Task.number == wanted)
        ).first()
        if taken is None:
            space.next_number = max(space.next_number, wanted + 1)
            return wanted
    space.next_number += 1
    return space.next_number - 1


def _follow(context: Context, task_id: int, plan: TaskPlan, by_name: dict[str, Status]) -> None:
    """Bring a known task to what the source says now."""
    session = context.session
    task = session.get(Task, task_id)
    if task is None or task.deleted_at is not None:
        return  # put away here on purpose: it stays away
    tasks.edit(
        session,
        task_id,
        by=context.by,
        title=plan.title[:500],
        description=plan.text,
        priority=plan.priority,
        start=plan.start,
        due=plan.due,
        points=plan.points,
        estimate_minutes=plan.estimate_minutes,
        tags=plan.tags,
        assignees=[i for a in plan.assignees if (i := context.local("user", a)) is not None],
        at=plan.updated,
    )
    last = plan.steps[-1]
    status = by_name[last.status.casefold()]
    home = session.get_one(TaskList, task.list_id)
    if status.id in {s.id for s in statuses_of(session, home)} and status.id != task.status_id:
        tasks.put(session, task, status, by=context.actor(last.by), at=last.at)


def _parents(context: Context) -> None:
    """Put subtasks under their parents, when all are there."""
    session = context.session
    for plan in context.plan.tasks:
        child = context.local("task", plan.external_id)
        parent = context.local("task", plan.parent) if plan.parent else None
        if child is None or parent is None:
            continue
        task = session.get_one(Task, child)
        if task.parent_id != parent and task.deleted_at is None:
            tasks.edit(session, child, parent_id=parent, by=context.by, at=plan.created)
            task.updated_at = plan.updated


def _said(context: Context, plan: TaskPlan) -> None:
    task_id = context.local("task", plan.external_id) or 0
    task: Task | None = None
    for one in plan.comments:
        content = {"text": one.text, "author": one.author}
        known = context.local("comment", one.external_id)
        if known is not None and context.is_same("comment", one.external_id, content):
            context.report.unchanged["comments"] += 1
            continue
        task = task or context.session.get_one(Task, task_id)
        if task.deleted_at is not None:
            continue
        if known is not None:
            comments.edit(
                context.session,
                known,
                text=one.text,
                by=context.by,
                at=one.edited_at or context.now,
            )
            context.report.updated["comments"] += 1
        else:
            known = _say(context, task, one)
            context.report.created["comments"] += 1
        context.keep("comment", one.external_id, known, content)


def _say(context: Context, task: Task, plan: CommentPlan) -> int:
    comment = Comment(
        subject_kind="task",
        subject_id=task.id or 0,
        author_id=context.local("user", plan.author),
        text=plan.text,
        created_at=plan.at,
        edited_at=plan.edited_at,
    )
    context.session.add(comment)
    context.session.flush()
    changes = {"text": [None, plan.text], "subject": [None, f"task:{task.id}"]}
    record(
        context.session,
        Kind.COMMENT_ADDED,
        of_comment(comment, task),
        changes,
        by=context.actor(plan.author),
        at=plan.at,
    )
    return comment.id or 0


def _attached(context: Context, plan: TaskPlan) -> None:
    task_id = context.local("task", plan.external_id) or 0
    for one in plan.attachments:
        if context.local("attachment", one.external_id) is not None:
            context.report.unchanged["attachments"] += 1
            continue
        row = Attachment(
            task_id=task_id,
            name=one.name,
            size=one.size,
            media_type=one.media_type,
            added_by=context.local("user", one.author),
            added_at=one.at,
        )
        context.session.add(row)
        context.session.flush()
        context.keep("attachment", one.external_id, row.id or 0, one.name)
        context.report.created["attachments"] += 1
