"""Tasks: listed, made, read, changed, put away."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from operator import itemgetter
from typing import Annotated

from fastapi import Path, Query, Response
from pydantic_core import to_json
from sqlmodel import Session

from app import access, db
from app.api import routing
from app.api.caller import Who, zone_of
from app.api.etags import Versioned
from app.api.narrowing import Order, Wanted, asking, today_of
from app.api.paging import ById, Limit
from app.api.removals import removing
from app.api.schemas import tasks as shape
from app.api.schemas.base import Instant
from app.api.schemas.fields import Values
from app.api.schemas.trash import Deleted
from app.domain import filters
from app.domain.access import Actor, must_see_list
from app.domain.events import Category
from app.domain.filters import Every, Op
from app.models import Task
from app.reads import filtering, taskpage, tasks
from app.reads.discussion import CommentThread
from app.reads.filtering import Reader
from app.reads.tasks import Row
from app.work import backdating, changing
from app.work import tasks as working
from app.work.task_edits import TaskEdit

router = routing.router("tasks")
Key = Annotated[str, Path(min_length=1, max_length=40, examples=["ENG-12"])]
Mark = Annotated[str, Query(max_length=20_000, description="`next` of the page before.")]
Categories = Annotated[list[Category] | None, Query(max_length=len(Category))]
Tag = Annotated[str | None, Query(min_length=1, max_length=100)]
Since = Annotated[Instant | None, Query(description="Changed at or after this instant.")]
Chosen = Annotated[
    list[shape.TaskField] | None,
    Query(max_length=len(shape.TASK_FIELDS), description="Send these fields only."),
]


@router.get(
    "/tasks",
    response_model=shape.TaskPage | shape.ChosenPage,
    response_model_exclude_unset=True,
)
@routing.refusing(404)
def list_tasks(
    who: Who,
    list_id: ById = None,
    space_id: ById = None,
    status_id: ById = None,
    category: Categories = None,
    assignee: ById = None,
    tag: Tag = None,
    updated_since: Since = None,
    where: Wanted = "",
    sort: Order = "id",
    fields: Chosen = None,
    after: Mark = "",
    limit: Limit = 100,
) -> Response:
    """Tasks a page at a time, in the order asked for; every condition given must hold."""
    wanted = Every(
        (
            *asking("list_id", Op.IS, list_id),
            *asking("space_id", Op.IS, space_id),
            *asking("status", Op.IS, status_id),
            *asking("category", Op.IN, *(category or ())),
            *asking("assignees", Op.HAS_ANY, assignee),
            *asking("tags", Op.HAS_ANY, tag),
            *asking("updated_at", Op.GTE, updated_since),
            *([filters.from_text(where)] if where else ()),
        )
    )
    with db.reading() as session:
        actor = filtering.actor_for(wanted, who.actor(session))
        if list_id is not None:
            must_see_list(list_id, actor)
        # Only a filter, an order and what is shown by the day need it.
        today = today_of(session) if where or sort != "id" or fields else date.min
        found, mark = filtering.page(
            session,
            wanted,
            sort="" if sort == "id" else sort,
            after="" if after == "0" else after,
            limit=limit,
            actor=actor,
            today=today,
        )
        items = chosen(found, fields, Reader(session, actor, today))
    # Written at once: checking what we read ourselves would cost more than reading it.
    return Response(to_json({"items": items, "next": mark}), media_type="application/json")


@router.post("/tasks", status_code=201, response_model=shape.Task)
def create_task(body: shape.NewTask, who: Who, version: Versioned) -> Values:
    """Make a task."""
    with db.writing() as session:
        actor = who.actor(session)
        backdating.allow(session, body.at, by=actor, now=datetime.now(UTC))
        values = body.model_dump(exclude={"list_id"})
        task = working.create(session, body.list_id, by=actor, **values)
        session.flush()
        return _row(session, task.id or 0, actor, version)


@router.post("/tasks/bulk", status_code=201, response_model=shape.TaskList)
def create_tasks(body: shape.NewTasks, who: Who) -> shape.TaskList:
    """Make up to 200 tasks, all or none: a refusal names every one that can't be made."""
    with db.writing() as session:
        actor = who.actor(session)
        for one in body.tasks:
            backdating.allow(session, one.at, by=actor, now=datetime.now(UTC))
        ids = changing.create_many(session, [one.model_dump() for one in body.tasks], by=actor)
        batch = session.info["batch"]
    return _many(ids, actor, batch)


@router.patch("/tasks/bulk", response_model=shape.TaskList)
def change_tasks(body: shape.TaskChanges, who: Who) -> shape.TaskList:
    """Change up to 200 tasks, all or none: a refusal names every change that can't be made."""
    with db.writing() as session:
        actor = who.actor(session)
        edits = [(one.key, _edit(one)) for one in body.changes]
        ids = changing.change_many(session, edits, by=actor)
        batch = session.info["batch"]
    return _many(ids, actor, batch)


@router.get("/tasks/{key}", response_model=shape.TaskDetail)
def get_task(key: Key, who: Who, version: Versioned) -> shape.TaskDetail:
    """One task, whole: description, relations, why, comments, activity."""
    with db.reading() as session:
        return version.mark(_detail(session, key, who.actor(session)), OWN)


