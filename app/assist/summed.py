"""What a week is summed up of: the workspace, and the spaces and goals that had one."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, false, func, or_, true
from sqlmodel import Session, col, select

from app import access
from app.domain.access import Actor
from app.lookups import workspace
from app.models import Goal, Space

# The whole workspace, as a subject.
WORKSPACE = ("workspace", 1)


def subjects(
    session: Session, actor: Actor, *, since: datetime | None = None
) -> list[tuple[str, int, str]]:
    """What can be summed up: the workspace, the actor's spaces, and the goals in progress, or closed `since` then.

    What is archived is not, unless it was archived `since` then. A guest is in places, not in the workspace.
    """
    spaces = session.exec(
        select(Space.id, Space.name)
        .where(access.spaces_open_to(actor), _stood(Space.archived_at, since))
        .order_by(Space.rank)
    )
    gone = select(Space.id).where(~_stood(Space.archived_at, since))
    open_goals = session.exec(
        select(Goal.id, Goal.title)
        .where(
            access.goals_open_to(actor),
            _stood(Goal.archived_at, since),
            func.coalesce(col(Goal.space_id).not_in(gone), true()),
            (col(Goal.state) == "in_progress")
            | (false() if since is None else col(Goal.closed_at) >= since),
        )
        .order_by(Goal.rank)
    )
    places = [("space", i or 0, name) for i, name in spaces]
    home = workspace(session)
    whole = [(*WORKSPACE, home.name)] if home and places and not actor.is_guest else []
    return [
        *whole,
        *places,
        *(("goal", i or 0, title) for i, title in open_goals),
    ]


def subject(goal: int | None, space: int | None) -> tuple[str, int]:
    """The goal or space that is named, or the workspace."""
    if goal is not None:
        return "goal", goal
    return ("space", space) if space is not None else WORKSPACE


def _stood(archived_at: Any, since: datetime | None) -> ColumnElement[bool]:
    """It is not archived, or was not yet."""
    here = col(archived_at).is_(None)
    return here if since is None else or_(here, col(archived_at) >= since)
