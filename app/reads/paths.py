"""Which goal a task serves: its own link, else its ancestors', its list's, its folder's."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Integer, Text, bindparam, literal, null, union_all
from sqlalchemy import select as sql
from sqlmodel import Session

from app import db, tree
from app.among import Among, ids_of
from app.models import Folder, Goal, Link, Space, Task, TaskList
from app.models.base import columns_of
from app.reads.goals import GOALS, G

Via = Literal["own", "parent", "list", "folder", "target"]


@dataclass(frozen=True)
class Path:
    """The goal at the end, and what leads there."""

    goal_id: int
    via: Via


@dataclass(frozen=True)
class Served:
    """A task's path, with the goal's title and space (whether it is visible is the caller's to ask)."""

    path: Path
    title: str
    space_id: int | None


def to_goals(session: Session, task_ids: Iterable[int]) -> dict[int, Path]:
    """Each task's path to a living goal; a task without one is absent.

    Whether the goal is visible is the caller's to ask.
    """
    return {task_id: one.path for task_id, one in served(session, task_ids).items()}


def served(session: Session, task_ids: Iterable[int]) -> dict[int, Served]:
    """The same, with what the goal is called and where it is."""
    found: dict[int, Served] = {}
    for row in db.execute(session, GOALS_OF_TASKS, {"tasks": ids_of(task_ids)}):
        # The nearest comes first; of two ties the one that was there first.
        if row.task_id not in found:
            path = Path(row.goal_id, _via(row.step))
            found[row.task_id] = Served(path, row.title, row.space_id)
    return found


def of_task(session: Session, task_id: int) -> tuple[Path, Any] | None:
    """One task's path, with its goal as a row of `goals.GOALS`; whether that is visible is the caller's to ask."""
    row = db.execute(session, GOAL_OF_TASK, {"task": task_id}).first()
    if row is None:
        return None
    return Path(row.id, _via(row.step)), row


def _via(step: int) -> Via:
    if step in (BY_LIST, BY_FOLDER):
        return "list" if step == BY_LIST else "folder"
    return "parent" if step else "own"


# Behind every ancestor: what the whole list serves, then its folder.
BY_LIST, BY_FOLDER = tree.FURTHEST + 1, tree.FURTHEST + 2
T, L, F, K, S = (columns_of(m) for m in (Task, TaskList, Folder, Link, Space))


def _ways(wanted: Any) -> Any:
    """(task_id, step, goal_id, link_id) of every way from some tasks to a goal, living or not."""
    above = tree.upwards(Task, wanted, "list_id")
    task_id = above.c.start_id.label("task_id")
    itself = (L.id == above.c.list_id) & (above.c.depth == 0)
    return union_all(
        sql(
            task_id,
            above.c.depth.label("step"),
            K.to_id.label("goal_id"),
            K.id.label("link_id"),
        ).where(K.from_id == above.c.id, K.from_kind == "task", K.to_kind == "goal"),
        sql(task_id, literal(BY_LIST), L.goal_id, null()).join_from(above, TaskList, itself),
        sql(task_id, literal(BY_FOLDER), F.goal_id, null())
        .join_from(above, TaskList, itself)
        .join(Folder, F.id == L.folder_id),
    ).subquery()


# Made once: to build a statement costs more than to run it.
_ONE = _ways(T.id == bindparam("task", type_=Integer()))
GOAL_OF_TASK = (
    GOALS.add_columns(_ONE.c.step)
    .join(_ONE, _ONE.c.goal_id == G.id)
    .order_by(None)
    .order_by(_ONE.c.step, _ONE.c.link_id)
    .limit(1)
)
_MANY = _ways(Among(T.id, bindparam("tasks", type_=Text())))
GOALS_OF_TASKS = (
    sql(_MANY.c.task_id, _MANY.c.step, _MANY.c.goal_id, G.title, G.space_id)
    .join_from(_MANY, Goal, G.id == _MANY.c.goal_id)
    .outerjoin(Space, S.id == G.space_id)
    .where(G.deleted_at.is_(None), S.deleted_at.is_(None))
    .order_by(_MANY.c.step, _MANY.c.link_id)
)
