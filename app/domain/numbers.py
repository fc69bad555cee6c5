"""Numbers as people write and read them: “12,500”, “12.500”, “1 000 000”, “€ 1.2M”, “1,5”.

Which mark groups and which begins the decimals follows the writer's locale where the text itself does not
tell. What may as well be meant is kept (`other`), so that whoever asked can say what was understood.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from math import isfinite

from babel import Locale, UnknownLocaleError
from babel.numbers import format_currency, format_decimal, get_currency_symbol, get_decimal_symbol

from app.domain.errors import Invalid

PLAIN = "en"  # what programs write, and who has told no locale
# Enough for every value a person reports; more are a machine's rounding.
DECIMALS = 6
SIZES = {
    **dict.fromkeys(("k", "thousand"), 10**3),
    **dict.fromkeys(("m", "mio", "million", "millions"), 10**6),
    **dict.fromkeys(("b", "bn", "mrd", "billion"), 10**9),
}
# What may stand around a number without changing it: currency signs and codes, and the percent sign.
_AROUND = r"(?:[^\W\d_]{3}\b|[^\w\s.,'’+\-−]{1,3})?"
_SPACES = "[\\s\u00a0\u202f\u2009]"
_SHAPE = re.compile(
    rf"(?P<sign>[+\-−]?){_SPACES}*(?P<before>{_AROUND}){_SPACES}*(?P<inner>[+\-−]?)"
    rf"(?P<digits>\d[\d.,'’\s\u00a0\u202f\u2009]*|[.,]\d+)"
    rf"(?:(?P<size>[a-z]+)\b\.?)?{_SPACES}*(?P<after>{_AROUND})",
    re.IGNORECASE,
)
_POWER = re.compile(r"[+\-]?\d+(\.\d+)?e[+\-]?\d+", re.IGNORECASE)


class NoNumber(ValueError):
    """A text that is no number."""


@dataclass(frozen=True)
class Understood:
    """A number read from a text; `other` is what the same text means elsewhere, None where it is plain."""

    value: float
    other: float | None = None
    currency: str = ""  # the code of the currency it was written with, empty for none


def read(text: str, *, locale: str = PLAIN) -> Understood:
    """The number a text means to somebody of this locale. Raises NoNumber."""
    clean = text.strip()
    if _POWER.fullmatch(clean):  # a program's
        return _finite(float(clean), None)
    found = _SHAPE.fullmatch(clean)
    if found is None or (found["sign"] and found["inner"]):
        raise NoNumber
    size = _size(found["size"])
    sign = -1 if (found["sign"] or found["inner"]) in ("-", "−") else 1
    digits = re.sub(rf"{_SPACES}+$", "", found["digits"])
    value, other = _digits(digits, decimal_mark(locale))
    scale = sign * size
    words = (found["before"], found["size"] or "", found["after"])
    currencies = {code for one in words if (code := code_of(one))}
    if len(currencies) > 1:
        raise NoNumber
    read = _finite(_scaled(value, scale), None if other is None else _scaled(other, scale))
    return replace(read, currency="".join(currencies))


def shown(value: float, *, locale: str = PLAIN) -> str:
    """“12,500”, “0.125”: grouped, never with an exponent, up to six decimals."""
    return format_decimal(value + 0.0, format=f"#,##0.{'#' * DECIMALS}", locale=locale_of(locale))


def exact(value: float, *, locale: str = PLAIN) -> str:
    """The same, with all decimals where there are more than people read: it is read back as it was."""
    words = shown(value, locale=locale)
    try:
        if read(words, locale=locale).value == value:
            return words
    except NoNumber:  # a locale of other digits or marks
        pass
    plain = f"{Decimal(repr(float(value))):f}".removesuffix(".0")
    return plain.replace(".", decimal_mark(locale))


def money(value: float, unit: str, *, locale: str = PLAIN) -> str:
    """“€1,200,000” for a currency's code or sign, cents only where there are some; else the unit behind."""
    known = code_of(unit)
    if not known:
        return f"{shown(value, locale=locale)} {unit}".strip()
    whole = value == int(value)
    place = locale_of(locale)
    return format_currency(
        value,
        known,
        locale=place,
        currency_digits=not whole,
        format=_whole(place) if whole else None,
    )


