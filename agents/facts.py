"""What agents know of a workspace: values, already limited to what their viewer may see."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal, overload

import pydantic

NameKind = Literal["person", "team", "goal", "space", "list", "status", "tag", "task"]
ChangeKind = Literal["created", "started", "done", "cancelled", "reopened", "slipped"]
Field = Literal["status", "person", "priority", "list", "tag", "space", "month"]
Order = Literal["pressing", "longest started", "longest quiet", "newest"]
TOPICS = pydantic.Field(validation_alias=pydantic.AliasChoices("topics", "says"))  # as of 0.4


@dataclass(frozen=True)
class Named:
    """Something with a name: what a question's words may mean."""

    kind: NameKind
    id: int
    name: str
    aliases: tuple[str, ...] = ()
    members: tuple[int, ...] = ()  # a team's people
    hint: str = ""  # what tells it from others of its name: a period, a space, a handle


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


class Tasks(Sequence[TaskFact]):
    """Tasks that fit, in order: counted and named at once, read only as far as they are looked at."""

    def __init__(
        self, named: Sequence[tuple[int, str]], load: Callable[[Sequence[int]], dict[int, TaskFact]]
    ) -> None:
        self.ids = tuple(task_id for task_id, _ in named)
        self.keys = tuple(key for _, key in named)
        self._load = load
        self._known: dict[int, TaskFact] = {}

    @classmethod
    def of(cls, facts: Sequence[TaskFact]) -> "Tasks":
        """Tasks that were read already."""
        known = {fact.id: fact for fact in facts}
        return cls([(fact.id, fact.key) for fact in facts], lambda ids: {i: known[i] for i in ids})

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, index: int) -> TaskFact: ...
    @overload
    def __getitem__(self, index: slice) -> list[TaskFact]: ...
    def __getitem__(self, index: int | slice) -> TaskFact | list[TaskFact]:
        if isinstance(index, slice):
            return self._read(self.ids[index])
        return self._read((self.ids[index],))[0]

    def __iter__(self) -> Iterator[TaskFact]:
        return iter(self._read(self.ids))

    def _read(self, ids: Sequence[int]) -> list[TaskFact]:
        missing = [i for i in ids if i not in self._known]
        if missing:
            self._known |= self._load(missing)
        return [self._known[i] for i in ids if i in self._known]


@dataclass(frozen=True)
class TaskFilter:
    """Which tasks; every field that is set narrows, a tuple means any of (but `all_…`: each of)."""

    __pydantic_config__ = pydantic.ConfigDict(extra="forbid")

    categories: tuple[str, ...] = ()
    spaces: tuple[int, ...] = ()
    not_spaces: tuple[int, ...] = ()
    lists: tuple[int, ...] = ()
    not_lists: tuple[int, ...] = ()
    people: tuple[int, ...] = ()
    all_people: tuple[int, ...] = ()
    not_people: tuple[int, ...] = ()
    unassigned: bool = False
    creators: tuple[int, ...] = ()
    priorities: tuple[int, ...] = ()
    not_priorities: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()
    all_tags: tuple[str, ...] = ()
    not_tags: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    not_statuses: tuple[str, ...] = ()
    goal: int | None = None
    due_from: date | None = None
    due_before: date | None = None
    no_due: bool = False
    created_from: pydantic.AwareDatetime | None = None
    created_before: pydantic.AwareDatetime | None = None
    done_from: pydantic.AwareDatetime | None = None
    done_before: pydantic.AwareDatetime | None = None
    blocked: bool | None = None
    blocking: bool | None = None
    updated_before: pydantic.AwareDatetime | None = None
    topics: Annotated[tuple[str, ...], TOPICS] = ()
    unaligned: bool = False  # with no path to a goal, and not declared upkeep


@dataclass(frozen=True)
class PlaceFact:
    """A list, and the space it is in."""

    id: int
    name: str
    space_id: int
    space: str


@dataclass(frozen=True)
class ColumnFact:
    """A status of a list."""

    id: int
    name: str
    category: str


@dataclass(frozen=True)
class Change:
    """Something that happened to a task."""

    kind: ChangeKind
    task_id: int
    key: str
    at: datetime
    who: str
    old: str = ""  # a slip's old day, ISO
    new: str = ""
    reason: str = ""


@dataclass(frozen=True)
class TargetFact:
    """A target in words: “Sign-ups: 120 of 400 (30 %)”."""

    name: str
    words: str
    percent: float | None
    now: tuple[float, str] | None = None  # its value and unit; none where it can't be told
    start: float | None = None  # where it began and where it ends; none where no number says it
    aim: float | None = None
    weight: float = 1.0

    @property
    def unit(self) -> str:
        return self.now[1] if self.now else ""


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
    weights: tuple[float, ...] = ()  # what each of these counts
    final: bool = False
    kind: str = "goal"  # or initiative
    parent_id: int | None = None
    space_id: int | None = None

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
    tasks: tuple[TaskFact, ...] = ()  # worst first
    counts_first: bool = True  # a blocker comes first, and the measure counts those behind it

    @property
    def counted(self) -> tuple[TaskFact, ...]:  # the tasks whose number the measure says
        return self.tasks if self.counts_first else self.tasks[1:]


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
    heading: str = ""  # what it stands under
    likeness: float = (
        0.0  # how near it comes to what was asked, a cosine; 0 where that is not known
    )


@dataclass(frozen=True)
class SpreadFact:
    """Percentiles of days; None when there is too little to speak of."""

    p50: float | None
    p85: float | None


@dataclass(frozen=True)
class FlowFact:
    """Finished work of a stretch."""

    finished: Tasks
    cycle: SpreadFact
    lead: SpreadFact
    slowest: tuple[tuple[TaskFact, float], ...]  # with their days from start to done
    weeks: tuple[tuple[date, int], ...]  # Monday, finished
    on_time: Tasks
    late: Tasks
    enough: int  # finished tasks from which percentiles are told


@dataclass(frozen=True)
class QueueFact:
    """A status as a place where work waits."""

    status: str
    tasks: Tasks
    oldest_days: float
    p85: float | None  # of the days finished stays took
    arrived: int
    departed: int
