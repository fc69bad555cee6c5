"""What a field's values look like: read from anything, written to the log, shown to people."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, ClassVar

from app.domain import cleaning, numbers
from app.domain.errors import Invalid
from app.domain.fields.incoming import given_text
from app.domain.fields.types import Type
from app.domain.plurals import many
from app.domain.text import squeeze

# A name for the id of a noun (“status”, 4), or None when it is unknown or hidden from the reader.
Names = Callable[[str, int], str | None]
LONGEST_LINE = 500
LONGEST_TEXT = 500_000
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def unnamed(noun: str, item_id: int) -> None:
    """Names nothing: where ids are shown as they are."""


@dataclass(frozen=True)
class Reading:
    """What a written text was understood as; `other` is what else it may mean, None where it is plain."""

    value: Any
    other: Any = None


class Values(ABC):
    """How the values of one field are read and written; here, as one the log keeps as it is.

    `parse` takes what a person, another program or our own code gives (JSON, text or the value
    itself) and raises Invalid with one sentence. `from_log` takes what `to_log` made. `format` is
    read back by `parse`; `spoken` is how the value stands in a sentence of the log.
    """

    type: ClassVar[Type] = Type.TEXT
    kept_as: ClassVar[Any] = str

    @property
    def python(self) -> Any:
        """The type of a parsed value, as an API's schema names it."""
        return self.kept_as

    @abstractmethod
    def parse(self, raw: Any, field: str) -> Any: ...

    def read(self, raw: str, field: str, *, locale: str = numbers.PLAIN) -> Reading:  # noqa: ARG002 - numbers and days need it
        """What a person of this locale means by a text; raises Invalid as `parse` does."""
        return Reading(self.parse(raw, field))

    def to_log(self, value: Any) -> Any:
        return value

    def from_log(self, logged: Any) -> Any:
        return logged

    def format(self, value: Any, names: Names = unnamed) -> str:  # noqa: ARG002 - ids need them
        return "" if value is None else str(value)

    def written(self, value: Any, locale: str) -> str:  # noqa: ARG002 - numbers need it
        """As a person of this locale writes it; `read` reads it back."""
        return self.format(value)

    def spoken(self, value: Any, names: Names = unnamed) -> str:
        return self.format(value, names)

    def is_empty(self, value: Any) -> bool:
        return value is None or value in ("", [])


@dataclass(frozen=True)
class Anything(Values):
    """A value nobody described: shown as well as can be (old events hold fields long gone)."""

    type: ClassVar[Type] = Type.TEXT
    kept_as: ClassVar[Any] = object

    def parse(self, raw: Any, field: str) -> Any:  # noqa: ARG002 - the shape of Values
        raise Invalid("This field can't be set.", field=field)

    def format(self, value: Any, names: Names = unnamed) -> str:  # noqa: ARG002 - the shape of Values
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, float):
            return numbers.shown(value)
        return "" if value is None else str(value)

    def spoken(self, value: Any, names: Names = unnamed) -> str:
        if not isinstance(value, str):
            return self.format(value, names)
        try:
            return day_words(date.fromisoformat(value))
        except ValueError:
            return f"“{squeeze(value, limit=80)}”"


@dataclass(frozen=True)
class Line(Values):
    """One line of text, trimmed; `noun` is what a refusal calls it."""

    noun: str = "text"
    longest: int = LONGEST_LINE
    may_be_blank: bool = False
    type: ClassVar[Type] = Type.TEXT
    kept_as: ClassVar[Any] = str

    def parse(self, raw: Any, field: str) -> str:
        line = cleaning.line(given_text(raw, field, longest=self.longest))
        if not cleaning.is_seen(line):
            if not self.may_be_blank:
                raise Invalid(f"A {self.noun} can't be empty: give it a few words.", field=field)
            line = ""
        if len(line) > self.longest:
            raise Invalid(
                f"This {self.noun} has {many(len(line), 'character')}; {self.longest} is the most.",
                field=field,
            )
        return line

    def spoken(self, value: Any, names: Names = unnamed) -> str:  # noqa: ARG002 - the shape of Values
        return f"“{squeeze(str(value), limit=80)}”"


