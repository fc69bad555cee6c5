"""What the list, the board and the palette fetch."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal, TypedDict

from app.api.schemas.base import Category, Shape
from app.api.schemas.fields import FieldShape, Values, showing
from app.api.schemas.people import Person
from app.api.schemas.tasks import SHOWN
from app.domain.fields import Described
from app.reads import people


class ViewedList(Shape):
    """The list, with where it lives."""

    id: int
    name: str
    space_id: int
    space_key: str
    space_name: str
    can_edit: bool
    goal_id: int | None


class ViewedStatus(Shape):
    """A column of the board."""

    id: int
    name: str
    category: Category
    wip_limit: int | None


class ViewedTask(showing("ViewedTaskFields", SHOWN)):
    """A task as a row."""

    id: int
    key: str
    title: str
    status_id: int
    priority: int
    assignees: list[int]
    start: date | None
    due: date | None
    tags: list[str]
    blocked_by: int
    blocking: int
    parent_key: str | None
    subtasks: tuple[int, int] | None
    comments: int
    goal_id: int | None
    rank: str
    created_at: datetime
    updated_at: datetime


class ListView(Shape):
    """A whole list; `version` is what to send as `since` for what changed afterwards. What is hidden does not move it."""

    full: Literal[True]
    list: ViewedList
    statuses: Sequence[ViewedStatus]
    people: Sequence[Person]
    tags: Sequence[str]
    fields: Sequence[FieldShape]
    rows: Sequence[ViewedTask]
    version: int
    as_of: datetime


class ListDelta(Shape):
    """What changed after the version the caller has: rows as they are now, and ids that are gone."""

    full: Literal[False]
    rows: Sequence[ViewedTask]
    gone: Sequence[int]
    version: int
    as_of: datetime


class ListValues(TypedDict):
    """A whole list as it is read, written without being checked again."""

    full: Literal[True]
    list: ViewedList
    statuses: Sequence[ViewedStatus]
    people: Sequence[people.Person]
    tags: Sequence[str]
    fields: Sequence[Described]
    rows: Sequence[Values]
    version: int
    as_of: str


class DeltaValues(TypedDict):
    """What changed in a list as it is read."""

    full: Literal[False]
    rows: Sequence[Values]
    gone: Sequence[int]
    version: int
    as_of: str


class GoTo(Shape):
    """One thing to go to."""

    kind: str
    id: int
    key: str
    title: str
    url: str
    place: str


class GoToResults(Shape):
    """Things by key or name, best first."""

    results: list[GoTo]
