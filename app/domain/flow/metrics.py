"""What a stretch of finished work says: how long it took, how steadily it came, how often on time.

Days are calendar days, the first one counted (started and done the same day is 1), as teams count
them. Percentiles are nearest-rank; with fewer than FEWEST values there is none.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from app.domain.events import OPEN
from app.domain.flow.percentiles import FEWEST, percentile


@dataclass(frozen=True)
class Finished:
    """A task that was finished in the stretch; `due` is the day it had then."""

    id: int
    created: datetime
    started: datetime | None
    done: datetime
    due: date | None


@dataclass(frozen=True)
class Spread:
    """Percentiles of some days; None when there is too little to speak of."""

    count: int
    p50: float | None = None
    p85: float | None = None
    p95: float | None = None


@dataclass(frozen=True)
class Stay:
    """One stay of a task in a status; `left` is None while it is there."""

    task_id: int
    status: str
    category: str
    entered: datetime
    left: datetime | None


@dataclass(frozen=True)
class Queue:
    """A status as a place where work waits."""

    status: str
    now: tuple[int, ...]  # tasks in it now, the longest waiting first
    oldest_days: float
    stayed: Spread  # days of finished stays
    arrived: int
    departed: int


def days_between(first: datetime, last: datetime) -> float:
    """Calendar days, the first counted."""
    return float((last.date() - first.date()).days + 1)


def spread(values: Sequence[float]) -> Spread:
    """p50, p85 and p95; a count alone when there are fewer than FEWEST."""
    if len(values) < FEWEST:
        return Spread(len(values))
    return Spread(len(values), *(percentile(values, share) for share in (0.5, 0.85, 0.95)))


def cycle_times(work: Iterable[Finished]) -> list[float]:
    """First start to last finish, in days, of the work that is known to have been started."""
    return [days_between(one.started, one.done) for one in work if one.started]


def lead_times(work: Iterable[Finished]) -> list[float]:
    """Created to done, in days."""
    return [days_between(one.created, one.done) for one in work]


def on_time(work: Iterable[Finished]) -> tuple[list[int], list[int]]:
    """(on time, late): ids of finished work that had a due day."""
    dated = [one for one in work if one.due is not None]
    kept = [one.id for one in dated if one.due and one.done.date() <= one.due]
    return kept, [one.id for one in dated if one.id not in set(kept)]


def per_week(done: Iterable[date], first: date, end: date) -> list[tuple[date, int]]:
    """(Monday, finished) of each whole week in [first, end); weeks without any count as 0."""
    monday = first + timedelta(days=-first.weekday() % 7)
    counts = Counter(day - timedelta(days=day.weekday()) for day in done)
    weeks: list[tuple[date, int]] = []
    while monday + timedelta(days=7) <= end:
        weeks.append((monday, counts[monday]))
        monday += timedelta(days=7)
    return weeks


@dataclass
class _Place:
    now: list[tuple[datetime, int]] = field(default_factory=list[tuple[datetime, int]])
    stays: list[float] = field(default_factory=list[float])
    arrived: int = 0
    departed: int = 0


def queues(
    stays: Iterable[Stay], *, start: datetime, now: datetime, order: Mapping[str, int]
) -> list[Queue]:
    """Each open status with what waits in it now and how long stays in [start, now) took.

    `order` places the statuses; a stay that ended before `start` is left out.
    """
    places: dict[str, _Place] = {}
    for stay in stays:
        if stay.category not in OPEN:
            continue
        place = places.setdefault(stay.status, _Place())
        place.arrived += stay.entered >= start
        if stay.left is None:
            place.now.append((stay.entered, stay.task_id))
        elif stay.left >= start:
            place.departed += 1
            place.stays.append(days_between(stay.entered, stay.left))
    found = [
        Queue(
            status=name,
            now=tuple(task_id for _, task_id in sorted(place.now)),
            oldest_days=max((days_between(entered, now) for entered, _ in place.now), default=0.0),
            stayed=spread(place.stays),
            arrived=place.arrived,
            departed=place.departed,
        )
        for name, place in places.items()
    ]
    return sorted(found, key=lambda q: (order.get(q.status, 99), q.status))
