"""The work and the pages that serve a goal, by themselves, through a place, or through a goal below it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, func, select

from app import access, db
from app.domain.access import Actor
from app.domain.errors import NotFound
from app.domain.filters import Every, Filter, Leaf, Not, Op
from app.domain.filters.common import OPEN_ONLY
from app.models import Goal, Task
from app.reads import docs, filtering, serving, spaces, tasks
from app.reads.docs import DocLine
from app.reads.people import Person
from app.reads.serving import Way
from app.reads.spaces import ListInSpace
from app.reads.tasks import Row


@dataclass(frozen=True)
class Work:
    """A goal and all that serves it, with how: `through` by task, list and doc, empty for an own link."""

    goal: Goal
    open: list[Row]  # by date, as many as were asked for
    open_count: int
    closed_count: int
    people: dict[int, Person]
    lists: list[tuple[ListInSpace, str]]
    all_lists: list[ListInSpace]
    all_docs: list[DocLine]
    docs: list[tuple[DocLine, str]]
    through: dict[int, str]

    @property
    def count(self) -> int:
        return self.open_count + self.closed_count


def of_goal(session: Session, goal_id: int, *, actor: Actor, today: date, limit: int = 100) -> Work:
    """Only what the actor may see. Raises NotFound."""
    below = set(db.execute(session, serving.below([goal_id], actor=actor)).scalars())
    helps = Leaf("helps_goal", Op.IS, (goal_id,))

    def fitting(wanted: Filter) -> ColumnElement[bool]:
        fits = filtering.compile(session, wanted, actor=actor, today=today)
        return and_(access.tasks_open_to(actor), fits)

    is_open, closed = fitting(Every((helps, OPEN_ONLY))), fitting(Every((helps, Not(OPEN_ONLY))))
    goal, open_count, closed_count = _counted(session, goal_id, is_open, closed)
    access.goal(session, goal_id, actor)  # read already: asked for the rights alone
    bare = tasks.ROWS.where(is_open).order_by(*filtering.order("due")).limit(limit)
    rows, people = tasks.peopled(session, db.execute(session, bare).all(), actor=actor)
    lists = spaces.lists_in_order(session, actor=actor)
    pages = docs.lines(session, actor=actor)
    of_tasks = serving.of_tasks(session, [row.id for row in rows], actor=actor)
    of_lists = serving.of_lists(session, [one.id for one in lists], actor=actor)
    of_docs = serving.of_docs(session, pages, actor=actor)

    def how(ways: Iterable[Way]) -> str | None:
        return _how(ways, goal_id, below)

    listed = [(one, how(of_lists.get(one.id, ()))) for one in lists]
    about = [(one, how(of_docs.get(one.id, ()))) for one in pages]
    return Work(
        goal=goal,
        open=rows,
        open_count=open_count,
        closed_count=closed_count,
        people=people,
        lists=sorted(
            ((one, words) for one, words in listed if words is not None),
            key=lambda found: found[0].name,
        ),
        all_lists=lists,
        all_docs=pages,
        docs=sorted(
            ((one, words) for one, words in about if words is not None),
            key=lambda found: found[0].title,
        ),
        through={row.id: how(of_tasks.get(row.id, ())) or "" for row in rows},
    )


def _counted(
    session: Session, goal_id: int, first: ColumnElement[bool], second: ColumnElement[bool]
) -> tuple[Goal, int, int]:
    """The goal, and how many tasks fit either condition. Raises NotFound."""
    every = select(func.count()).select_from(Task)
    counts = (every.where(one).scalar_subquery() for one in (first, second))
    found = session.exec(select(Goal, *counts).where(Goal.id == goal_id)).first()
    if found is None:
        raise NotFound("goal")
    goal, in_first, in_second = found
    return goal, in_first, in_second


def _how(ways: Iterable[Way], goal_id: int, below: set[int]) -> str | None:
    """Through what a thing serves the goal, None when it does not."""
    leading = [way for way in ways if way.goal_id in below]
    if not leading:
        return None
    here = next((way for way in leading if way.goal_id == goal_id), None)
    return here.words if here else f"through goal {leading[0].title}"
