"""One asker's workspace at one moment: what the agents may ask, under the asker's rights."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, func, select

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
from agents.reading.reading import Period
from agents.weeks import SummaryFact
from agents.workspace import Days, Scoped, Subject
from app import access
from app.assist import (
    acting,
    blocks,
    changed,
    described,
    facts,
    filters,
    findings,
    flowing,
    goalfacts,
    history,
    likeness,
    names,
    past,
    quotes,
    weekly_answer,
    worded,
)
from app.assist.recordreads import RecordReads
from app.assist.written import WrittenBy
from app.domain import fields, numbers
from app.domain.access import Actor
from app.domain.bottlenecks.blocker import behind
from app.domain.errors import NotFound
from app.domain.filters import Filter
from app.models import Event, Relation, Task
from app.reads import filtering, goals, inbox, serving, taskpage
from app.reads.goals import GoalLine
from knowledge.library import Library

# Nobody has been away who did something this recently.
VISIT = timedelta(hours=4)


class DatabaseGateway(RecordReads, WrittenBy):
    """Fulfils `agents.workspace.WorkspaceGateway` with SQL; every query is filtered by the actor."""

    def __init__(
        self,
        session: Session,
        actor: Actor,
        library: Library,
        *,
        now: datetime,
        zone: ZoneInfo,
        locale: str = numbers.PLAIN,
    ) -> None:
        self.session, self.actor, self.library = session, actor, library
        self.now, self.zone, self.locale = now, zone, locale
        self.said_until: datetime | None = None  # set when a past day is looked at
        self._weeks: dict[tuple[Any, ...], SummaryFact | None] = {}
        # One snapshot answers the whole question.
        session.info["open_blocks"] = facts.open_blocks(session, actor)

    @property
    def viewer_id(self) -> int | None:
        return self.actor.user_id

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    def names(self) -> Sequence[Named]:
        return self._names

    @cached_property
    def _names(self) -> list[Named]:
        return names.visible(self.session, self.actor)

    @property
    def edits(self) -> bool:
        return self.actor.edits

    @property
    def comments(self) -> bool:
        return self.actor.writes

    def places(self) -> Sequence[PlaceFact]:
        return acting.places(self.session, self.actor)

    def columns(self, list_id: int) -> Sequence[ColumnFact]:
        return acting.columns(self.session, list_id, self.actor)

    def fields(self, noun: Subject) -> Sequence[FieldDescription]:
        return described.of(noun)

    def held(self, kind: Subject, item_id: int, field: str) -> Any:
        if not self._shows(kind, item_id):
            return None
        return worded.held(self.session, kind, field, item_id)

    def stated(self, kind: Subject, item_id: int, field: str) -> str:
        known = fields.named(kind, field)
        return worded.Words(self.session, self.actor).of(known, self.held(kind, item_id, field))

    def refusal(self, field: str, value: Any) -> str:
        return described.refusal("task", field, value)

    def task(self, key: str) -> TaskFact | None:
        try:
            found = access.task(self.session, key, self.actor)
        except NotFound:
            return None
        return next(iter(facts.tasks(self.session, [col(Task.id) == found.id])), None)

    def tasks(self, wanted: TaskFilter, order: Order = "pressing") -> Tasks:
        return facts.task_set(self.session, self._where(wanted), order)

    def fitting(self, wanted: Filter) -> Tasks:
        """The visible tasks that fit a filter, the most pressing first."""
        who = filtering.actor_for(wanted, self.actor)
        fits = filtering.compile(self.session, wanted, actor=who, today=self.today)
        return facts.task_set(self.session, [access.tasks_open_to(who), fits], "pressing")

    def these(self, named: Sequence[tuple[int, str]]) -> Tasks:
        return Tasks(named, lambda ids: facts.by_ids(self.session, ids))

    def split(self, wanted: TaskFilter, by: Field) -> list[tuple[str, Tasks]]:
        return facts.split(self.session, self._where(wanted), by)

    def titled(self, words: str) -> list[TaskFact]:
        return likeness.titled(self.session, self.actor, self.library, words)

    def changes(
        self, wanted: TaskFilter, start: datetime, end: datetime, kinds: Sequence[ChangeKind]
    ) -> list[Change]:
        return history.changes(
            self.session, self._where(wanted), start, end, kinds, actor=self.actor
        )

    def goal(self, goal_id: int) -> GoalFact | None:
        line = self._lines.get(goal_id)
        return goalfacts.goal_fact(line, self._lines) if line else None

    def goals(self) -> list[GoalFact]:
        return [goalfacts.goal_fact(line, self._lines) for line in self._lines.values()]

    def blockers(self, wanted: TaskFilter) -> list[BlockerFact]:
        fitting = set(self.tasks(wanted).ids)
        return blocks.holding(
            self.session, self._relations, fitting, actor=self.actor, now=self.now
        )

    def blockers_of(self, task_id: int) -> list[TaskFact]:
        ids = [first for first, group in self._below.items() if task_id in group]
        return facts.tasks(self.session, [col(Task.id).in_(ids)]) if ids else []

    def waiting_for(self, task_id: int) -> list[TaskFact]:
        ids = behind(task_id, self._below)
        return facts.tasks(self.session, [col(Task.id).in_(ids)]) if ids else []

    def last_change(self, kind: Subject, item_id: int, field: str) -> LastChange | None:
        if not self._shows(kind, item_id):
            return None
        return changed.last(self.session, self.actor, kind, item_id, field, until=self.now)

    def _shows(self, kind: Subject, item_id: int) -> bool:
        if kind == "goal":
            return self.goal(item_id) is not None
        return self._sees(item_id)

    def _sees(self, task_id: int) -> bool:
        where = [col(Task.id) == task_id, access.tasks_open_to(self.actor)]
        return self.session.exec(select(Task.id).where(*where)).first() is not None

    def written(self, quote: Quote, words: str) -> Written:
        return changed.written(self.session, self.actor, quote, words)

    def serves(self, task_id: int) -> list[tuple[GoalFact, str]]:
        ways = serving.of_tasks(self.session, [task_id], actor=self.actor).get(task_id, ())
        goals = [(self.goal(way.goal_id), way.words) for way in ways]
        return [(goal, words) for goal, words in goals if goal is not None]

    def flow(self, wanted: TaskFilter, period: Days | None) -> FlowFact:
        return flowing.flow_fact(self, self._where(wanted), period or self._lately())

    def queues(self, wanted: TaskFilter, period: Days | None) -> list[QueueFact]:
        return flowing.queue_facts(self, self._where(wanted), period or self._lately())

    def _lately(self) -> Days:
        return Period(self.today - timedelta(days=90), self.today + timedelta(days=1), "")

    def last_seen(self) -> datetime | None:
        """When the viewer last changed something before this visit."""
        return self.session.exec(
            select(func.max(Event.at)).where(
                Event.actor_id == self.actor.user_id, col(Event.at) < self.now - VISIT
            )
        ).one()

    def mentions(self, since: datetime) -> list[Quote]:
        ids = [
            n.comment_id
            for n in inbox.notices(self.session, actor=self.actor, since=since)
            if n.comment_id is not None and n.at >= since
        ]
        return quotes.comments(self.session, self.actor, ids)

    def assigned_among(self, found: Sequence[Quote]) -> dict[str, list[Quote]]:
        by_id = {quote.id: quote for quote in found if quote.kind == "task"}
        rows: dict[str, list[Quote]] = {}
        for task in facts.by_ids(self.session, list(by_id)).values():
            for person in task.people:
                rows.setdefault(person, []).append(by_id[task.id])
        return rows

    def summary(self, reading: Scoped) -> SummaryFact | None:
        # Each sentence of a summary is checked against all of it.
        asked = (reading.days, *((n.kind, n.id) for n in (*reading.goals, *reading.spaces)))
        if asked not in self._weeks:
            self._weeks[asked] = weekly_answer.weekly_answer(self, reading)
        return self._weeks[asked]

    def back_to(self, day: date) -> AbstractContextManager["DatabaseGateway"]:
        """The workspace as it was at the end of a day, under today's rights."""
        return past.gateway_on(self, day)

    def findings(self) -> list[FindingFact]:
        return findings.of_work(self.session, self.actor, now=self.now)

    def last_comments(self, task_ids: Sequence[int]) -> dict[int, Quote]:
        return quotes.last_on(self.session, self.actor, task_ids, until=self.said_until)

    def comments_on(self, kind: str, item_id: int) -> list[Quote]:
        return quotes.comments_on(self.session, self.actor, kind, item_id, until=self.said_until)

    def passages(self, query: str, *, record: str = "") -> list[Quote]:
        if record:
            return quotes.of_record(self.session, self.actor, record)
        return quotes.search(self.session, self.actor, self.library, query)

    def evidence(self, query: str) -> list[Quote]:
        return quotes.evidence(self.session, self.actor, self.library, query)

    def goals_meaning(self, words: str) -> list[int]:
        return likeness.goals_meaning(self.actor, self.library, words)

    def similar(self, task_id: int) -> list[TaskFact]:
        return likeness.similar_tasks(self.session, self.actor, self.library, task_id)

    def alike(self, kind: str, item_id: int) -> list[Quote]:
        return likeness.alike(self.session, self.actor, self.library, (kind, item_id))

    def linked_tasks(self, kind: str, item_id: int) -> list[TaskFact]:
        linked = taskpage.linked(self.session, kind, item_id, actor=self.actor)
        ids = [one.id for one in linked if one.kind == "task"]
        return list(facts.by_ids(self.session, ids).values())

    def _where(self, wanted: TaskFilter) -> list[filters.Where]:
        return filters.conditions(self.session, wanted, self.actor)

    # -- inside ------------------------------------------------------------------------------------

    @cached_property
    def _lines(self) -> dict[int, GoalLine]:
        return goals.lines(self.session, actor=self.actor, now=self.now, today=self.today)

    @cached_property
    def _relations(self) -> list[Relation]:
        return self.session.info["open_blocks"]

    @cached_property
    def _below(self) -> blocks.Below:
        return blocks.below(self._relations)
