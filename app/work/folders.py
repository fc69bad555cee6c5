"""Folders: they group a space's lists, and may serve a goal."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from app import access, trash
from app.domain import ordering
from app.domain.access import Actor, must_edit
from app.domain.events import Kind, Subject
from app.models import Folder, TaskList
from app.work import archiving, editing, lists
from app.work.recording import change, created, of_folder, of_list, record, when


def create(
    session: Session, space_id: int, *, by: Actor, at: datetime | None = None, **given: Any
) -> Folder:
    """Make a folder with any of the registry's plain fields."""
    must_edit(by)
    space = access.space(session, space_id, by)
    values = editing.first(session, "folder", given, by=by)
    last = session.exec(select(func.max(Folder.rank)).where(Folder.space_id == space.id)).one()
    folder = Folder(
        space_id=space.id or 0,
        created_at=when(at),
        **values | {"rank": ordering.between(last, None)},
    )
    session.add(folder)
    session.flush()
    first = created(Subject.FOLDER, folder)
    record(session, Kind.FOLDER_CREATED, of_folder(folder), first, by=by, at=at)
    return folder


def edit(session: Session, folder_id: int, *, by: Actor, **given: Any) -> Folder:
    """Change a folder's plain fields; None stays, `goal_id=0` unties it from its goal."""
    must_edit(by)
    folder = access.folder(session, folder_id, by)
    values = editing.parsed(session, "folder", editing.changed("folder", given), by=by)
    if changes := change(folder, **values):
        record(session, Kind.FOLDER_CHANGED, of_folder(folder), changes, by=by)
    return folder


def delete(session: Session, folder_id: int, *, by: Actor, at: datetime | None = None) -> None:
    """Put a folder away; its lists move to the space itself, also those the actor can't see."""
    must_edit(by)
    folder = access.folder(session, folder_id, by)
    inside = select(TaskList).where(
        TaskList.folder_id == folder_id, col(TaskList.deleted_at).is_(None)
    )
    for one in session.exec(inside):
        changes = change(one, folder_id=None)
        record(session, Kind.LIST_CHANGED, of_list(one), changes, by=by, at=at)
    folder.deleted_at = when(at)
    record(session, Kind.FOLDER_DELETED, of_folder(folder), {"deleted": [False, True]}, by=by)


def restore(session: Session, folder_id: int, *, by: Actor) -> Folder:
    """Bring back a folder that was put away; lists that were in it stay where they are."""
    must_edit(by)
    folder = trash.folder(session, folder_id, by)
    if folder.deleted_at is not None:
        folder.deleted_at = None
        changes = {"deleted": [True, False], **lists.untied_if_gone(session, folder)}
        record(session, Kind.FOLDER_RESTORED, of_folder(folder), changes, by=by)
    return folder


def archive(session: Session, folder_id: int, *, by: Actor) -> Folder:
    """Put a folder by with its lists: out of sight, read only, its history and numbers kept."""
    must_edit(by)
    found = access.folder(session, folder_id, by)
    archiving.put_by(session, found, of_folder(found), by=by)
    return found


def unarchive(session: Session, folder_id: int, *, by: Actor) -> Folder:
    """Bring a folder back from the archive."""
    must_edit(by)
    found = access.folder(session, folder_id, by)
    archiving.bring_back(session, found, of_folder(found), by=by)
    return found
