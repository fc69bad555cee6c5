"""The work and the pages tied to a goal."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, or_, select

from app import access
from app.domain.access import Actor
from app.domain.filters import Every, Filter, Leaf, Not, Op
from app.domain.filters.common import OPEN_ONLY
from app.models import Doc, Folder, Link, TaskList
from app.reads import filtering, spaces, tasks
from app.reads.tasks import Row


@dataclass(frozen=True)
class ListUnder:
    """A list that serves the goal, itself or through its folder."""

    id: int
    name: str
    open: int


@dataclass(frozen=True)
class Work:
    """What is tied to a goal: tasks linked to it, lists that serve it, docs about it."""

    open: list[Row]
    closed: int
    lists: list[ListUnder]
    docs: list[tuple[int, str]]


def of_goal(session: Session, goal_id: int, *, actor: Actor, today: date, limit: int = 100) -> Work:
    """Only what the actor may see; open tasks by date."""
    access.goal(session, goal_id, actor)
    linked = Leaf("goal_id", Op.IS, (goal_id,))

    def fitting(wanted: Filter) -> list[ColumnElement[bool]]:
        return [filtering.compile(session, wanted, actor=actor, today=today)]

    is_open, by_date = fitting(Every((linked, OPEN_ONLY))), filtering.order("due")
    closed = fitting(Every((linked, Not(OPEN_ONLY))))
    return Work(
        open=tasks.rows(session, is_open, actor=actor, order=by_date, limit=limit),
        closed=tasks.count(session, closed, actor=actor),
        lists=_lists(session, goal_id, actor),
        docs=_docs(session, goal_id, actor),
    )


def _lists(session: Session, goal_id: int, actor: Actor) -> list[ListUnder]:
    folders = select(Folder.id).where(Folder.goal_id == goal_id, col(Folder.deleted_at).is_(None))
    counts = spaces.open_counts(session, actor=actor)
    found = session.exec(
        select(TaskList.id, TaskList.name)
        .where(
            access.lists_open_to(actor),
            or_(
                TaskList.goal_id == goal_id,
                col(TaskList.goal_id).is_(None) & col(TaskList.folder_id).in_(folders),
            ),
        )
        .order_by(TaskList.name)
    )
    return [ListUnder(i or 0, name, counts.get(i or 0, 0)) for i, name in found]


def _docs(session: Session, goal_id: int, actor: Actor) -> list[tuple[int, str]]:
    """Docs are linked before goals: the link's ends are ordered task, doc, goal."""
    linked = select(Link.from_id).where(
        Link.from_kind == "doc", Link.to_kind == "goal", Link.to_id == goal_id
    )
    found = session.exec(
        select(Doc.id, Doc.title)
        .where(access.docs_open_to(actor), col(Doc.id).in_(linked))
        .order_by(Doc.title)
    )
    return [(i or 0, title) for i, title in found]
