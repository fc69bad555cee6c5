"""Pages in a chosen order that stay whole while tasks change: each goes on behind the last one seen."""

import base64
import binascii
import json
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, bindparam, false, or_
from sqlalchemy import select as sql
from sqlmodel import Session, col

from app import rights
from app.among import ids_of
from app.domain.access import Actor
from app.domain.errors import Invalid
from app.domain.filters import Every, Filter, Leaf, Op
from app.models import Task
from app.prepared import Prepared
from app.reads import tasks
from app.reads.filtering.compiling import compile
from app.reads.filtering.reader import Reader
from app.reads.filtering.sorting import Key, keys
from app.reads.tasks import Row

Where = ColumnElement[bool]
LARGEST = 2**53  # what JSON's numbers hold exactly


def page(
    session: Session,
    wanted: Filter,
    *,
    sort: str,
    after: str,
    limit: int,
    actor: Actor,
    today: date,
) -> tuple[list[Row], str | None]:
    """Up to `limit` tasks that fit, and the mark to send as `after` for those behind them.

    Raises Invalid for an order that is none, and for a mark of another order.
    """
    by = keys(sort, Reader(session, actor, today))
    last = _unmarked(after, sort, by) if after else None
    match wanted:
        case Every((Leaf("list_id", Op.IS, (int(list_id),)),)) if not by:
            beyond = last[0] if last else 0
            found = _in_list(session, list_id, beyond=beyond, limit=limit + 1, actor=actor)
        case _:
            where = [compile(session, wanted, actor=actor, today=today)]
            if last:
                where.append(_behind(by, last))
            order = [part for key in by for part in key.order] + [col(Task.id)]
            found = tasks.rows(session, where, actor=actor, order=order, limit=limit + 1)
    shown = found[:limit]
    more = len(found) > limit
    return shown, _marked(session, sort, by, shown[-1].id) if more else None


def _in_list(session: Session, list_id: int, *, beyond: int, limit: int, actor: Actor) -> list[Row]:
    """A list's tasks by id, what most programs ask for: the same rows by a statement made once."""
    asked = {"list": list_id, "beyond": beyond, "limit": limit, "lists": ids_of(actor.lists)}
    return tasks.dressed(session, IN_LIST.all(session, asked), actor=actor)


def _behind(by: list[Key], last: list[Any]) -> Where:
    """What comes behind a task with these values; its id stands last among them."""
    *values, task_id = last
    ways: list[Where] = []
    level: list[Where] = []
    for key, value in zip(by, values, strict=True):
        ways.append(and_(*level, _further(key, value)))
        level.append(key.value.is_(None) if value is None else key.value == value)
    return or_(*ways, and_(*level, col(Task.id) > task_id))


def _further(key: Key, value: Any) -> Where:
    if value is None:  # what is empty comes last
        return false()
    beyond = key.value < value if key.falls else key.value > value
    return or_(key.value.is_(None), beyond)


def _marked(session: Session, sort: str, by: list[Key], task_id: int) -> str:
    """The last task's values as the database compares them."""
    if not by:
        return _packed([sort, task_id])
    query = sql(*(key.value for key in by), col(Task.id)).where(col(Task.id) == task_id)
    values = [
        one.isoformat() if isinstance(one, date) else one
        for one in session.connection().execute(query).one()
    ]
    return _packed([sort, *values])


def _packed(mark: list[Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(mark).encode()).decode()


def _unmarked(after: str, sort: str, by: list[Key]) -> list[Any]:
    try:
        of, *values, task_id = json.loads(base64.urlsafe_b64decode(after.encode()))
        if of != sort or not _is_id(task_id):
            raise ValueError  # noqa: TRY301 - one refusal for every mark that is none
        return [*(_read(key, one) for key, one in zip(by, values, strict=True)), task_id]
    except (ValueError, TypeError, binascii.Error, RecursionError, UnicodeError) as error:
        raise Invalid(
            "This is no `next` of a page in this order: start again without it.", field="after"
        ) from error


def _is_id(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < LARGEST


def _read(key: Key, value: Any) -> Any:
    if value is None:
        return None
    if key.holds in (date, datetime):
        return key.holds.fromisoformat(value)
    if not isinstance(value, key.holds):
        raise TypeError
    if isinstance(value, int | float) and not abs(value) <= LARGEST:
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