def with_unit(value: float, *, kind: str, unit: str, locale: str = PLAIN) -> str:
    """A target's value: “12,500 users”, “€1.5”, “8 %”."""
    if kind == "currency":
        return money(value, unit, locale=locale)
    mark = "%" if kind == "percent" else unit
    return f"{shown(value, locale=locale)} {mark}".strip()


def unit_of(kind: str, unit: str, written: Iterable[Understood]) -> str:
    """The unit of a target whose numbers were written like this: money names its own, where none is given.

    Raises Invalid for money where no money is measured, and for two currencies.
    """
    named = {one.currency for one in written if one.currency}
    if named and kind != "currency":
        raise Invalid(
            "This is money: measure it as a currency, or write the number alone.", field="kind"
        )
    given = {code_of(unit) or unit} if unit and named else set[str]()
    if len(named | given) > 1:
        both = " and ".join(sorted(named | given))
        raise Invalid(f"A target has one currency: this names {both}.", field="unit")
    return unit or "".join(named)


def code_of(unit: str) -> str:
    """“EUR” for “eur” and “€”; empty for what is no currency."""
    word = unit.strip().upper()
    return CODES.get(
        word, word if get_currency_symbol(word, PLAIN) != word or word == "CHF" else ""
    )


@lru_cache(maxsize=64)
def locale_of(tag: str) -> Locale:
    """A locale Babel knows for a tag of a browser (“de-AT”), English for any other."""
    try:
        return Locale.parse(tag.replace("-", "_").split(",")[0].split(";")[0].strip() or PLAIN)
    except (ValueError, UnknownLocaleError):
        return Locale.parse(PLAIN)


@lru_cache(maxsize=64)
def decimal_mark(tag: str) -> str:
    """“,” or “.”; locales that write another mark read these as English does."""
    mark = get_decimal_symbol(locale_of(tag))
    return mark if mark in ".," else "."


CODES = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW"}


def _digits(digits: str, decimal: str) -> tuple[float, float | None]:
    """The value of digits with marks, and the other reading where a lone mark may be either."""
    marks = [one for one in digits if one in ".,"]
    body = re.sub(rf"(?<=\d){_SPACES}(?=\d{{3}}(?!\d))|(?<=\d)['’](?=\d{{3}}(?!\d))", "", digits)
    if re.search(rf"['’]|{_SPACES}", body):
        raise NoNumber
    spaced = body != digits
    if not marks:
        return float(body), None
    if len(set(marks)) == 2:
        last = body[max(body.rfind("."), body.rfind(","))]
        return _split(body, last, "," if last == "." else "."), None
    mark = marks[0]
    if len(marks) > 1:
        return _grouped(body, mark), None
    if spaced or not re.fullmatch(rf"[1-9]\d{{0,2}}\{mark}\d{{3}}", body):
        return float(body.replace(mark, ".")), None
    grouped, point = _grouped(body, mark), float(body.replace(mark, "."))
    # The reader's own way first; the other is worth a word only where their locale would not write it so.
    return (point, grouped) if mark == decimal else (grouped, None)


def _split(body: str, decimal: str, group: str) -> float:
    if body.count(decimal) > 1:
        raise NoNumber
    whole, _, part = body.partition(decimal)
    if not part.isdigit():
        raise NoNumber
    return float(f"{int(_grouped(whole, group))}.{part}")


def _grouped(body: str, mark: str) -> float:
    """Digits in groups of three; India groups by two before the last three."""
    head, *rest, last = body.split(mark)
    by_two = all(len(one) == 2 for one in rest) and len(head) <= 2
    by_three = all(len(one) == 3 for one in rest) and len(head) <= 3
    if not head or len(last) != 3 or not (by_two or by_three):
        raise NoNumber
    return float("".join([head, *rest, last]))


def _size(word: str | None) -> int:
    if word is None:
        return 1
    if word.casefold() in SIZES:
        return SIZES[word.casefold()]
    if len(word) == 3 and word.upper() == code_of(word):  # “12EUR”
        return 1
    raise NoNumber


def _scaled(value: float, by: int) -> float:
    # 1.2 × 1,000,000 is 1200000 to a person, whatever floats make of it.
    return round(value * by, DECIMALS) if abs(by) > 1 else value * by


def _finite(value: float, other: float | None) -> Understood:
    if not isfinite(value):
        raise NoNumber
    return Understood(value, other)


def _whole(place: Locale) -> str:
    """The locale's way with money, without cents."""
    return re.sub(r"\.0+", "", place.currency_formats["standard"].pattern)
