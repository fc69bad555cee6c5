"""Values that are counted: numbers, and lengths of time."""

import re
from dataclasses import dataclass
from math import inf, isfinite
from typing import Any, ClassVar

from app.domain import numbers
from app.domain.errors import Invalid
from app.domain.fields.types import Type
from app.domain.fields.values import LONGEST_LINE, Names, Reading, Values, unnamed

# Beyond this a number is a slip, and SQLite's integers end.
LARGEST = 10**15
NO_NUMBER = "This is no number."
# A working day of estimates, as people write “2 days”.
HOURS_A_DAY = 8
HOURS_A_WEEK = 5 * HOURS_A_DAY
NO_LENGTH = "This is no length of time: write it like 1.5 h, 2 h 30 min or 90 min."
# A number with its marks, and the unit behind it: “1.5 h”, “12,500”, “1 000 h”.
_LENGTH = re.compile(
    r"(\d+(?:[.,'’]\d+|[\s\u00a0\u202f]\d{3}(?!\d))*)\s*([^\W\d_]*)(?:(?<=[^\W\d_])\.)?"
)
# “2:30”, as a clock shows two hours and a half.
_CLOCK = re.compile(r"(\d{1,6}):([0-5]\d)(?:\s*h(?:rs?|ours?)?)?")
# In English, German, French and Spanish: no word of one means another length in the next.
_UNITS = (
    ("min m mins minute minutes minuten minuto minutos", 1),
    ("h hr hrs hour hours std stunde stunden heure heures hora horas", 60),
    ("d day days tag tage j jour jours día días dia dias", 60 * HOURS_A_DAY),
    ("w wk wks week weeks woche wochen semaine semaines semana semanas", 60 * HOURS_A_WEEK),
)
_MINUTES = {"": 60} | {unit: each for units, each in _UNITS for unit in units.split()}


@dataclass(frozen=True)
class Number(Values):
    """A number between two bounds; `refusal` says the bounds in the field's own words."""

    low: float = -LARGEST
    high: float = LARGEST
    is_whole: bool = False
    refusal: str = ""
    type: ClassVar[Type] = Type.NUMBER

    @property
    def python(self) -> Any:
        return int if self.is_whole else float

    def parse(self, raw: Any, field: str) -> float | int:
        return self._fitting(_number(raw, field), field)

    def read(self, raw: str, field: str, *, locale: str = numbers.PLAIN) -> Reading:
        try:
            found = numbers.read(raw[: LONGEST_LINE + 1], locale=locale)
        except (ValueError, OverflowError) as error:
            raise Invalid(NO_NUMBER, field=field) from error
        try:
            other = None if found.other is None else self._fitting(found.other, field)
        except Invalid:  # what the field can't hold is not meant
            other = None
        try:
            return Reading(self._fitting(found.value, field), other)
        except Invalid:
            if other is None:
                raise
            return Reading(other)

    def from_log(self, logged: Any) -> Any:
        return None if logged is None else int(logged) if self.is_whole else float(logged)

    def format(self, value: Any, names: Names = unnamed) -> str:  # noqa: ARG002 - the shape of Values
        if value is None:
            return ""
        return numbers.exact(value)

    def written(self, value: Any, locale: str) -> str:
        return "" if value is None else numbers.exact(value, locale=locale)

    def _fitting(self, value: float, field: str) -> float | int:
        if not self.low <= value <= self.high:
            raise Invalid(self.refusal or self._bounds(value), field=field)
        if self.is_whole and value != int(value):
            raise Invalid("This must be a whole number.", field=field)
        return int(value) if self.is_whole else float(value)

    def _bounds(self, value: float) -> str:
        if value < self.low:
            return (
                f"This can't be less than {'zero' if self.low == 0 else numbers.shown(self.low)}."
            )
        return f"This can't be more than {numbers.shown(self.high)}."


@dataclass(frozen=True)
class Duration(Values):
    """Whole minutes. A number means minutes, a text without a unit hours: “1.5”, “1 h 30 min”.

    After hours a number without a unit means minutes: “1 h 30”, “2:30”.
    """

    longest: int = 10_000_000
    type: ClassVar[Type] = Type.DURATION
    kept_as: ClassVar[Any] = int

    def parse(self, raw: Any, field: str) -> int:
        if isinstance(raw, str):
            return self.read(raw, field).value
        return self._whole(raw, field)

    def read(self, raw: str, field: str, *, locale: str = numbers.PLAIN) -> Reading:
        text = raw.strip().casefold()
        value = self._written(text, field, locale, is_other=False)
        try:
            other = self._written(text, field, locale, is_other=True)
        except Invalid:
            other = value
        return Reading(value, other if other != value else None)

    def format(self, value: Any, names: Names = unnamed) -> str:  # noqa: ARG002 - the shape of Values
        return self.written(value, numbers.PLAIN)

    def spoken(self, value: Any, names: Names = unnamed) -> str:  # noqa: ARG002 - the shape of Values
        return self.format(value) if value else "no time"

    def written(self, value: Any, locale: str) -> str:
        if value is None:
            return ""
        hours = round(value / 60, 2)
        if hours * 60 == value:
            return f"{numbers.shown(hours, locale=locale)} h"
        whole = f"{numbers.shown(value // 60, locale=locale)} h " if value >= 60 else ""
        return f"{whole}{value % 60} min"

    def _written(self, text: str, field: str, locale: str, *, is_other: bool) -> int:
        if clock := _CLOCK.fullmatch(text):
            return self._whole(int(clock[1]) * 60 + int(clock[2]), field)
        parts = _LENGTH.findall(text)
        if not parts or _LENGTH.sub("", text).strip() or any(u not in _MINUTES for _, u in parts):
            raise Invalid(NO_LENGTH, field=field)
        minutes, before, named = 0.0, 0, True
        for number, unit in parts:
            # A number without a unit means hours alone, minutes after hours, and nothing elsewhere.
            each = 1 if not unit and named and before == _MINUTES["h"] else _MINUTES[unit]
            if before and (each >= before or not named):
                raise Invalid(NO_LENGTH, field=field)
            minutes += _counted(number, field, locale, is_other=is_other) * each
            before, named = each, unit != ""
        if minutes > self.longest:
            raise Invalid(f"This can't be more than {self.format(self.longest)}.", field=field)
        return self._whole(round(minutes), field)

    def _whole(self, raw: Any, field: str) -> int:
        return int(Number(low=0, high=self.longest, is_whole=True).parse(raw, field))


def _number(raw: Any, field: str) -> float | int:
    try:
        if isinstance(raw, str) and len(raw) <= LONGEST_LINE:
            value = numbers.read(raw).value
        else:
            value = raw if isinstance(raw, int | float) and not isinstance(raw, bool) else None
        fits = value is not None and isfinite(value)
    except (ValueError, OverflowError):  # no number, or one no float holds
        value, fits = None, False
    if value is None or not fits:
        raise Invalid(NO_NUMBER, field=field)
    return value


def _counted(number: str, field: str, locale: str, *, is_other: bool) -> float:
    """A number within a length of time; the other one it may mean, where it may."""
    try:
        found = numbers.read(number, locale=locale)
    except numbers.NoNumber as error:
        if number.isdecimal():  # more than a float holds
            return inf
        raise Invalid(NO_LENGTH, field=field) from error
    return found.other if is_other and found.other is not None else found.value
