"""Stretches of days: the calendar's units, moved and cut, and how people write them."""

from dataclasses import replace
from datetime import date, timedelta

from agents.reading.reading import Period


def before(period: Period) -> Period:
    """The period of the same length just before."""
    length = period.end - period.start
    if period.start.day == 1 and period.end.day == 1:
        months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month
        start = add_months(period.start, -months)
        return Period(start, period.start, span(start, period.start))
    return Period(period.start - length, period.start, span(period.start - length, period.start))


def named(period: Period, today: date) -> Period:
    """The period with its year in its words, when that is another than today's."""
    years = {period.start.year, (period.end - timedelta(days=1)).year} - {1970}
    if years <= {today.year} or any(str(year) in period.words for year in years):
        return period
    return replace(period, words=f"{period.words} {max(years)}")


def span(start: date, end: date) -> str:
    """[start, end) as people write it: “16 to 22 Nov”."""
    last = end - timedelta(days=1)
    if start == last:
        return f"{start:%-d %b}"
    if (start.year, start.month) == (last.year, last.month):
        return f"{start.day} to {last:%-d %b}"
    return f"{start:%-d %b} to {last:%-d %b}"


def stretch(first: date | None, last: date | None) -> str:
    """Two days, both of them in it, as people call the time between: “H2 2024”, “Q4 2026”, “2026”; empty when open."""
    if first is None or last is None:
        return ""
    end = last + timedelta(days=1)
    months = (end.year - first.year) * 12 + end.month - first.month
    if first.day == 1 and end.day == 1:
        if months == 12 and first.month == 1:
            return str(first.year)
        if months == 6 and first.month in (1, 7):
            return f"H{first.month // 7 + 1} {first.year}"
        if months == 3 and first.month % 3 == 1:
            return f"Q{first.month // 3 + 1} {first.year}"
    return f"{first:%-d %b %Y} to {last:%-d %b %Y}"


def of(start: date, end: date) -> Period:
    return Period(start, end, span(start, end))


def unit(name: str, day: date, steps: int) -> Period:
    """The calendar unit around a day, moved by some steps."""
    if name == "day":
        start = day + timedelta(days=steps)
        return of(start, start + timedelta(days=1))
    if name == "week":
        start = day - timedelta(days=day.weekday()) + timedelta(weeks=steps)
        return of(start, start + timedelta(weeks=1))
    size = {"month": 1, "quarter": 3, "year": 12}[name]
    first = date(day.year, (day.month - 1) // size * size + 1, 1)
    start = add_months(first, size * steps)
    return of(start, add_months(start, size))


def add_months(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)
