"""Values of a claim as JSON, and read again: what comes back may have been written by anybody.

Every reader here raises ValueError or OverflowError for what it can't be.
"""

from collections.abc import Mapping
from dataclasses import Field as DataclassField
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast, get_args, get_origin
from zoneinfo import ZoneInfo

from agents.facts import TaskFilter
from agents.goalfilter import GoalFilter

# More than an answer ever holds; what is longer was not kept by one.
LONGEST, MOST = 2000, 1000
LARGEST = 2**31
YEARS = range(2, 9999)  # a zone may not lead out of what a date can be


@dataclass(frozen=True)
class Stretch:
    """Days [start, end) of a claim."""

    start: date
    end: date

    def instants(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        first, after = (
            datetime(d.year, d.month, d.day, tzinfo=zone) for d in (self.start, self.end)
        )
        return first, after


def text(value: Any) -> str:
    """A text a database can compare with."""
    if not isinstance(value, str) or len(value) > LONGEST or "\x00" in value:
        raise ValueError
    value.encode()
    return value


def number(value: Any) -> int:
    """A whole number that can be an id."""
    if type(value) is not int or not -1 <= value < LARGEST:
        raise ValueError
    return value


def day(value: Any) -> date:
    return date.fromisoformat(text(value))


def past_day(value: Any) -> date:
    """A day a workspace can be looked at from, in any zone."""
    found = day(value)
    if found.year not in YEARS:
        raise ValueError
    return found


def instant(value: Any) -> datetime:
    found = datetime.fromisoformat(text(value))
    if found.tzinfo is None:
        raise ValueError
    found.astimezone(UTC)  # raises OverflowError for what has no such instant
    return found


def one_of(value: Any, allowed: Any) -> Any:
    """One of the words of a Literal."""
    if text(value) not in get_args(allowed):
        raise ValueError
    return value


def several(value: Any) -> list[Any]:
    if not isinstance(value, list | tuple) or len(cast(list[Any], value)) > MOST:
        raise ValueError
    return list(cast(list[Any], value))


def named(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ValueError  # noqa: TRY004 - malformed, whatever its type
    return cast(Mapping[str, Any], value)


def texts(value: Any) -> tuple[str, ...]:
    return tuple(text(one) for one in several(value))


def stretch(about: Mapping[str, Any]) -> Stretch:
    """The days a claim is about."""
    start, end = past_day(about["start"]), past_day(about["end"])
    if end - start > timedelta(days=400 * 366):
        raise ValueError
    return Stretch(start, end)


def filter_json(wanted: TaskFilter | GoalFilter) -> dict[str, Any]:
    """A filter's fields that are set, as JSON."""
    plain: dict[str, Any] = {}
    for one in fields(wanted):
        value = getattr(wanted, one.name)
        if value != one.default:
            plain[one.name] = value.isoformat() if isinstance(value, date) else value
    return {name: list(v) if isinstance(v, tuple) else v for name, v in plain.items()}


def filter_from(plain: Any) -> TaskFilter:
    """The filter of `filter_json`; with a field a filter has not, it would ask something else."""
    return TaskFilter(**_values(TaskFilter, plain))


def goal_filter_from(plain: Any) -> GoalFilter:
    """The same of a filter of goals."""
    return GoalFilter(**_values(GoalFilter, plain))


def _values(kind: type[TaskFilter] | type[GoalFilter], plain: Any) -> dict[str, Any]:
    known = {one.name: one for one in fields(kind)}
    given = named(plain)
    if given.keys() - known.keys():
        raise ValueError
    return {name: _of_field(known[name], value) for name, value in given.items()}


def _of_field(field: DataclassField[Any], value: Any) -> Any:
    kinds = get_args(field.type)
    if get_origin(field.type) is tuple:
        return tuple((number if int in kinds else text)(one) for one in several(value))
    if value is None and type(None) in kinds:
        return None
    if field.type is bool or bool in kinds:
        if not isinstance(value, bool):
            raise ValueError
        return value
    if field.type is str:
        return text(value)
    if int in kinds:
        return number(value)
    return instant(value) if datetime in kinds else day(value)
