"""What can be measured of rows: one class a measure, registered by its key."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from agents.algebra.query import Json, Query
from agents.algebra.rows import Row

MINUTES = 60
FEWEST = 3  # values below which no middle is told


@dataclass(frozen=True)
class Moment:
    """When rows are measured."""

    now: datetime
    zone: ZoneInfo

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    def day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()


class Measure:
    """A number of rows. A subclass says what one row counts, and how several are put together."""

    key: ClassVar[str]
    label: ClassVar[str]  # “estimated hours”
    unit: ClassVar[str] = ""  # “days”
    needs: ClassVar[Json | None] = None  # what a task must have to be measured at all
    is_sum: ClassVar[bool] = False  # several rows are added; else their middle is taken
    low_is_first: ClassVar[bool] = False

    def item(self, row: Row, moment: Moment) -> float | None:
        """What one row has; None when it can't be measured."""
        raise NotImplementedError

    def exact(self, row: Row) -> float | None:  # noqa: ARG002 - some count in whole days alone
        """The same from hour to hour, of what is measured in whole days."""
        return None

    def value(self, rows: Sequence[Row], moment: Moment, *, mean: bool = False) -> float | None:
        """What the rows have together: a sum, or the value in their middle; or their mean."""
        found = sorted(v for row in rows if (v := self.item(row, moment)) is not None)
        if self.is_sum and not mean:
            return sum(found)
        if not found:
            return None
        if mean:
            return sum(found) / len(found)
        # Nearest rank, as percentiles everywhere here.
        return found[(len(found) + 1) // 2 - 1]

    def words(self, value: float, *, query: Query) -> str:  # noqa: ARG002 - some say what was counted
        """A value as it is told."""
        return f"{number(value)} {self.unit if value != 1 else self.unit.removesuffix('s')}".strip()


REGISTRY: dict[str, Measure] = {}


def register(cls: type[Measure]) -> type[Measure]:
    REGISTRY[cls.key] = cls()
    return cls


def number(value: float) -> str:
    """“12”, “1,250”, “3.5”."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def days(first: date, last: date) -> float:
    """Calendar days, the first counted."""
    return float((last - first).days + 1)
