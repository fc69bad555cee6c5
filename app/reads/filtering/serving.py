"""Leaves on goals: the task's own links, and the goals it helps.

A task's path to a goal is its own link, else its nearest ancestor's, its list's, its folder's; what
a target counts helps its goal, too. A goal is helped by whatever helps a goal below it.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, and_, not_, or_
from sqlalchemy import select as sql
from sqlalchemy.orm import aliased
from sqlmodel import col

from app import access, tree
from app.domain.filters import Leaf, Op
from app.models import Folder, Goal, Link, Target, TargetList, TargetTask, Task, TaskList
from app.reads.filtering.following import Condition
from app.reads.filtering.reader import OTHER, Reader

Where = ColumnElement[bool]
_CHILD = aliased(Task)


def _goals(reader: Reader) -> Select[Any]:
    """Ids of the visible goals."""
    return sql(col(Goal.id)).where(access.goals_open_to(reader.actor))


def _below(leaf: Leaf, reader: Reader) -> Select[Any]:
    """Ids of the goals asked for and all visible ones below them."""
    walk = tree.spread(
        _goals(reader).where(col(Goal.id).in_(leaf.values)),
        lambda walk: _goals(reader).join(walk, col(Goal.parent_id) == walk.c.id),
    )
    return sql(walk.c.id)


def _links(goals: Select[Any]) -> Select[int, int]:
    """(task, goal) of the links to these goals."""
    return sql(col(Link.from_id), col(Link.to_id)).where(
        Link.from_kind == "task", Link.to_kind == "goal", col(Link.to_id).in_(goals)
    )


def _linked(leaf: Leaf, reader: Reader) -> Where:
    goals = _goals(reader)
    if leaf.op is Op.IS_EMPTY:
        return col(Task.id).not_in(_links(goals).with_only_columns(col(Link.from_id)))
    wanted = goals.where(col(Goal.id).in_(leaf.values))
    return col(Task.id).in_(_links(wanted).with_only_columns(col(Link.from_id)))


def _helps(leaf: Leaf, reader: Reader) -> Where:
    goals = _goals(reader) if leaf.op is Op.IS_EMPTY else _below(leaf, reader)
    path = _paths(reader)
    here, home = col(Task.id), col(Task.list_id)
    counted = sql(col(Target.id)).where(
        col(Target.deleted_at).is_(None), col(Target.goal_id).in_(goals)
    )
    helps = or_(
        here.in_(sql(path.c.task_id).where(path.c.goal_id.in_(goals))),
        and_(here.not_in(sql(path.c.task_id)), home.in_(_lists(goals, reader))),
        here.in_(sql(col(TargetTask.task_id)).where(col(TargetTask.target_id).in_(counted))),
        home.in_(sql(col(TargetList.list_id)).where(col(TargetList.target_id).in_(counted))),
    )
    return not_(helps) if leaf.op is Op.IS_EMPTY else helps


def _paths(reader: Reader) -> CTE:
    """(task, goal) by own links and, where a task has none, by its nearest linked ancestor's.

    Only a visible task hands its goals down; whether the task itself is visible, others ask.
    """
    links = _links(_goals(reader))
    task_id, goal_id = col(Link.from_id).label("task_id"), col(Link.to_id).label("goal_id")
    return tree.spread(
        links.with_only_columns(task_id, goal_id),
        lambda own: (
            sql(col(_CHILD.id), own.c.goal_id)
            .join(own, col(_CHILD.parent_id) == own.c.task_id)
            .join(OTHER, OTHER.id == own.c.task_id)
            .where(
                reader.other_open(),
                col(_CHILD.id).not_in(links.with_only_columns(col(Link.from_id))),
            )
        ),
    )


def _lists(goals: Select[Any], reader: Reader) -> Select[Any]:
    """Lists that serve one of these goals, by themselves or, without a goal, through their folder."""
    own, visible = col(TaskList.goal_id), _goals(reader)
    folders = sql(col(Folder.id)).where(reader.folder_open(), col(Folder.goal_id).in_(goals))
    through = col(TaskList.folder_id)
    return sql(col(TaskList.id)).where(
        or_(
            and_(own.is_not(None), own.in_(goals)),
            and_(
                not_(and_(own.is_not(None), own.in_(visible))),
                through.is_not(None),
                through.in_(folders),
            ),
        )
    )


CONDITIONS: Mapping[str, Condition] = {"goal_id": _linked, "helps_goal": _helps}
