"""Tasks, their history, comments and attachments: each step makes or follows one task."""

from collections.abc import Sequence
from typing import Any

from app.domain.events import Kind
from app.importing.context import Context
from app.importing.plan import CommentPlan, TaskPlan
from app.lookups import statuses_of
from app.models import (
    Attachment,
    Comment,
    Task,
    TaskList,
)
from app.work import comments, flow, statuses, tasks
from app.work.recording import of_comment, record
from app.work.task_edits import TaskEdit, TaskEdits

# Followed by themselves, or of no matter: they don't make a task differ.
OF_THEIR_OWN = ("comments", "attachments", "updated", "steps", "values")
# The fields plans had before they held any: their places in what is remembered of a task, so that a
# task imported back then still reads as unchanged.
FIRST_FIELDS: dict[str, Any] = {
    "priority": 0,
    "start": None,
    "due": None,
    "points": None,
    "estimate_minutes": None,
}


def columns(context: Context, home: TaskList, *, on: TaskList) -> None:
    """Give the list `on` the source's own statuses where `home` lacks them, and remember all by name."""
    session = context.session
    wanted = context.plan.statuses
    have = {status.name.casefold(): status for status in statuses_of(session, home)}
    if not all(one.name.casefold() in have for one in wanted):
        if not home.has_own_statuses:
            have = {}
        on.has_own_statuses = True
        for position, one in enumerate(wanted):
            if one.name.casefold() not in have:
                have[one.name.casefold()] = statuses.add(
                    session,
                    on.space_id,
                    name=one.name,
                    category=one.category,
                    list_id=on.id,
                    position=position,
                    by=context.by,
                )
    context.columns = have


def remember_columns(context: Context) -> None:
    """The statuses by name, read again: the list's own, and those that wait to become so."""
    session, places = context.session, context.places
    if not places.list_id:
        return
    lists = [places.list_id, *([places.hidden_list_id] if places.hidden_list_id else [])]
    for one in (session.get_one(TaskList, list_id) for list_id in lists):
        context.columns |= {status.name.casefold(): status for status in statuses_of(session, one)}


def follow(context: Context, plan: TaskPlan) -> None:
    """Bring a known task to what the source says now."""
    if not context.is_known("task", plan.external_id):
        return
    now = content(plan)
    if context.is_same("task", plan.external_id, now):
        context.report.unchanged["tasks"] += 1
        return
    known = context.local("task", plan.external_id) or 0
    _follow(context, known, plan)
    context.keep("task", plan.external_id, known, now)
    context.report.updated["tasks"] += 1


def parents(context: Context, plans: Sequence[TaskPlan]) -> None:
    """Put subtasks under their parents, when all are there."""
    pairs = [
        (child, parent_id, plan)
        for plan in plans
        if plan.parent
        and (child := context.local("task", plan.external_id)) is not None
        and (parent_id := context.local("task", plan.parent)) is not None
    ]
    edits = TaskEdits(context.session, by=context.by)
    edits.expect([(child, TaskEdit({"parent_id": over})) for child, over, _ in pairs])
    for child, parent_id, plan in pairs:
        found = context.session.get_one(Task, child)
        if found.parent_id != parent_id and found.deleted_at is None:
            edits.edit(child, {"parent_id": parent_id}, at=plan.created)
            found.updated_at = plan.updated
    edits.write()


def notes(context: Context, plan: TaskPlan) -> None:
    """What was said on a task that was here before, and its files."""
    _add_comments(context, plan)
    _attached(context, plan)


def content(plan: TaskPlan) -> dict[str, Any]:
    """What a change of makes the task differ; comments and files are followed one by one."""
    others = {name: value for name, value in vars(plan).items() if name not in OF_THEIR_OWN}
    values = FIRST_FIELDS | plan.values
    return others | values | {"steps": [vars(step) for step in plan.steps]}


def _follow(context: Context, task_id: int, plan: TaskPlan) -> None:
    session, by_name = context.session, context.columns
    task = session.get(Task, task_id)
    if task is None or task.deleted_at is not None:
        return  # put away here on purpose: it stays away
    tasks.edit(
        session,
        task_id,
        by=context.by,
        title=plan.title[:500],
        description=plan.text,
        tags=plan.tags,
        assignees=[i for a in plan.assignees if (i := context.local("user", a)) is not None],
        at=plan.updated,
        **plan.values,
    )
    last = plan.steps[-1]
    status = by_name[last.status.casefold()]
    home = session.get_one(TaskList, task.list_id)
    if status.id in {s.id for s in statuses_of(session, home)} and status.id != task.status_id:
        flow.put(session, task, status, by=context.actor(last.by), at=last.at)


def _add_comments(context: Context, plan: TaskPlan) -> None:
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
