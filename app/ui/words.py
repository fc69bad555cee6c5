"""How days, moments and amounts are said on screens."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.domain.plurals import many

NEAR = timedelta(days=6)


def day(value: date | None, today: date) -> str:
    """“today”, “Fri 4” within a week, “4 Dec”, with the year only if it is another."""
    if value is None:
        return ""
    named = {0: "today", 1: "tomorrow", -1: "yesterday"}.get((value - today).days)
    if named:
        return named
    if abs(value - today) <= NEAR:
        return f"{value:%a} {value.day}"
    return f"{value.day} {value:%b}" + ("" if value.year == today.year else f" {value.year}")


def exact_day(value: date | None) -> str:
    return f"{value:%A}, {value.day} {value:%B %Y}" if value else ""


def due_tip(due: date | None, today: date) -> str:
    """The whole date, and in words when it is late."""
    if due is None:
        return ""
    late = (today - due).days
    words = f"Due {exact_day(due)}"
    return f"{words} · overdue by {many(late, 'day')}" if late > 0 else words


def period(start: date | None, end: date | None, today: date) -> str:
    """“1 Jul – 30 Sep”."""
    if start is None and end is None:
        return ""
    if start is None:
        return f"until {plain_day(end, today)}"
    if end is None:
        return f"from {plain_day(start, today)}"
    return f"{plain_day(start, today)} – {plain_day(end, today)}"


def plain_day(value: date | None, today: date) -> str:
    if value is None:
        return ""
    return f"{value.day} {value:%b}" + ("" if value.year == today.year else f" {value.year}")


def moment(value: datetime | None, now: datetime, zone: ZoneInfo) -> str:
    """“14:03” today, “Mon 14:03” this week, else the day."""
    if value is None:
        return ""
    then, today = value.astimezone(zone), now.astimezone(zone).date()
    if then.date() == today:
        return f"{then:%H:%M}"
    if today - then.date() == timedelta(days=1):
        return f"yesterday {then:%H:%M}"
    return day(then.date(), today)


def exact_moment(value: datetime | None, zone: ZoneInfo) -> str:
    if value is None:
        return ""
    then = value.astimezone(zone)
    return f"{then.day} {then:%B %Y, %H:%M}"


def ago(value: datetime | None, now: datetime) -> str:
    """An age with its unit: “4 minutes ago”, “3 days ago”."""
    if value is None:
        return "never"
    seconds = max(0, int((now - value).total_seconds()))
    for size, unit in ((86400 * 30, "month"), (86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= size:
            return f"{many(seconds // size, unit)} ago"
    return "just now"


def with_subtasks(count: int) -> str:
    """What went with a task that was deleted: “ with 3 subtasks”, or nothing."""
    return f" with {many(count, 'subtask')}" if count else ""


def joined(names: Sequence[str]) -> str:
    """“A”, “A and B”, “A, B and C”."""
    return ", ".join(names[:-1]) + f" and {names[-1]}" if len(names) > 1 else "".join(names)


def health(word: str, actual: float | None) -> str:
    """A goal with a number but no period has nothing to be compared with; that isn't “no data”."""
    return "no_period" if word == "no_data" and actual is not None else word
