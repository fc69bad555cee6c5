"""What a person finds on their first page: their open work, and who waits for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, literal, null, union_all
from sqlalchemy import select as sql
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app import access, db
from app.among import among
from app.domain.access import Actor
from app.domain.events import OPEN
from app.domain.filters import Every, Filter, Not
from app.domain.filters.common import MINE, MY_OPEN_WORK, OPEN_ONLY
from app.models import Relation, Task, TaskAssignee
from app.reads import filtering, tasks
from app.reads.people import Person
from app.reads.tasks import Row

ORDER = "due,priority"
OTHERS_OPEN_WORK = Every((OPEN_ONLY, Not(MINE)))


@dataclass(frozen=True)
class Waiting:
    """An open task that cannot go on before one of the actor's own is done."""

    task_id: int
    blocker_key: str


@dataclass(frozen=True)
class OwnWork:
    """The actor's open tasks, who waits for them, and more tasks asked for by id; rows by id."""

    mine: list[int]
    waiting: list[Waiting]
    rows: dict[int, Row]
    people: dict[int, Person]


def own_work(
    session: Session,
    *,
    actor: Actor,
    today: date,
    also: Iterable[int] = (),
    mine: int = 200,
    waiting: int = 50,
) -> OwnWork:
    """Dated tasks first by date, then by priority; all rows are read together."""
    actor = actor.current

    def fitting(wanted: Filter, why: int) -> Select[*tuple[Any, ...]]:
        fits = filtering.compile(session, wanted, actor=actor, today=today)
        return _picked(why).where(access.tasks_open_to(actor), fits)

    picked = union_all(
        _first(fitting(MY_OPEN_WORK, MY_OWN), order=filtering.order(ORDER), limit=mine),
        _first(
            _behind(fitting(OTHERS_OPEN_WORK, BEHIND), actor),
            order=[*filtering.order("due"), BLOCKER.id],
            limit=waiting,
        ),
        _first(
            _picked(ALSO).where(access.tasks_open_to(actor), among(Task.id, set(also))),
            order=[col(Task.id)],
        ),
    ).subquery()
    rows = tasks.ROWS.add_columns(picked.c.why, picked.c.blocker_key)
    rows = rows.join(picked, picked.c.id == Task.id).order_by(picked.c.why, picked.c.nth)
    picks = db.execute(session, rows).all()
    found, people = tasks.peopled(
        session, list({row.id: row for row in picks}.values()), actor=actor
    )
    return OwnWork(
        mine=[row.id for row in picks if row.why == MY_OWN],
        waiting=[Waiting(row.id, row.blocker_key) for row in picks if row.why == BEHIND],
        rows={row.id: row for row in found},
        people=people,
    )


def _picked(why: int) -> Select[*tuple[Any, ...]]:
    """Tasks by their ids, and why they are on the page."""
    return sql(col(Task.id).label("id"), literal(why).label("why"))


def _first(
    query: Select[*tuple[Any, ...]], *, order: list[Any], limit: int | None = None
) -> Select[*tuple[Any, ...]]:
    """The first of them, numbered in their order."""
    if "blocker_key" not in query.selected_columns:
        query = query.add_columns(null().label("blocker_key"))
    nth = func.row_number().over(order_by=order).label("nth")
    return sql(query.add_columns(nth).order_by(*order).limit(limit).subquery())


def _behind(others: Select[*tuple[Any, ...]], actor: Actor) -> Select[*tuple[Any, ...]]:
    """Of other people's tasks those that an open task of the actor blocks, and its key."""
    return (
        others.add_columns(BLOCKER.key.label("blocker_key"))  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue] - a mapped column
        .join(Relation, (col(Relation.to_id) == Task.id) & (Relation.kind == "blocks"))
        .join(BLOCKER, BLOCKER.id == Relation.from_id)  # type: ignore[arg-type]
        .join(OWN, (OWN.task_id == BLOCKER.id) & (OWN.user_id == actor.user_id))  # type: ignore[arg-type]
        .where(
            col(BLOCKER.category).in_(OPEN),
            col(BLOCKER.deleted_at).is_(None),
            access.in_lists_of(actor, BLOCKER.list_id),
        )
    )


BLOCKER, OWN = aliased(Task), aliased(TaskAssignee)
MY_OWN, BEHIND, ALSO = 0, 1, 2
