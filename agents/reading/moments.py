"""Times that lean on a longer one: “since the start of the month”, “the first week of November”, “two weeks ago”."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from agents.reading.days import MONTHS, one_day
from agents.reading.reading import Period
from agents.reading.spans import add_months, of, unit
from agents.reading.timewords import NUMBERS

Rule = Callable[[re.Match[str], date], Period | None]
MONTH = "|".join(f"{m}|{m[:3]}" for m in MONTHS)
UNITS = "day|week|month|quarter|year"
# A stretch that is named: a month, or a calendar unit beside this one.
NAMED = rf"(?:the |this |current |last |previous |past |next |coming )?(?:week|month|quarter|year)|(?:{MONTH})(?: 20\d\d)?"
COUNT = rf"(?:\d+|{'|'.join(sorted(NUMBERS, key=len, reverse=True))}|a couple of|a few)"
STEPS = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1}
ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3}
DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}
RECENT = 14  # days that “lately” reaches back


def count(words: str) -> int:
    """“3”, “three”, “a couple of”."""
    return int(words) if words.isdigit() else NUMBERS.get(words.removeprefix("a "), 1)


def whole(words: str, today: date) -> Period:
    """The named stretch: “last month”, “the quarter”, “November 2025”."""
    first, *rest = words.split()
    month = next((n for n, one in enumerate(MONTHS, 1) if one.startswith(first[:3])), 0)
    if month and first not in ("the", "this"):
        year = int(rest[0]) if rest else today.year - (month > today.month)
        start = date(year, month, 1)
        return of(start, add_months(start, 1))
    return unit((rest or [first])[-1], today, STEPS.get(first, 0))


def _since(found: re.Match[str], today: date) -> Period | None:
    start = whole(found.group(1), today).start
    return of(start, today + timedelta(days=1)) if start <= today else None


def _since_end(found: re.Match[str], today: date) -> Period | None:
    """From its last day on."""
    last = whole(found.group(1), today).end - timedelta(days=1)
    return of(last, today + timedelta(days=1)) if last < today else None


def _until(found: re.Match[str], today: date) -> Period | None:
    named = whole(found.group(2), today)
    # A plan reaches to the December that comes.
    is_over = named.end <= today and named.start.year < today.year
    is_month = found.group(2)[:3] in {month[:3] for month in MONTHS}
    end = add_months(named.end, 12) if is_over and is_month else named.end
    if found.group(1) == "before":
        end -= timedelta(days=1)
    return Period(date.min.replace(year=1970), end, f"until {end - timedelta(days=1):%-d %b}")


def _start(found: re.Match[str], today: date) -> Period | None:
    day = whole(found.group(1), today).start
    return of(day, day + timedelta(days=1))


def _end(found: re.Match[str], today: date) -> Period | None:
    end = whole(found.group(1), today).end
    return of(end - timedelta(days=1), end)


def _end_of_day(found: re.Match[str], today: date) -> Period | None:
    day = one_day(found.group(1), today, past=True)
    return of(day, day + timedelta(days=1)) if day else None


def _week(found: re.Match[str], today: date) -> Period | None:
    """Seven days, the first of them the first of the month; of the last week the last."""
    month = whole(found.group(2), today)
    if found.group(1) == "last":
        return of(month.end - timedelta(days=7), month.end)
    start = month.start + timedelta(days=7 * ORDINALS[found.group(1)])
    return of(start, min(start + timedelta(days=7), month.end))


def _half(found: re.Match[str], today: date) -> Period | None:
    month = whole(found.group(2), today)
    middle = month.start + (month.end - month.start) // 2
    return of(month.start, middle) if found.group(1) == "first" else of(middle, month.end)


def _third(found: re.Match[str], today: date) -> Period | None:
    """“early”, “mid November”."""
    month = whole(found.group(2), today)
    first, last = (0, 10) if found.group(1) == "early" else (10, 20)
    return of(month.start + timedelta(days=first), month.start + timedelta(days=last))


def _since_third(found: re.Match[str], today: date) -> Period | None:
    month = whole(found.group(2), today)
    start = month.start + timedelta(days=0 if found.group(1) == "early" else 14)
    return of(start, today + timedelta(days=1)) if start <= today else None


def _ago(found: re.Match[str], today: date) -> Period | None:
    many, name = count(found.group(1)), found.group(2)
    if name in ("month", "quarter", "year"):
        months = {"month": 1, "quarter": 3, "year": 12}[name] * many
        first = add_months(today, -months)
        last = (add_months(first, 1) - timedelta(days=1)).day
        day = first.replace(day=min(today.day, last))
    else:
        day = today - timedelta(days=many * DAYS[name])
    return of(day, day + timedelta(days=1))


def _for(found: re.Match[str], today: date) -> Period | None:
    """“since three days”, as many say it."""
    days = count(found.group(1)) * DAYS[found.group(2)]
    return of(today - timedelta(days=days - 1), today + timedelta(days=1))


def _day_beyond(found: re.Match[str], today: date) -> Period | None:
    day = today + timedelta(days=-2 if found.group(1) == "before yesterday" else 2)
    return of(day, day + timedelta(days=1))


def _lately(found: re.Match[str], today: date) -> Period | None:  # noqa: ARG001 - a rule's signature
    return of(today - timedelta(days=RECENT - 1), today + timedelta(days=1))


def _now(found: re.Match[str], today: date) -> Period | None:  # noqa: ARG001 - a rule's signature
    return of(today, today + timedelta(days=1))


def _to_date(found: re.Match[str], today: date) -> Period | None:
    return of(unit(found.group(1), today, 0).start, today + timedelta(days=1))


def rules(named_day: str) -> tuple[tuple[str, Rule], ...]:
    """Each pattern and what it makes; `named_day` is what one day is called."""
    return (
        (
            rf"\b(?:since|from) (?:the )?(?:very )?(?:start|beginning|first day) of ({NAMED})\b",
            _since,
        ),
        (rf"\bsince ((?:early|mid)) ({NAMED})\b", _since_third),
        (rf"\bsince (?:the )?(?:end|close) of ({NAMED})\b(?! \d)", _since_end),
        (rf"\bsince ({NAMED})\b(?! \d)", _since),
        (
            rf"\b(by|before|until|till|up to) (?:the )?(?:end|close) of ({NAMED})\b",
            _until,
        ),
        (rf"\b(?:at |on |by )?(?:the )?(?:start|beginning) of ({NAMED})\b", _start),
        (rf"\b(?:at |on )?(?:the )?(?:end|close) of ({NAMED})\b(?! \d)", _end),
        (rf"\b(?:at |by )?(?:the )?(?:end|close) of ({named_day})\b", _end_of_day),
        (
            rf"\b(?:in |during )?(?:the )?(first|second|third|fourth|last) week (?:of|in) ({NAMED})\b",
            _week,
        ),
        (rf"\b(?:in |during )?(?:the )?(first|second) half of ({NAMED})\b", _half),
        (rf"\b(?:in )?(early|mid)[ -]({MONTH})\b", _third),
        (rf"\b({COUNT}) ({UNITS})s? ago\b", _ago),
        (rf"\bsince ({COUNT}) ({UNITS})s?\b", _for),
        (r"\b(?:the )?day (before yesterday|after tomorrow)\b", _day_beyond),
        (r"\b(?:lately|recently|of late|these past days|in recent days)\b", _lately),
        (r"\bthis (?:morning|afternoon)\b", _now),
        (r"\b(month|quarter|year|week) to date\b", _to_date),
    )
