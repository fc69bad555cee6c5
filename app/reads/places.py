"""Lists and folders as rows, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from app import access
from app import archived as archived_places
from app.domain.access import Actor
from app.models import Folder, Goal, ListMember, TaskList


def lists(
    session: Session,
    *,
    actor: Actor,
    space_id: int | None,
    folder_id: int | None,
    after: int,
    limit: int,
    archived: bool = False,
) -> list[TaskList]:
    """The lists the actor sees with an id above `after`, by id; of one space or folder when given.

    Those that are not archived, or those that are.
    """
    seen = (
        archived_places.lists_archived_for(actor)
        if archived
        else access.lists_open_to(actor.current)
    )
    query = select(TaskList).where(seen, col(TaskList.id) > after)
    if space_id is not None:
        query = query.where(TaskList.space_id == space_id)
    if folder_id is not None:
        query = query.where(TaskList.folder_id == folder_id)
    return list(session.exec(query.order_by(col(TaskList.id)).limit(limit)))


def folders(
    session: Session,
    *,
    actor: Actor,
    space_id: int | None,
    after: int,
    limit: int,
    archived: bool = False,
) -> list[Folder]:
    """The folders of the spaces open to the actor with an id above `after`, by id; as for lists."""
    seen = (
        archived_places.folders_archived_for(actor)
        if archived
        else access.folders_open_to(actor.current)
    )
    query = select(Folder).where(seen, col(Folder.id) > after)
    if space_id is not None:
        query = query.where(Folder.space_id == space_id)
    return list(session.exec(query.order_by(col(Folder.id)).limit(limit)))


@dataclass(frozen=True)
class ListTies:
    """The goal a list is tied to, as far as it is seen, and the ids of those it is shared with by name."""

    goal_id: int | None
    members: list[int]


def ties(session: Session, list_id: int, *, actor: Actor) -> ListTies:
    """Of a list the actor sees."""
    goal = seen_goal(actor, TaskList.goal_id)
    mine = (
        select(goal, ListMember.user_id)
        .select_from(TaskList)
        .outerjoin(ListMember, col(ListMember.list_id) == TaskList.id)
        .where(TaskList.id == list_id)
        .order_by(col(ListMember.user_id))
    )
    rows: Sequence[tuple[int | None, int | None]] = session.exec(mine).all()
    return ListTies(rows[0][0], [one for _, one in rows if one])


def seen_goal(who: Actor, column: object) -> ColumnElement[int]:
    """The id of a goal that a column holds, NULL where the actor does not see the goal."""
    goal_id = col(column)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - a mapped column
    seen = (
        select(Goal.id).where(access.goals_open_to(who), Goal.id == goal_id).correlate_except(Goal)
    )
    return seen.scalar_subquery()
