"""Periods of goals, as people write them beside goals: “goals ending 2028”, “the first or the second half of 2025”."""

import re
from datetime import date

from agents.reading import times
from agents.reading.reading import Period

YEAR_OF_NAME = re.compile(r"\b(20\d\d) (?=qzname\d+)")  # “the 2026 Field Projections goal”
HALVES = re.compile(r"\bfirst (or|and|vs|versus|than) (?:in )?(?:the )?second half of (20\d\d)\b")
OF_GOALS = re.compile(r"\b(?:goals?|initiatives?|objectives?)\b")
BARE_YEAR = re.compile(r"\b(?:(?:from|of|in) )?(20\d\d)\b(?!-)")


def written_out(text: str) -> str:
    """With what is said once for two, or without its little word, said in full."""
    text = YEAR_OF_NAME.sub(r"in \1 ", text)
    return HALVES.sub(r"first half of \2 \1 second half of \2", text)


def bare_year(text: str, today: date) -> tuple[Period, int, int] | None:
    """Beside goals a year is a time."""
    match = BARE_YEAR.search(text) if OF_GOALS.search(text) else None
    found = times.find(f"in {match.group(1)}", today) if match else None
    return (found[0], *match.span()) if match and found else None
