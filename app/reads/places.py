"""Lists and folders as rows, a page at a time."""

from sqlmodel import Session, col, select

from app import access
from app.domain.access import Actor
from app.models import Folder, ListMember, TaskList


def lists(
    session: Session,
    *,
    actor: Actor,
    space_id: int | None,
    folder_id: int | None,
    after: int,
    limit: int,
) -> list[TaskList]:
    """The lists the actor sees with an id above `after`, by id; of one space or folder when given."""
    query = select(TaskList).where(access.lists_open_to(actor), col(TaskList.id) > after)
    if space_id is not None:
        query = query.where(TaskList.space_id == space_id)
    if folder_id is not None:
        query = query.where(TaskList.folder_id == folder_id)
    return list(session.exec(query.order_by(col(TaskList.id)).limit(limit)))


def folders(
    session: Session, *, actor: Actor, space_id: int | None, after: int, limit: int
) -> list[Folder]:
    """The folders of the spaces open to the actor with an id above `after`, by id."""
    query = select(Folder).where(
        col(Folder.space_id).in_(actor.spaces),
        col(Folder.deleted_at).is_(None),
        col(Folder.id) > after,
    )
    if space_id is not None:
        query = query.where(Folder.space_id == space_id)
    return list(session.exec(query.order_by(col(Folder.id)).limit(limit)))


def members(session: Session, task_list: TaskList) -> list[int]:
    """Ids of those a list, which the actor sees, is shared with by name."""
    mine = select(ListMember.user_id).where(ListMember.list_id == task_list.id)
    return sorted(session.exec(mine))
