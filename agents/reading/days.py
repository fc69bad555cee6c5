"""One day, from the words for it; what the rules here don't know goes to the dateparser library."""

import re
from datetime import date, datetime, time, timedelta

# Beyond these no day is meant, and a span from one would leave the calendar.
EARLIEST, LATEST = date(1900, 1, 1), date(2200, 1, 1)
DOTTED = re.compile(r"\d{1,2}\.\d{1,2}(?:\.|$)")
IN_NUMBERS = re.compile(
    r"(?<![\w./-])((?:on|since|after|before|by|until|till|from|to|between|and|of) )?"
    r"(\d{1,2})([./-])(\d{1,2})(?:\3(\d{4}|\d{2})|\.)?(?![\w/-]|\.\d)",
    re.IGNORECASE,
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)


def moved(day: date, days: int) -> date | None:
    """A day so many days later; None where no plan reaches."""
    if abs(days) > (LATEST - EARLIEST).days:
        return None
    found = day.toordinal() + days
    return date.fromordinal(found) if EARLIEST.toordinal() <= found < LATEST.toordinal() else None


def one_day(words: str, today: date, *, past: bool) -> date | None:
    """One day from words; a weekday is the nearest one in that direction. None where no plan reaches."""
    found = _one_day(words.strip(), today, past=past)
    return found if found is not None and EARLIEST <= found < LATEST else None


def _one_day(words: str, today: date, *, past: bool) -> date | None:
    if words in ("today", "now"):
        return today
    if words in ("yesterday", "tomorrow"):
        return today + timedelta(days=1 if words == "tomorrow" else -1)
    plain = words.removeprefix("last ").removeprefix("next ").removeprefix("this ")
    for index, name in enumerate(WEEKDAYS):
        if plain in (name, name[:3]):
            ahead = (index - today.weekday()) % 7
            return (
                today - timedelta(days=(7 - ahead) % 7 or (7 if past else 0))
                if past
                else today + timedelta(days=ahead)
            )
    try:
        return date.fromisoformat(words)
    except ValueError:
        return by_library(words, today, past=past)


def in_numbers(text: str, today: date, *, is_day_first: bool) -> str:
    """The text with each day in numbers (“11/12/2026”, “by 11.12.”) as 2026-12-11, as its writer means it.

    Without a year only behind a word that asks for a day: the next such day behind “by”, else the last one.
    """

    def plain(found: re.Match[str]) -> str:
        lead, first, mark, second, year = found.groups()
        if not (lead or year):
            return found[0]
        is_ahead = (lead or "").strip().casefold() in ("by", "before", "until", "till")
        ways = [(first, second), (second, first)]
        if mark != "." and not is_day_first:
            ways.reverse()
        days = (_in_year(int(day), int(month), year, today, is_ahead) for day, month in ways)
        meant = next((one for one in days if one is not None), None)
        return f"{lead or ''}{meant.isoformat()}" if meant is not None else found[0]

    return IN_NUMBERS.sub(plain, text)


def _in_year(day: int, month: int, year: str | None, today: date, is_ahead: bool) -> date | None:  # noqa: FBT001 - a direction
    try:
        if year:
            return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
        here = date(today.year, month, day)
        if is_ahead:
            return here if here >= today else date(today.year + 1, month, day)
        return here if here <= today else date(today.year - 1, month, day)
    except ValueError:  # no such day
        return None


def by_library(words: str, today: date, *, past: bool, is_day_first: bool = False) -> date | None:
    """A day as the library reads it; with dots, “11.12.2026”, the day always comes first."""
    import dateparser  # noqa: PLC0415 - half a second to import, and rarely needed

    found = dateparser.parse(
        words,
        languages=["en"],
        settings={
            "RELATIVE_BASE": datetime.combine(today, time.min),
            "DATE_ORDER": "DMY" if is_day_first or DOTTED.match(words) else "MDY",
            "PREFER_DATES_FROM": "past" if past else "future",
        },
    )
    return found.date() if found else None
