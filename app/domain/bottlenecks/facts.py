"""What detectors read and write."""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class Item:
    """An open task, as detectors need it."""

    id: int
    key: str
    title: str
    list_id: int
    list_name: str
    people: tuple[int, ...] = ()
    started_at: datetime | None = None
    due: date | None = None
    points: float = 0.0
    estimate_minutes: int | None = None
    goals: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """One bottleneck: the measure, what it is compared with, the items, and the next step."""

    kind: str
    severity: float  # higher comes first, within and across kinds
    title: str
    measure: str
    comparison: str
    next_act: str  # one thing to do; empty for who may not do it
    items: tuple[int, ...] = field(default_factory=tuple)  # task ids, worst first
    is_asking: bool = False  # the next step is a question, not a change of work
    about: int | None = None  # the task the next step is taken on
    people: frozenset[int] = frozenset()  # whose step it is
