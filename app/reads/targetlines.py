"""Targets of goals with their computed percentages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select as sql
from sqlmodel import Session

from app.domain import fields, progress
from app.domain.access import Actor
from app.domain.goals import TargetKind
from app.models import Target
from app.models.base import columns_of, table_of
from app.prepared import Prepared
from app.reads import goalnumbers, goalschanged


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
    more: dict[str, Any] = field(default_factory=dict[str, Any])  # MORE, by name


# What the registry has of targets beyond what the code here speaks of.
MORE = tuple(
    one.name
    for one in fields.TARGET.values()
    if one.is_plain and not one.is_set and one.api_name not in TargetLine.__dataclass_fields__
)


def of(
    session: Session, numbers: Mapping[int, goalnumbers.Number], *, actor: Actor | None = None
) -> dict[int, list[TargetLine]]:
    """Living targets by goal, of the goals there are numbers of, each with its percentage.

    For an actor, a tasks target counts what they see; a goal's own number counts all.
    """
    rows = [row for row in TARGETS.all(session) if row.goal_id in numbers]
    seen: dict[int, tuple[float, float]] = {}
    if actor is not None and not actor.everything:
        counting = [row for row in rows if row.kind == TargetKind.TASKS]
        seen = goalschanged.counted(session, counting, lists=actor.lists)
    found: dict[int, list[TargetLine]] = {}
    for row in rows:
        counts = seen.get(row.id) or numbers[row.goal_id].counts.get(row.id, (0.0, 0.0))
        found.setdefault(row.goal_id, []).append(_target(row, *counts))
    return found


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


R = columns_of(Target)
TARGETS = Prepared(sql(table_of(Target)).where(R.deleted_at.is_(None)).order_by(R.rank, R.id))
