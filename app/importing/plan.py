"""What an import would bring in, before anything is written: every reader makes one of these."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar

from app.domain import fields
from app.domain.errors import Invalid, WorkError
from app.domain.fields import Field, Type


def _is_plain(field: Field) -> bool:
    """Whether its value means the same here as there: people, parents and tags are told apart."""
    return field.is_plain and not field.is_set and field.type is not Type.ITEM


# What `TaskPlan.values` may hold; a title and a text every task has.
PLAIN: Mapping[str, Field] = {
    name: field
    for name, field in fields.TASK.items()
    if _is_plain(field) and name not in ("title", "description")
}


class ImportRefused(WorkError):
    """Something that can't be imported; the sentence says which file, what is wrong and what to do."""

    status = 422
    code = "import-refused"


@dataclass(frozen=True)
class PersonPlan:
    """Somebody named in the source. Unknown people become inactive members."""

    external_id: str
    name: str
    email: str = ""


@dataclass(frozen=True)
class StatusPlan:
    """A column, in order."""

    name: str
    category: str


@dataclass(frozen=True)
class Step:
    """A status a task entered, when, and by whom if that is known."""

    status: str
    at: datetime
    by: str = ""


@dataclass(frozen=True)
class CommentPlan:
    """Something said."""

    external_id: str
    author: str
    at: datetime
    edited_at: datetime | None
    text: str


@dataclass(frozen=True)
class AttachmentPlan:
    """A file known by name."""

    external_id: str
    name: str
    size: int | None
    media_type: str
    author: str
    at: datetime


@dataclass(frozen=True)
class TaskPlan:
    """A task with its history: `steps` are the statuses it went through, oldest first.

    `values` are fields by their names in the registry; what the source does not speak of is left
    out, and stays as it is here when the task is imported again. Raises Invalid for a field that is
    not a plain one, or a value it refuses.
    """

    # A plan kept by a version that called things otherwise is refused, never read in part.
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    external_id: str
    number: int | None
    title: str
    text: str
    author: str
    created: datetime
    updated: datetime
    steps: list[Step]
    values: dict[str, Any] = field(default_factory=dict[str, Any])
    assignees: list[str] = field(default_factory=list[str])
    tags: list[str] = field(default_factory=list[str])
    parent: str = ""
    comments: list[CommentPlan] = field(default_factory=list[CommentPlan])
    attachments: list[AttachmentPlan] = field(default_factory=list[AttachmentPlan])

    def __post_init__(self) -> None:
        for name, raw in self.values.items():
            if name not in PLAIN:
                raise Invalid(f"An import can't set “{name}” of a task.", field=name)
            self.values[name] = PLAIN[name].parse(raw)


@dataclass(frozen=True)
class RelationPlan:
    """`first` blocks, relates to or duplicates `second` (external ids of tasks)."""

    kind: str
    first: str
    second: str


@dataclass(frozen=True)
class DocPlan:
    """A page. Links to other pages of the plan are written `(doc:EXTERNAL_ID)`."""

    external_id: str
    title: str
    text: str
    parent: str = ""


@dataclass(frozen=True)
class GoalPlan:
    """A goal and the page it is described on."""

    external_id: str
    title: str
    description: str
    owner: str
    state: str
    period_start: date
    period_end: date
    doc: str = ""


@dataclass(frozen=True)
class NotCarried:
    """A field of the source that has no place here."""

    field: str
    count: int
    why: str


@dataclass(frozen=True)
class Plan:
    """Everything one source holds, ready to be applied to one space."""

    source: str  # "jira:ALOY": ties our records to theirs for the next import
    key: str
    name: str
    description: str = ""
    list_name: str = ""
    # Only some people may read it there: here it goes to a private list, and a new space is private too.
    is_private: bool = False
    people: list[PersonPlan] = field(default_factory=list[PersonPlan])
    statuses: list[StatusPlan] = field(default_factory=list[StatusPlan])
    tasks: list[TaskPlan] = field(default_factory=list[TaskPlan])
    relations: list[RelationPlan] = field(default_factory=list[RelationPlan])
    docs: list[DocPlan] = field(default_factory=list[DocPlan])
    goals: list[GoalPlan] = field(default_factory=list[GoalPlan])
    not_carried: list[NotCarried] = field(default_factory=list[NotCarried])
