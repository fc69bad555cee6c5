"""From goals to the work: which tasks help some goals, as conditions for queries; and which are upkeep."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, and_, false, not_, or_
from sqlalchemy import select as sql
from sqlalchemy.orm import aliased
from sqlmodel import col

from app import access, tree
from app.domain.access import Actor
from app.models import Folder, Goal, Link, Target, TargetList, TargetTask, Task, TaskList

Where = ColumnElement[bool]
Goals = Select[Any]
# Made once: an alias copies every column, which costs more than the query.
_CHILD, _ABOVE = aliased(Task), aliased(Task)


def visible(actor: Actor) -> Goals:
    """Ids of the visible goals."""
    return sql(col(Goal.id)).where(access.goals_open_to(actor))


def below(goal_ids: Iterable[int], *, actor: Actor) -> Goals:
    """Ids of these goals and all visible ones below them, as far as they are visible."""
    walk = tree.spread(
        visible(actor).where(col(Goal.id).in_(list(goal_ids))),
        lambda walk: visible(actor).join(walk, col(Goal.parent_id) == walk.c.id),
    )
    return sql(walk.c.id)


def helping(goals: Goals, *, actor: Actor) -> Where:
    """Condition on Task: it serves one of these goals; whether it is visible itself, others ask."""
    path = _handed_down(linked(visible(actor)), actor)
    here, home = col(Task.id), col(Task.list_id)
    targets = sql(col(Target.id)).where(
        col(Target.deleted_at).is_(None), col(Target.goal_id).in_(goals)
    )
    tied = sql(col(TargetTask.task_id).label("id")).where(col(TargetTask.target_id).in_(targets))
    counted = tree.spread(
        tied,
        lambda own: (
            sql(col(_CHILD.id))
            .join(own, col(_CHILD.parent_id) == own.c.id)
            .join(_ABOVE, col(_ABOVE.id) == own.c.id)
            .where(_is_open(actor))
        ),
    )
    listed = sql(col(TargetList.list_id)).where(col(TargetList.target_id).in_(targets))
    return or_(
        here.in_(sql(path.c.task_id).where(path.c.goal_id.in_(goals))),
        and_(here.not_in(sql(path.c.task_id)), home.in_(_lists(goals, actor))),
        here.in_(sql(counted.c.id)),
        home.in_(listed),
    )


def linked(goals: Goals) -> Select[int, int]:
    """(task, goal) of the tasks' own links to these goals."""
    return sql(col(Link.from_id), col(Link.to_id)).where(
        Link.from_kind == "task", Link.to_kind == "goal", col(Link.to_id).in_(goals)
    )


def upkeep(actor: Actor) -> Where:
    """Condition on Task: it is upkeep by itself, by something it is part of, or by its list."""
    own = sql(col(Task.id).label("id")).where(col(Task.is_upkeep).is_(True))
    walk = tree.spread(
        own,
        lambda walk: (
            sql(col(_CHILD.id))
            .join(walk, col(_CHILD.parent_id) == walk.c.id)
            .join(_ABOVE, col(_ABOVE.id) == walk.c.id)
            .where(_is_open(actor))
        ),
    )
    lists = sql(col(TaskList.id)).where(col(TaskList.is_upkeep).is_(True))
    return or_(col(Task.id).in_(sql(walk.c.id)), col(Task.list_id).in_(lists))


def _handed_down(links: Select[int, int], actor: Actor) -> CTE:
    """(task, goal) by own links and, where a task has none, by its nearest linked ancestor's.

    Only a visible task hands its goals down.
    """
    task_id, goal_id = col(Link.from_id).label("task_id"), col(Link.to_id).label("goal_id")
    return tree.spread(
        links.with_only_columns(task_id, goal_id),
        lambda own: (
            sql(col(_CHILD.id), own.c.goal_id)
            .join(own, col(_CHILD.parent_id) == own.c.task_id)
            .join(_ABOVE, col(_ABOVE.id) == own.c.task_id)
            .where(
                _is_open(actor),
                col(_CHILD.id).not_in(links.with_only_columns(col(Link.from_id))),
            )
        ),
    )


def _is_open(actor: Actor) -> Where:
    """What is above is there and visible."""
    if not actor.lists:
        return false()
    return and_(col(_ABOVE.deleted_at).is_(None), col(_ABOVE.list_id).in_(actor.lists))


def _lists(goals: Goals, actor: Actor) -> Goals:
    """Lists that serve one of these goals, by themselves or, without a goal, through their folder."""
    own, known = col(TaskList.goal_id), visible(actor)
    folders = sql(col(Folder.id)).where(
        col(Folder.deleted_at).is_(None),
        col(Folder.space_id).in_(actor.spaces),
        col(Folder.goal_id).in_(goals),
    )
    through = col(TaskList.folder_id)
    return sql(col(TaskList.id)).where(
        or_(
            and_(own.is_not(None), own.in_(goals)),
            and_(
                not_(and_(own.is_not(None), own.in_(known))),
                through.is_not(None),
                through.in_(folders),
            ),
        )
    )
