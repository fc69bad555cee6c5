"""Texts of the sample company name days and tasks that are known only when it is made.

`{day:3}` is the weekday three days after the text was written, `{date:-14}` the date a fortnight before
today, `{year:0}` this year, `{task:Title}` the key of a task.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Words:
    """What a text written at a moment may name."""

    at: datetime
    now: datetime
    keys: Mapping[str, str]

    def fill(self, text: str) -> str:
        """The text with its names in place; raises KeyError for a task nobody made."""
        return text.format(
            day=_Place(lambda days: f"{working(self.at + timedelta(days=int(days))):%A}"),
            date=_Place(lambda days: _date(working(self.now + timedelta(days=int(days))))),
            year=_Place(lambda days: str((self.now + timedelta(days=int(days))).year)),
            task=_Place(lambda title: f"#{self.keys[title]}"),
        )


def working(day: datetime) -> datetime:
    """The day, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def _date(day: datetime) -> str:
    return f"{day.day} {day:%B}"


@dataclass(frozen=True)
class _Place:
    """What a place in a text becomes, by what stands after its colon."""

    meaning: Callable[[str], str]

    def __format__(self, spec: str) -> str:
        return self.meaning(spec)
