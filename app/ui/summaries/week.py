"""A week as addresses name it."""

from datetime import date

from app.domain.errors import Invalid


def iso_week(monday: date) -> str:
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02d}"


def parse_week(week: str) -> date:
    """The Monday of “2026-W47”; raises Invalid."""
    try:
        year, number = week.upper().split("-W")
        return date.fromisocalendar(int(year), int(number), 1)
    except (ValueError, OverflowError) as error:
        raise Invalid("A week is written like 2026-W47.") from error
