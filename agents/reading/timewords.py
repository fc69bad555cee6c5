"""The words that times are made of."""

from agents.reading.days import MONTHS, WEEKDAYS

NUMBERS = {
    "a": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
    "couple of": 2,
    "few": 3,
}
# Every word that can be part of a time.
WORDS = frozenset(
    [
        *WEEKDAYS,
        *(name[:3] for name in WEEKDAYS),
        *MONTHS,
        *(name[:3] for name in MONTHS),
        *NUMBERS,
        "ago",
        "couple",
        "current",
        "end",
        "half",
        "h1",
        "h2",
        "now",
        "of",
        "previous",
        "q1",
        "q2",
        "q3",
        "q4",
        "start",
        "tonight",
        "recent",
        "recently",
    ]
)
