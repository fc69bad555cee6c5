"""Tasks, their relations and comments."""

from datetime import UTC, date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import col, select

from app import access, db
from app.api.caller import Who, zone_of
from app.api.narrowing import Wanted, narrowed
from app.api.paging import After, Limit, page, paged
from app.domain.errors import Invalid
from app.lookups import statuses_of
from app.models import Comment, Task, TaskAssignee, TaskList
from app.reads import activity, discussion, taskpage, tasks
from app.reads.discussion import CommentThread
from app.reads.tasks import Row
from app.work import comments as saying
from app.work import relations
from app.work import tasks as working

router = APIRouter(prefix="/api/v1", tags=["tasks"])


class Strict(BaseModel):
    """A body without unknown fields: a misspelt one is an error, not a silence."""

    model_config = ConfigDict(extra="forbid")


class NewTask(Strict):
    """A task to make."""

    list_id: int
    title: str
    description: str = ""
    status_id: int | None = None
    priority: int = 0
    assignees: list[int] = Field(default_factory=list)
    start: date | None = None
    due: date | None = None
    estimate_minutes: int | None = None
    points: float | None = None
    tags: list[str] = Field(default_factory=list)
    parent_id: int | None = None


class TaskChange(Strict):
    """What to change; fields left out stay."""

    title: str | None = None
    description: str | None = None
    status: str | None = None  # by name
    status_id: int | None = None
    list_id: int | None = None
    priority: int | None = None
    assignees: list[int] | None = None
    start: date | None = None
    due: date | None = None
    estimate_minutes: int | None = None
    points: float | None = None
    tags: list[str] | None = None
    parent_id: int | None = None
    reason: str = ""


class Related(Strict):
    """A relation from this task."""

    kind: str
    to: str


class NewComment(Strict):
    """Something to say."""

    text: str
    parent_id: int | None = None
    assigned_to: int | None = None


@router.get("/tasks")
def list_tasks(
    who: Who,
    list_id: int | None = None,
    category: Annotated[list[str] | None, Query()] = None,
    assignee: int | None = None,
    where: Wanted = "",
    after: After = 0,
    limit: Limit = 100,
) -> dict[str, Any]:
    """Tasks by id, a page at a time; narrowed by list, category, assignee and a filter."""
    with db.reading() as session:
        actor = who.actor(session)
        conditions: list[Any] = [col(Task.id) > after, *narrowed(session, where, actor)]
        if list_id is not None:
            access.task_list(session, list_id, actor)
            conditions.append(Task.list_id == list_id)
        if category:
            conditions.append(col(Task.category).in_(category))
        if assignee is not None:
            conditions.append(col(Task.id).in_(_assigned(assignee)))
        found = tasks.rows(session, conditions, actor=actor, limit=limit + 1, order=[col(Task.id)])
        return page(found, plain, limit)


@router.post("/tasks", status_code=201)
def create_task(body: NewTask, who: Who) -> dict[str, Any]:
    """Make a task."""
    with db.writing() as session:
        actor = who.actor(session)
        values = body.model_dump(exclude={"list_id"})
        task = working.create(session, body.list_id, by=actor, **values)
        session.flush()
        [row] = tasks.by_ids(session, [task.id or 0], actor=actor)
        return plain(row)


@router.get("/tasks/{key}")
def read_task(key: str, who: Who) -> dict[str, Any]:
    """One task, whole: description, relations, why, comments, activity."""
    now = datetime.now(UTC)
    with db.reading() as session:
        actor = who.actor(session)
        today = now.astimezone(zone_of(session)).date()
        found = taskpage.page(session, key, actor=actor, now=now, today=today)
        goal = found.why.goal
        return {
            **plain(found.row),
            "description": found.description,
            "relations": {name: [r.key for r in group] for name, group in found.relations.items()},
            "subtask_keys": [r.key for r in found.children],
            "links": [link.__dict__ for link in found.links],
            "why": {
                "goal": {
                    "id": goal.id,
                    "title": goal.title,
                    "actual": goal.actual,
                    "expected": goal.expected,
                }
                if goal
                else None,
                "via": found.why.via,
                "waiting": found.why.waiting,
            },
            "attachments": [a.name for a in found.attachments],
            "discussion": [
                _comment_thread(s)
                for s in discussion.of_item(session, "task", found.row.id, actor=actor)
            ],
            "activity": [
                {"at": h.at.isoformat(), "who": h.who_name, "words": h.words}
                for h in activity.of_item(session, "task", found.row.id, actor=actor, limit=100)
            ],
        }


