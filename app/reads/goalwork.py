"""The work and the pages tied to a goal."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, func, select

from app import access, db
from app.domain.access import Actor
from app.domain.filters import Every, Filter, Leaf, Not, Op
from app.domain.filters.common import OPEN_ONLY
from app.models import Goal, Link, Task
from app.reads import docs, filtering, tasks
from app.reads.docs import DocLine
from app.reads.people import Person
from app.reads.tasks import Row


@dataclass(frozen=True)
class Work:
    """A goal and what is tied to it: tasks linked to it, with who does the open ones, and docs about it."""

    goal: Goal
    open: list[Row]
    people: dict[int, Person]
    closed: int
    all_docs: list[DocLine]
    docs: list[DocLine]


def of_goal(session: Session, goal_id: int, *, actor: Actor, today: date, limit: int = 100) -> Work:
    """Only what the actor may see; open tasks by date. Raises NotFound."""
    linked = Leaf("goal_id", Op.IS, (goal_id,))

    def fitting(wanted: Filter) -> ColumnElement[bool]:
        fits = filtering.compile(session, wanted, actor=actor, today=today)
        return and_(access.tasks_open_to(actor), fits)

    is_open, by_date = fitting(Every((linked, OPEN_ONLY))), filtering.order("due")
    closed = select(func.count()).select_from(Task).where(fitting(Every((linked, Not(OPEN_ONLY)))))
    found = session.exec(select(Goal, closed.scalar_subquery()).where(Goal.id == goal_id)).first()
    goal = access.goal(session, goal_id, actor)  # read already: asked for the rights alone
    every = docs.lines(session, actor=actor)
    about = _docs_about(session, goal_id)
    bare = tasks.ROWS.where(is_open).order_by(*by_date).limit(limit)
    rows, people = tasks.peopled(session, db.execute(session, bare).all(), actor=actor)
    return Work(
        goal=goal,
        open=rows,
        people=people,
        closed=found[1] if found else 0,
        all_docs=every,
        docs=sorted((one for one in every if one.id in about), key=lambda one: one.title),
    )


def _docs_about(session: Session, goal_id: int) -> set[int]:
    """Docs are linked before goals: the link's ends are ordered task, doc, goal."""
    linked = select(Link.from_id).where(
        Link.from_kind == "doc", Link.to_kind == "goal", Link.to_id == goal_id
    )
    return set(session.exec(linked))
