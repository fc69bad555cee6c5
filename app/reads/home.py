"""What a person finds on their first page: their open work, and who waits for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select
from sqlalchemy import select as sql
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app import access
from app.domain.access import Actor
from app.domain.events import OPEN
from app.models import Relation, Task, TaskAssignee
from app.reads import tasks
from app.reads.people import Person
from app.reads.tasks import Row


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
    session: Session, *, actor: Actor, also: Iterable[int] = (), mine: int = 200, waiting: int = 50
) -> OwnWork:
    """Dated tasks first by date, then by priority; all rows are read together."""
    open_ = tasks.ROWS.where(access.tasks_open_to(actor), col(Task.category).in_(OPEN))
    run = session.connection().execute
    own = run(open_.where(col(Task.id).in_(_own(actor))).order_by(*MOST_URGENT).limit(mine)).all()
    behind = run(_behind(open_, actor).order_by(*BY_DATE).limit(waiting)).all()
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


def _own(actor: Actor) -> Select[tuple[int]]:
    return sql(TaskAssignee.task_id).where(TaskAssignee.user_id == actor.user_id)  # type: ignore[call-overload, arg-type]


def _behind(open_: Select[Any], actor: Actor) -> Select[Any]:
    """Other people's open tasks that an open task of the actor blocks."""
    return (
        open_.add_columns(BLOCKER.key.label("blocker_key"))  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue] - a mapped column
        .join(Relation, (col(Relation.to_id) == Task.id) & (Relation.kind == "blocks"))
        .join(BLOCKER, BLOCKER.id == Relation.from_id)  # type: ignore[arg-type]
        .join(MINE, (MINE.task_id == BLOCKER.id) & (MINE.user_id == actor.user_id))  # type: ignore[arg-type]
        .where(
            col(Task.id).not_in(_own(actor)),
            col(BLOCKER.category).in_(OPEN),
            col(BLOCKER.deleted_at).is_(None),
            access.in_lists_of(actor, BLOCKER.list_id),
        )
    )


BLOCKER, MINE = aliased(Task), aliased(TaskAssignee)
BY_DATE = (col(Task.due).is_(None), col(Task.due), col(Task.id))
MOST_URGENT = (
    col(Task.due).is_(None),
    col(Task.due),
    col(Task.priority) == 0,  # no priority comes last
    col(Task.priority),
    col(Task.id),
)
