"""Lists: what belongs together, who it is shared with, and which goal it serves."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, func, select

from app import access, trash
from app.domain import ordering
from app.domain.access import Actor, must_edit
from app.domain.errors import Invalid, NotAllowed
from app.domain.events import Kind, Subject
from app.models import Folder, Goal, ListMember, TaskList
from app.work import archiving, editing
from app.work.recording import Changes, change, created, of_list, record, when


def create(
    session: Session,
    space_id: int,
    *,
    by: Actor,
    is_private: bool = False,
    at: datetime | None = None,
    **given: Any,
) -> TaskList:
    """Make a list with any of the registry's plain fields; whoever makes a private one is in it."""
    must_edit(by)
    space = access.space(session, space_id, by)
    values = editing.first(session, "list", given, by=by)
    _validate_folder(session, values["folder_id"], space.id or 0, by)
    last = session.exec(select(func.max(TaskList.rank)).where(TaskList.space_id == space.id)).one()
    made = TaskList(
        space_id=space.id or 0,
        is_private=is_private,
        created_by=by.user_id,
        created_at=when(at),
        **values | {"rank": ordering.between(last, None)},
    )
    session.add(made)
    session.flush()
    if is_private and by.user_id is not None:
        session.add(ListMember(list_id=made.id or 0, user_id=by.user_id))
    record(
        session,
        Kind.LIST_CREATED,
        of_list(made),
        created(Subject.LIST, made),
        by=by,
        at=at,
    )
    return made


def edit(session: Session, list_id: int, *, by: Actor, **given: Any) -> TaskList:
    """Change a list's plain fields; None stays, `folder_id=0` moves it to the space, `goal_id=0` unties."""
    must_edit(by)
    found = access.task_list(session, list_id, by)
    values = editing.parsed(session, "list", editing.changed("list", given), by=by)
    if "folder_id" in values:
        _validate_folder(session, values["folder_id"], found.space_id, by)
    if changes := change(found, **values):
        record(session, Kind.LIST_CHANGED, of_list(found), changes, by=by)
    return found


def set_private(session: Session, list_id: int, *, is_private: bool, by: Actor) -> TaskList:
    """Close a list to all but its members, or open it to the space; the closer stays a member."""
    found = _mine(session, list_id, by)
    if changes := change(found, is_private=is_private):
        if is_private and by.user_id:
            share(session, list_id, with_user=by.user_id, by=by)
        record(session, Kind.LIST_CHANGED, of_list(found), changes, by=by)
    return found


def share(session: Session, list_id: int, *, with_user: int, by: Actor) -> None:
    """Let a person into a list; twice is once."""
    found = _mine(session, list_id, by)
    access.user(session, with_user, by)
    if session.get(ListMember, (list_id, with_user)) is None:
        session.add(ListMember(list_id=list_id, user_id=with_user))
        record(session, Kind.LIST_SHARED, of_list(found), {"member": [None, with_user]}, by=by)


def unshare(session: Session, list_id: int, *, with_user: int, by: Actor) -> None:
    found = _mine(session, list_id, by)
    member = session.get(ListMember, (list_id, with_user))
    if member is not None:
        session.delete(member)
        record(session, Kind.LIST_UNSHARED, of_list(found), {"member": [with_user, None]}, by=by)


def delete(session: Session, list_id: int, *, by: Actor, at: datetime | None = None) -> TaskList:
    """Put a list away with its tasks; `undo` brings it back."""
    found = _mine(session, list_id, by)
    found.deleted_at = when(at)
    record(session, Kind.LIST_DELETED, of_list(found), {"deleted": [False, True]}, by=by)
    return found


def restore(session: Session, list_id: int, *, by: Actor) -> TaskList:
    """Bring back a list that was put away; when its folder is gone, into the space itself."""
    must_edit(by)
    found = trash.task_list(session, list_id, by)
    _must_own(found, by)
    if found.deleted_at is not None:
        found.deleted_at = None
        folder = session.get(Folder, found.folder_id) if found.folder_id else None
        gone = folder is not None and folder.deleted_at is not None
        changes = change(found, folder_id=None if gone else found.folder_id)
        changes |= untied_if_gone(session, found)
        changes |= {"deleted": [True, False]}
        record(session, Kind.LIST_RESTORED, of_list(found), changes, by=by)
    return found


def archive(session: Session, list_id: int, *, by: Actor) -> TaskList:
    """Put a list by: out of sight, read only, its history and numbers kept."""
    found = _mine(session, list_id, by)
    archiving.put_by(session, found, of_list(found), by=by)
    return found


def unarchive(session: Session, list_id: int, *, by: Actor) -> TaskList:
    """Bring a list back from the archive."""
    found = _mine(session, list_id, by)
    archiving.bring_back(session, found, of_list(found), by=by)
    return found


def untied_if_gone(session: Session, place: TaskList | Folder) -> Changes:
    """Take a place that comes back from a goal that went meanwhile."""
    goal = session.get(Goal, place.goal_id) if place.goal_id else None
    return change(place, goal_id=None) if goal is not None and goal.deleted_at else {}


def _validate_folder(session: Session, folder_id: int | None, space_id: int, by: Actor) -> None:
    if folder_id is not None and access.folder(session, folder_id, by).space_id != space_id:
        raise Invalid("This folder belongs to another space.", field="folder_id")


def _mine(session: Session, list_id: int, by: Actor) -> TaskList:
    """A list whose sharing the actor may set: its maker, or an admin."""
    must_edit(by)
    found = access.task_list(session, list_id, by)
    _must_own(found, by)
    return found


def _must_own(found: TaskList, by: Actor) -> None:
    if not by.manages and found.created_by != by.user_id:
        raise NotAllowed("Only an admin, or whoever made the list, can change this.")
