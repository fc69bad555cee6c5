"""Lists: what belongs together, who it is shared with, and which goal it serves."""

from datetime import datetime

from sqlmodel import Session, func, select

from app import access, trash
from app.domain import ordering
from app.domain.access import Actor, must_edit
from app.domain.errors import Invalid, NotAllowed
from app.domain.events import Kind
from app.models import Folder, ListMember, TaskList
from app.work import checks
from app.work.recording import change, created, of_list, record, when


def create(
    session: Session,
    space_id: int,
    *,
    name: str,
    by: Actor,
    folder_id: int | None = None,
    description: str = "",
    is_private: bool = False,
    is_upkeep: bool = False,
    goal_id: int | None = None,
    at: datetime | None = None,
) -> TaskList:
    """Make a list; whoever makes a private one is its first member."""
    must_edit(by)
    space = access.space(session, space_id, by)
    _folder_of(session, folder_id, space.id or 0, by)
    if goal_id is not None:
        access.goal(session, goal_id, by)
    last = session.exec(select(func.max(TaskList.rank)).where(TaskList.space_id == space.id)).one()
    made = TaskList(
        space_id=space.id or 0,
        folder_id=folder_id,
        name=checks.title(name, field="name", noun="name"),
        description=checks.text(description),
        is_private=is_private,
        is_upkeep=is_upkeep,
        goal_id=goal_id,
        rank=ordering.between(last, None),
        created_by=by.user_id,
        created_at=when(at),
    )
    session.add(made)
    session.flush()
    if is_private and by.user_id is not None:
        session.add(ListMember(list_id=made.id or 0, user_id=by.user_id))
    record(
        session,
        Kind.LIST_CREATED,
        of_list(made),
        created(made, "name", "folder_id", "description", "is_private", "is_upkeep", "goal_id"),
        by=by,
        at=at,
    )
    return made


def edit(
    session: Session,
    list_id: int,
    *,
    by: Actor,
    name: str | None = None,
    description: str | None = None,
    folder_id: int | None = None,
    goal_id: int | None = None,
    is_upkeep: bool | None = None,
    rank: str | None = None,
) -> TaskList:
    """Change a list's fields; `folder_id=0` moves it to the space, `goal_id=0` unties the goal."""
    must_edit(by)
    found = access.task_list(session, list_id, by)
    values: dict[str, object] = {}
    if name is not None:
        values["name"] = checks.title(name, field="name", noun="name")
    if description is not None:
        values["description"] = checks.text(description)
    if folder_id is not None:
        values["folder_id"] = _folder_of(session, folder_id or None, found.space_id, by)
    if goal_id is not None:
        values["goal_id"] = access.goal(session, goal_id, by).id if goal_id else None
    if is_upkeep is not None:
        values["is_upkeep"] = is_upkeep
    if rank is not None:
        values["rank"] = rank
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
        changes |= {"deleted": [True, False]}
        record(session, Kind.LIST_RESTORED, of_list(found), changes, by=by)
    return found


def ids_in_folder(session: Session, folder_id: int) -> list[int]:
    """The living lists of a folder."""
    found = session.exec(
        select(TaskList).where(TaskList.folder_id == folder_id, TaskList.deleted_at == None)  # noqa: E711 - SQL
    )
    return [one.id for one in found if one.id is not None]


def _folder_of(session: Session, folder_id: int | None, space_id: int, by: Actor) -> int | None:
    if folder_id is None:
        return None
    folder = access.folder(session, folder_id, by)
    if folder.space_id != space_id:
        raise Invalid("This folder belongs to another space.", field="folder_id")
    return folder.id


def _mine(session: Session, list_id: int, by: Actor) -> TaskList:
    """A list whose sharing the actor may set: its maker, or an admin."""
    must_edit(by)
    found = access.task_list(session, list_id, by)
    _must_own(found, by)
    return found


def _must_own(found: TaskList, by: Actor) -> None:
    if not by.manages and found.created_by != by.user_id:
        raise NotAllowed("Only an admin, or whoever made the list, can change this.")
