"""Goals with their computed numbers: the tree, one goal, and what it is made of."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlmodel import Session, col, func, select

from app import access
from app.domain import progress
from app.domain.access import Actor
from app.domain.events import Category
from app.models import Goal, GoalSnapshot, Space, Target, TargetList, TargetTask, Task, TaskList
from app.reads import people
from app.reads.people import Person

CLOSED = ("achieved", "missed", "dropped")


@dataclass(frozen=True)
class TargetLine:
    """A target with its computed percentage; `done` of `total` for a tasks target."""

    id: int
    name: str
    kind: str
    unit: str
    start: float
    current: float
    target: float
    weight: float
    by_estimate: bool
    done: float
    total: float
    percent: float | None


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
    override_is_stale: bool
    rank: str
    targets: list[TargetLine] = field(default_factory=list[TargetLine])
    children: list[int] = field(default_factory=list[int])

    @property
    def is_open(self) -> bool:
        return self.state not in CLOSED

    @property
    def label(self) -> str:
        """“31 % · expected 50 %”."""
        if self.actual is None:
            return "no data"
        if self.expected is None or not self.is_open:
            return f"{shown(self.actual)}"
        return f"{shown(self.actual)} · expected {shown(self.expected)}"


def shown(percent: float | None) -> str:
    """A percentage for people: whole numbers, halves up as people expect (33.75 → 34 %)."""
    return "no data" if percent is None else f"{int(percent + 0.5)} %"


def lines(session: Session, *, actor: Actor, now: datetime, today: date) -> dict[int, GoalLine]:
    """Every goal open to the actor, by id, in order of rank.

    Numbers count all contributing work, also what the actor may not see: it is counted, never named.
    """
    visible = set(session.exec(select(col(Goal.id)).where(access.goals_open_to(actor))))
    every = everything(session, now=now, today=today)
    return {
        goal_id: _without_hidden(line, visible)
        for goal_id, line in every.items()
        if goal_id in visible
    }


def _without_hidden(line: GoalLine, visible: set[int]) -> GoalLine:
    children = [child for child in line.children if child in visible]
    if children == line.children and (line.parent_id is None or line.parent_id in visible):
        return line
    values = {**line.__dict__, "children": children}
    if line.parent_id not in visible:
        values["parent_id"] = None
    return GoalLine(**values)


def everything(session: Session, *, now: datetime, today: date) -> dict[int, GoalLine]:
    """All living goals with their numbers, whoever may see them (for snapshots and roll-up)."""
    goals = session.exec(
        select(Goal)
        .join(Space, col(Space.id) == Goal.space_id, isouter=True)
        .where(col(Goal.deleted_at).is_(None), col(Space.deleted_at).is_(None))
        .order_by(Goal.rank, col(Goal.id))
    ).all()
    targets = _targets(session)
    owners = people.by_ids(session, {g.owner_id for g in goals if g.owner_id is not None})
    children: dict[int, list[Goal]] = {}
    for goal in goals:
        if goal.parent_id is not None:
            children.setdefault(goal.parent_id, []).append(goal)
    percents: dict[int, float | None] = {}
    for goal in goals:
        _percent(goal, targets, children, percents)
    return {
        goal.id or 0: _line(goal, targets, children, percents, owners, now=now, today=today)
        for goal in goals
    }


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


def _percent(
    goal: Goal,
    targets: dict[int, list[TargetLine]],
    children: dict[int, list[Goal]],
    known: dict[int, float | None],
) -> float | None:
    """A goal's number, children first; a closed goal's is frozen, a dropped one doesn't count."""
    goal_id = goal.id or 0
    if goal_id not in known:
        known[goal_id] = None  # a circle in the data must not hang the page
        below = [
            progress.Part(_percent(child, targets, children, known), child.weight)
            for child in children.get(goal_id, [])
            if child.state != "dropped"
        ]
        own = [progress.Part(line.percent, line.weight) for line in targets.get(goal_id, [])]
        known[goal_id] = progress.goal_percent([*own, *below])
        if goal.state in CLOSED and goal.final_progress is not None:
            known[goal_id] = goal.final_progress
    return known[goal_id]


