"""Numbers of a text with what they count, and whether other words hold the same."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from agents.reading.stems import stem

# Without “one”: that is mostly a pronoun.
WORDS = {
    "zero": 0,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "dozen": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
# Amounts that stand only where they stand in the evidence, too.
AMOUNTS = frozenset(
    [
        "hundred",
        "hundreds",
        "thousand",
        "thousands",
        "million",
        "millions",
        "billion",
        "half",
        "twice",
        "double",
        "quarter",
    ]
)
WORK = "task"
_UNITS = {
    **dict.fromkeys(["task", "issue", "item", "ticket", "subtask", "blocker", "one"], WORK),
    **dict.fromkeys(["goal", "initiative", "objective"], "goal"),
    **dict.fromkeys(["person", "people", "member", "colleague"], "person"),
    **{
        unit: unit
        for unit in ("day", "week", "month", "hour", "minute", "year", "point", "comment", "target")
    },
}
UNITS = {stem(word): unit for word, unit in _UNITS.items()}
PERCENT = frozenset(["%", "percent", "per"])
FURTHER = 4  # words between a number and what it counts: “3 open tasks”, “5 of 12 tasks”
TOKEN = re.compile(r"\d+(?:[.,’'\u00a0\u202f]\d+)*|%|[^\W\d_]+(?:[-’'][^\W\d_]+)*|[.,;:!?()“”\"]")
THOUSANDS = re.compile(r"\d{1,3}(?:[,.’'\u00a0\u202f]\d{3})+")
STOPS = frozenset('.,;:!?()“”"')


@dataclass(frozen=True)
class Number:
    """A number as said, all it may mean, and what it counts (empty when nothing is said)."""

    written: str
    values: frozenset[str]
    unit: str = ""


def found(text: str) -> list[Number]:
    """The numbers of a text whose days and keys are taken out already."""
    tokens = TOKEN.findall(text)
    return [
        Number(token, values, _unit(tokens, place + 1))
        for place, token in enumerate(tokens)
        if (values := _values(token))
    ]


def amounts(text: str) -> set[str]:
    """Words like “half” and “thousands”."""
    return {token.casefold() for token in TOKEN.findall(text)} & AMOUNTS


def is_held(number: Number, known: list[Number]) -> bool:
    """The same number is known, of the same thing or of nothing said."""
    same = [one.unit for one in known if one.values & number.values]
    if number.unit == "%":
        return "%" in same
    if not number.unit:
        return bool(same)
    return number.unit in same or "" in same


def _values(token: str) -> frozenset[str]:
    """All it may mean: “1.250” is written for a thousand, and for one and a quarter."""
    if not token[0].isdigit():
        return frozenset(_spelled(token.casefold()))
    means = (
        {_plain(re.sub(r"[,.’'\u00a0\u202f]", "", token))}
        if THOUSANDS.fullmatch(token)
        else set[str]()
    )
    decimal = re.fullmatch(r"(\d[\d,.’']*?)?(\d+)[.,](\d+)", token)
    if decimal:
        whole = re.sub(r"[,.’']", "", token[: -len(decimal.group(3)) - 1])
        # As written here “1,250” is one thing; “1.250” may be either.
        many = THOUSANDS.fullmatch(token) and token.count(".") != 1
        means |= set[str]() if many else {_plain(f"{whole}.{decimal.group(3)}")}
    elif token.isdigit():
        means.add(_plain(token))
    return frozenset(means or {token})


def _spelled(word: str) -> Iterator[str]:
    if word in WORDS:
        yield str(WORDS[word])
    tens, _, ones = word.partition("-")
    if ones in WORDS and tens in WORDS and WORDS[tens] >= 20 and WORDS[ones] < 10:
        yield str(WORDS[tens] + WORDS[ones])


def _plain(number: str) -> str:
    try:
        return format(Decimal(number).normalize(), "f")
    except InvalidOperation:
        return number


def _unit(tokens: list[str], start: int) -> str:
    """The first thing of a kind after a number; another number ends the search, but for “of 12”."""
    for place in range(start, min(start + FURTHER + 1, len(tokens))):
        word = tokens[place].casefold()
        if word in STOPS:
            return ""
        if word in PERCENT and place == start:
            return "%"
        if _values(tokens[place]) and tokens[place - 1].casefold() != "of":
            return ""
        unit = UNITS.get(stem(word))
        if unit and word != "one":
            return unit
    return ""
