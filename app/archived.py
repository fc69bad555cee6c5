"""What is archived: asked of one thing, and as conditions for queries (of what is open to the actor, that alone)."""

from sqlalchemy import ColumnElement, and_, or_

from app import access
from app.among import among
from app.domain.access import Actor
from app.models import Doc, Folder, Goal, Task, TaskList

Where = ColumnElement[bool]


def is_archived(item: Task | Doc | Goal, who: Actor) -> bool:
    """Itself, or with the place it is in."""
    if isinstance(item, Task):
        return item.list_id in who.archived.lists
    return item.space_id in who.archived.spaces or (
        isinstance(item, Goal) and item.archived_at is not None
    )


def folders_archived_for(who: Actor) -> Where:
    """Condition on Folder: open to the actor, and archived by itself or with its space."""
    is_archived = or_(
        among(Folder.id, who.archived.folders), among(Folder.space_id, who.archived.spaces)
    )
    return and_(access.folders_open_to(who), is_archived)


def lists_archived_for(who: Actor) -> Where:
    return and_(access.lists_open_to(who), among(TaskList.id, who.archived.lists))
