"""What the log says since the goals' numbers were kept: which work it names, and what counts that work."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from sqlalchemy import and_, func, literal, null, union_all
from sqlalchemy import select as sql
from sqlmodel import Session

from app import db
from app.among import among, ids_of, one_of
from app.domain.events import Category, Kind
from app.models import (
    ConsumerOffset,
    Event,
    Goal,
    GoalNumber,
    Space,
    Target,
    TargetList,
    TargetTask,
    Task,
    TaskList,
)
from app.models.base import columns_of
from app.prepared import Prepared

CONSUMER = "goal-numbers"
# Unread events beyond this: everything is computed, which costs less than looking at each.
MANY = 500
OF_TASK = (Kind.TASK_CREATED, Kind.TASK_CHANGED, Kind.TASK_DELETED, Kind.TASK_RESTORED)
OF_GOAL = (
    Kind.GOAL_CREATED,
    Kind.GOAL_CHANGED,
    Kind.GOAL_CLOSED,
    Kind.GOAL_REOPENED,
    Kind.GOAL_DELETED,
    Kind.GOAL_RESTORED,
)
OF_TARGET = (Kind.TARGET_CREATED, Kind.TARGET_CHANGED, Kind.TARGET_DELETED, Kind.TARGET_RESTORED)
# Rare, and about a whole place: every number is computed again.
OF_ALL = (
    Kind.LIST_DELETED,
    Kind.LIST_RESTORED,
    Kind.SPACE_DELETED,
    Kind.SPACE_RESTORED,
    Kind.WORKSPACE_CHANGED,
)
COUNTED = {"category", "estimate_minutes", "list_id", "deleted"}  # what a target sees of a task


class Happened(Protocol):
    """What is needed of an event."""

    @property
    def kind(self) -> str: ...
    @property
    def subject_id(self) -> int: ...
    @property
    def list_id(self) -> int | None: ...
    @property
    def changes(self) -> dict[str, list[Any]]: ...


class Unread(NamedTuple):
    """An event the consumer has not read."""

    kind: str
    subject_id: int
    list_id: int | None
    changes: dict[str, list[Any]]


class GoalRow(NamedTuple):
    """A goal, living or not, with the number kept of it."""

    id: int
    parent_id: int | None
    state: str
    weight: float
    final_progress: float | None
    is_living: bool
    actual: float | None
    counts: dict[str, list[float]] | None


class TargetRow(NamedTuple):
    """A target, living or not."""

    id: int
    goal_id: int
    kind: str
    start_value: float
    current_value: float
    target_value: float
    weight: float
    by_estimate: bool
    is_living: bool
    is_touched: bool


@dataclass
class Touched:
    """What events name that a number may depend on; `everything`: any may have changed."""

    everything: bool = False
    tasks: set[int] = field(default_factory=set[int])
    lists: set[int] = field(default_factory=set[int])
    targets: set[int] = field(default_factory=set[int])
    goals: set[int] = field(default_factory=set[int])

    def __bool__(self) -> bool:
        return self.everything or bool(self.tasks or self.targets or self.goals)


def touched(events: Iterable[Happened]) -> Touched:
    """What these events name."""
    found = Touched()
    for event in events:
        if event.kind in OF_ALL:
            found.everything = True
        elif event.kind in OF_TARGET:
            found.targets.add(event.subject_id)
        elif event.kind in OF_GOAL:
            found.goals |= {event.subject_id, *_named(event, "parent_id")}
        elif event.kind in OF_TASK and _counts_now(event):
            found.tasks.add(event.subject_id)
            found.lists |= {*_named(event, "list_id")} | (
                {event.list_id} if event.list_id else set()
            )
    return found


def state(session: Session) -> tuple[list[GoalRow], list[Unread]]:
    """Every goal, in order of rank, and what the consumer has not read, at most `MANY` + 1 events."""
    goals: list[GoalRow] = []
    unread: list[Unread] = []
    for row in STATE.all(session):
        if row.is_goal:
            kept = (row.weight, row.final_progress, bool(row.is_living), row.actual, row.data)
            goals.append(GoalRow(row.id, row.near_id, row.word, *kept))
        else:
            unread.append(Unread(row.word, row.id, row.near_id, row.data))
    return goals, unread


def counting(
    session: Session, named: Touched
) -> tuple[dict[int, TargetRow], dict[int, tuple[float, float]]]:
    """All targets by id, and (done, all − cancelled) of the tasks targets that are touched.

    Touched is what is named, what counts something named, and what belongs to a goal that is named.
    """
    asked = {name: ids_of(getattr(named, name)) for name in ("tasks", "lists", "targets", "goals")}
    rows = COUNTING.all(session, asked)
    every = {one[0]: TargetRow(*one[: len(TargetRow._fields)]) for one in rows}
    wanted = [one for one in every.values() if one.is_touched and one.kind == "tasks"]
    return every, totals(wanted, [(row.id, *row[-3:]) for row in rows if row.category])


def counted(session: Session, targets: Sequence[Any]) -> dict[int, tuple[float, float]]:
    """(done, all − cancelled) of each tasks target: tasks, or minutes when it counts by estimate."""
    if not targets:
        return {}
    sums = sums_of(sql(R.id).where(among(R.id, [target.id for target in targets])))
    return totals(targets, db.execute(session, sums).all())


def sums_of(targets: Any) -> Any:
    """Tasks and minutes by target and category; a task counted twice over is one, put away it is none."""
    tied = sql(TT.target_id, TT.task_id).where(TT.target_id.in_(targets))
    listed = sql(TL.target_id, T.id).join_from(TargetList, Task, T.list_id == TL.list_id)
    pairs = tied.union(listed.where(TL.target_id.in_(targets))).subquery()
    return (
        sql(
            pairs.c.target_id,
            T.category,
            func.count().label("tasks"),
            func.sum(func.coalesce(T.estimate_minutes, 0)).label("minutes"),
        )
        .select_from(pairs)
        .join(Task, T.id == pairs.c.task_id)
        .join(TaskList, L.id == T.list_id)
        .join(Space, S.id == T.space_id)
        .where(T.deleted_at.is_(None), L.deleted_at.is_(None), S.deleted_at.is_(None))
        .where(T.category != Category.CANCELLED.value)
        .group_by(pairs.c.target_id, T.category)
    )


def totals(targets: Iterable[Any], sums: Iterable[Any]) -> dict[int, tuple[float, float]]:
    by_estimate = {target.id: bool(target.by_estimate) for target in targets}
    done: dict[int, float] = {}
    every: dict[int, float] = {}
    for target_id, category, tasks, minutes in sums:
        if target_id in by_estimate:
            size = float(minutes if by_estimate[target_id] else tasks)
            every[target_id] = every.get(target_id, 0.0) + size
            if category == Category.DONE:
                done[target_id] = done.get(target_id, 0.0) + size
    return {i: (done.get(i, 0.0), every.get(i, 0.0)) for i in by_estimate}


def _named(event: Happened, name: str) -> list[int]:
    return [value for value in event.changes.get(name, ()) if isinstance(value, int)]


def _counts_now(event: Happened) -> bool:
    """A change of a task that a target can see; making it, putting it away and back are such."""
    return event.kind != Kind.TASK_CHANGED or not COUNTED.isdisjoint(event.changes)


G, R, S, T, L = (columns_of(m) for m in (Goal, Target, Space, Task, TaskList))
TT, TL, N, E = (columns_of(m) for m in (TargetTask, TargetList, GoalNumber, Event))
# Made once: to build a statement costs more than to run it.
OF_A_TARGET = (
    R.id,
    R.goal_id,
    R.kind,
    R.start_value,
    R.current_value,
    R.target_value,
    R.weight,
    R.by_estimate,
)
_O = columns_of(ConsumerOffset)
_READ = sql(_O.event_id).where(_O.consumer == CONSUMER).scalar_subquery()
UNREAD = (
    sql(E.subject_id, E.list_id, E.kind, E.changes)
    .where(E.id > func.coalesce(_READ, 0))
    .where(E.kind.in_([str(kind) for kind in (*OF_TASK, *OF_GOAL, *OF_TARGET, *OF_ALL)]))
    .order_by(E.id)
    .limit(MANY + 1)
)
# Whether there is anything the consumer has not read; a column for other statements.
IS_BEHIND = UNREAD.with_only_columns(E.id).order_by(None).limit(None).exists()
_UNREAD = UNREAD.subquery()
_NOTHING = [null().label(name) for name in ("weight", "final", "is_living", "actual", "rank")]
STATE = Prepared(
    union_all(
        sql(
            literal(1).label("is_goal"),
            G.id.label("id"),
            G.parent_id.label("near_id"),
            G.state.label("word"),
            N.counts.label("data"),
            G.weight,
            G.final_progress,
            and_(G.deleted_at.is_(None), S.deleted_at.is_(None)).label("is_living"),
            N.actual,
            G.rank.label("rank"),
        )
        .join_from(Goal, Space, S.id == G.space_id, isouter=True)
        .outerjoin(GoalNumber, N.goal_id == G.id),
        sql(literal(0), *_UNREAD.c, *_NOTHING),
    ).order_by("rank", "id")
)
_BY_TASK = sql(TT.target_id).where(one_of(TT.task_id, "tasks"))
_BY_LIST = sql(TL.target_id).where(one_of(TL.list_id, "lists"))
_HIT = (
    sql(R.id)
    .where(
        one_of(R.id, "targets") | one_of(R.goal_id, "goals") | R.id.in_(_BY_TASK.union(_BY_LIST))
    )
    .cte("hit")
)
_SUMS = sums_of(sql(_HIT.c.id)).subquery()
# Every target, once for each category of the work it counts when it is touched.
COUNTING = Prepared(
    sql(
        *OF_A_TARGET,
        R.deleted_at.is_(None).label("is_living"),
        _HIT.c.id.is_not(None).label("is_touched"),
        _SUMS.c.category,
        _SUMS.c.tasks,
        _SUMS.c.minutes,
    )
    .join_from(Target, _HIT, _HIT.c.id == R.id, isouter=True)
    .outerjoin(_SUMS, _SUMS.c.target_id == R.id)
    .order_by(R.id)
)
