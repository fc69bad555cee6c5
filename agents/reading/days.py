"""One day, from the words for it; what the rules here don't know goes to the dateparser library."""

from datetime import date, datetime, time, timedelta

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


def one_day(words: str, today: date, *, past: bool) -> date | None:
    """One day from words; a weekday is the nearest one in that direction."""
    words = words.strip()
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


def by_library(words: str, today: date, *, past: bool) -> date | None:
    import dateparser  # noqa: PLC0415 - half a second to import, and rarely needed

    found = dateparser.parse(
        words,
        languages=["en"],
        settings={
            "RELATIVE_BASE": datetime.combine(today, time.min),
            "PREFER_DATES_FROM": "past" if past else "future",
        },
    )
    return found.date() if found else None