@dataclass(frozen=True)
class Prose(Values):
    """Text of any length up to the limit, cleaned."""

    longest: int = LONGEST_TEXT
    type: ClassVar[Type] = Type.LONG_TEXT
    kept_as: ClassVar[Any] = str

    def parse(self, raw: Any, field: str) -> str:
        clean = cleaning.prose(given_text(raw, field, longest=self.longest))
        if len(clean) > self.longest:
            raise Invalid(
                f"This text has {many(len(clean), 'character')}; {self.longest:,} is the most.",
                field=field,
            )
        return clean

    def spoken(self, value: Any, names: Names = unnamed) -> str:  # noqa: ARG002 - the shape of Values
        return f"“{squeeze(str(value), limit=80)}”"


# Beyond these no day is meant, and a week from one would leave the calendar.
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)


def _day(raw: Any) -> date | None:
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return raw
    if not isinstance(raw, str) or len(raw) > LONGEST_LINE:
        return None
    try:
        return date.fromisoformat(raw.strip())
    except ValueError:
        return _written_day(raw)


@dataclass(frozen=True)
class Day(Values):
    """A date without a zone."""

    type: ClassVar[Type] = Type.DAY
    kept_as: ClassVar[Any] = date

    def parse(self, raw: Any, field: str) -> date:
        day = _day(raw)
        if day is None:
            raise Invalid("This is no date: write it like 2026-12-04.", field=field)
        if not EARLIEST <= day <= LATEST:
            raise Invalid("Dates lie between 1900 and 2199: write one of them.", field=field)
        return day

    def to_log(self, value: Any) -> Any:
        return None if value is None else value.isoformat()

    def from_log(self, logged: Any) -> Any:
        return None if logged is None else date.fromisoformat(logged)

    def format(self, value: Any, names: Names = unnamed) -> str:  # noqa: ARG002 - the shape of Values
        return "" if value is None else day_words(value)


@dataclass(frozen=True)
class Instant(Values):
    """A moment, always UTC."""

    type: ClassVar[Type] = Type.INSTANT
    kept_as: ClassVar[Any] = datetime

    def parse(self, raw: Any, field: str) -> datetime:
        try:
            value = datetime.fromisoformat(raw) if isinstance(raw, str) else raw
            if isinstance(value, datetime) and value.tzinfo is not None:
                return value.astimezone(UTC)
        except (
            ValueError,
            OverflowError,
        ):  # none, or at an end of the calendar with no time in UTC
            pass
        raise Invalid("This is no moment: write it like 2026-12-04T09:00:00+00:00.", field=field)

    def to_log(self, value: Any) -> Any:
        return None if value is None else value.astimezone(UTC).isoformat()

    def from_log(self, logged: Any) -> Any:
        return None if logged is None else datetime.fromisoformat(logged).astimezone(UTC)

    def format(self, value: Any, names: Names = unnamed) -> str:  # noqa: ARG002 - the shape of Values
        return "" if value is None else value.astimezone(UTC).isoformat(sep=" ")


@dataclass(frozen=True)
class Flag(Values):
    """Yes or no."""

    type: ClassVar[Type] = Type.FLAG
    kept_as: ClassVar[Any] = bool

    def parse(self, raw: Any, field: str) -> bool:
        word = str(raw).strip().casefold()
        if word in ("yes", "true", "on", "1"):
            return True
        if word in ("no", "false", "off", "0"):
            return False
        raise Invalid("This is yes or no.", field=field)

    def from_log(self, logged: Any) -> Any:
        return bool(logged)

    def format(self, value: Any, names: Names = unnamed) -> str:  # noqa: ARG002 - the shape of Values
        return "yes" if value else "no"

    def is_empty(self, value: Any) -> bool:
        return not value


def day_words(day: date) -> str:
    """“4 Dec 2026”, in every locale."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _written_day(text: str) -> date | None:
    """A day as `day_words` writes it."""
    parts = text.split()
    if len(parts) != 3 or parts[1].title() not in MONTHS:
        return None
    try:
        return date(int(parts[2]), MONTHS.index(parts[1].title()) + 1, int(parts[0]))
    except ValueError:
        return None
