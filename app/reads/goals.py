"""Goals with their computed numbers: the tree, one goal, and what it is made of."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, or_
from sqlalchemy import select as sql
from sqlmodel import Session, col, select

from app import access, db, rights
from app.domain import fields, progress
from app.domain.access import Actor
from app.domain.fields import Field
from app.models import Goal, GoalNumber, GoalSnapshot, Space, User
from app.models.base import columns_of
from app.prepared import Prepared
from app.reads import columns, goalnumbers, goalschanged, people, targetlines
from app.reads.goalnumbers import CLOSED, Number
from app.reads.people import Person
from app.reads.targetlines import TargetLine


@dataclass(frozen=True)
class GoalLine:
    """A goal with its numbers: actual and expected 0–100, None is no data."""

    id: int
    title: str
    kind: str
    state: str
    owner: Person | None
    space_id: int | None
    parent_id: int | None
    weight: float
    period_start: date | None
    period_end: date | None
    actual: float | None
    expected: float | None
    health: str  # what counts: the override while it is fresh, else the suggestion
    suggested: str
    override: str | None
    override_reason: str
    override_at: datetime | None
    override_by: int | None
    override_is_stale: bool
    rank: str
    targets: list[TargetLine] = field(default_factory=list[TargetLine])
    children: list[int] = field(default_factory=list[int])
    is_archived: bool = False  # itself, or with its space
    more: dict[str, Any] = field(default_factory=dict[str, Any])  # MORE, by name

    @property
    def owner_id(self) -> int | None:
        return self.owner.id if self.owner else None

    def value(self, field: Field) -> Any:
        """What a registered field holds here."""
        return self.more[field.name] if field.name in self.more else getattr(self, field.name)

    def among(self, shown: Container[int | None]) -> "GoalLine":
        """Without its parent and the goals below it, where they are not shown."""
        children = [one for one in self.children if one in shown]
        above = self.parent_id if self.parent_id in shown else None
        return replace(self, parent_id=above, children=children)

    @property
    def is_open(self) -> bool:
        return self.state not in CLOSED

    @property
    def label(self) -> str:
        return label(self.actual, self.expected if self.is_open else None)


# What the registry shows of goals beyond what the code here speaks of.
MORE = tuple(
    field.name
    for field in fields.GOAL.values()
    if field.is_plain
    and field.is_shown
    and not field.is_set
    and field.name not in {*GoalLine.__dataclass_fields__, "owner_id"}
)


@dataclass(frozen=True)
class GoalStanding:
    """How a goal stands, as the line under a task or a list says it."""

    id: int
    title: str
    state: str
    owner_id: int | None
    space_id: int | None
    parent_id: int | None
    period_start: date | None
    period_end: date | None
    actual: float | None
    expected: float | None
    health: str
    is_archived: bool = False

    @property
    def is_open(self) -> bool:
        return self.state not in CLOSED

    @property
    def label(self) -> str:
        return label(self.actual, self.expected if self.is_open else None)


def label(actual: float | None, expected: float | None) -> str:
    """“31 % · expected 50 %”."""
    if actual is None:
        return "no data"
    if expected is None:
        return shown(actual)
    return f"{shown(actual)} · expected {shown(expected)}"


def shown(percent: float | None) -> str:
    """A percentage for people: whole numbers, halves up as people expect (33.75 → 34 %)."""
    return "no data" if percent is None else f"{int(percent + 0.5)} %"


def lines(session: Session, *, actor: Actor, now: datetime, today: date) -> dict[int, GoalLine]:
    """Every goal open to the actor, by id, in order of rank.

    A goal's number counts all contributing work, also what the actor may not see; its targets, told by themselves,
    count what the actor sees, archived or not.
    """
    goals = OPEN_GOALS.all(session, rights.of(actor.whole))
    found = _lines(session, goals, now=now, today=today, actor=actor.whole)
    if actor.shows_archived:
        return found
    shown = {i: one for i, one in found.items() if not one.is_archived}
    return {i: one.among(shown) for i, one in shown.items()}


def everything(session: Session, *, now: datetime, today: date) -> dict[int, GoalLine]:
    """All living goals with their numbers, whoever may see them (for snapshots and roll-up)."""
    return _lines(session, EVERY_GOAL.all(session), now=now, today=today)


def standing(
    session: Session, goal_id: int, *, actor: Actor, now: datetime, today: date
) -> GoalStanding | None:
    """How one goal stands, or None when it is not open to the actor."""
    row = OPEN_GOAL.first(session, {"goal": goal_id} | rights.of(actor))
    return None if row is None else stands(session, row, now=now, today=today)


def standings(session: Session, *, actor: Actor, now: datetime, today: date) -> list[GoalStanding]:
    """How every goal open to the actor stands, in order of rank, without what it is made of."""
    every = OPEN_GOALS.all(session, rights.of(actor))
    rows = [row for row in every if actor.shows_archived or not row.is_archived]
    numbers = _numbers(session, rows, today)
    present = {row.id for row in rows}
    found = [_standing(row, numbers[row.id], now=now, today=today) for row in rows]
    # A parent that is hidden is not there.
    return [one if one.parent_id in present else replace(one, parent_id=None) for one in found]


def stands(session: Session, row: Any, *, now: datetime, today: date) -> GoalStanding:
    """How the goal of a row of GOALS stands; whether it is visible was asked already."""
    return _standing(row, _numbers(session, [row], today)[row.id], now=now, today=today)


def _standing(row: Any, number: Number, *, now: datetime, today: date) -> GoalStanding:
    pace = _pace(row, number.actual, now=now, today=today)
    return GoalStanding(
        id=row.id,
        title=row.title,
        state=row.state,
        owner_id=row.owner_id,
        space_id=row.space_id,
        parent_id=row.parent_id,
        period_start=row.period_start,
        period_end=row.period_end,
        actual=number.actual,
        expected=pace["expected"],
        health=pace["health"],
        is_archived=bool(row.is_archived),
    )


def _lines(
    session: Session,
    goals: Sequence[Any],
    *,
    now: datetime,
    today: date,
    actor: Actor | None = None,
) -> dict[int, GoalLine]:
    numbers = _numbers(session, goals, today)
    targets = targetlines.of(session, numbers, actor=actor)
    present = {goal.id for goal in goals}
    children: dict[int, list[int]] = {}
    for goal in goals:
        children.setdefault(goal.parent_id, []).append(goal.id)
    return {
        goal.id: GoalLine(
            id=goal.id,
            title=goal.title,
            kind=goal.kind,
            state=goal.state,
            owner=people.named(goal.owner_id, goal.owner_name, goal.owner_is_active),
            space_id=goal.space_id,
            # A parent that is hidden is not there.
            parent_id=goal.parent_id if goal.parent_id in present else None,
            weight=goal.weight,
            period_start=goal.period_start,
            period_end=goal.period_end,
            actual=numbers[goal.id].actual,
            **_pace(goal, numbers[goal.id].actual, now=now, today=today),
            rank=goal.rank,
            targets=targets.get(goal.id, []),
            children=children.get(goal.id, []),
            is_archived=bool(goal.is_archived),
            more={name: getattr(goal, name) for name in MORE},
        )
        for goal in goals
    }


def _numbers(session: Session, goals: Sequence[Any], today: date) -> dict[int, Number]:
    """What is kept of these rows of GOALS, or set right as the log went on; of a past day what its chart shows."""
    kept = {goal.id: goalnumbers.read(goal) for goal in goals}
    found = {goal_id: number for goal_id, number in kept.items() if number is not None}
    is_kept = len(found) == len(goals) and not (goals and goals[0].is_behind)
    return goalnumbers.on(session, found if is_kept else goalnumbers.current(session), today)


def _pace(goal: Any, actual: float | None, *, now: datetime, today: date) -> dict[str, Any]:
    """What follows from the number today: how far it should be, and what that says."""
    begun = progress.has_begun(goal.state, goal.period_start, actual, today)
    expected = (
        progress.expected_percent(goal.period_start, goal.period_end, today) if begun else None
    )
    suggested = progress.suggested_health(actual, expected) if begun else "planned"
    stale = goal.override_at is not None and progress.override_is_stale(goal.override_at, now)
    return {
        "expected": expected,
        "health": goal.override_health if goal.override_health and not stale else suggested,
        "suggested": suggested,
        "override": goal.override_health,
        "override_reason": goal.override_reason,
        "override_at": goal.override_at,
        "override_by": goal.override_by,
        "override_is_stale": stale,
    }


def confidential(session: Session, goal_id: int, *, actor: Actor) -> int:
    """How many goals below this one count in its number and can't be seen by the actor."""
    counts = GOALS.where(G.parent_id == goal_id, G.weight > 0, G.state != "dropped")
    hidden = counts.where(~access.goals_open_to(actor), N.actual.is_not(None))
    return len(db.execute(session, hidden.with_only_columns(G.id)).all())