@router.patch("/tasks/{key}")
def change_task(key: str, body: TaskChange, who: Who) -> dict[str, Any]:
    """Change a task; `status` may be given by name."""
    given = body.model_fields_set - {"status", "status_id", "list_id", "reason"}
    with db.writing() as session:
        actor = who.actor(session)
        task = access.task(session, key, actor)
        if body.list_id is not None:
            working.transfer(session, task.id or 0, to_list=body.list_id, by=actor)
        values = {name: getattr(body, name) for name in given}
        for name in ("title", "description", "priority", "assignees", "tags"):
            if name in values and values[name] is None:
                raise Invalid("This field can't be emptied with null.", field=name)
        if values:
            working.edit(session, task.id or 0, by=actor, reason=body.reason, **values)
        status_id = body.status_id
        if body.status is not None:
            home = session.get_one(TaskList, task.list_id)
            names = {s.name.casefold(): s.id for s in statuses_of(session, home)}
            status_id = names.get(body.status.casefold())
            if status_id is None:
                raise Invalid(f"This list has no status “{body.status}”.", field="status")
        if status_id is not None:
            working.move(session, task.id or 0, to=status_id, by=actor, reason=body.reason)
        session.flush()
        [row] = tasks.by_ids(session, [task.id or 0], actor=actor)
        return plain(row)


@router.delete("/tasks/{key}", status_code=204)
def delete_task(key: str, who: Who) -> None:
    """Put a task away."""
    with db.writing() as session:
        working.delete(session, key, by=who.actor(session))


@router.post("/tasks/{key}/relations", status_code=201)
def relate(key: str, body: Related, who: Who) -> dict[str, Any]:
    """`key` blocks, relates to or duplicates `to`; a circle is refused with its path."""
    with db.writing() as session:
        relations.relate(session, key, kind=body.kind, to_task=body.to, by=who.actor(session))
        return {"from": key, "kind": body.kind, "to": body.to}


@router.delete("/tasks/{key}/relations/{kind}/{to}", status_code=204)
def unrelate(key: str, kind: str, to: str, who: Who) -> None:
    """Take a relation away."""
    with db.writing() as session:
        relations.unrelate(session, key, kind=kind, to_task=to, by=who.actor(session))


@router.get("/{kind}/{item}/comments")
def read_comments(
    kind: str, item: str, who: Who, after: After = 0, limit: Limit = 100
) -> dict[str, Any]:
    """The threads of a task, doc or goal (`kind` is tasks, docs or goals), a page at a time."""
    with db.reading() as session:
        actor = who.actor(session)
        subject = _subject(session, kind, item, actor)
        return paged(
            discussion.of_item(session, *subject, actor=actor), _comment_thread, after, limit
        )


@router.post("/{kind}/{item}/comments", status_code=201)
def say(kind: str, item: str, body: NewComment, who: Who) -> dict[str, Any]:
    """Say something on a task, doc or goal."""
    with db.writing() as session:
        actor = who.actor(session)
        subject = _subject(session, kind, item, actor)
        made = saying.add(
            session,
            subject,
            text=body.text,
            by=actor,
            parent_id=body.parent_id,
            assigned_to=body.assigned_to,
        )
        return _comment(made)


@router.patch("/comments/{comment_id}")
def edit_comment(comment_id: int, body: NewComment, who: Who) -> dict[str, Any]:
    """Change one's own words."""
    with db.writing() as session:
        return _comment(saying.edit(session, comment_id, text=body.text, by=who.actor(session)))


@router.delete("/comments/{comment_id}", status_code=204)
def delete_comment(comment_id: int, who: Who) -> None:
    """Take one's own words back."""
    with db.writing() as session:
        saying.delete(session, comment_id, by=who.actor(session))


def _subject(session: Any, kind: str, item: str, actor: Any) -> tuple[str, int]:
    noun = {"tasks": "task", "docs": "doc", "goals": "goal"}.get(kind)
    if noun is None:
        raise Invalid("Comments are on tasks, docs and goals.", field="kind")
    if noun == "task":
        return noun, access.task(session, item, actor).id or 0
    if not item.isdigit():
        raise Invalid("This is no id.", field="item")
    return noun, access.item(session, noun, int(item), actor).id or 0


def _assigned(user_id: int) -> Any:
    return select(TaskAssignee.task_id).where(TaskAssignee.user_id == user_id)


def plain(row: Row) -> dict[str, Any]:
    """A task as JSON."""
    return {
        "id": row.id,
        "key": row.key,
        "title": row.title,
        "list_id": row.list_id,
        "status": row.status,
        "status_id": row.status_id,
        "category": row.category,
        "priority": row.priority,
        "assignees": row.assignees,
        "start": row.start,
        "due": row.due,
        **row.more,
        "tags": row.tags,
        "parent": row.parent_key,
        "blocked_by": row.blocked_by,
        "blocking": row.blocking,
        "subtasks": row.subtasks,
        "comments": row.comments,
        "goal_id": row.goal_id,
        "created_at": row.created_at,
        "updated_at": row.updated_at,
        "started_at": row.started_at,
        "done_at": row.done_at,
    }


def _comment_thread(said: CommentThread) -> dict[str, Any]:
    return {
        "id": said.id,
        "author": said.author.name if said.author else None,
        "text": said.text,
        "at": said.at,
        "edited_at": said.edited_at,
        "is_resolved": said.is_resolved,
        "answers": [_comment_thread(answer) for answer in said.answers],
    }


def _comment(comment: Comment) -> dict[str, Any]:
    return {
        "id": comment.id,
        "text": comment.text,
        "author_id": comment.author_id,
        "parent_id": comment.parent_id,
        "at": comment.created_at,
        "edited_at": comment.edited_at,
    }
