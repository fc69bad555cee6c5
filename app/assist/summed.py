"""What a week is summed up of: the spaces and goals that had one."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, false, func, or_, true
from sqlmodel import Session, col, select

from app import access
from app.domain.access import Actor
from app.models import Goal, Space


def subjects(
    session: Session, actor: Actor, *, since: datetime | None = None
) -> list[tuple[str, int, str]]:
    """What can be summed up: the actor's spaces, and the goals in progress, or closed `since` then.

    What is archived is not, unless it was archived `since` then.
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
    return [
        *(("space", i or 0, name) for i, name in spaces),
        *(("goal", i or 0, title) for i, title in open_goals),
    ]


def _stood(archived_at: Any, since: datetime | None) -> ColumnElement[bool]:
    """It is not archived, or was not yet."""
    here = col(archived_at).is_(None)
    return here if since is None else or_(here, col(archived_at) >= since)
