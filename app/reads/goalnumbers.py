"""The number of each goal: kept by a consumer, and set right where the log has gone on since.

`current` equals `computed` at any moment: what the consumer has not read yet is computed for the goals it
touches, within the reader's own snapshot.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import func
from sqlalchemy import select as sql
from sqlmodel import Session

from app import db
from app.among import among
from app.domain import progress
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

CONSUMER = "goal-numbers"
CLOSED = ("achieved", "missed", "dropped")
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
    """What is needed of an event: its row, or the columns of `UNREAD`."""

    @property
    def kind(self) -> str: ...
    @property
    def subject_id(self) -> int: ...
    @property
    def list_id(self) -> int | None: ...
    @property
    def changes(self) -> dict[str, list[Any]]: ...


@dataclass(frozen=True)
class Number:
    """A goal's percentage, 0–100 or None, and (done, all − cancelled) of each of its tasks targets."""

    actual: float | None
    counts: dict[int, tuple[float, float]]


def current(session: Session) -> dict[int, Number]:
    """The number of every living goal, true now; costs little when the consumer has read all."""
    unread = db.execute(session, UNREAD).all()
    touched = None if len(unread) > MANY else affected(session, unread)
    kept = _kept(session)
    if touched is None or not _living(session) <= kept.keys() | touched:
        return computed(session)
    return kept | computed(session, only=touched, kept=kept) if touched else kept


def affected(session: Session, events: Iterable[Happened]) -> set[int] | None:
    """The goals whose number may have changed, with all above them; None: any may have."""
    tasks: set[int] = set()
    lists: set[int] = set()
    targets: set[int] = set()
    goals: set[int] = set()
    for event in events:
        if event.kind in OF_ALL:
            return None
        if event.kind in OF_TARGET:
            targets.add(event.subject_id)
        elif event.kind in OF_GOAL:
            goals |= {event.subject_id, *_named(event, "parent_id")}
        elif event.kind in OF_TASK and _counts_now(event):
            tasks.add(event.subject_id)
            lists |= {*_named(event, "list_id")} | ({event.list_id} if event.list_id else set())
    if tasks or targets:
        goals |= _counting(session, tasks, lists, targets)
    return _with_ancestors(session, goals) if goals else set()


def computed(
    session: Session,
    *,
    only: set[int] | None = None,
    kept: Mapping[int, Number] | None = None,
) -> dict[int, Number]:
    """Numbers from the work itself: of all living goals, or of some, from what is kept of those below them."""
    near = () if only is None else (among(G.id, only) | among(G.parent_id, only),)
    goals = db.execute(session, LIVING.where(*near)).all()
    targets = _targets(session, only)
    counts = counted(session, [row for row in targets if row.kind == "tasks"])
    own: dict[int, list[progress.Part]] = {}
    for row in targets:
        own.setdefault(row.goal_id, []).append(_part(row, counts.get(row.id, (0.0, 0.0))))
    known = {} if only is None else {i: one.actual for i, one in (kept or {}).items()}
    for goal_id in only or ():
        known.pop(goal_id, None)
    below: dict[int, list[Any]] = {}
    for goal in goals:
        below.setdefault(goal.parent_id, []).append(goal)
    wanted = [goal for goal in goals if only is None or goal.id in only]
    for goal in wanted:
        _percent(goal, own, below, known)
    tied: dict[int, dict[int, tuple[float, float]]] = {}
    for row in targets:
        if row.kind == "tasks":
            tied.setdefault(row.goal_id, {})[row.id] = counts.get(row.id, (0.0, 0.0))
    return {goal.id: Number(known[goal.id], tied.get(goal.id, {})) for goal in wanted}


def counted(session: Session, targets: Sequence[Any]) -> dict[int, tuple[float, float]]:
    """(done, all − cancelled) of each tasks target: tasks, or minutes when it counts by estimate."""
    if not targets:
        return {}
    ids = [target.id for target in targets]
    by_estimate = {target.id for target in targets if target.by_estimate}
    tied = sql(TT.target_id, TT.task_id).where(among(TT.target_id, ids))
    listed = sql(TL.target_id, T.id).join_from(TargetList, Task, T.list_id == TL.list_id)
    pairs = tied.union(listed.where(among(TL.target_id, ids))).subquery()
    done: dict[int, float] = {}
    every: dict[int, float] = {}
    # A task counted twice over is one pair; put away, alone or with its place, it is none.
    rows = db.execute(
        session,
        sql(
            pairs.c.target_id,
            T.category,
            func.count(),
            func.sum(func.coalesce(T.estimate_minutes, 0)),
        )
        .select_from(pairs)
        .join(Task, T.id == pairs.c.task_id)
        .join(TaskList, L.id == T.list_id)
        .join(Space, S.id == T.space_id)
        .where(T.deleted_at.is_(None), L.deleted_at.is_(None), S.deleted_at.is_(None))
        .where(T.category != Category.CANCELLED.value)
        .group_by(pairs.c.target_id, T.category),
    )
    for target_id, category, tasks, minutes in rows:
        size = float(minutes if target_id in by_estimate else tasks)
        every[target_id] = every.get(target_id, 0.0) + size
        if category == Category.DONE:
            done[target_id] = size
    return {i: (done.get(i, 0.0), every.get(i, 0.0)) for i in ids}


