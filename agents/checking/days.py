"""Days a text names, in whatever way they are written, and whether other words name the same."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from agents.reading.names import fold
from agents.reading.times import MONTHS, WEEKDAYS

Day = tuple[int | None, int, int]  # year if said, month, day
NAMES = {name[:3]: number for number, name in enumerate(MONTHS, 1)}
# “3 may be late” names no day.
MONTH = "(" + "|".join("(?-i:May)" if m == "may" else f"{m}|{m[:3]}" for m in MONTHS) + r"|sept)\.?"
TH = r"(?:st|nd|rd|th)?"
YEAR = r"(?:,?\s+(\d{4}))?"
TO = r"\s*(?:-|to|and|until|till|through)\s*"
# A place for what was taken out, which ends no sentence and is no name.
GONE = " _ "
ISO = re.compile(
    r"\b(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?)?\b"
)
SPAN = re.compile(
    rf"\b(\d{{1,2}}){TH}{TO}(\d{{1,2}}){TH}(?:\s+of)?\s+{MONTH}{YEAR}\b", re.IGNORECASE
)
DAY_MONTH = re.compile(rf"\b(\d{{1,2}}){TH}(?:\s+of)?\s+{MONTH}{YEAR}\b", re.IGNORECASE)
MONTH_SPAN = re.compile(rf"\b{MONTH}\s+(\d{{1,2}}){TH}{TO}(\d{{1,2}}){TH}{YEAR}\b", re.IGNORECASE)
MONTH_DAY = re.compile(rf"\b{MONTH}\s+(\d{{1,2}}){TH}{YEAR}\b", re.IGNORECASE)
# Day first or month first: either may be meant.
NUMERIC = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})\b")
CLOCK = re.compile(r"\b\d{1,2}:\d{2}(?::\d{2})?\b")
WEEKDAY = re.compile(
    "|".join(rf"\b{day}s?\b|\b(?-i:{day[:3].title()})\b" for day in WEEKDAYS), re.IGNORECASE
)
SHORT_WEEKDAY = re.compile("|".join(rf"\b{day}s?\b|\b{day[:3]}\b" for day in WEEKDAYS))
# “may” and “march” are other words, too: months only with a capital.
ALONE = re.compile(
    r"\b(January|February|April|June|July|August|September|October|November|December|(?-i:May|March))\b",
    re.IGNORECASE,
)
# “Fri 4 Dec”, “Friday, December 4th”: the two must agree.
PAIR = re.compile(
    rf"\b([a-z]{{3,9}}),?\s+(?:the\s+)?((?:\d{{1,2}}){TH}(?:\s+of)?\s+{MONTH}{YEAR}|{MONTH}\s+\d{{1,2}}{TH}{YEAR}|\d{{4}}-\d{{2}}-\d{{2}})",
    re.IGNORECASE,
)
NEAR = re.compile(r"\b(today|tomorrow|yesterday|tonight)\b", re.IGNORECASE)
AROUND = re.compile(r"\b(last|this|next) (week|month|quarter|year)\b", re.IGNORECASE)
AS_OF_NOW = re.compile(r"\bas of (?:today|now)\b", re.IGNORECASE)
NEAR_DAYS = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}


@dataclass(frozen=True)
class Named:
    """The days of a text, its clock times, and the text without both."""

    days: frozenset[Day]
    clocks: frozenset[str]
    rest: str
    pairs: tuple[tuple[str, str], ...] = ()  # weekdays with the day beside them


def named(text: str) -> Named:
    """Find the days, also those of no calendar; a numeric one is read both ways."""
    days: set[Day] = set()
    rest = text
    for pattern, read in READERS:
        for match in pattern.finditer(rest):
            days.update(read(match.groups()))
        rest = pattern.sub(GONE, rest)
    clocks = frozenset(CLOCK.findall(rest))
    pairs = [(m[1], m[2]) for m in PAIR.finditer(text) if WEEKDAY.fullmatch(m[1])]
    return Named(frozenset(days), clocks, CLOCK.sub(GONE, rest), tuple(pairs))


def unproved(text: Named, ground: Named, *, words: str, today: date) -> str:
    """The first day, weekday, month or “tomorrow” of a text that isn't in the ground, else nothing.

    `words` are what else may be repeated, folded: the ground's and the question's.
    """
    near = [today + timedelta(days=NEAR_DAYS[found]) for found in NEAR.findall(words)]
    known = ground.days | {(day.year, day.month, day.day) for day in near}
    for day in sorted(text.days, key=str):
        if not any(_same(day, other, today) for other in known):
            return "-".join(str(part) for part in day if part)
    for weekday, written in set(text.pairs) - set(ground.pairs):
        if not any(_falls_on(day, weekday, today) for day in named(written).days):
            return f"{weekday} {written}"
    if text.clocks - ground.clocks:
        return min(text.clocks - ground.clocks)
    return _loose(text.rest, known, words, today)


def without_names(text: str) -> str:
    """A text without the names of days and months, which `unproved` has looked at."""
    return ALONE.sub(GONE, WEEKDAY.sub(GONE, text))


def _loose(text: str, known: frozenset[Day], words: str, today: date) -> str:
    """The same of what names a day or a stretch only by a word."""
    whole = [day for one in known if (day := _dated(one, today))]
    named = {WEEKDAYS.index(_full(found)) for found in SHORT_WEEKDAY.findall(words)}
    weekdays = named | {day.weekday() for day in whole}
    for found in WEEKDAY.findall(text):
        if WEEKDAYS.index(_full(found)) not in weekdays:
            return found
    for found in ALONE.findall(text):
        # Said as “Nov” as well as in full.
        if NAMES[found[:3].lower()] not in {day[1] for day in known} and not re.search(
            rf"\b{found[:3]}", words, re.IGNORECASE
        ):
            return found
    for found in NEAR.findall(AS_OF_NOW.sub(GONE, text)):
        meant = today + timedelta(days=NEAR_DAYS[found.lower()])
        if meant not in whole and f" {fold(found)} " not in words:
            return found
    for which, stretch in AROUND.findall(text):
        if f" {fold(which)} {fold(stretch)}" not in words:
            return f"{which} {stretch}"
    return ""


def _falls_on(day: Day, weekday: str, today: date) -> bool:
    whole = _dated(day, today)
    return whole is not None and WEEKDAYS[whole.weekday()] == _full(weekday)


def _full(weekday: str) -> str:
    return next(name for name in WEEKDAYS if name.startswith(weekday.lower()[:3]))


def _same(day: Day, other: Day, today: date) -> bool:
    """A year that is left out is this one, or the one said."""
    years = (day[0], other[0] or today.year)
    return day[1:] == other[1:] and (years[0] is None or years[0] == years[1])


def _dated(day: Day, today: date) -> date | None:
    try:
        return date(day[0] or today.year, day[1], day[2])
    except ValueError:
        return None


def _year(text: str | None) -> int | None:
    return None if text is None else int(text) + (2000 if len(text) == 2 else 0)


def _iso(g: tuple[str, ...]) -> list[Day]:
    return [(int(g[0]), int(g[1]), int(g[2]))]


def _span(g: tuple[str, ...]) -> list[Day]:
    return [(_year(g[3]), NAMES[g[2][:3].lower()], int(g[i])) for i in (0, 1)]


def _day_month(g: tuple[str, ...]) -> list[Day]:
    return [(_year(g[2]), NAMES[g[1][:3].lower()], int(g[0]))]


def _month_span(g: tuple[str, ...]) -> list[Day]:
    return [(_year(g[3]), NAMES[g[0][:3].lower()], int(g[i])) for i in (1, 2)]


def _month_day(g: tuple[str, ...]) -> list[Day]:
    return [(_year(g[2]), NAMES[g[0][:3].lower()], int(g[1]))]


def _numeric(g: tuple[str, ...]) -> list[Day]:
    both: list[Day] = [(_year(g[2]), int(g[1]), int(g[0])), (_year(g[2]), int(g[0]), int(g[1]))]
    return [day for day in both if _dated(day, date(2024, 1, 1))] or both[:1]


READERS = (
    (ISO, _iso),
    (SPAN, _span),
    (MONTH_SPAN, _month_span),
    (DAY_MONTH, _day_month),
    (MONTH_DAY, _month_day),
    (NUMERIC, _numeric),
)
