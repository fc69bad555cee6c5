"""What a question asked for, in the one filter language: answers narrow by what a page can open."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement
from sqlmodel import Session, col

from agents.facts import TaskFilter
from agents.reading.stems import beginning
from app import access
from app.domain.access import Actor
from app.domain.filters import Every, Filter, Leaf, Op, Some, Value
from app.lookups import workspace
from app.models import Task
from app.reads import filtering

Where = ColumnElement[bool]
# Tokens are never made here, so that the day they would be read on does not matter.
_NO_DAY = date(2000, 1, 1)


def conditions(session: Session, wanted: TaskFilter, actor: Actor) -> list[Where]:
    """What fits and is visible; joined by AND."""
    tree = filter_of(wanted, zone_of(session))
    return [
        access.tasks_open_to(actor),
        filtering.compile(session, tree, actor=actor, today=_NO_DAY),
    ]


def filter_of(wanted: TaskFilter, zone: ZoneInfo) -> Filter:
    """The same question as a filter tree."""
    parts = [
        *_places(wanted),
        *_any("category", Op.IN, wanted.categories),
        *_people(wanted),
        *_any("priority", Op.IN, wanted.priorities),
        *_any("priority", Op.NOT_IN, wanted.not_priorities),
        *_any("tags", Op.HAS_ALL, wanted.all_tags),
        *_any("tags", Op.HAS_ANY, wanted.tags),
        *_any("tags", Op.HAS_NONE, wanted.not_tags),
        *_any("status", Op.IN, wanted.statuses),
        *_any("status", Op.NOT_IN, wanted.not_statuses),
        *_dates(wanted, zone),
        *(Leaf("text", Op.CONTAINS, (_singular(words),)) for words in wanted.topics),
        *_flag("blocked", wanted.blocked),
        *_flag("blocks", wanted.blocking),
        *_any("helps_goal", Op.IN, () if wanted.goal is None else (wanted.goal,)),
    ]
    if wanted.unaligned:
        parts += [Leaf("helps_goal", Op.IS_EMPTY), Leaf("is_upkeep", Op.IS, (False,))]
    return parts[0] if len(parts) == 1 else Every(tuple(parts))


def serving(session: Session, goal_id: int, actor: Actor) -> Where:
    """Tasks with a path to the goal or one below it."""
    helps = Leaf("helps_goal", Op.IN, (goal_id,))
    return filtering.compile(session, helps, actor=actor, today=_NO_DAY)


def _any(field: str, op: Op, values: Iterable[Value]) -> list[Filter]:
    found = tuple(values)
    return [Leaf(field, op, found)] if found else []


def _flag(field: str, holds: bool | None) -> list[Filter]:  # noqa: FBT001 - a filter's value
    return [] if holds is None else [Leaf(field, Op.IS, (holds,))]


def _places(wanted: TaskFilter) -> list[Filter]:
    within = [
        *_any("space_id", Op.IN, wanted.spaces),
        *_any("list_id", Op.IN, wanted.lists),
    ]
    return [
        *([Some(tuple(within))] if len(within) > 1 else within),
        *_any("space_id", Op.NOT_IN, wanted.not_spaces),
        *_any("list_id", Op.NOT_IN, wanted.not_lists),
    ]


def _people(wanted: TaskFilter) -> list[Filter]:
    return [
        *_any("assignees", Op.HAS_ANY, wanted.people),
        *_any("assignees", Op.HAS_ALL, wanted.all_people),
        *_any("assignees", Op.HAS_NONE, wanted.not_people),
        *_any("created_by", Op.IN, wanted.creators),
        *([Leaf("assignees", Op.IS_EMPTY)] if wanted.unassigned else []),
    ]


def _dates(wanted: TaskFilter, zone: ZoneInfo) -> list[Filter]:
    asked: list[tuple[str, Op, date | None]] = [
        ("due", Op.GTE, wanted.due_from),
        ("due", Op.LT, wanted.due_before),
        ("created_at", Op.GTE, wanted.created_from),
        ("created_at", Op.LT, wanted.created_before),
        ("done_at", Op.GTE, wanted.done_from),
        ("done_at", Op.LT, wanted.done_before),
        ("updated_at", Op.LT, wanted.updated_before),
    ]
    found: list[Filter] = [
        Leaf(field, op, (_day(value, zone),)) for field, op, value in asked if value is not None
    ]
    return [*found, *([Leaf("due", Op.IS_EMPTY)] if wanted.no_due else [])]


def _day(value: date, zone: ZoneInfo) -> date:
    """A day begins at its midnight; any other moment stays one."""
    if not isinstance(value, datetime):
        return value
    try:
        local = value.astimezone(zone)
    except OverflowError:  # a claim may name any moment there is
        return value
    return local.date() if local.time() == time.min else value.astimezone(UTC)


def _singular(words: str) -> str:
    """Without the ending of a plural, which need not stand in the text: what all forms begin with."""
    head, gap, last = words.rpartition(" ")
    return f"{head}{gap}{beginning(last)}" if last.endswith("s") else words


def zone_of(session: Session) -> ZoneInfo:
    home = workspace(session)
    return ZoneInfo(home.zone if home else "UTC")


def col_task_in(ids: Iterable[int]) -> Where:
    """Tasks by id, whoever may see them: for ids that went through a door already."""
    return col(Task.id).in_(list(ids))
