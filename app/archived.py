"""What is archived, as conditions for queries: of what is open to the actor, that alone."""

from sqlalchemy import ColumnElement, and_, or_

from app import access
from app.among import among
from app.domain.access import Actor
from app.models import Folder, TaskList

Where = ColumnElement[bool]


def folders_archived_for(who: Actor) -> Where:
    """Condition on Folder: open to the actor, and archived by itself or with its space."""
    is_archived = or_(
        among(Folder.id, who.archived.folders), among(Folder.space_id, who.archived.spaces)
    )
    return and_(access.folders_open_to(who), is_archived)


def lists_archived_for(who: Actor) -> Where:
    return and_(access.lists_open_to(who), among(TaskList.id, who.archived.lists))
