"""What claims are about, a type a kind: JSON kept anywhere comes back as one of these, or not at all."""

from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, model_validator
from pydantic import Field as Limits

from agents.algebra.query import Query
from agents.claims.values import FlowPart
from agents.facts import ChangeKind, Field, TaskFilter
from agents.goalfilter import GoalFilter

LARGEST = 2**31  # what an id stays below
LONGEST_STRETCH = timedelta(days=400 * 366)
# A day a workspace can be looked at from: a zone may not lead out of what a date can be.
PastDay = Annotated[date, Limits(ge=date(2, 1, 1), lt=date(9999, 1, 1))]
Item = Literal["task", "doc", "goal"]


def _in_any_zone(value: datetime) -> datetime:
    try:
        value.astimezone(UTC)
    except OverflowError as error:
        raise ValueError from error
    return value


def _of_record(value: str) -> str:
    """A record's name: `task:12`."""
    kind, _, number = value.partition(":")
    if kind not in ("task", "doc", "goal") or not number.isdecimal() or int(number) >= LARGEST:
        raise ValueError
    return value


Moment = Annotated[AwareDatetime, AfterValidator(_in_any_zone)]
Record = Annotated[str, AfterValidator(_of_record)]


class About(BaseModel):
    """What a claim is about; one with a past day is true of that day."""

    model_config = ConfigDict(frozen=True)
    as_of: PastDay | None = None


class OfTasks(About):
    """The tasks that fit a filter."""

    filter: TaskFilter


class OfGroup(OfTasks):
    """One group of them."""

    by: Field
    label: str


class OfSplit(OfTasks):
    """All their groups but some."""

    by: Field
    but: tuple[str, ...]


class OfChanges(OfTasks):
    """What happened to them in [start, end): to all, to one, or to those of a group."""

    kind: ChangeKind
    start: Moment
    end: Moment
    key: str | None = None
    by: Field | None = None
    label: str | None = None


class OfWaiting(About):
    """What blocks a task, or waits for it."""

    key: str
    way: Literal["before", "after"]


class OfBlockers(OfTasks):
    """What holds them up: all of it, or one task."""

    key: str | None = None


class OfDays(OfTasks):
    """Their days [start, end)."""

    start: PastDay
    end: PastDay

    @model_validator(mode="after")
    def _is_no_longer_than_kept(self) -> Self:
        if self.end - self.start > LONGEST_STRETCH:
            raise ValueError
        return self

    def instants(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """The first moment, and the first one after."""
        first, after = (
            datetime(d.year, d.month, d.day, tzinfo=zone) for d in (self.start, self.end)
        )
        return first, after


class OfFlow(OfDays):
    """How finished work went; of one task when a key is given."""

    part: FlowPart
    key: str


class OfQueue(OfDays):
    """Where work waits: in these statuses, or in any."""

    statuses: tuple[str, ...]


class OfTask(About):
    """A task as it is; all that is ever said of one, when no field is named."""

    key: str
    fields: tuple[str, ...] = ()


class OfServes(About):
    """The goal a task has a path to."""

    key: str


class OfSimilar(About):
    """What reads like a task."""

    key: str


class OfGoal(About):
    """A goal as it stands; all that is ever said of one, when no field is named."""

    id: int
    fields: tuple[str, ...] = ()


class OfGoals(About):
    """The goals that fit a filter."""

    filter: GoalFilter


class OfField(About):
    """A field of a task (by key) or of a goal (by id), and its last change."""

    key: str | None = None
    id: int | None = None
    field: str


class OfFindings(About):
    """What the detectors see: all of it, or one thing."""

    title: str | None = None


class OfLink(About):
    """An item tied to a task."""

    kind: Item
    id: int
    key: str


class OfSummary(About):
    """A week of a goal, a space or the workspace, from its first day."""

    kind: str
    id: int
    first: PastDay


class OfLast(About):
    """The newest comment on an item."""

    kind: Item
    id: int


class OfWritten(About):
    """A record's own text, or a comment on it."""

    kind: str
    id: int
    record: Record


class OfQuote(OfWritten):
    """Words of it."""

    text: str


class OfThings(About):
    """A person's things: kind, id, record and mark of each."""

    person: str
    things: tuple[tuple[str, int, Record, str], ...]


class OfQuery(About):
    """What a typed question finds: all of it, or one group."""

    query: Query
    label: str | None = None
