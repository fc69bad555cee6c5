"""Archiving spaces, folders, lists and goals, and bringing them back."""

from sqlmodel import Session

from app import db
from app.api import routing
from app.api.caller import Who
from app.api.paging import Id
from app.api.schemas import archiving as shape
from app.domain import archive
from app.models import Folder, Goal, Space, TaskList
from app.work import folders, goals, lists, spaces

router = routing.router("archive")


@router.post("/spaces/{space_id}/archive", response_model=shape.Archiving)
def archive_space(space_id: Id, who: Who) -> shape.Archiving:
    """Put a space with all in it out of sight: read only, its history and numbers kept."""
    with db.writing() as session:
        by = who.actor(session)
        return _answer(session, "space", spaces.archive(session, space_id, by=by))


@router.post("/spaces/{space_id}/unarchive", response_model=shape.Archiving)
def unarchive_space(space_id: Id, who: Who) -> shape.Archiving:
    """Bring a space back from the archive."""
    with db.writing() as session:
        by = who.actor(session)
        return _answer(session, "space", spaces.unarchive(session, space_id, by=by))


@router.post("/folders/{folder_id}/archive", response_model=shape.Archiving)
def archive_folder(folder_id: Id, who: Who) -> shape.Archiving:
    """Put a folder with its lists out of sight: read only, its history and numbers kept."""
    with db.writing() as session:
        by = who.actor(session)
        return _answer(session, "folder", folders.archive(session, folder_id, by=by))


@router.post("/folders/{folder_id}/unarchive", response_model=shape.Archiving)
def unarchive_folder(folder_id: Id, who: Who) -> shape.Archiving:
    """Bring a folder back from the archive."""
    with db.writing() as session:
        by = who.actor(session)
        return _answer(session, "folder", folders.unarchive(session, folder_id, by=by))


@router.post("/lists/{list_id}/archive", response_model=shape.Archiving)
def archive_list(list_id: Id, who: Who) -> shape.Archiving:
    """Put a list out of sight: read only, its history and numbers kept."""
    with db.writing() as session:
        by = who.actor(session)
        return _answer(session, "list", lists.archive(session, list_id, by=by))


@router.post("/lists/{list_id}/unarchive", response_model=shape.Archiving)
def unarchive_list(list_id: Id, who: Who) -> shape.Archiving:
    """Bring a list back from the archive."""
    with db.writing() as session:
        by = who.actor(session)
        return _answer(session, "list", lists.unarchive(session, list_id, by=by))


@router.post("/goals/{goal_id}/archive", response_model=shape.Archiving)
def archive_goal(goal_id: Id, who: Who) -> shape.Archiving:
    """Put a goal out of sight: read only, its history and numbers kept."""
    with db.writing() as session:
        by = who.actor(session)
        return _answer(session, "goal", goals.archive(session, goal_id, by=by))


@router.post("/goals/{goal_id}/unarchive", response_model=shape.Archiving)
def unarchive_goal(goal_id: Id, who: Who) -> shape.Archiving:
    """Bring a goal back from the archive."""
    with db.writing() as session:
        by = who.actor(session)
        return _answer(session, "goal", goals.unarchive(session, goal_id, by=by))


def _answer(
    session: Session, kind: shape.Kind, row: Space | Folder | TaskList | Goal
) -> shape.Archiving:
    title = row.title if isinstance(row, Goal) else row.name
    is_archived = row.archived_at is not None
    return shape.Archiving(
        kind=kind,
        item_id=row.id or 0,
        title=title,
        is_archived=is_archived,
        batch=session.info["batch"],
        sentence=archive.done(kind, title, is_archived=is_archived),
    )
