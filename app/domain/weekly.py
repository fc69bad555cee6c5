"""What a week amounted to, so that it adds up to the last item.

opening + added − done − cancelled + moved in − moved out = closing, where opening and closing are the
open items at the two ends. Work taken up again counts as added; work made, or taken up again, and finished
within the week counts on both sides; what was deleted or went to another place moved out. What was finished and
taken up again within the week is open at both ends and changes no number.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from app.domain.events import OPEN


@dataclass(frozen=True)
class Step:
    """An item's whole state from a moment on."""

    at: datetime
    category: str
    inside: bool  # in the place the summary is about
    deleted: bool = False

    @property
    def counts(self) -> bool:
        return self.inside and not self.deleted and self.category in OPEN


@dataclass(frozen=True)
class History:
    """An item's steps, oldest first; the first is its making."""

    id: int
    steps: tuple[Step, ...]

    def at(self, moment: datetime) -> Step | None:
        """The state just before a moment; None when it did not exist."""
        found = None
        for step in self.steps:
            if step.at >= moment:
                break
            found = step
        return found


@dataclass
class Week:
    """The items behind each number."""

    opening: set[int] = field(default_factory=set[int])
    added: set[int] = field(default_factory=set[int])
    reopened: set[int] = field(default_factory=set[int])
    done: set[int] = field(default_factory=set[int])
    cancelled: set[int] = field(default_factory=set[int])
    moved_in: set[int] = field(default_factory=set[int])
    moved_out: set[int] = field(default_factory=set[int])
    closing: set[int] = field(default_factory=set[int])

    @property
    def moved(self) -> int:
        return len(self.moved_in) - len(self.moved_out)

    @property
    def balances(self) -> bool:
        return len(self.opening) + len(self.added) - len(self.done) - len(
            self.cancelled
        ) + self.moved == len(self.closing)


def reconcile(histories: Iterable[History], start: datetime, end: datetime) -> Week:
    """The week [start, end), item by item."""
    week = Week()
    for history in histories:
        before, after = history.at(start), history.at(end)
        was, is_ = bool(before and before.counts), bool(after and after.counts)
        if was:
            week.opening.add(history.id)
        if is_:
            week.closing.add(history.id)
        if was == is_ and (was or not _came_and_went(history, start, end)):
            continue
        if not was:
            _arrived(week, history, before)
        if not is_ and after is not None:
            _left(week, history, after)
    return week


def _came_and_went(history: History, start: datetime, end: datetime) -> bool:
    """It was open here at some time in the week, though not at its start, and ended here.

    What was closed long before and merely moved or came back closed is nobody's work of this week.
    """
    before, after = history.at(start), history.at(end)
    is_here = after is not None and after.inside and not after.deleted
    opened = any(step.counts for step in history.steps if start <= step.at < end)
    made_closed = before is None and history.steps[0].inside
    return is_here and (opened or made_closed)


def _arrived(week: Week, history: History, before: Step | None) -> None:
    if before is None and history.steps[0].inside:
        week.added.add(history.id)
    elif before is not None and before.inside and not before.deleted:
        week.added.add(history.id)
        week.reopened.add(history.id)
    else:
        week.moved_in.add(history.id)


def _left(week: Week, history: History, after: Step) -> None:
    if not after.inside or after.deleted:
        week.moved_out.add(history.id)
    elif after.category == "done":
        week.done.add(history.id)
    else:
        week.cancelled.add(history.id)


def week_of(day: date) -> str:
    """“2026-W47”."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02d}"


def days_of(week: str) -> tuple[date, date]:
    """Monday of the week and of the next; raises ValueError for what is no ISO week."""
    year, _, number = week.strip().upper().partition("-W")
    if not 1900 <= int(year) < 2200:
        raise ValueError(f"{year} is further off than any summary")
    start = date.fromisocalendar(int(year), int(number), 1)
    return start, start + timedelta(weeks=1)
