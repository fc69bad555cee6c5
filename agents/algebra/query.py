"""A question as one typed value: what is measured, of what, and how it is narrowed, grouped and compared."""

from datetime import date, datetime, time
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict
from pydantic import Field as Limits

Noun = Literal["tasks", "goals", "comments", "docs", "lists"]
Event = Literal[
    "created",
    "started",
    "done",
    "cancelled",
    "reopened",
    "slipped",
    "hastened",
    "moved",
    "entered",
]
Per = Literal[
    "person",
    "list",
    "space",
    "status",
    "priority",
    "tag",
    "week",
    "month",
    "reason",
    "goal",
    "health",
    "owner",
    "state",
    "task",
    "creator",
    "mover",
    "title",
]
Day = Annotated[date, Limits(ge=date(2, 1, 1), lt=date(9999, 1, 1))]
Json = dict[str, Any]  # a filter tree as `app.domain.filters` reads it
# A filter that was made here is no deeper or longer; what is came from elsewhere.
LONGEST_WORDS = 400
COUNTED = ("list", "count")  # measures whose values are numbers of records
PLACES = ("person", "list", "space", "status", "priority", "tag", "goal")  # where a task stands


class Part(BaseModel):
    """A value of the algebra: what it has not is refused, so that nothing is passed over."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Stretch(Part):
    """Days [start, end), with the words to echo."""

    start: Day
    end: Day
    words: str = ""

    def instants(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        return (
            datetime.combine(self.start, time.min, zone),
            datetime.combine(self.end, time.min, zone),
        )


class Having(Part):
    """Which groups are kept, by their value."""

    op: Literal["lt", "lte", "eq", "gte", "gt"]
    value: float


class Side(Part):
    """One side of a comparison: what is different about it."""

    label: str
    where: Json | None = None
    by: tuple[str, ...] = ()
    when: Stretch | None = None
    event: Event | None = None


class Query(Part):
    """One question. Every slot that is set narrows, groups or orders; none is a hint."""

    measure: str = "list"
    of: Noun = "tasks"
    where: Json = Limits(default_factory=dict[str, Any])
    event: Event | None = None
    when: Stretch | None = None
    status: str = ""  # whose stays are measured
    mean: bool = False  # several values are told by their mean, not by the one in the middle
    per: Per | None = None
    but: tuple[str, ...] = ()  # groups that are left out; of comments and docs, whose
    having: Having | None = None
    order: Literal["", "most", "least"] = ""
    limit: Annotated[int, Limits(ge=0, le=100)] = 0
    rank: Annotated[int, Limits(ge=0, le=9)] = 0  # which place of the order is asked for
    versus: Annotated[tuple[Side, ...], Limits(max_length=4)] = ()
    reason: Annotated[str, Limits(max_length=LONGEST_WORDS)] = ""  # what the reason given says
    late: bool | None = None  # of finished work: after its due day, or not
    by: tuple[
        str, ...
    ] = ()  # who wrote it, of comments and docs; who moved or reopened it, of tasks
    keys: Annotated[tuple[str, ...], Limits(max_length=100)] = ()  # of these it is asked whether
    part: Json | None = None  # of those, which are the share asked for
    part_late: bool | None = None
    before: Annotated[str, Limits(max_length=LONGEST_WORDS)] = ""  # how it is told: “open overdue”
    after: Annotated[str, Limits(max_length=LONGEST_WORDS)] = (
        ""  # “in Platform without an estimate”
    )
    part_words: Annotated[str, Limits(max_length=LONGEST_WORDS)] = ""

    @property
    def is_counted(self) -> bool:
        """Groups are counted, and nothing is asked of a record but in which group it is."""
        return self.per in PLACES and self.measure in COUNTED and self.late is None

    def plain(self) -> Json:
        """As JSON, what is set alone."""
        return self.model_dump(mode="json", exclude_defaults=True)


def all_of(*trees: Json | None) -> Json:
    """The trees joined by AND; `{}` is everything."""
    parts: list[Json] = []
    for tree in trees:
        if tree:
            parts += tree["all"] if set(tree) == {"all"} else [tree]
    return {} if not parts else parts[0] if len(parts) == 1 else {"all": parts}


def leaf(field: str, op: str, value: Any = None) -> Json:
    """One field, asked one thing."""
    return (
        {"field": field, "op": op} if value is None else {"field": field, "op": op, "value": value}
    )


def flag(field: str) -> Json:
    """What is simply so."""
    return {"field": field, "op": "is", "value": True}


def negated(tree: Json) -> Json:
    return {"not": tree}
