"""Working days: the workspace's week, public holidays, part time and days off, for anybody on any day.

A `Calendar` covers a period and is asked about days within it. `who` is a person's id, or None for the
workspace itself. A day on which somebody works less than usual is a working day; one on which nothing is
left of it is not.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

DAY = timedelta(days=1)


class OutsidePeriod(ValueError):
    """The question leaves the period the calendar was made for."""


@dataclass(frozen=True)
class Week:
    """Minutes worked on each day of a week, Monday first, from a day on."""

    valid_from: date
    minutes: tuple[int, int, int, int, int, int, int]


@dataclass(frozen=True)
class DayOff:
    """Days somebody (None: everybody) is away, both included; `share` of the day, 1.0 the whole."""

    user_id: int | None
    first: date
    last: date
    share: float = 1.0


@dataclass(frozen=True)
class Calendar:
    """Who works when, between `first` and `last` (both included)."""

    first: date
    last: date
    week: tuple[int, ...]  # minutes of the workspace's week, Monday first
    holidays: Mapping[date, str] = field(default_factory=dict[date, str])
    # Each person's weeks, in order of `valid_from`; before the first the workspace's week holds.
    weeks: Mapping[int, Sequence[Week]] = field(default_factory=dict[int, Sequence[Week]])
    days_off: Sequence[DayOff] = ()

    def minutes(self, day: date, who: int | None = None) -> int:
        """How long somebody works on a day; raises OutsidePeriod."""
        self._must_hold(day)
        if day in self.holidays:
            return 0
        away = sum(
            off.share
            for off in self.days_off
            if off.first <= day <= off.last and (off.user_id is None or off.user_id == who)
        )
        return round(self._usual(day, who) * max(0.0, 1.0 - away))

    def is_working(self, day: date, who: int | None = None) -> bool:
        """Something is left to work on that day; raises OutsidePeriod."""
        return self.minutes(day, who) > 0

    def add(self, day: date, n: int, who: int | None = None) -> date:
        """The working day `n` working days after `day` (before, when negative); raises OutsidePeriod.

        With 0 it is `day` itself when that is a working day, else the next one.
        """
        if n == 0:
            while not self.is_working(day, who):
                day += DAY
            return day
        step = DAY if n > 0 else -DAY
        left = abs(n)
        while left:
            day += step
            left -= self.is_working(day, who)
        return day

    def span(self, a: date, b: date, who: int | None = None) -> int:
        """How many working days lie after `a` up to and with `b`; negative when `b` is before `a`."""
        if b < a:
            return -self.span(b, a, who)
        return sum(self.is_working(day, who) for day in _days(a + DAY, b))

    def between(self, a: date, b: date, who: int | None = None) -> int:
        """The minutes worked from `a` to `b`, both included."""
        return sum(self.minutes(day, who) for day in _days(a, b))

    def _usual(self, day: date, who: int | None) -> int:
        own = [week for week in self.weeks.get(who or 0, ()) if week.valid_from <= day]
        return own[-1].minutes[day.weekday()] if own else self.week[day.weekday()]

    def _must_hold(self, day: date) -> None:
        if not self.first <= day <= self.last:
            raise OutsidePeriod(f"{day} is outside {self.first} to {self.last}")


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += DAY
