"""Plain values more than one screen shows: somebody, a choice, a link, a step of the path."""

from collections.abc import Iterable
from typing import Any, NotRequired, TypedDict, TypeVar

from app.reads.people import Person

Shape = TypeVar("Shape")


class PersonView(TypedDict):
    """Somebody, as every avatar shows them; `hue` in degrees of the colour wheel."""

    id: int
    name: str
    initials: str
    hue: int
    handle: str
    is_active: bool


class Choice(TypedDict):
    """A line of a picker; a hint or a face stands beside its label."""

    value: int | str
    label: str
    hint: NotRequired[str]
    person: NotRequired[PersonView]


class Crumb(TypedDict):
    """A step of the path to a page; an empty address leads nowhere."""

    to: str
    label: str


class GoalLink(TypedDict):
    """A goal named on the page of something that serves it."""

    id: int
    title: str
    url: str
    label: str


class Source(TypedDict):
    """Where a sentence of an answer can be checked; `at` is a moment in words."""

    kind: str
    id: int
    key: str
    title: str
    url: str
    quote: str
    author: str
    at: str


def nothing_yet(shape: type[Shape]) -> Shape:
    """What a state holds before its page is read: an empty dict. A page shows it once it is `ready`."""
    return shape()


def as_var(value: object) -> Any:
    """A state's value as a page has it: read from the class, it is a Reflex Var of the type it says."""
    return value


def person_view(one: Person) -> PersonView:
    return PersonView(
        id=one.id,
        name=one.name,
        initials=one.initials,
        hue=one.hue,
        handle=one.handle,
        is_active=one.is_active,
    )


def people_choices(people: Iterable[Person]) -> list[Choice]:
    return [Choice(value=one.id, label=one.name, person=person_view(one)) for one in people]
