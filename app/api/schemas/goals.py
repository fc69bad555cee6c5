"""Goals, targets and docs."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Literal, TypedDict

from pydantic import Field, create_model

from app.api.schemas import fields
from app.api.schemas.base import (
    LARGEST,
    Id,
    Number,
    Page,
    Past,
    Reason,
    Request,
    Shape,
    Text,
    Title,
)
from app.domain import fields as registry
from app.domain.filters import vocabulary
from app.domain.goals import GoalKind, State, TargetKind
from app.domain.progress import HealthWord
from app.reads.goals import MORE

Version = Annotated[int, Field(ge=1, le=LARGEST)]


# What a request may set, and what an answer holds beyond what is told apart below.
SETTABLE = [field for field in registry.GOAL.values() if field.is_plain]
SHOWN = [registry.GOAL[name] for name in MORE]
TARGET_SETTABLE = [field for field in registry.TARGET.values() if field.is_plain]
TARGET_SHOWN = [field for field in registry.TARGET.values() if field.name not in ("kind", "rank")]


class NewGoal(fields.creating("NewGoalFields", SETTABLE)):
    """A goal to make."""


class GoalChange(fields.changing("GoalChangeFields", SETTABLE)):
    """What to change of a goal; fields left out stay."""

    reason: Reason = ""


class Closing(Request):
    """How a goal ended."""

    state: State
    reason: Reason = ""


class Reopening(Request):
    """As what a closed goal is taken up again, and why."""

    state: Literal["planned", "in_progress"] = "in_progress"
    reason: Reason = ""


class HealthOverride(Request):
    """How a goal stands as somebody judges it, and why; null takes it back."""

    health: HealthWord | None
    reason: Reason = ""


class NewTarget(fields.creating("NewTargetFields", TARGET_SETTABLE)):
    """A target to add; without `current` it stands at its start."""

    kind: TargetKind
    current: Number | None = None


class TargetReport(fields.changing("TargetReportFields", TARGET_SETTABLE)):
    """A new value of a target, or what else to change of it; fields left out stay."""

    reason: Reason = ""
    at: Past | None = None


class Target(fields.showing("TargetFields", TARGET_SHOWN)):
    """A target with its computed percentage (0–100); `done` of `total` for a tasks target.

    All work counts, as it does in the goal's number. Where the caller does not see some of it, `counts_confidential` is
    true and the percentage alone is told.
    """

    id: int
    kind: TargetKind
    done: float | None
    total: float | None
    percent: float | None
    counts_confidential: bool


class Goal(fields.showing("GoalFields", SHOWN)):
    """A goal with its computed numbers: actual and expected are 0–100, null is no data.

    `closed_at`, `closed_reason` and `final_progress` are of a closed goal. `override` is how somebody judges its health
    otherwise than the numbers suggest: `override_by` since `override_at`, for `override_reason`; one that is stale (14
    days old) no longer counts in `health`.
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
    override_by: int | None
    override_at: datetime | None
    override_is_stale: bool
    closed_at: datetime | None
    closed_reason: str
    final_progress: float | None
    is_archived: bool
    targets: list[Target]
    children: list[int]


# What may be asked for besides: the rest of what a filter may ask.
EXTRA = tuple(name for name in vocabulary.GOAL if name not in Goal.model_fields)
GOAL_FIELDS = (*Goal.model_fields, *EXTRA)
if TYPE_CHECKING:
    GoalField = str
else:
    GoalField = Literal[GOAL_FIELDS]
ChosenGoalFields = create_model(
    "ChosenGoalFields",
    __base__=Shape,
    __doc__="A goal as far as `fields` asked for it.",
    **{  # pyright: ignore[reportArgumentType, reportCallIssue] - known when it runs
        **{
            name: (field.annotation, Field(default=None))
            for name, field in Goal.model_fields.items()
        },
        **{
            name: (vocabulary.GOAL[name].values.python | None, Field(default=None))
            for name in EXTRA
        },
    },
)


class GoalPage(Shape):
    """Goals in the order asked for; send `next` as `after` for the page that follows."""

    items: list[Goal]
    next: str | None


class ChosenGoalPage(Shape):
    """Goals with the chosen fields only."""

    items: list[ChosenGoalFields]  # type: ignore[valid-type]  # pyright: ignore[reportInvalidTypeForm] - a made model
    next: str | None


class FoundGoals(TypedDict):
    """Either of these as it is read."""

    items: Sequence[Shape]
    next: str | None


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


class DocVersion(Shape):
    """A page as it was saved once."""

    version: int
    title: str
    text: str
    author_id: int | None
    at: datetime


class DocVersions(Shape):
    """The saved versions of a page, the newest first."""

    items: list[DocVersion]


class DocRestoring(Request):
    """The saved version of a page to make the newest again."""

    version: Version


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