def read(row: Any) -> Number | None:  # any row with the two columns of `KEPT`
    """The number a row keeps, or None when it keeps none."""
    if row.counts is None:
        return None
    return Number(row.actual, {int(i): (done, total) for i, (done, total) in row.counts.items()})


def _percent(
    goal: Any,  # a row of LIVING
    own: dict[int, list[progress.Part]],
    below: dict[int, list[Any]],
    known: dict[int, float | None],
) -> float | None:
    """A goal's number, children first; a closed goal's is frozen, a dropped one doesn't count."""
    if goal.id not in known:
        known[goal.id] = None  # a circle in the data must not hang the page
        parts = [
            progress.Part(_percent(child, own, below, known), child.weight)
            for child in below.get(goal.id, [])
            if child.state != "dropped"
        ]
        known[goal.id] = progress.goal_percent([*own.get(goal.id, []), *parts])
        if goal.state in CLOSED and goal.final_progress is not None:
            known[goal.id] = goal.final_progress
    return known[goal.id]


def _part(row: Any, counts: tuple[float, float]) -> progress.Part:
    facts = progress.TargetFacts(
        row.kind, row.start_value, row.current_value, row.target_value, *counts, row.weight
    )
    return progress.Part(progress.target_percent(facts), row.weight)


def _targets(session: Session, only: set[int] | None) -> Sequence[Any]:
    found = TARGETS if only is None else TARGETS.where(among(R.goal_id, only))
    return db.execute(session, found).all()


def _kept(session: Session) -> dict[int, Number]:
    found = {row.goal_id: read(row) for row in db.execute(session, KEPT)}
    return {goal_id: number for goal_id, number in found.items() if number is not None}


def _living(session: Session) -> set[int]:
    return {row.id for row in db.execute(session, LIVING)}


def _named(event: Happened, field: str) -> list[int]:
    return [value for value in event.changes.get(field, ()) if isinstance(value, int)]


def _counts_now(event: Happened) -> bool:
    """A change of a task that a target can see; making it, putting it away and back are such."""
    return event.kind != Kind.TASK_CHANGED or not COUNTED.isdisjoint(event.changes)


def _counting(session: Session, tasks: set[int], lists: set[int], targets: set[int]) -> set[int]:
    """The goals of these targets, and of those that count these tasks or lists."""
    by_task = sql(TT.target_id).where(among(TT.task_id, tasks))
    by_list = sql(TL.target_id).where(among(TL.list_id, lists))
    found = db.execute(
        session, sql(R.goal_id).where(among(R.id, targets) | R.id.in_(by_task.union(by_list)))
    )
    return {row.goal_id for row in found}


def _with_ancestors(session: Session, goals: set[int]) -> set[int] | None:
    """Them and all above; None when goals stand in a circle, where the order of computing matters."""
    above = {row.id: row.parent_id for row in db.execute(session, sql(G.id, G.parent_id))}
    found: set[int] = set()
    for goal_id in goals:
        path: set[int] = set()
        at: int | None = goal_id
        while at is not None and at not in found:
            if at in path:
                return None
            path.add(at)
            at = above.get(at)
        found |= path
    return found


G, R, S, T, L = (columns_of(m) for m in (Goal, Target, Space, Task, TaskList))
TT, TL, N, E = (columns_of(m) for m in (TargetTask, TargetList, GoalNumber, Event))
# Made once: to build a statement costs more than to run it.
LIVING = (
    sql(G.id, G.parent_id, G.weight, G.state, G.final_progress)
    .join_from(Goal, Space, S.id == G.space_id, isouter=True)
    .where(G.deleted_at.is_(None), S.deleted_at.is_(None))
    .order_by(G.rank, G.id)
)
TARGETS = sql(
    R.id,
    R.goal_id,
    R.kind,
    R.start_value,
    R.current_value,
    R.target_value,
    R.weight,
    R.by_estimate,
).where(R.deleted_at.is_(None))
KEPT = sql(N.goal_id, N.actual, N.counts)
_O = columns_of(ConsumerOffset)
_READ = sql(_O.event_id).where(_O.consumer == CONSUMER).scalar_subquery()
UNREAD = (
    sql(E.kind, E.subject_id, E.list_id, E.changes)
    .where(E.id > func.coalesce(_READ, 0))
    .where(E.kind.in_([str(kind) for kind in (*OF_TASK, *OF_GOAL, *OF_TARGET, *OF_ALL)]))
    .order_by(E.id)
    .limit(MANY + 1)
)
# Whether there is anything the consumer has not read; a column for other statements.
IS_BEHIND = UNREAD.with_only_columns(E.id).order_by(None).limit(None).exists()
