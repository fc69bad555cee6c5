"""What came as JSON, made sure of before anything reads it: no depth, number or text that would only break."""

from collections.abc import Iterable, Mapping, Sequence
from math import isfinite
from typing import cast

from app.domain import cleaning

DEEPEST = 24  # arrays and objects inside each other; a filter of ten has twenty
# What a database's integer holds; every field has closer bounds of its own.
LARGEST = 2**63 - 1


def fault(value: object) -> tuple[str, str] | None:
    """Where a value can't be taken (like `tasks.0.title`), and why, in a sentence's end; None when it can."""
    waiting: list[tuple[str, int, object]] = [("", 0, value)]
    while waiting:
        place, depth, one = waiting.pop()
        words = _words(one) or ("this is nested too deeply" if depth > DEEPEST else "")
        if words:
            return place, words
        waiting.extend((_under(place, name), depth + 1, part) for name, part in _parts(one))
    return None


def _words(value: object) -> str:
    if isinstance(value, str):
        if "\x00" in value:
            return "a text can't hold the character NUL"
        return "" if cleaning.is_whole(value) else "this text holds half a character"
    if isinstance(value, bool):
        return ""
    if isinstance(value, int):
        return "" if abs(value) <= LARGEST else "this number is too large"
    if isinstance(value, float) and not isfinite(value):
        return "this is no number that can be kept"
    if isinstance(value, Mapping):
        names = cast("Mapping[object, object]", value)
        return next((words for name in names if (words := _words(name))), "")
    return ""


def _parts(value: object) -> Iterable[tuple[object, object]]:
    if isinstance(value, Mapping):
        return cast("Mapping[object, object]", value).items()
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return enumerate(cast("Sequence[object]", value))
    return ()


def _under(place: str, name: object) -> str:
    return f"{place}.{name}" if place else str(name)
