"""When: a question's time words as a range of days in the workspace's zone.

Weeks are ISO weeks, Monday first. Ranges are half open.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from agents.reading import moments
from agents.reading.days import EARLIEST, LATEST, MONTHS, WEEKDAYS, one_day
from agents.reading.reading import Period
from agents.reading.spans import add_months, named, of, span, unit

Rule = Callable[[re.Match[str], date], Period | None]
UNIT = r"(day|week|month|quarter|year)s?"
MONTH = "|".join(f"{m}|{m[:3]}" for m in MONTHS)
DAY = rf"(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{MONTH})(?: \d{{4}})?|(?:{MONTH}) \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?)"
# Names of months that are no other words.
PLAIN_MONTH = "|".join(m for m in MONTHS if m not in ("may", "march", "april", "june"))
FAR = 240  # months looked ahead where no end is said
COUNT = rf"({moments.COUNT})"


def read(text: str, today: date) -> tuple[Period | None, str]:
    """The first time phrase as a period, and the text without it (None, text when there is none)."""
    found = find(text, today)
    if found is None:
        return None, text
    period, begin, end = found
    return period, (text[:begin] + " " + text[end:]).strip()


def find(text: str, today: date) -> tuple[Period, int, int] | None:
    """The first time phrase as a period, and where in the text it stands."""
    for pattern, make in RULES:
        found = re.search(pattern, text)
        if found:
            period = _made(make, found, today)
            if period is not None:
                return named(period, today), found.start(), found.end()
    return None


def _made(make: Rule, found: re.Match[str], today: date) -> Period | None:
    """What a rule makes of its words; nothing where that lies further off than any plan or memory."""
    try:
        period = make(found, today)
    except (OverflowError, ValueError):
        return None
    if period is None or period.start < EARLIEST or period.end > LATEST:
        return None
    return period


def as_of(text: str, today: date) -> tuple[date | None, str]:
    """The past day a question looks from (“as of 1 Nov”), and the text without it."""
    found = AS_OF.search(text)
    if found is None:
        return None, text
    period, _ = read(found.group(1), today)
    if period is None or period.end > today:
        return None, text
    # As of a week or month is as of its last day.
    return period.end - timedelta(days=1), f"{text[: found.start()]} {text[found.end() :]}".strip()


def two(text: str, today: date) -> tuple[Period, Period] | None:
    """Two named stretches of a comparison, the later first: “October with September”."""
    text = re.sub(rf"\b(?:in )?({MONTH})\b", r"in \1", text)  # beside another, “may” is a month
    if re.fullmatch(r"\D*\b20\d\d\b\D+\b20\d\d\b\D*", text) and not re.search(MONTH, text):
        text = re.sub(r"\b(?:in )?(20\d\d)\b", r"in \1", text)  # “2026 with 2025”
    first, rest = read(text, today)
    second, _ = read(rest, today) if first else (None, "")
    if first is None or second is None or first.start == second.start:
        return None
    return (first, second) if first.start > second.start else (second, first)


def _days_of_a_month(found: re.Match[str], today: date) -> Period | None:
    """“9 to 15 November”: the first day has no month of its own."""
    month = next(i for i, m in enumerate(MONTHS, 1) if m.startswith(found.group(3)[:3]))
    year = int(found.group(4)) if found.group(4) else today.year
    try:
        first, last = date(year, month, int(found.group(1))), date(year, month, int(found.group(2)))
    except ValueError:
        return None
    return of(first, last + timedelta(days=1)) if first <= last else None


def _last_n(found: re.Match[str], today: date) -> Period:
    """“the last 7 days”: today counts as the last of them; “the last 2 weeks”: 14 days."""
    count = moments.count(found.group(1))
    unit = found.group(2)
    days = count * {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}[unit]
    return of(today - timedelta(days=days - 1), today + timedelta(days=1))


def _next_n(found: re.Match[str], today: date) -> Period:
    count = moments.count(found.group(1))
    days = count * {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}[found.group(2)]
    return of(today, today + timedelta(days=days))


def _weekend(found: re.Match[str], today: date) -> Period:
    """The Saturday and Sunday of this week, or of the one before or after."""
    weeks = {"last": -1, "next": 1}.get(found.group(1) or "", 0)
    saturday = today - timedelta(days=today.weekday()) + timedelta(days=5, weeks=weeks)
    return of(saturday, saturday + timedelta(days=2))


def _since(found: re.Match[str], today: date) -> Period | None:
    day = one_day(found.group(1), today, past=True)
    return of(day, today + timedelta(days=1)) if day else None


def _after(found: re.Match[str], today: date) -> Period | None:
    """“after Friday” begins as Friday ends; how far it reaches is for what is asked to say."""
    inner, _ = read(f"in {found.group(1)}", today)
    if inner is None:
        return None
    end = add_months(inner.end, FAR) if inner.end > today else today + timedelta(days=1)
    return Period(inner.end, end, span(inner.end, end), has_end=False)


def _until(found: re.Match[str], today: date) -> Period | None:
    """“before Friday” ends as Friday begins; “by Friday” includes it."""
    day = one_day(found.group(2), today, past=False)
    if day is None:
        return None
    end = day if found.group(1) == "before" else day + timedelta(days=1)
    return Period(date.min.replace(year=1970), end, f"{found.group(1)} {day:%-d %b}")


def _until_unit(found: re.Match[str], today: date) -> Period | None:
    """“before next week” ends as it begins; “by next month” includes it."""
    inner, _ = read(found.group(3), today)
    if inner is None:
        return None
    end = inner.start if found.group(1) == "before" and not found.group(2) else inner.end
    return Period(date.min.replace(year=1970), end, f"until {end - timedelta(days=1):%-d %b}")


def _between(found: re.Match[str], today: date) -> Period | None:
    first, last = (
        one_day(found.group(1), today, past=True),
        one_day(found.group(2), today, past=True),
    )
    if first is None or last is None:
        return None
    return of(first, last + timedelta(days=1))


def _on(found: re.Match[str], today: date) -> Period | None:
    day = one_day(found.group(1), today, past=True)
    return of(day, day + timedelta(days=1)) if day else None


def _month(found: re.Match[str], today: date) -> Period:
    month = next(i for i, m in enumerate(MONTHS, 1) if m.startswith(found.group(1)[:3]))
    year = int(found.group(2)) if found.group(2) else today.year - (month > today.month)
    start = date(year, month, 1)
    return of(start, add_months(start, 1))


def _iso_week(found: re.Match[str], today: date) -> Period | None:
    year = int(found.group(1)) if found.group(1) else today.year
    try:
        start = date.fromisocalendar(year, int(found.group(2)), 1)
    except ValueError:
        return None
    return of(start, start + timedelta(weeks=1))


def _year(found: re.Match[str], today: date) -> Period:  # noqa: ARG001 - a rule's signature
    year = int(found.group(1))
    return Period(date(year, 1, 1), date(year + 1, 1, 1), str(year))


def _quarter(found: re.Match[str], today: date) -> Period:
    year = int(found.group(2)) if found.group(2) else today.year
    start = date(year, 3 * int(found.group(1)) - 2, 1)
    return of(start, add_months(start, 3))


def _half(found: re.Match[str], today: date) -> Period:
    year = int(found.group(2) or found.group(3) or today.year)
    start = date(year, 1 if found.group(1) == "1" else 7, 1)
    return of(start, add_months(start, 6))


def _half_of(found: re.Match[str], today: date) -> Period:
    """“the second half of 2024”."""
    said = found.group(2)
    year = int(said) if said.isdigit() else today.year - (said == "last year")
    start = date(year, 1 if found.group(1) in ("first", "1st") else 7, 1)
    return of(start, add_months(start, 6))


def _part_of_year(found: re.Match[str], today: date) -> Period | None:  # noqa: ARG001 - a rule's signature
    """“2025h1”, “2024-Q3”."""
    year, part = int(found.group(1)), int(found.group(3))
    months = 6 if found.group(2) == "h" else 3
    if part * months > 12:
        return None
    start = date(year, (part - 1) * months + 1, 1)
    return of(start, add_months(start, months))


NAMED_DAY = rf"(?:today|yesterday|tomorrow|(?:last |next |this )?(?:{'|'.join(WEEKDAYS)}|mon|tue|wed|thu|fri|sat|sun)|{DAY})"
AS_OF = re.compile(
    rf"\b(?:as of|as at|as it was on|back on|the way it was on) ((?:the end of )?(?:last (?:week|month|quarter|year)|{NAMED_DAY}|(?:{MONTH})(?: 20\d\d)?))\b"
)
RULES = (
    *moments.rules(NAMED_DAY),
    (r"\b(?:on |at |over )?(?:the )?(?:(last|next|this|coming) )?weekend\b", _weekend),
    (
        rf"\b(?:between |from )?(\d{{1,2}})(?:st|nd|rd|th)? (?:to|and|until|till|through) (\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({MONTH})(?: (20\d\d))?\b",
        _days_of_a_month,
    ),
    (rf"\b(?:in |during )?(?:the )?{UNIT} before last\b", lambda m, t: unit(m.group(1), t, -2)),
    (rf"\bbetween ({NAMED_DAY}) and ({NAMED_DAY})\b", _between),
    (rf"\bfrom ({NAMED_DAY}) (?:to|until|till) ({NAMED_DAY})\b", _between),
    (
        rf"\bafter (?:the )?(?:(?:end|close) of )?((?:{NAMED_DAY}|(?:{MONTH})(?: 20\d\d)?|20\d\d|q[1-4](?: 20\d\d)?|(?:this|next|last) (?:week|month|quarter|year)))\b",
        _after,
    ),
    (rf"\bsince ({NAMED_DAY})\b", _since),
    (rf"\b(before|by|until) ({NAMED_DAY})\b", _until),
    (
        r"\b(before|by|until) (?:the )?((?:the )?end of )?((?:this|next|last) (?:week|month|quarter|year))\b",
        _until_unit,
    ),
    (rf"\b(?:in |over |during |within )?(?:the )?(?:last|past|previous) {COUNT} {UNIT}\b", _last_n),
    (rf"\b(?:in |over |during |within )?(?:the )?(?:next|coming) {COUNT} {UNIT}\b", _next_n),
    (rf"\b(?:within|in) {COUNT} {UNIT}\b", _next_n),
    (
        r"\b(?:in |during |for )?(?:the )?(first|second|1st|2nd|last) half (?:of |in )?(?:the year )?(20\d\d|this year|last year)\b",
        _half_of,
    ),
    (
        rf"\b(?:in |during )?(?:the )?(?:last|past|previous) {UNIT}\b",
        lambda m, t: unit(m.group(1), t, -1),
    ),
    (
        rf"\b(?:in |during )?(?:the )?(?:this|current) {UNIT}\b",
        lambda m, t: unit(m.group(1), t, 0),
    ),
    (rf"\b(?:in |during )?(?:the )?(?:next|coming) {UNIT}\b", lambda m, t: unit(m.group(1), t, 1)),
    (r"\b(?:in )?(?:(20\d\d)-)?w(?:eek )?(\d{1,2})\b", _iso_week),
    (r"\b(?:in )?(20\d\d)[ -]?([hq])([1-4])\b", _part_of_year),
    (r"\b(?:in )?q([1-4])(?: (20\d\d))?\b", _quarter),
    (r"\b(?:in )?h([12])(?: (20\d\d))?\b()", _half),
    (rf"\b(?:on )?({NAMED_DAY})\b", _on),
    (rf"\b(?:in |during |for )({MONTH})(?: (20\d\d))?\b", _month),
    (r"\b(?:in |during |for )(20\d\d)\b", _year),
    (r"\b(20\d\d)(?= (?:goals?|initiatives?|objectives?|okrs?)\b)", _year),
    (rf"\b({PLAIN_MONTH})(?: (20\d\d))?\b", _month),
)
