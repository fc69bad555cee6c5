"""Fields as the application describes them: agents read and set them by what they hold, not by name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Type = Literal[
    "text",
    "long_text",
    "number",
    "duration",
    "day",
    "instant",
    "flag",
    "choice",
    "item",
    "items",
    "tags",
]
# How a field's change is asked for: as a plain value, or by a move to a status or a list.
Way = Literal["edit", "move", "transfer", ""]


@dataclass(frozen=True)
class FieldDescription:
    """One field of a noun: values are as JSON keeps them (days ISO, durations whole minutes)."""

    name: str
    label: str
    type: Type
    phrase: str = ""  # in a sentence: “the due date”
    words: tuple[str, ...] = ()  # what people call it, lower case
    noun: str = ""  # of what an id, or several, are the id
    choices: tuple[tuple[int | str, str], ...] = ()  # a value, and its word
    empty: int | str | None = None  # what it is when it was taken away
    is_required: bool = False  # it can't be taken away
    way: Way = ""  # empty: nobody sets it


def called(fields: Iterable[FieldDescription], words: str) -> FieldDescription | None:
    """The field people call so."""
    plain = " ".join(words.split()).casefold()
    return next((one for one in fields if plain in one.words), None)


def pattern(fields: Iterable[FieldDescription]) -> str:
    """A regular expression of all that people call these fields; the longest words first."""
    words = {word for one in fields for word in one.words}
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in ordered) or "(?!)"
