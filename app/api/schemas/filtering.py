"""Tasks by a filter."""

from typing import Annotated, TypedDict

from pydantic import Field, JsonValue

from app.api.schemas.base import Request, Shape
from app.api.schemas.fields import Values
from app.api.schemas.tasks import TASK_FIELDS, ChosenFields, Task, TaskField

FURTHEST = 1_000_000  # tasks passed over by `after`
Where = Annotated[
    dict[str, JsonValue],
    Field(
        description="A filter: {“all”: […]}, {“any”: […]}, {“not”: …} or {“field”, “op”, “value”}; {} is every task.",
        examples=[{"field": "due", "op": "lt", "value": "today+7"}],
    ),
]


class TaskSearch(Request):
    """Which tasks, in which order, and which of their fields (all when left out)."""

    where: Where = Field(default_factory=dict)
    sort: Annotated[str, Field(max_length=200, examples=["-due,priority"])] = ""
    fields: Annotated[list[TaskField] | None, Field(max_length=len(TASK_FIELDS))] = None
    limit: Annotated[int, Field(ge=1, le=500)] = 100
    after: Annotated[int, Field(ge=0, le=FURTHEST, description="`next` of the page before.")] = 0


class FoundTasks(Shape):
    """A page of what fits.

    `total` counts all of it, `words` says what was asked, `address` is the page that shows it.
    """

    items: list[Task]
    total: int
    next: int | None
    words: str
    address: str


class FoundValues(TypedDict):
    """The same as it is read."""

    items: list[Values]
    total: int
    next: int | None
    words: str
    address: str


class FoundFields(FoundTasks):
    """The same with the chosen fields only."""

    items: list[ChosenFields]  # type: ignore[valid-type, assignment]  # pyright: ignore[reportInvalidTypeForm, reportIncompatibleVariableOverride] - a made model


class Fitting(Shape):
    """The tasks of a list that fit a filter, and the filter in words."""

    ids: list[int]
    words: str
