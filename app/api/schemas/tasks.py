"""Tasks, their relations and comments."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field as Part
from pydantic import create_model

from app.api.schemas import fields
from app.api.schemas.base import (
    LEFT_OUT,
    Category,
    Clean,
    Id,
    Key,
    MaybeZero,
    Name,
    Page,
    Past,
    Reason,
    Request,
    Shape,
)
from app.domain import fields as registry
from app.domain.filters import vocabulary
from app.reads import filtering
from app.reads.tasks import MORE
from app.work.relations import RelationKind

MOST_AT_ONCE = 200  # tasks made or changed by one request
Words = Annotated[str, Part(min_length=1, max_length=100_000, pattern=r"\S"), Clean]
SentAs = Annotated[
    str,
    Part(
        min_length=8,
        max_length=80,
        pattern=r"^[!-~]+$",
        description="Your own name for it, a UUID for instance: sent again, it is the same comment, however late.",
    ),
]


# What a request may set; a status, a list and the rank have ways of their own.
SETTABLE = [field for field in registry.TASK.values() if field.is_plain]
SHOWN = [registry.TASK[name] for name in MORE]


class NewTask(fields.creating("NewTaskFields", SETTABLE)):
    """A task to make."""

    list_id: Id
    status_id: Id | None = None
    at: Past | None = None


class TaskChange(fields.changing("TaskChangeFields", SETTABLE)):
    """What to change; fields left out stay."""

    status: Name | None = Part(default=None, description="A status of the task's list, by name.")
    status_id: Id | None = None
    list_id: Id | None = None
    reason: Reason = ""


class KeyedChange(TaskChange):
    """A change of the task `key`."""

    key: Key


class NewTasks(Request):
    """Tasks to make, all or none."""

    tasks: list[NewTask] = Part(min_length=1, max_length=MOST_AT_ONCE)


class TaskChanges(Request):
    """Changes to make, all or none, each to another task."""

    changes: list[KeyedChange] = Part(min_length=1, max_length=MOST_AT_ONCE)


class Task(fields.showing("TaskFields", SHOWN)):
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


# What may be asked for besides: the rest of what a filter may ask.
EXTRA = tuple(
    name
    for name in vocabulary.TASK
    if name not in Task.model_fields and name not in filtering.NO_VALUE
)
TASK_FIELDS = (*Task.model_fields, *EXTRA)
if TYPE_CHECKING:
    TaskField = str
else:
    TaskField = Literal[TASK_FIELDS]
ChosenFields = create_model(
    "ChosenFields",
    __base__=Shape,
    __doc__="A task as far as `fields` asked for it.",
    **{  # pyright: ignore[reportArgumentType, reportCallIssue] - known when it runs
        **{
            name: (field.annotation, Part(default=None))
            for name, field in Task.model_fields.items()
        },
        **{
            name: (vocabulary.TASK[name].values.python | None, Part(default=None)) for name in EXTRA
        },
    },
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


class Links(Shape):
    """What an item is tied to."""

    items: list[LinkedItem]


class NewLink(Request):
    """What to tie an item to: `item` is a task's key, else an id."""

    kind: Literal["tasks", "docs", "goals"]
    item: Key


class WhyGoal(Shape):
    """The goal a task serves; its numbers are 0–100."""

    id: int
    title: str
    actual: float | None
    expected: float | None


class Why(Shape):
    """Why a task is there: the goal it serves, through what, which others (by title), and who waits."""

    goal: WhyGoal | None
    via: str
    through: str
    others: list[str]
    is_upkeep: bool
    waiting: int


class CommentThread(Shape):
    """A comment with its answers."""

    id: int
    author_id: int | None
    author: str | None
    parent_id: int | None
    text: str
    at: datetime
    edited_at: datetime | None
    assigned_to: int | None
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

    blocked_by: list[str] = Part(default_factory=list)
    blocks: list[str] = Part(default_factory=list)
    relates: list[str] = Part(default_factory=list)
    duplicates: list[str] = Part(default_factory=list)
    duplicated_by: list[str] = Part(default_factory=list)


class OwnTask(Task):
    """A task with all that is its own, without what stands around it."""

    description: str
    parent_id: int | None
    is_upkeep: bool


class TaskDetail(OwnTask):
    """One task, whole."""

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

    from_: str = Part(serialization_alias="from")
    kind: RelationKind
    to: str


class NewComment(Request):
    """Something to say."""

    text: Words
    parent_id: Id | None = None
    assigned_to: Id | None = None
    sent_as: SentAs | None = None
    at: Past | None = None


class CommentChange(Request):
    """What to change of a comment; `assigned_to` 0 is nobody."""

    text: Words = LEFT_OUT
    assigned_to: MaybeZero = LEFT_OUT
    is_resolved: bool = LEFT_OUT


class Comment(Shape):
    """A comment."""

    id: int
    text: str
    author_id: int | None
    parent_id: int | None
    at: datetime
    edited_at: datetime | None
    assigned_to: int | None
    is_resolved: bool
