"""Tasks, their relations and comments."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import Field, create_model

from app.api.schemas.base import (
    LEFT_OUT,
    Category,
    Clean,
    Day,
    Id,
    Ids,
    Key,
    Minutes,
    Name,
    Page,
    Points,
    Priority,
    Reason,
    Request,
    Shape,
    Tags,
    Text,
    Title,
)
from app.work.relations import RelationKind

MOST_AT_ONCE = 200  # tasks made or changed by one request
Words = Annotated[str, Field(min_length=1, max_length=100_000, pattern=r"\S"), Clean]


class NewTask(Request):
    """A task to make."""

    list_id: Id
    title: Title
    description: Text = ""
    status_id: Id | None = None
    priority: Priority = 0
    assignees: Ids = Field(default_factory=list)
    start: Day | None = None
    due: Day | None = None
    estimate_minutes: Minutes | None = None
    points: Points | None = None
    tags: Tags = Field(default_factory=list)
    parent_id: Id | None = None


class TaskChange(Request):
    """What to change; fields left out stay."""

    title: Title = LEFT_OUT
    description: Text = LEFT_OUT
    status: Name | None = Field(default=None, description="A status of the task's list, by name.")
    status_id: Id | None = None
    list_id: Id | None = None
    priority: Priority = LEFT_OUT
    assignees: Ids = LEFT_OUT
    start: Day | None = None
    due: Day | None = None
    estimate_minutes: Minutes | None = None
    points: Points | None = None
    tags: Tags = LEFT_OUT
    parent_id: Id | None = None
    reason: Reason = ""


class KeyedChange(TaskChange):
    """A change of the task `key`."""

    key: Key


class NewTasks(Request):
    """Tasks to make, all or none."""

    tasks: list[NewTask] = Field(min_length=1, max_length=MOST_AT_ONCE)


class TaskChanges(Request):
    """Changes to make, all or none, each to another task."""

    changes: list[KeyedChange] = Field(min_length=1, max_length=MOST_AT_ONCE)


class Task(Shape):
    """A task. `blocked_by` and `blocking` count open tasks; `subtasks` is done, all."""

    id: int
    key: str
    title: str
    list_id: int
    status: str
    status_id: int
    category: Category
    priority: int
    assignees: list[int]
    start: date | None
    due: date | None
    estimate_minutes: int | None
    points: float | None
    tags: list[str]
    parent: str | None
    blocked_by: int
    blocking: int
    subtasks: tuple[int, int] | None
    comments: int
    goal_id: int | None
    created_at: datetime
    updated_at: datetime
    started_at: datetime | None
    done_at: datetime | None


TASK_FIELDS = tuple(Task.model_fields)
TaskField = Literal[
    "id", "key", "title", "list_id", "status", "status_id", "category", "priority", "assignees",
    "start", "due", "estimate_minutes", "points", "tags", "parent", "blocked_by", "blocking",
    "subtasks", "comments", "goal_id", "created_at", "updated_at", "started_at", "done_at",
]  # fmt: skip
_CHOSEN: dict[str, Any] = {
    name: (field.annotation, Field(default=None)) for name, field in Task.model_fields.items()
}
ChosenFields = create_model(
    "ChosenFields", __base__=Shape, __doc__="A task as far as `fields` asked for it.", **_CHOSEN
)


class TaskPage(Shape):
    """Tasks in the order asked for; send `next` as `after` for the page that follows."""

    items: list[Task]
    next: str | None


class ChosenPage(Shape):
    """Tasks with the chosen fields only."""

    items: list[ChosenFields]  # type: ignore[valid-type]  # pyright: ignore[reportInvalidTypeForm] - a made model
    next: str | None


class TaskList(Shape):
    """Tasks that one request made or changed, in its order; `batch` is what undo takes back."""

    items: list[Task]
    batch: str


class LinkedItem(Shape):
    """A task, doc or goal this one is tied to."""

    kind: str
    id: int
    title: str
    key: str
    url: str


class WhyGoal(Shape):
    """The goal a task serves; its numbers are 0–100."""

    id: int
    title: str
    actual: float | None
    expected: float | None


class Why(Shape):
    """Why a task is there, and how many open tasks wait for it."""

    goal: WhyGoal | None
    via: str
    waiting: int


class CommentThread(Shape):
    """A comment with its answers."""

    id: int
    author: str | None
    text: str
    at: datetime
    edited_at: datetime | None
    is_resolved: bool
    answers: list["CommentThread"]


class ThreadPage(Page[CommentThread]):
    """Threads by id."""


class Happening(Shape):
    """One change, as a sentence."""

    at: datetime
    who: str
    words: str


class Relations(Shape):
    """Keys of related tasks."""

    blocked_by: list[str] = Field(default_factory=list)
    blocks: list[str] = Field(default_factory=list)
    relates: list[str] = Field(default_factory=list)
    duplicates: list[str] = Field(default_factory=list)
    duplicated_by: list[str] = Field(default_factory=list)


class TaskDetail(Task):
    """One task, whole."""

    description: str
    relations: Relations
    subtask_keys: list[str]
    links: list[LinkedItem]
    why: Why
    attachments: list[str]
    discussion: list[CommentThread]
    activity: list[Happening]


class NewRelation(Request):
    """A relation from this task."""

    kind: RelationKind
    to: Key


class Relation(Shape):
    """One task blocks, relates to or duplicates another."""

    from_: str = Field(serialization_alias="from", validation_alias="from")
    kind: RelationKind
    to: str


class NewComment(Request):
    """Something to say."""

    text: Words
    parent_id: Id | None = None
    assigned_to: Id | None = None


class CommentChange(Request):
    """Other words for a comment of one's own."""

    text: Words


class Comment(Shape):
    """A comment."""

    id: int
    text: str
    author_id: int | None
    parent_id: int | None
    at: datetime
    edited_at: datetime | None
