"""Goals, targets and docs."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from app.api.schemas import fields
from app.api.schemas.base import (
    LARGEST,
    LEFT_OUT,
    Clean,
    Id,
    Ids,
    Name,
    Number,
    Page,
    Reason,
    Request,
    Shape,
    Text,
    Title,
    Weight,
)
from app.domain import fields as registry
from app.domain.goals import GoalKind, State, TargetKind
from app.domain.progress import HealthWord
from app.reads.goals import MORE

Unit = Annotated[str, Field(max_length=40), Clean]
Version = Annotated[int, Field(ge=1, le=LARGEST)]


# What a request may set, and what an answer holds beyond what is told apart below.
SETTABLE = [field for field in registry.GOAL.values() if field.is_plain]
SHOWN = [registry.GOAL[name] for name in MORE]


class NewGoal(fields.creating("NewGoalFields", SETTABLE)):
    """A goal to make."""


class GoalChange(fields.changing("GoalChangeFields", SETTABLE)):
    """What to change of a goal; fields left out stay."""

    reason: Reason = ""


class Closing(Request):
    """How a goal ended."""

    state: State
    reason: Reason = ""


class HealthOverride(Request):
    """How a goal stands as somebody judges it, and why; null takes it back."""

    health: HealthWord | None
    reason: Reason = ""


class NewTarget(Request):
    """A target to add."""

    name: Name
    kind: TargetKind
    start: Number = 0.0
    current: Number | None = None
    target: Number = 1.0
    unit: Unit = ""
    weight: Weight = 1.0
    by_estimate: bool = False
    tasks: Ids = Field(default_factory=list)
    lists: Ids = Field(default_factory=list)


class TargetReport(Request):
    """A new value of a target, or what else to change of it; fields left out stay."""

    name: Name = LEFT_OUT
    start: Number = LEFT_OUT
    current: Number = LEFT_OUT
    target: Number = LEFT_OUT
    unit: Unit = LEFT_OUT
    weight: Weight = LEFT_OUT
    reason: Reason = ""


class Target(Shape):
    """A target with its computed percentage (0–100); `done` of `total` for a tasks target."""

    id: int
    goal_id: int
    name: str
    kind: TargetKind
    unit: str
    start: float
    current: float
    target: float
    weight: float
    by_estimate: bool
    done: float
    total: float
    percent: float | None
    tasks: list[int]
    lists: list[int]


class Goal(fields.showing("GoalFields", SHOWN)):
    """A goal with its computed numbers: actual and expected are 0–100, null is no data.

    `closed_at`, `closed_reason` and `final_progress` are of a closed goal; `override_reason` says why its health is
    judged otherwise than the numbers suggest.
    """

    id: int
    title: str
    description: str
    kind: GoalKind
    state: State
    owner_id: int | None
    owner: str | None
    parent_id: int | None
    space_id: int | None
    weight: float
    period_start: date | None
    period_end: date | None
    actual: float | None
    expected: float | None
    health: HealthWord
    suggested: HealthWord
    override: HealthWord | None
    override_reason: str
    closed_at: datetime | None
    closed_reason: str
    final_progress: float | None
    targets: list[Target]
    children: list[int]


class GoalPage(Page[Goal]):
    """Goals by id."""


class NewDoc(Request):
    """A page to make."""

    title: Title
    text: Text = ""
    space_id: Id | None = None
    parent_id: Id | None = None


class DocChange(Request):
    """A page to save, and the version it is based on."""

    version: Version
    title: Title | None = None
    text: Text | None = None


class DocPlace(Request):
    """Where a page goes: under another page, else to the top of a space."""

    parent_id: Id | None = None
    space_id: Id | None = None


class DocLine(Shape):
    """A page in the tree."""

    id: int
    title: str
    space_id: int | None
    parent_id: int | None
    updated_at: datetime
    rank: str


class DocLinePage(Page[DocLine]):
    """Pages by id."""


class Doc(Shape):
    """A page with its text and the ids of those below it."""

    id: int
    title: str
    text: str
    version: int
    space_id: int | None
    parent_id: int | None
    updated_at: datetime
    children: list[int]
