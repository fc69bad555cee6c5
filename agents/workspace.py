"""What agents may ask of a workspace: the protocol the application fulfils, for one viewer.

Everything a `Desk` returns is already what its viewer may see. Agents never name a viewer, a scope or a
query: they ask in these words and get values.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

NameKind = Literal["person", "goal", "space", "list", "status", "tag"]
ChangeKind = Literal["created", "started", "done", "cancelled", "reopened", "slipped"]


@dataclass(frozen=True)
class Named:
    """Something with a name: what a question's words may mean."""

    kind: NameKind
    id: int
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class TaskFact:
    """A task as it is now."""

    id: int
    key: str
    title: str
    list_id: int
    list_name: str
    space_id: int
    status: str
    category: str
    priority: int  # 0 none, 1 urgent … 4 low
    people: tuple[str, ...]
    people_ids: tuple[int, ...]
    due: date | None
    tags: tuple[str, ...]
    points: float | None
    created_at: datetime
    updated_at: datetime
    started_at: datetime | None
    done_at: datetime | None
    blocked_by: int  # open blockers
    blocking: int  # open tasks directly waiting

    @property
    def url(self) -> str:
        return f"/tasks/{self.key}"


@dataclass(frozen=True)
class TaskFilter:
    """Which tasks; every field that is set narrows, a tuple means any of."""

    categories: tuple[str, ...] = ()
    spaces: tuple[int, ...] = ()
    lists: tuple[int, ...] = ()
    people: tuple[int, ...] = ()
    not_people: tuple[int, ...] = ()
    unassigned: bool = False
    priorities: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()
    not_tags: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    not_statuses: tuple[str, ...] = ()
    goal: int | None = None
    due_from: date | None = None
    due_before: date | None = None
    no_due: bool = False
    blocked: bool | None = None
    updated_before: datetime | None = None


@dataclass(frozen=True)
class Change:
    """Something that happened to a task."""

    kind: ChangeKind
    task: TaskFact
    at: datetime
    who: str
    old: str = ""  # a slip's old day, ISO
    new: str = ""
    because: str = ""


@dataclass(frozen=True)
class TargetFact:
    """A target in words: “Sign-ups: 120 of 400 (30 %)”."""

    name: str
    words: str
    percent: float | None


@dataclass(frozen=True)
class GoalFact:
    """A goal with its computed numbers (0–100; None is no data)."""

    id: int
    title: str
    state: str
    owner: str
    owner_id: int | None
    actual: float | None
    expected: float | None
    health: str
    suggested: str
    override_reason: str
    period_start: date | None
    period_end: date | None
    targets: tuple[TargetFact, ...] = ()
    children: tuple[tuple[int, str, float | None], ...] = ()
    final: bool = False

    @property
    def url(self) -> str:
        return f"/goals/{self.id}"


@dataclass(frozen=True)
class BlockerFact:
    """An open task others wait for, directly or behind each other."""

    task: TaskFact
    waiting: tuple[TaskFact, ...]
    days: int
    goals: tuple[str, ...] = ()


@dataclass(frozen=True)
class FindingFact:
    """What a detector saw."""

    title: str
    measure: str
    comparison: str
    next_act: str
    tasks: tuple[TaskFact, ...] = ()


@dataclass(frozen=True)
class Quote:
    """A passage of a record, read from the database just now."""

    kind: str  # task, comment, doc, goal
    id: int
    key: str
    title: str
    url: str
    text: str
    author: str
    at: datetime
    score: float
    record: str  # the whole it belongs to, kind:id


@dataclass(frozen=True)
class LoadFact:
    """Somebody's open work."""

    person_id: int
    person: str
    tasks: tuple[TaskFact, ...] = field(default_factory=tuple)


class Desk(Protocol):
    """One viewer's workspace at one moment; every answer comes from one snapshot."""

    @property
    def viewer_id(self) -> int | None: ...
    @property
    def now(self) -> datetime: ...
    @property
    def today(self) -> date: ...
    @property
    def zone(self) -> ZoneInfo: ...

    def names(self) -> Sequence[Named]: ...
    def task(self, key: str) -> TaskFact | None: ...
    def tasks(self, wanted: TaskFilter) -> list[TaskFact]:
        """All that fit, most pressing first (overdue longest, then priority)."""
        ...

    def visible(self) -> int:
        """How many tasks the viewer can see."""
        ...

    def changes(
        self, wanted: TaskFilter, start: datetime, end: datetime, kinds: Sequence[ChangeKind]
    ) -> list[Change]:
        """What happened in [start, end), oldest first."""
        ...

    def goal(self, goal_id: int) -> GoalFact | None: ...
    def goals(self) -> list[GoalFact]: ...
    def blockers(self, wanted: TaskFilter) -> list[BlockerFact]:
        """Open tasks that hold up tasks that fit, heaviest first."""
        ...

    def blockers_of(self, task_id: int) -> list[TaskFact]:
        """Open tasks that block this one directly."""
        ...

    def waiting_for(self, task_id: int) -> list[TaskFact]:
        """Open tasks that wait for this one, directly or behind others."""
        ...

    def findings(self) -> list[FindingFact]: ...
    def last_comments(self, task_ids: Sequence[int]) -> dict[int, Quote]:
        """The newest comment on each task."""
        ...

    def comments_on(self, kind: str, item_id: int) -> list[Quote]:
        """The newest comments on an item, newest first."""
        ...

    def passages(self, query: str, *, record: str = "") -> list[Quote]:
        """Passages for a question, best first; within one record when given."""
        ...

    def likeness(self, query: str) -> float:
        """How near anything comes to the question in meaning (cosine; 0 when unknown)."""
        ...

    def similar(self, task_id: int) -> list[TaskFact]: ...
