"""Tasks for programs: narrowed, in a chosen order, a page at a time."""

import base64
import binascii
import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Integer, and_, bindparam, func, or_
from sqlmodel import Session, col

from app import rights
from app.among import ids_of
from app.domain.access import Actor
from app.domain.errors import Invalid
from app.domain.filters import Every, Filter, Leaf, Op
from app.models import Task
from app.prepared import Prepared
from app.reads import filtering, tasks
from app.reads.tasks import Row

Sort = Literal[
    "id",
    "-id",
    "created_at",
    "-created_at",
    "updated_at",
    "-updated_at",
    "due",
    "-due",
    "priority",
    "-priority",
]
# A field that may be empty comes last, whichever way it is sorted.
_EMPTY_LAST: dict[str, ColumnElement[Any]] = {
    "created_at": col(Task.created_at),  # type: ignore[dict-item]  # pyright: ignore[reportAssignmentType] - a column
    "updated_at": col(Task.updated_at),  # type: ignore[dict-item]  # pyright: ignore[reportAssignmentType] - a column
    "due": col(Task.due),  # type: ignore[dict-item]  # pyright: ignore[reportAssignmentType] - a column
    "priority": func.nullif(Task.priority, 0),
}
_READ: dict[str, Callable[[Any], Any]] = {
    "created_at": datetime.fromisoformat,
    "updated_at": datetime.fromisoformat,
    "due": date.fromisoformat,
    "priority": int,
}


def page(
    session: Session,
    wanted: Filter,
    *,
    sort: Sort,
    after: str,
    limit: int,
    actor: Actor,
    today: date,
) -> tuple[list[Row], str | None]:
    """Up to `limit` tasks that fit and the mark of the next page; raises Invalid for a mark that is none."""
    match wanted:
        case Every((Leaf("list_id", Op.IS, (int(list_id),)),)) if sort == "id":
            found = _in_list(session, list_id, after=after, limit=limit + 1, actor=actor)
        case _:
            where = [filtering.compile(session, wanted, actor=actor, today=today)]
            if after and after != "0":
                where.append(_beyond(sort, after))
            found = tasks.rows(session, where, actor=actor, limit=limit + 1, order=_order(sort))
    shown = found[:limit]
    return shown, _mark(sort, shown[-1]) if len(found) > limit else None


def _in_list(session: Session, list_id: int, *, after: str, limit: int, actor: Actor) -> list[Row]:
    """A list's tasks by id, what most programs ask for: the same rows by a statement made once."""
    beyond = _unmark("id", after)[1] if after else 0
    asked = {"list": list_id, "beyond": beyond, "limit": limit, "lists": ids_of(actor.lists)}
    return tasks.dressed(session, IN_LIST.all(session, asked), actor=actor)


def _order(sort: Sort) -> list[Any]:
    name, falls = sort.removeprefix("-"), sort.startswith("-")
    if name == "id":
        return [col(Task.id).desc() if falls else col(Task.id)]
    key = _EMPTY_LAST[name]
    return [key.is_(None), key.desc() if falls else key, col(Task.id)]


def _beyond(sort: Sort, after: str) -> Any:
    """What comes behind the mark in this order."""
    name, falls = sort.removeprefix("-"), sort.startswith("-")
    value, task_id = _unmark(name, after)
    if name == "id":
        return col(Task.id) < task_id if falls else col(Task.id) > task_id
    key = _EMPTY_LAST[name]
    if value is None:
        return and_(key.is_(None), col(Task.id) > task_id)
    further = key < value if falls else key > value
    return or_(key.is_(None), further, and_(key == value, col(Task.id) > task_id))


def _mark(sort: Sort, row: Row) -> str:
    name = sort.removeprefix("-")
    if name == "id":
        return str(row.id)
    value = getattr(row, name) or None
    if isinstance(value, date):
        value = value.isoformat()
    return base64.urlsafe_b64encode(json.dumps([name, value, row.id]).encode()).decode()


def _unmark(name: str, after: str) -> tuple[Any, int]:
    try:
        if name == "id":
            return None, _an_id(int(after))
        of, value, task_id = json.loads(base64.urlsafe_b64decode(after.encode()))
        read = _READ[name] if of == name else _not_this_order
        return None if value is None else read(value), _an_id(int(task_id))
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise Invalid(
            "This is no `next` of a page in this order: start again without it.", field="after"
        ) from error


def _not_this_order(_value: Any) -> Any:
    raise ValueError


def _an_id(value: int) -> int:
    if not 0 <= value < 2**53:
        raise ValueError
    return value


T = tasks.T
# Made once: to build a statement costs more than to run it.
IN_LIST = Prepared(
    tasks.ROWS.where(
        T.list_id == bindparam("list"),
        T.id > bindparam("beyond"),
        T.deleted_at.is_(None),
        rights.in_lists(T.list_id),
    )
    .order_by(T.id)
    .limit(bindparam("limit", type_=Integer()))
)
