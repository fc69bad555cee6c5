"""What did not fit, in people's words: which field, what is wrong, and what may be written there."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import cast, get_args

from pydantic_core import ErrorDetails
from pydantic_core.core_schema import ErrorType

from app.api.schemas.problem import UnfitField
from app.domain.plurals import many

MOST_NAMED = 50  # fields of one refusal that are named
LONGEST_NAME = 300
# How a validator names the kinds it tried; no field of ours is called like that.
_KIND = re.compile(
    r"(?:str|int|float|bool|date|datetime|none|[A-Z]\w*|(?:list|dict|tuple|literal|nullable|constrained|function)\b.*)"
)
DAY = "write a day like 2026-12-04"
MOMENT = "write a moment with its time zone, like 2026-12-04T09:00:00Z"
WHOLE, NUMBER, YES_NO = "write a whole number", "write a number", "write true or false"
Told = Mapping[str, str | int | float]  # what the validator tells of a bound
# By the name the validator has for what went wrong.
_PLAIN: dict[str, str] = {
    "missing": "this is missing",
    "extra_forbidden": "nothing is called so here",
    "string_type": "write a text",
    "int_type": WHOLE,
    "int_parsing": WHOLE,
    "int_from_float": WHOLE,
    "int_parsing_size": "this number is too large",
    "float_type": NUMBER,
    "float_parsing": NUMBER,
    "finite_number": NUMBER,
    "bool_type": YES_NO,
    "bool_parsing": YES_NO,
    "list_type": "write a list",
    "dict_type": "write an object",
    "model_type": "write an object",
    "model_attributes_type": "write an object",
    "none_required": "write null",
    "date_type": DAY,
    "date_parsing": DAY,
    "date_from_datetime_parsing": DAY,
    "date_from_datetime_inexact": DAY,
    "datetime_type": MOMENT,
    "datetime_parsing": MOMENT,
    "datetime_object_invalid": MOMENT,
    "datetime_from_date_parsing": MOMENT,
    "timezone_aware": MOMENT,
}
# All the validator may say by itself: none of its sentences is shown.
_FOREIGN = frozenset(get_args(ErrorType)) - {"value_error"}
_MEASURED: dict[str, Callable[[Told], str]] = {
    "enum": lambda told: f"write one of {_listed(told['expected'])}",
    "literal_error": lambda told: f"write one of {_listed(told['expected'])}",
    "union_tag_invalid": lambda told: (
        f"{_listed(told['discriminator'])} is one of {_listed(told['expected_tags'])}"
    ),
    "union_tag_not_found": lambda told: f"name {_listed(told['discriminator'])}",
    "greater_than_equal": lambda told: f"write {_number(told['ge'])} or more",
    "greater_than": lambda told: f"write more than {_number(told['gt'])}",
    "less_than_equal": lambda told: f"write {_number(told['le'])} or less",
    "less_than": lambda told: f"write less than {_number(told['lt'])}",
    "string_too_long": lambda told: _at_most(told["max_length"], "character"),
    "string_too_short": lambda told: _at_least(told["min_length"], "character"),
    "too_long": lambda told: f"send {_number(told['max_length'])} at most",
    "too_short": lambda told: _at_least(told["min_length"], "item"),
    "string_pattern_mismatch": lambda told: _pattern(told["pattern"]),
}


def fields(errors: Sequence[ErrorDetails]) -> list[UnfitField]:
    """Every field that does not fit, each once."""
    found: dict[str, list[str]] = {}
    for one in errors[:MOST_NAMED]:
        said = found.setdefault(_place(one), [])
        if (words := _words(one)) not in said:
            said.append(words)
    return [UnfitField(field=place, message=", or ".join(said)) for place, said in found.items()]


def sentence(unfit: Sequence[UnfitField]) -> str:
    """One sentence for all of them; the first says what is wrong."""
    named = list(dict.fromkeys(one.field for one in unfit if one.field))
    others = f", and {_several(named[1:])}" if len(named) > 1 else ""
    return f"Check {unfit[0].field or 'the body'}: {unfit[0].message}{others}."


def sayable(text: str, longest: int = LONGEST_NAME) -> str:
    """Text fit to be sent: half a character (a lone surrogate) is written out."""
    return text[:longest].encode("utf-8", "backslashreplace").decode()


def _words(error: ErrorDetails) -> str:
    kind, told = error["type"], cast("Told", error.get("ctx", {}))  # untyped there
    if kind in _MEASURED:
        return _MEASURED[kind](told)
    if kind in _PLAIN or kind in _FOREIGN:
        return _PLAIN.get(kind, "this does not fit here")
    # What our own checks say is a sentence already.
    return sayable(error["msg"].removeprefix("Value error, "))


def _place(error: ErrorDetails) -> str:
    """`tasks.0.title`: the way to a value, without the kinds the validator tried on it."""
    _, *parts = error["loc"] or ("",)
    is_name = error["type"] == "extra_forbidden"
    last = len(parts) - 1
    kept = [
        str(part)
        for index, part in enumerate(parts)
        if isinstance(part, int) or (is_name and index == last) or not _KIND.fullmatch(part)
    ]
    return sayable(".".join(kept))


def _listed(expected: str | float) -> str:
    """“a, b or c”, from how the validator lists them."""
    return str(expected).replace("'", "")


def _number(value: str | float) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{float(value):g}"


def _at_least(least: str | float, noun: str) -> str:
    return "this can't be empty" if least == 1 else f"give at least {many(float(least), noun)}"


def _at_most(most: str | float, noun: str) -> str:
    return f"write {many(float(most), noun)} at most"


def _pattern(pattern: str | float) -> str:
    return "this can't be empty" if pattern == r"\S" else f"write it as {pattern} allows"


def _several(names: Iterable[str]) -> str:
    listed = list(names)
    shown = ", ".join(listed[:9])
    return f"{shown} and {len(listed) - 9} more" if len(listed) > 9 else shown