def _line(
    goal: Goal,
    targets: dict[int, list[TargetLine]],
    children: dict[int, list[Goal]],
    percents: dict[int, float | None],
    owners: dict[int, Person],
    *,
    now: datetime,
    today: date,
) -> GoalLine:
    actual = percents[goal.id or 0]
    expected = progress.expected_percent(goal.period_start, goal.period_end, today)
    suggested = progress.suggested_health(actual, expected)
    stale = goal.override_at is not None and progress.override_is_stale(goal.override_at, now)
    return GoalLine(
        id=goal.id or 0,
        title=goal.title,
        kind=goal.kind,
        state=goal.state,
        owner=owners.get(goal.owner_id or 0),
        space_id=goal.space_id,
        parent_id=goal.parent_id,
        weight=goal.weight,
        period_start=goal.period_start,
        period_end=goal.period_end,
        actual=actual,
        expected=expected,
        health=goal.override_health if goal.override_health and not stale else suggested,
        suggested=suggested,
        override=goal.override_health,
        override_reason=goal.override_reason,
        override_at=goal.override_at,
        override_is_stale=stale,
        rank=goal.rank,
        targets=targets.get(goal.id or 0, []),
        children=[child.id or 0 for child in children.get(goal.id or 0, [])],
    )


def _targets(session: Session) -> dict[int, list[TargetLine]]:
    """Living targets by goal, each with its percentage."""
    rows = session.exec(
        select(Target).where(col(Target.deleted_at).is_(None)).order_by(Target.rank, col(Target.id))
    ).all()
    counts = _counts(session, [row for row in rows if row.kind == "tasks"])
    found: dict[int, list[TargetLine]] = {}
    for row in rows:
        done, total = counts.get(row.id or 0, (0.0, 0.0))
        facts = progress.TargetFacts(
            row.kind, row.start_value, row.current_value, row.target_value, done, total, row.weight
        )
        found.setdefault(row.goal_id, []).append(
            TargetLine(
                id=row.id or 0,
                name=row.name,
                kind=row.kind,
                unit=row.unit,
                start=row.start_value,
                current=row.current_value,
                target=row.target_value,
                weight=row.weight,
                by_estimate=row.by_estimate,
                done=done,
                total=total,
                percent=progress.target_percent(facts),
            )
        )
    return found


def _counts(session: Session, targets: list[Target]) -> dict[int, tuple[float, float]]:
    """(done, all − cancelled) of each tasks target: tasks, or minutes when it counts by estimate."""
    if not targets:
        return {}
    ids = [target.id or 0 for target in targets]
    tied: dict[int, set[int]] = {}
    for target_id, task_id in session.exec(
        select(TargetTask.target_id, TargetTask.task_id).where(col(TargetTask.target_id).in_(ids))
    ):
        tied.setdefault(target_id, set()).add(task_id)
    for target_id, task_id in session.exec(
        select(TargetList.target_id, Task.id)
        .join(Task, col(Task.list_id) == TargetList.list_id)
        .where(col(TargetList.target_id).in_(ids), col(Task.deleted_at).is_(None))
    ):
        tied.setdefault(target_id, set()).add(task_id or 0)
    wanted = set().union(*tied.values()) if tied else set[int]()
    facts = {
        task_id: (category, minutes)
        for task_id, category, minutes in session.exec(
            select(Task.id, Task.category, func.coalesce(Task.estimate_minutes, 0))
            .join(TaskList, col(TaskList.id) == Task.list_id)
            .join(Space, col(Space.id) == Task.space_id)
            .where(
                col(Task.id).in_(wanted),
                col(Task.deleted_at).is_(None),
                # Put away with its list or space, work is gone from the count as from every screen.
                col(TaskList.deleted_at).is_(None),
                col(Space.deleted_at).is_(None),
            )
        )
    }
    return {
        target.id or 0: _done_of(
            [facts[t] for t in tied.get(target.id or 0, ()) if t in facts], target.by_estimate
        )
        for target in targets
    }


def _done_of(rows: list[tuple[str, int]], by_estimate: bool) -> tuple[float, float]:  # noqa: FBT001 - a column
    kept = [
        (category, float(minutes) if by_estimate else 1.0)
        for category, minutes in rows
        if category != Category.CANCELLED
    ]
    return (
        sum(size for category, size in kept if category == Category.DONE),
        sum(size for _, size in kept),
    )