def history(session: Session, goal_id: int, *, actor: Actor) -> list[GoalSnapshot]:
    """A goal's daily numbers, oldest first."""
    access.goal(session, goal_id, actor)
    return list(
        session.exec(
            select(GoalSnapshot)
            .where(GoalSnapshot.goal_id == goal_id)
            .order_by(col(GoalSnapshot.day))
        )
    )


G, S, U, N = (columns_of(m) for m in (Goal, Space, User, GoalNumber))
# Made once: to build a statement costs more than to run it.
GOALS = (
    sql(
        *(
            column
            for column in G
            if column.name not in ("description", "archived_at", "deleted_at", *MORE)
        ),
        *(columns.of_table("goal", name) for name in MORE),
        U.name.label("owner_name"),
        U.is_active.label("owner_is_active"),
        or_(G.archived_at.is_not(None), S.archived_at.is_not(None)).label("is_archived"),
        N.actual,
        N.counts,
        goalschanged.IS_BEHIND.label("is_behind"),
    )
    .join_from(Goal, Space, S.id == G.space_id, isouter=True)
    .outerjoin(User, U.id == G.owner_id)
    .outerjoin(GoalNumber, N.goal_id == G.id)
    .where(G.deleted_at.is_(None), S.deleted_at.is_(None))
    .order_by(G.rank, G.id)
)
_OPEN = GOALS.where(rights.of_space(G.space_id))
EVERY_GOAL, OPEN_GOALS = Prepared(GOALS), Prepared(_OPEN)
OPEN_GOAL = Prepared(_OPEN.where(G.id == bindparam("goal")))
