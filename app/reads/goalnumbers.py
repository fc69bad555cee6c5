"""The number of each goal: kept by a consumer, and set right where the log has gone on since.

`current` equals `computed` at any moment: what the consumer has not read yet is computed for the goals it
touches, within the reader's own snapshot.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select as sql
from sqlmodel import Session

from app.domain import progress
from app.models import Goal, GoalSnapshot, Space, Target
from app.models.base import columns_of
from app.prepared import Prepared
from app.reads import goalschanged
from app.reads.goalschanged import GoalRow

K = columns_of(GoalSnapshot)
CLOSED = ("achieved", "missed", "dropped")


@dataclass(frozen=True)
class Number:
    """A goal's percentage, 0–100 or None, and (done, all − cancelled) of each of its tasks targets."""

    actual: float | None
    counts: dict[int, tuple[float, float]]


def current(session: Session) -> dict[int, Number]:
    """The number of every living goal, true now; costs little when the consumer has read all."""
    goals, unread = goalschanged.state(session)
    kept = {goal.id: number for goal in goals if (number := read(goal)) is not None}
    changed = _outdated(session, goals, kept, unread)
    return computed(session) if changed is None else kept | changed


def on(session: Session, numbers: Mapping[int, Number], day: date) -> dict[int, Number]:
    """These numbers; when a past day is looked at, as a goal's chart shows them for it, where that was kept."""
    if "as_of" not in session.info:
        return dict(numbers)
    kept = session.connection().execute(sql(K.goal_id, K.actual).where(K.day == day)).all()
    known = {row.goal_id: row.actual for row in kept}
    return {
        goal_id: replace(number, actual=known.get(goal_id, number.actual))
        for goal_id, number in numbers.items()
    }


def outdated(session: Session) -> dict[int, Number]:
    """What `current` says of the goals that the consumer has to write anew."""
    goals, unread = goalschanged.state(session)
    kept = {goal.id: number for goal in goals if (number := read(goal)) is not None}
    changed = _outdated(session, goals, kept, unread)
    return computed(session) if changed is None else changed


def computed(session: Session) -> dict[int, Number]:
    """Numbers from the work itself: of all living goals."""
    goals, targets = LIVING.all(session), TARGETS.all(session)
    counts = goalschanged.counted(session, [row for row in targets if row.kind == "tasks"])
    return _numbers(goals, targets, counts, known={}, wanted={goal.id for goal in goals})


def _outdated(
    session: Session,
    goals: Sequence[GoalRow],
    kept: Mapping[int, Number],
    unread: Sequence[goalschanged.Unread],
) -> dict[int, Number] | None:
    """The numbers that the unread events touch, from what is kept of the others; None: any may have changed."""
    named = goalschanged.touched(unread)
    if named.everything or len(unread) > goalschanged.MANY:
        return None
    living = {goal.id for goal in goals if goal.is_living}
    if not named:
        return {} if living <= kept.keys() else None
    targets, counts = goalschanged.counting(session, named)
    touched = named.goals | {one.goal_id for one in targets.values() if one.is_touched}
    wanted = _with_ancestors(touched, {goal.id: goal.parent_id for goal in goals})
    # A goal whose number was never kept is computed whole, with all it counts.
    if wanted is None or not living <= kept.keys() | named.goals:
        return None
    wanted &= living
    own = [one for one in targets.values() if one.is_living and one.goal_id in wanted]
    for one in own:
        if one.kind == "tasks" and one.id not in counts:
            counts[one.id] = kept[one.goal_id].counts.get(one.id, (0.0, 0.0))
    known = {i: number.actual for i, number in kept.items() if i not in wanted}
    present = [goal for goal in goals if goal.is_living]
    return _numbers(present, own, counts, known=known, wanted=wanted)


def _numbers(
    goals: Sequence[Any],  # GoalRow, or rows of LIVING
    targets: Iterable[Any],  # TargetRow, or rows of TARGETS
    counts: Mapping[int, tuple[float, float]],
    *,
    known: dict[int, float | None],
    wanted: set[int],
) -> dict[int, Number]:
    """Of the wanted goals, from their targets and from the goals below, some of which are known."""
    own: dict[int, list[progress.Part]] = {}
    tied: dict[int, dict[int, tuple[float, float]]] = {}
    for row in targets:
        own.setdefault(row.goal_id, []).append(_part(row, counts.get(row.id, (0.0, 0.0))))
        if row.kind == "tasks":
            tied.setdefault(row.goal_id, {})[row.id] = counts.get(row.id, (0.0, 0.0))
    below: dict[int | None, list[Any]] = {}
    for goal in goals:
        below.setdefault(goal.parent_id, []).append(goal)
    found = [goal for goal in goals if goal.id in wanted]
    for goal in found:
        _percent(goal, own, below, known)
    return {goal.id: Number(known[goal.id], tied.get(goal.id, {})) for goal in found}


def read(row: Any) -> Number | None:  # any row with the two columns of `KEPT`
    """The number a row keeps, or None when it keeps none."""
    if row.counts is None:
        return None
    return Number(row.actual, {int(i): (done, total) for i, (done, total) in row.counts.items()})


def _percent(
    goal: Any,  # a row of LIVING
    own: dict[int, list[progress.Part]],
    below: dict[int | None, list[Any]],
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


def _with_ancestors(goals: set[int], above: Mapping[int, int | None]) -> set[int] | None:
    """Them and all above; None when goals stand in a circle, where the order of computing matters."""
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


G, R, S = (columns_of(m) for m in (Goal, Target, Space))
# Made once: to build a statement costs more than to run it.
LIVING = Prepared(
    sql(G.id, G.parent_id, G.weight, G.state, G.final_progress)
    .join_from(Goal, Space, S.id == G.space_id, isouter=True)
    .where(G.deleted_at.is_(None), S.deleted_at.is_(None))
    .order_by(G.rank, G.id)
)
TARGETS = Prepared(sql(*goalschanged.OF_A_TARGET).where(R.deleted_at.is_(None)).order_by(R.id))
