"""Folders: they group a space's lists, and may serve a goal."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from app import access, trash
from app.domain import ordering
from app.domain.access import Actor, must_edit
from app.domain.events import Kind, Subject
from app.models import Event, Folder, TaskList
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
    """Put a folder by with its lists: out of sight, read only, its history and numbers kept.

    Lists the actor can't see move to the space itself, as they do when a folder is deleted: nobody closes work
    they don't know of.
    """
    must_edit(by)
    found = access.folder(session, folder_id, by)
    if found.archived_at is None:
        hidden = select(TaskList).where(
            TaskList.folder_id == folder_id,
            col(TaskList.deleted_at).is_(None),
            ~access.in_lists_of(by, TaskList.id),
        )
        for one in session.exec(hidden):
            _put(session, one, None, by)
    archiving.put_by(session, found, of_folder(found), by=by)
    return found


def unarchive(session: Session, folder_id: int, *, by: Actor) -> Folder:
    """Bring a folder back from the archive, and into it the lists that were let go then and were not moved since."""
    must_edit(by)
    found = access.folder(session, folder_id, by)
    was_archived = found.archived_at is not None
    archiving.bring_back(session, found, of_folder(found), by=by)
    for one in _let_go(session, folder_id) if was_archived else ():
        _put(session, one, folder_id, by)
    return found


def _let_go(session: Session, folder_id: int) -> list[TaskList]:
    """The lists that left the folder when it was archived last, as long as they stand where they went then."""
    archived = select(Event.batch).where(
        Event.subject_kind == Subject.FOLDER,
        Event.subject_id == folder_id,
        Event.kind == Kind.FOLDER_ARCHIVED,
    )
    last = session.exec(archived.order_by(col(Event.id).desc()).limit(1)).first()
    moves = session.exec(
        select(Event)
        .where(Event.kind == Kind.LIST_CHANGED, Event.batch == (last or ""))
        .order_by(col(Event.id))
    )
    left = {one.subject_id: one.id or 0 for one in moves if _leaves(one, folder_id)}
    rows = [session.get(TaskList, list_id) for list_id in left]
    return [
        one
        for one in rows
        if one is not None
        and one.deleted_at is None
        and one.folder_id is None
        and not _moved_since(session, one.id or 0, left[one.id or 0])
    ]


def _leaves(event: Event, folder_id: int) -> bool:
    return event.changes.get("folder_id") == [folder_id, None]


def _moved_since(session: Session, list_id: int, event_id: int) -> bool:
    later = select(Event.id).where(
        Event.subject_kind == Subject.LIST,
        Event.subject_id == list_id,
        col(Event.id) > event_id,
        col(Event.changes)["folder_id"].as_string().is_not(None),
    )
    return session.exec(later.limit(1)).first() is not None


def _put(session: Session, found: TaskList, folder_id: int | None, by: Actor) -> None:
    """Into a folder, or the space itself; it only follows from what is done to the folder."""
    changes = change(found, folder_id=folder_id)
    record(session, Kind.LIST_CHANGED, of_list(found), changes, by=by.unbound)
