"""Targets of goals with their computed percentages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select as sql
from sqlmodel import Session

from app.domain import progress
from app.models import Target
from app.models.base import columns_of, table_of
from app.prepared import Prepared
from app.reads import goalnumbers


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


def of(session: Session, numbers: Mapping[int, goalnumbers.Number]) -> dict[int, list[TargetLine]]:
    """Living targets by goal, of the goals there are numbers of, each with its percentage."""
    found: dict[int, list[TargetLine]] = {}
    for row in TARGETS.all(session):
        number = numbers.get(row.goal_id)
        if number is not None:
            counts = number.counts.get(row.id, (0.0, 0.0))
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
    )


R = columns_of(Target)
TARGETS = Prepared(sql(table_of(Target)).where(R.deleted_at.is_(None)).order_by(R.rank, R.id))
