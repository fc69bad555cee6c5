"""Leaves on a column of the task, or on the rows of a set."""

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, false, func, or_
from sqlmodel import col, select

from app.domain.fields import Type
from app.domain.filters import Days, Leaf, Op, Value
from app.domain.filters.vocabulary import TASK
from app.domain.text import ways_of
from app.models import Task
from app.reads import columns
from app.reads.filtering.reader import Reader

Where = ColumnElement[bool]


def column(leaf: Leaf, reader: Reader) -> Where:
    """A leaf on a column; false, never NULL, where the column is empty."""
    field = TASK[leaf.field]
    found = columns.expression("task", leaf.field)
    if leaf.op is Op.IS_EMPTY:
        return found == "" if field.type is Type.LONG_TEXT else found.is_(None)
    if leaf.op is Op.CONTAINS:
        return contains(found, str(leaf.values[0]))
    if field.type is Type.TEXT:
        return named(found, leaf.values)
    if field.type is Type.INSTANT:
        leaf = Leaf(leaf.field, leaf.op, tuple(_moment(one, reader) for one in leaf.values))
    asked = compared(found, leaf)
    return and_(found.is_not(None), asked) if field.is_nullable else asked


def members(leaf: Leaf) -> Where:
    """A leaf on a set: some row has a value, or for `has_all` each value has a row."""
    rows = columns.members("task", leaf.field)
    task_id = col(Task.id)
    if leaf.op is Op.IS_EMPTY:
        return task_id.not_in(select(rows.owner))
    if leaf.op is Op.HAS_ALL:
        return and_(*(_has(rows, (one,)) for one in leaf.values))
    return _has(rows, leaf.values)


def _has(rows: columns.Members, values: tuple[Value, ...]) -> Where:
    one_of = named(rows.value, values) if isinstance(values[0], str) else rows.value.in_(values)
    return col(Task.id).in_(rows.source().with_only_columns(rows.owner).where(one_of))


def contains(found: ColumnElement[Any], words: str) -> Where:
    """The words stand in a text, in any case."""
    patterns = (
        one.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        for one in sorted(ways_of(words))
    )
    return or_(*(found.ilike(f"%{one}%", escape="\\") for one in patterns))


def named(found: ColumnElement[Any], values: tuple[Value, ...]) -> Where:
    """A name is one of these, in any case."""
    ways = sorted({way for one in values for way in ways_of(str(one))})
    return func.lower(found).in_(ways)


def compared(found: ColumnElement[Any], leaf: Leaf) -> Where:
    """A column with a leaf's values, each a plain value or a stretch [first, end)."""
    if leaf.op is Op.BETWEEN:
        low, high = leaf.values
        return and_(_compared(found, Op.GTE, low), _compared(found, Op.LTE, high))
    if leaf.op in (Op.IS, Op.IN) and not any(
        isinstance(one, Days | _Stretch) for one in leaf.values
    ):
        return found.in_(leaf.values)
    return or_(false(), *(_compared(found, leaf.op, one) for one in leaf.values))


def _compared(found: ColumnElement[Any], op: Op, value: Any) -> Where:
    first, end = (value.first, value.end) if isinstance(value, Days | _Stretch) else (value, None)
    match op:
        case Op.LT:
            return found < first
        case Op.GTE:
            return found >= first
        case Op.LTE:
            return found <= first if end is None else found < end
        case Op.GT:
            return found > first if end is None else found >= end
        case _:
            return found == first if end is None else and_(found >= first, found < end)


class _Stretch:
    """Instants [first, end)."""

    def __init__(self, first: datetime, end: datetime) -> None:
        self.first, self.end = first, end


def _moment(value: Value, reader: Reader) -> Any:
    """A day's instants in the workspace's zone."""
    if isinstance(value, Days):
        zone = reader.zone
        return _Stretch(_midnight(value.first, zone), _midnight(value.end, zone))
    return value


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    """When a day begins; the first and last years have no midnight in every zone."""
    if not 1 < day.year < date.max.year:
        return datetime(day.year, day.month, day.day, tzinfo=UTC)
    return datetime.combine(day, time.min, zone)
