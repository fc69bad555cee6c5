"""What a person finds on their first page: their open work, and who waits for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app import access
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

    def fitting(wanted: Filter) -> Select[*tuple[Any, ...]]:
        fits = filtering.compile(session, wanted, actor=actor, today=today)
        return tasks.ROWS.where(access.tasks_open_to(actor), fits)

    run = session.connection().execute
    own = run(fitting(MY_OPEN_WORK).order_by(*filtering.order(ORDER)).limit(mine)).all()
    waits = _behind(fitting(OTHERS_OPEN_WORK), actor)
    behind = run(waits.order_by(*filtering.order("due")).limit(waiting)).all()
    more = tasks.bare(session, also, actor=actor)
    found, people = tasks.peopled(
        session, list({row.id: row for row in (*own, *behind, *more)}.values()), actor=actor
    )
    return OwnWork(
        mine=[row.id for row in own],
        waiting=[Waiting(row.id, row.blocker_key) for row in behind],
        rows={row.id: row for row in found},
        people=people,
    )


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
