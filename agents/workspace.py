"""What agents may ask of a workspace: the protocol the application fulfils, for one viewer.

Everything a `WorkspaceGateway` returns is already what its viewer may see. Agents never name a viewer, a scope or a
query: they ask in these words and get values.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any, Literal, Protocol
from zoneinfo import ZoneInfo

from agents.algebra.query import Event as Happening
from agents.algebra.query import Json, Query, Stretch
from agents.algebra.rows import Happened, Load, Row, StayFact
from agents.changed import LastChange, Written
from agents.described import FieldDescription
from agents.facts import (
    BlockerFact,
    Change,
    ChangeKind,
    ColumnFact,
    Field,
    FindingFact,
    FlowFact,
    GoalFact,
    Named,
    Order,
    PlaceFact,
    QueueFact,
    Quote,
    TaskFact,
    TaskFilter,
    Tasks,
)
from agents.weeks import SummaryFact

Subject = Literal["task", "goal"]


class Days(Protocol):
    """A stretch of days."""

    @property
    def start(self) -> date: ...
    @property
    def end(self) -> date: ...
    def instants(self, zone: ZoneInfo) -> tuple[datetime, datetime]: ...


class Scoped(Protocol):
    """What a summary needs of a reading: whose and which days."""

    @property
    def goals(self) -> Sequence[Named]: ...
    @property
    def spaces(self) -> Sequence[Named]: ...
    @property
    def lists(self) -> Sequence[Named]: ...
    @property
    def people(self) -> Sequence[Named]: ...
    @property
    def days(self) -> tuple[date, date] | None: ...


class WorkspaceGateway(Protocol):
    """One viewer's workspace at one moment; every answer comes from one snapshot."""

    @property
    def viewer_id(self) -> int | None: ...
    @property
    def now(self) -> datetime: ...
    @property
    def today(self) -> date: ...
    @property
    def zone(self) -> ZoneInfo: ...

    @property
    def is_day_first(self) -> bool:
        """Whether the viewer writes the day before the month: “11/12/2026” is in December."""
        ...

    def number(self, words: str) -> float | None:
        """A number as the viewer writes it: “12,500” or “12.500”."""
        ...

    def minutes(self, words: str) -> int | None:
        """A length of work, in minutes: “3h”, “90 min”, “2 days”, hours without a unit."""
        ...

    @property
    def edits(self) -> bool:
        """Whether the viewer may change work, not only read and comment."""
        ...

    @property
    def comments(self) -> bool: ...

    @property
    def you_can_see(self) -> str:
        """“ you can see” behind a “nothing” or “no goal” told to whom something may be hidden from; else empty."""
        ...

    def names(self) -> Sequence[Named]: ...
    def places(self) -> Sequence[PlaceFact]:
        """The lists open to the viewer, those of their own open work first."""
        ...

    def columns(self, list_id: int) -> Sequence[ColumnFact]:
        """The statuses of a list, in the order of the workflow."""
        ...

    def fields(self, noun: Subject) -> Sequence[FieldDescription]:
        """The fields of tasks or goals, in the order they are shown."""
        ...

    def held(self, kind: Subject, item_id: int, field: str) -> Any:
        """A field's value as JSON keeps it; None when there is none, or nothing to be seen."""
        ...

    def stated(self, kind: Subject, item_id: int, field: str) -> str:
        """A field as `LastChange` says its values; empty when there is none, or nothing to be seen."""
        ...

    def refusal(self, field: str, value: Any) -> str:
        """Why a field of a task can't have a value; empty when it can."""
        ...

    def task(self, key: str) -> TaskFact | None: ...
    def tasks(self, wanted: TaskFilter, order: Order = "pressing") -> Tasks:
        """All that fit; pressing is: overdue longest, then priority."""
        ...

    def these(self, named: Sequence[tuple[int, str]]) -> Tasks:
        """Tasks by id and key, in this order, of those the viewer may see."""
        ...

    def rows(self, query: Query) -> list[Row]:
        """The records a typed question is about; raises ValueError for what is no filter."""
        ...

    def happened(
        self, where: Json, kind: Happening, start: datetime, end: datetime
    ) -> list[Happened]:
        """What happened to tasks that fit in [start, end), oldest first."""
        ...

    def stays(self, where: Json) -> list[StayFact]:
        """The stays in statuses of tasks that fit."""
        ...

    def loads(self, days: Stretch | None) -> list[Load]:
        """What people have due in some days (the next two weeks), against their hours; the fullest first."""
        ...

    def vector(self, text: str) -> tuple[str, Any]:
        """The embedder's name and a text's vector; None while meaning is not searched."""
        ...

    def states(self, words: Sequence[str]) -> tuple[str, Any]:
        """The embedder's name, and what it made of each word among the others, and of all; None when it can't tell."""
        ...

    def split(self, wanted: TaskFilter, by: Field) -> list[tuple[str, Tasks]]:
        """All that fit by a field's value, the largest group first; a task with two people is in both."""
        ...

    def titled(self, words: str) -> list[TaskFact]:
        """Tasks whose titles are nearest to these words, best first."""
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
    def last_change(self, kind: Subject, item_id: int, field: str) -> LastChange | None:
        """When a field last became what it is, by the log of what the viewer may see."""
        ...

    def written(self, quote: Quote, words: str) -> Written:
        """Since when these words stand in what was quoted, and who put them there."""
        ...

    def serves(self, task_id: int) -> list[tuple[GoalFact, str]]:
        """The goals a task serves, the nearest first, each with through what (“through list Billing”)."""
        ...

    def flow(self, wanted: TaskFilter, period: Days | None) -> FlowFact:
        """What the finished work of a stretch says."""
        ...

    def queues(self, wanted: TaskFilter, period: Days | None) -> list[QueueFact]:
        """Where open work waits, in the order of the workflow."""
        ...

    def last_seen(self) -> datetime | None:
        """When the viewer last did something before this visit."""
        ...

    def mentions(self, since: datetime) -> list[Quote]:
        """Comments since then that name the viewer, newest first."""
        ...

    def assigned_among(self, found: Sequence[Quote]) -> dict[str, list[Quote]]:
        """Who does the tasks among these passages, by name."""
        ...

    def summary(self, reading: Scoped) -> SummaryFact | None:
        """The week a reading asks of, in the summary's own words; None when it is no whole week."""
        ...

    def back_to(self, day: date) -> AbstractContextManager["WorkspaceGateway"]:
        """The workspace as it was at the end of a past day, under today's rights."""
        ...

    def last_comments(self, task_ids: Sequence[int]) -> dict[int, Quote]:
        """The newest comment on each task."""
        ...

    def said(self, comment_ids: Sequence[int]) -> list[Quote]:
        """Comments by id, newest first."""
        ...

    def comments_on(self, kind: str, item_id: int) -> list[Quote]:
        """The newest comments on an item, newest first."""
        ...

    def passages(self, query: str, *, record: str = "") -> list[Quote]:
        """Passages for a question, best first; within one record when given."""
        ...

    def evidence(self, query: str) -> list[Quote]:
        """What may answer a question: the likeliest record first, each passage for itself with its likeness."""
        ...

    def goals_meaning(self, words: str) -> list[int]:
        """The few goals these words may mean, nearest first; none when meaning isn't searched."""
        ...

    def similar(self, task_id: int) -> list[TaskFact]: ...

    def alike(self, kind: str, item_id: int) -> list[Quote]:
        """Tasks, docs and goals that read most like one, best first, itself left out."""
        ...

    def linked_tasks(self, kind: str, item_id: int) -> list[TaskFact]:
        """The tasks an item is tied to."""
        ...
