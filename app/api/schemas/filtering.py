"""Tasks by a filter."""

from collections.abc import Sequence
from typing import Annotated, TypedDict

from pydantic import Field, JsonValue

from app.api.schemas.base import Category, Request, Shape
from app.api.schemas.fields import FieldShape, Values
from app.api.schemas.people import Person
from app.api.schemas.tasks import TASK_FIELDS, ChosenFields, Task, TaskField
from app.domain import filters

LONGEST_MARK = 20_000  # five texts to order by, each of 500 letters
Where = Annotated[
    dict[str, JsonValue],
    Field(
        description="A filter: {“all”: […]}, {“any”: […]}, {“not”: …} or {“field”, “op”, “value”}; {} is every task. "
        + filters.LIMITS,
        examples=[{"field": "due", "op": "lt", "value": "today+7"}],
    ),
]


class TaskSearch(Request):
    """Which tasks, in which order, and which of their fields (all when left out)."""

    where: Where = Field(default_factory=dict)
    sort: Annotated[str, Field(max_length=200, examples=["-due,priority"])] = ""
    fields: Annotated[list[TaskField] | None, Field(max_length=len(TASK_FIELDS))] = None
    limit: Annotated[int, Field(ge=1, le=500)] = 100
    after: Annotated[
        str, Field(max_length=LONGEST_MARK, description="`next` of the page before.")
    ] = ""


class FoundTasks(Shape):
    """A page of what fits.

    `total` counts all of it, `words` says what was asked, `address` is the page that shows it.
    """

    items: list[Task]
    total: int
    next: str | None
    words: str
    address: str


class FoundValues(TypedDict):
    """The same as it is read."""

    items: list[Values]
    total: int
    next: str | None
    words: str
    address: str


class FoundFields(FoundTasks):
    """The same with the chosen fields only."""

    items: list[ChosenFields]  # type: ignore[valid-type, assignment]  # pyright: ignore[reportInvalidTypeForm, reportIncompatibleVariableOverride] - a made model


class Fitting(Shape):
    """The tasks of a list that fit a filter, and the filter in words.

    `among` are the tasks looked at, where only what changed was asked for and told; null: the whole list was.
    """

    ids: list[int]
    among: list[int] | None
    version: int  # what to send as `since`; what is hidden does not move it
    words: str


class FilterValue(Shape):
    """Something a filter may name; a status without a list of its own is named by its name."""

    value: int | str
    label: str
    hint: str
    category: Category | None


class FilterChoices(Shape):
    """What the fields that name things can be asked for, as far as the caller may see it."""

    people: Sequence[Person]
    status: Sequence[FilterValue]
    list: Sequence[FilterValue]
    space: Sequence[FilterValue]
    folder: Sequence[FilterValue]
    goal: Sequence[FilterValue]
    tag: Sequence[FilterValue]


class FilterVocabulary(Shape):
    """Every field a filter may ask with its operators, and the values to choose from."""

    fields: list[FieldShape]
    choices: FilterChoices


class ReadFilter(Shape):
    """A filter as it was read, in words: whole, and each of the parts that must all hold."""

    where: dict[str, JsonValue]
    words: str
    parts: list[str]
    address: str
