"""How people of a locale write days in numbers: “11/12/2026” is in November or in December."""

from functools import lru_cache

from app.domain.numbers import locale_of


@lru_cache(maxsize=64)
def is_day_first(tag: str) -> bool:
    """Whether the day stands before the month; where the year comes first, the month does."""
    pattern = locale_of(tag).date_formats["short"].pattern
    return pattern.index("d") < pattern.upper().index("M")
