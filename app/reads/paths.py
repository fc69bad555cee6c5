"""Which goal a task serves: its own link, else its ancestors', its list's, its folder's."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session, col, select

from app import tree
from app.domain import nesting
from app.models import Folder, Goal, Link, Space, Task, TaskList

Via = Literal["own", "parent", "list", "folder", "target"]


@dataclass(frozen=True)
class Path:
    """The goal at the end, and what leads there."""

    goal_id: int
    via: Via


def to_goals(session: Session, task_ids: Iterable[int]) -> dict[int, Path]:
    """Each task's path to a living goal; a task without one is absent.

    Whether the goal is visible is the caller's to ask.
    """
    wanted = set(task_ids)
    living = _living(session)
    above = _ancestry(session, wanted)
    parents = {one: parent for one, (parent, _) in above.items()}
    everyone = set(above)
    rows = session.exec(
        select(Link.from_id, Link.to_id)
        .where(Link.from_kind == "task", Link.to_kind == "goal", col(Link.from_id).in_(everyone))
        .order_by(col(Link.id).desc())
    )
    # The first tie is the last to be written here.
    links = {task_id: goal_id for task_id, goal_id in rows if goal_id in living}
    by_list = _of_lists(session, living)
    found: dict[int, Path] = {}
    for task_id in wanted & everyone:
        path = _by_itself(task_id, parents, links) or by_list.get(above[task_id][1])
        if path is not None:
            found[task_id] = path
    return found


def _by_itself(task_id: int, parents: dict[int, int | None], links: dict[int, int]) -> Path | None:
    if task_id in links:
        return Path(links[task_id], "own")
    for parent in nesting.above(task_id, parents):
        if parent in links:
            return Path(links[parent], "parent")
    return None


def _ancestry(session: Session, ids: set[int]) -> dict[int, tuple[int | None, int]]:
    """(parent, list) of the tasks and all above them."""
    rows = session.exec(
        select(Task.id, Task.parent_id, Task.list_id).where(
            col(Task.id).in_(tree.with_above(Task, ids))
        )
    )
    return {task_id or 0: (parent, list_id) for task_id, parent, list_id in rows}


def _of_lists(session: Session, living: set[int]) -> dict[int, Path]:
    """What each list serves, by itself or through its folder."""
    rows = session.exec(
        select(TaskList.id, TaskList.goal_id, Folder.goal_id)
        .join(Folder, col(Folder.id) == TaskList.folder_id, isouter=True)
        .where(col(TaskList.goal_id).is_not(None) | col(Folder.goal_id).is_not(None))
    )
    found: dict[int, Path] = {}
    for list_id, own, folders in rows:
        if own in living:
            found[list_id or 0] = Path(own or 0, "list")
        elif folders in living:
            found[list_id or 0] = Path(folders or 0, "folder")
    return found


def _living(session: Session) -> set[int]:
    """Goals that were not put away, alone or with their space."""
    rows = session.exec(
        select(Goal.id)
        .join(Space, col(Space.id) == Goal.space_id, isouter=True)
        .where(col(Goal.deleted_at).is_(None), col(Space.deleted_at).is_(None))
    )
    return {goal_id or 0 for goal_id in rows}