@router.patch("/tasks/{key}", response_model=shape.Task)
def change_task(key: Key, body: shape.TaskChange, who: Who, version: Versioned) -> Values:
    """Change a task; `status` may be given by name."""
    with db.writing() as session:
        actor = who.actor(session)
        task_id = access.task(session, key, actor).id or 0
        version.check(lambda: version.mark(_alone(session, task_id, actor)[1], OWN))
        changing.apply(session, task_id, _edit(body), by=actor)
        session.flush()
        return _row(session, task_id, actor, version)


@router.delete("/tasks/{key}", response_model=Deleted)
def delete_task(key: Key, who: Who, version: Versioned) -> Deleted:
    """Put a task with its subtasks into the trash; the answer says how many."""
    with db.writing() as session:
        actor = who.actor(session)
        task = access.task(session, key, actor)
        task_id, named = task.id or 0, f"{task.key} {task.title}"
        version.check(lambda: version.mark(_alone(session, task_id, actor)[1], OWN))
        answer = removing(session, "task", task_id, named, actor=actor)
        working.delete(session, task_id, by=actor)
        return answer


def _edit(body: shape.TaskChange) -> TaskEdit:
    given = body.model_fields_set - {"key", "status", "status_id", "list_id", "reason"}
    return TaskEdit(
        values={name: getattr(body, name) for name in given},
        status=body.status,
        status_id=body.status_id,
        list_id=body.list_id,
        reason=body.reason,
    )


def _row(session: Session, task_id: int, actor: Actor, version: Versioned) -> Values:
    """A task alone, with the version it has when it is read whole."""
    row, alone = _alone(session, task_id, actor)
    version.mark(alone, OWN)
    return shown(row)


def _alone(session: Session, task_id: int, actor: Actor) -> tuple[Row, shape.OwnTask]:
    """A task, and its own fields as reading it whole answers them, without what stands around it."""
    task = session.get_one(Task, task_id)
    [row] = tasks.by_ids(session, [task_id], actor=actor)
    own = {
        **shown(row),
        "description": task.description,
        "parent_id": row.parent_id if row.parent_key else None,
        "is_upkeep": task.is_upkeep,
    }
    return row, shape.OwnTask.model_validate(own)


def _detail(session: Session, key: str, actor: Actor) -> shape.TaskDetail:
    now = datetime.now(UTC)
    today = now.astimezone(zone_of(session)).date()
    found = taskpage.record(session, key, actor=actor, now=now, today=today)
    return shape.TaskDetail.model_validate(
        {
            **shown(found.row),
            "description": found.description,
            "parent_id": found.row.parent_id if found.row.parent_key else None,
            "is_upkeep": found.is_upkeep,
            "relations": {
                name: [k for _, k in group] for name, group in found.near.relations.items()
            },
            "subtask_keys": [k for _, k in found.near.children],
            "links": found.near.links,
            "why": found.why,
            "attachments": found.near.files,
            "discussion": [thread(one) for one in found.threads],
            "activity": [
                shape.Happening(at=h.at, who=h.who_name, words=h.words) for h in found.activity
            ],
        }
    )


def _many(ids: list[int], actor: Actor, batch: str) -> shape.TaskList:
    """The tasks as they are after the commit: while they are read nobody waits for the write lock."""
    with db.reading() as session:
        rows = tasks.by_ids(session, ids, actor=actor)
    return shape.TaskList(
        items=[shape.Task.model_validate(shown(row)) for row in rows], batch=batch
    )


def shown(row: Row) -> Values:
    """A task in the shape of its answer."""
    return dict(zip(_NAMES, _values(row), strict=True)) | row.more


def chosen(
    rows: Sequence[Row], fields: Sequence[shape.TaskField] | None, reader: Reader
) -> list[Values]:
    """The chosen fields of tasks; all that rows have when none is chosen."""
    if not fields:
        return [shown(row) for row in rows]
    extra = [name for name in shape.EXTRA if name in fields]
    more = filtering.values(reader.session, [row.id for row in rows], extra, reader)
    found: list[Values] = []
    for row in rows:
        whole = shown(row) | more[row.id]
        found.append({name: whole[name] for name in fields})
    return found


# What changes of a task set.
OWN = shape.TaskChange.model_fields.keys() - {"status", "reason"}
_NAMES = [name for name in shape.Task.model_fields if name not in tasks.MORE]
# By place: a list shows hundreds of rows.
_values = itemgetter(*(Row._fields.index({"parent": "parent_key"}.get(n, n)) for n in _NAMES))


def thread(one: CommentThread, parent_id: int | None = None) -> shape.CommentThread:
    """A comment and its answers in the shape of their answer."""
    return shape.CommentThread(
        id=one.id,
        author_id=one.author.id if one.author else None,
        author=one.author.name if one.author else None,
        parent_id=parent_id,
        text=one.text,
        at=one.at,
        edited_at=one.edited_at,
        assigned_to=one.assigned_to.id if one.assigned_to else None,
        is_resolved=one.is_resolved,
        answers=[thread(answer, one.id) for answer in one.answers],
    )
