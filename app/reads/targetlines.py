"""Targets of goals with their computed percentages."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from sqlalchemy import select as sql
from sqlmodel import Session

from app import db
from app.among import among
from app.domain import fields, progress
from app.domain.access import Actor
from app.domain.goals import TargetKind
from app.models import Target, Task
from app.models.base import columns_of, table_of
from app.prepared import Prepared
from app.reads import goalnumbers, goalschanged


@dataclass(frozen=True)
class TargetLine:
    """A target with its computed percentage; `done` of `total` for a tasks target.

    All work counts in both, as it does in the goal's number. Where some of it is hidden the percentage alone is told,
    and that it counts confidential work; none of a past day, which nothing kept.
    """

    id: int
    name: str
    kind: str
    unit: str
    start: float
    current: float
    target: float
    weight: float
    by_estimate: bool
    done: float | None
    total: float | None
    percent: float | None
    counts_confidential: bool = False
    more: dict[str, Any] = field(default_factory=dict[str, Any])  # MORE, by name


class Share(NamedTuple):
    """(done, all − cancelled) of what a target counts, and of that what is in some lists."""

    every: tuple[float, float]
    seen: tuple[float, float]


# Said in the place of counts that would tell of hidden work.
CONFIDENTIAL = "counts confidential work"
# What the registry has of targets beyond what the code here speaks of.
MORE = tuple(
    one.name
    for one in fields.TARGET.values()
    if one.is_plain and not one.is_set and one.api_name not in TargetLine.__dataclass_fields__
)


def of(
    session: Session, numbers: Mapping[int, goalnumbers.Number], *, actor: Actor | None = None
) -> dict[int, list[TargetLine]]:
    """Living targets by goal, of the goals there are numbers of, each with its percentage."""
    rows = [row for row in TARGETS.all(session) if row.goal_id in numbers]
    shares: dict[int, Share] = {}
    if actor is not None and not actor.everything:
        counting = [row for row in rows if row.kind == TargetKind.TASKS]
        shares = _shares(session, counting, lists=actor.lists)
    found: dict[int, list[TargetLine]] = {}
    for row in rows:
        share = shares.get(row.id)
        both = share.every if share else numbers[row.goal_id].counts.get(row.id, (0.0, 0.0))
        line = _target(row, *both)
        if share is not None and share.seen != share.every:
            percent = None if "as_of" in session.info else line.percent
            line = replace(line, done=None, total=None, percent=percent, counts_confidential=True)
        found.setdefault(row.goal_id, []).append(line)
    return found


def counts(target: TargetLine, tell: Callable[[float], str]) -> tuple[str, str] | None:
    """(done, all) of a tasks target as `tell` says a number, hours where it counts by estimate; None: not told."""
    if target.done is None or target.total is None:
        return None
    size = 60 if target.by_estimate else 1
    return tell(target.done / size), tell(target.total / size)


def _shares(
    session: Session, targets: Sequence[Any], *, lists: Collection[int]
) -> dict[int, Share]:
    """The same of each tasks target, of all and of the tasks in these lists alone."""
    if not targets:
        return {}
    sums = goalschanged.sums_of(sql(R.id).where(among(R.id, [target.id for target in targets])))
    by_list = sums.add_columns(T.list_id).group_by(T.list_id)
    rows = [(*row[:-1], row[-1] in lists) for row in db.execute(session, by_list)]
    every = goalschanged.totals(targets, (row[:-1] for row in rows))
    seen = goalschanged.totals(targets, (row[:-1] for row in rows if row[-1]))
    return {i: Share(every[i], seen[i]) for i in every}


def _target(row: Any, done: float, total: float) -> TargetLine:
    facts = progress.TargetFacts(
        row.kind, row.start_value, row.current_value, row.target_value, done, total, row.weight
    )
    return TargetLine(
        id=row.id,
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
        more={name: getattr(row, name) for name in MORE},
    )


R, T = columns_of(Target), columns_of(Task)
TARGETS = Prepared(sql(table_of(Target)).where(R.deleted_at.is_(None)).order_by(R.rank, R.id))
