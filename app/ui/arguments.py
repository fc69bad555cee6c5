"""What a browser sent, made sure of before anything is done with it."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypedDict, TypeVar

from app.domain import numbers
from app.domain.errors import Invalid
from app.domain.fields import Field
from app.domain.fields.chosen import parse_id
from app.domain.fields.counted import Number
from app.domain.numbers import Understood
from app.domain.text import squeeze

Value = TypeVar("Value", int, str)
__all__ = ["parse_id"]
MOST_POSITIONS = 10_000


class Found(TypedDict, total=False):
    """What a finder hands on: a task (by key too), goal, doc or list; nothing where it is emptied."""

    id: int
    kind: str
    key: str


class SetChange(TypedDict, total=False):
    """What a picker of several hands on: ids of people, or tags."""

    add: list[int | str]
    remove: list[int | str]


class TitleForm(TypedDict):
    """A form with one line: the title of something new."""

    title: str


class NameForm(TypedDict):
    """A form with one line: the name of something new."""

    name: str


def id_in(text: str) -> int:
    """The id a text is, like the last part of an address; 0 when it is none."""
    try:
        return parse_id(text)
    except Invalid:
        return 0


def parse_position(value: Any) -> int:
    """Which of several, counted from 0; raises Invalid."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < MOST_POSITIONS:
        raise Invalid("This is none of them.")
    return value


def parse_day(value: str | None) -> date | None:
    """An ISO day as the browser sends it; empty takes it away."""
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise Invalid("This is no date.") from error


def understand_number(value: str, *, locale: str = numbers.PLAIN) -> Understood:
    """A number as somebody of this locale writes it, and what else it may mean; nothing is zero."""
    try:
        found = numbers.read(value.strip() or "0", locale=locale)
        Number().parse(found.value, "")  # its bounds
    except (numbers.NoNumber, Invalid) as error:
        raise Invalid(
            f"“{squeeze(value, limit=40)}” is no number: write it like 12,500 or 12.5."
        ) from error
    return found


def changed(now: list[Value], value: Any, a: Callable[[Any], Value]) -> list[Value]:
    """What is there now, with {add, remove} done to it: two people changing a task both get theirs."""
    if not isinstance(value, dict) or not all(
        isinstance(value.get(n, []), list) for n in ("add", "remove")
    ):
        raise Invalid("This value does not fit.")
    gone = {a(one) for one in value.get("remove", [])}
    kept = [one for one in now if one not in gone]
    return [*kept, *(one for one in map(a, value.get("add", [])) if one not in kept)]


def member_of(field: Field) -> Callable[[Any], Any]:
    """Reads one member of a set, for `changed`."""

    def read(raw: Any) -> Any:
        found = field.parse([raw])
        if len(found) != 1:
            raise Invalid("This value does not fit.", field=field.name)
        return found[0]

    return read
