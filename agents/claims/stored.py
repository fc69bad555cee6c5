"""Claims as they come back from where they were kept: typed by predicate, whoever wrote them.

What is malformed raises ValueError. JSON is read strictly: a number is no text, and a day is ISO text.
"""

import json
from typing import Annotated, Any, Generic, Literal, TypeVar, cast

from pydantic import (
    BaseModel,
    ConfigDict,
    TypeAdapter,
)
from pydantic import Field as Limits

from agents.claims.about import (
    LARGEST,
    About,
    OfBlockers,
    OfChanges,
    OfField,
    OfFindings,
    OfFlow,
    OfGoal,
    OfGoals,
    OfGroup,
    OfLast,
    OfLink,
    OfQuery,
    OfQueue,
    OfQuote,
    OfServes,
    OfSimilar,
    OfSplit,
    OfSummary,
    OfTask,
    OfTasks,
    OfThings,
    OfWaiting,
    OfWritten,
)
from agents.facts import TaskFilter
from agents.goalfilter import GoalFilter

# More than an answer ever holds; what is longer was not kept by one.
LONGEST, MOST = 2000, 1000
MOST_PARTS = 40  # claims in one; an answer's sentence has a few

P = TypeVar("P")
A = TypeVar("A", bound=About)


class Kept(BaseModel, Generic[P, A]):
    """A claim: its predicate says what it is about."""

    model_config = ConfigDict(frozen=True)
    predicate: P
    about: A
    value: str


One = Annotated[
    Kept[Literal["tasks"], OfTasks]
    | Kept[Literal["group"], OfGroup]
    | Kept[Literal["split"], OfSplit]
    | Kept[Literal["changes"], OfChanges]
    | Kept[Literal["waiting"], OfWaiting]
    | Kept[Literal["blockers"], OfBlockers]
    | Kept[Literal["flow"], OfFlow]
    | Kept[Literal["queue"], OfQueue]
    | Kept[Literal["task"], OfTask]
    | Kept[Literal["goal"], OfGoal]
    | Kept[Literal["field"], OfField]
    | Kept[Literal["goals"], OfGoals]
    | Kept[Literal["serves"], OfServes]
    | Kept[Literal["similar"], OfSimilar]
    | Kept[Literal["linked"], OfLink]
    | Kept[Literal["findings"], OfFindings]
    | Kept[Literal["summary"], OfSummary]
    | Kept[Literal["quote"], OfQuote]
    | Kept[Literal["last"], OfLast]
    | Kept[Literal["written"], OfWritten]
    | Kept[Literal["things"], OfThings]
    | Kept[Literal["query"], OfQuery],
    Limits(discriminator="predicate"),
]


class OfSeveral(About):
    """Several claims at once; each stands alone."""

    claims: Annotated[tuple[One, ...], Limits(min_length=1, max_length=MOST_PARTS)]


# A claim as its reader sees it: told apart by what it is about.
AnyKept = Kept[Any, Any]
_CLAIM: TypeAdapter[AnyKept] = TypeAdapter(
    Annotated[One | Kept[Literal["all"], OfSeveral], Limits(discriminator="predicate")]
)
_TASKS, _GOALS = TypeAdapter(TaskFilter), TypeAdapter(GoalFilter)


def read(plain: Any) -> AnyKept:
    """A claim kept as JSON."""
    return _CLAIM.validate_json(_text(plain), strict=True)


def filter_from(plain: Any) -> TaskFilter:
    """The filter of `filter_json`; with a field a filter has not, it would ask something else."""
    return _TASKS.validate_json(_text(plain), strict=True)


def filter_json(wanted: TaskFilter | GoalFilter) -> dict[str, Any]:
    """A filter's fields that are set, as JSON."""
    adapter = _TASKS if isinstance(wanted, TaskFilter) else _GOALS
    return cast(TypeAdapter[Any], adapter).dump_python(wanted, mode="json", exclude_defaults=True)


def _text(plain: Any) -> str:
    """As JSON text; raises ValueError for what no answer would have kept."""
    try:
        _check_size(plain)
        return json.dumps(plain)
    except (TypeError, RecursionError) as error:
        raise ValueError from error


def _check_size(value: Any) -> None:
    """Texts a database can compare with, numbers that can be ids, and not too many of anything."""
    match value:
        case str():
            is_sound = len(value) <= LONGEST and "\x00" not in value
        case bool() | float() | None:
            is_sound = True
        case int():
            is_sound = -1 <= value < LARGEST
        case dict() | list() | tuple():
            many = cast(Any, value)
            is_sound = len(many) <= MOST
            for one in many.values() if isinstance(value, dict) else many:
                _check_size(one)
        case _:
            is_sound = False
    if not is_sound:
        raise ValueError
