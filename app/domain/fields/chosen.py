"""Values with a meaning beyond themselves: choices, words, and ids of other things."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from app.domain.errors import Invalid
from app.domain.fields.types import Type
from app.domain.fields.values import LONGEST_LINE, Line, Names, Values, unnamed

LONGEST_TAG = 50
# People, tags or other things of one field; letters of such a list as a text.
MOST, LONGEST_SEVERAL = 200, 20_000
LARGEST_ID = 2**63 - 1  # what a database's integer holds


@dataclass(frozen=True)
class Option:
    """One possible value: as it is kept, as a screen labels it, as a sentence says it."""

    value: int | str
    label: str
    word: str


def options(*values: str) -> tuple[Option, ...]:
    """Options whose labels and words follow from what is kept: “in_progress” → “In progress”."""
    words = [(one, str(one).replace("_", " ")) for one in values]
    return tuple(Option(str(one), word.capitalize(), word) for one, word in words)


@dataclass(frozen=True)
class Choice(Values):
    """One of a fixed few; `nothing` is the one that means none was chosen."""

    options: tuple[Option, ...]
    nothing: int | str | None = None
    refusal: str = ""
    type: ClassVar[Type] = Type.CHOICE

    @property
    def python(self) -> Any:
        return type(self.options[0].value)

    @property
    def places(self) -> dict[int | str, int]:
        """Where each option stands in their order; the one that means none stands nowhere."""
        chosen = (one.value for one in self.options)
        return {value: at for at, value in enumerate(chosen) if value != self.nothing}

    def parse(self, raw: Any, field: str) -> int | str:
        if not isinstance(raw, bool):
            text = str(raw).strip().casefold()
            for one in self.options:
                if text in (str(one.value).casefold(), one.label.casefold(), one.word.casefold()):
                    return one.value
        allowed = ", ".join(str(one.value) for one in self.options)
        raise Invalid(self.refusal or f"“{raw}” is not one of {allowed}.", field=field)

    def format(self, value: Any, names: Names = unnamed) -> str:  # noqa: ARG002 - the shape of Values
        return "" if value is None else self._option(value).label

    def spoken(self, value: Any, names: Names = unnamed) -> str:  # noqa: ARG002 - the shape of Values
        return "" if value is None else self._option(value).word

    def is_empty(self, value: Any) -> bool:
        return value is None or value in ("", self.nothing)

    def _option(self, value: Any) -> Option:
        known = {one.value: one for one in self.options}
        return known.get(value) or Option(value, str(value), str(value))


@dataclass(frozen=True)
class Item(Values):
    """The id of another thing; `unknown` stands for one the reader may not see."""

    noun: str
    unknown: str
    type: ClassVar[Type] = Type.ITEM
    kept_as: ClassVar[Any] = int

    def parse(self, raw: Any, field: str) -> int:
        return parse_id(raw, field)

    def format(self, value: Any, names: Names = unnamed) -> str:
        if value is None:
            return ""
        return names(self.noun, value) or f"#{value}"

    def spoken(self, value: Any, names: Names = unnamed) -> str:
        return "" if value is None else names(self.noun, value) or self.unknown


@dataclass(frozen=True)
class Items(Values):
    """Ids of other things, each once, rising."""

    noun: str
    unknown: str
    type: ClassVar[Type] = Type.ITEMS
    kept_as: ClassVar[Any] = list[int]

    def parse(self, raw: Any, field: str) -> list[int]:
        return sorted({parse_id(one, field) for one in _several(raw, field)})

    def to_log(self, value: Any) -> Any:
        return list(value or [])

    def from_log(self, logged: Any) -> Any:
        return list(logged or [])

    def format(self, value: Any, names: Names = unnamed) -> str:
        return ", ".join(names(self.noun, one) or f"#{one}" for one in value or [])

    def spoken(self, value: Any, names: Names = unnamed) -> str:
        return and_join(names(self.noun, one) or self.unknown for one in value or [])

    def is_empty(self, value: Any) -> bool:
        return not value


@dataclass(frozen=True)
class Tags(Values):
    """Words, each once, in alphabetical order. In a text, commas part them."""

    type: ClassVar[Type] = Type.TAGS
    kept_as: ClassVar[Any] = list[str]

    def parse(self, raw: Any, field: str) -> list[str]:
        words = {self._word(one, field) for one in _several(raw, field)}
        return sorted(words - {""}, key=lambda word: (word.casefold(), word))

    def to_log(self, value: Any) -> Any:
        return list(value or [])

    def from_log(self, logged: Any) -> Any:
        return list(logged or [])

    def format(self, value: Any, names: Names = unnamed) -> str:  # noqa: ARG002 - the shape of Values
        return ", ".join(value or [])

    def spoken(self, value: Any, names: Names = unnamed) -> str:  # noqa: ARG002 - the shape of Values
        return and_join(value or [])

    def is_empty(self, value: Any) -> bool:
        return not value

    def _word(self, raw: Any, field: str) -> str:
        if not isinstance(raw, str):
            raise Invalid("A tag is a word.", field=field)
        word = Line(noun="tag", longest=LONGEST_LINE, may_be_blank=True).parse(raw, field)
        return word.lstrip("# ")[:LONGEST_TAG].rstrip()


def and_join(words: Iterable[str]) -> str:
    """“Ana, Ben and Cem”."""
    listed = list(words)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} and {listed[-1]}"


def _several(raw: Any, field: str) -> list[Any]:
    """Raises Invalid for more than anybody means: each would be looked at while others wait."""
    if isinstance(raw, str):
        found = [part for part in raw[:LONGEST_SEVERAL].split(",") if part.strip()]
        is_cut = len(raw) > LONGEST_SEVERAL
    elif isinstance(raw, list | tuple | set | frozenset):
        found, is_cut = list(raw), False
    else:
        raise Invalid("This must be a list.", field=field)
    if is_cut or len(found) > MOST:
        raise Invalid(f"This list is too long: {MOST} is the most.", field=field)
    return found


def parse_id(raw: Any, field: str = "") -> int:
    """An id as JSON or text has it: 12, “12”, “#12”; raises Invalid."""
    if isinstance(raw, int) and not isinstance(raw, bool):
        value = raw
    else:
        text = raw.strip().removeprefix("#") if isinstance(raw, str) else ""
        fits = len(text) <= len(str(LARGEST_ID)) and text.isascii() and text.isdigit()
        value = int(text) if fits else 0
    if 0 < value <= LARGEST_ID:
        return value
    raise Invalid("This is no id.", field=field)
