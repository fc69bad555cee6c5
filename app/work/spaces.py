"""Spaces: where work lives, and who it is shared with."""

import itertools
import re
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from app import access, trash
from app.domain import fields, ordering
from app.domain.access import Actor, must_edit, must_manage
from app.domain.errors import Conflict, Invalid, NotAllowed
from app.domain.events import Category, Kind, Subject
from app.models import Event, KeyAlias, Space, SpaceMember, Status
from app.work import archiving, editing
from app.work.recording import change, created, of_space, record, when

KEY = re.compile(r"[A-Z][A-Z0-9]{1,9}")
# What a new space starts with; editable from then on.
DEFAULT_STATUSES = (
    ("Backlog", Category.BACKLOG),
    ("To do", Category.UNSTARTED),
    ("In progress", Category.STARTED),
    ("In review", Category.STARTED),
    ("Done", Category.DONE),
    ("Cancelled", Category.CANCELLED),
)
Statuses = tuple[tuple[str, Category], ...]


class KeyKept(Conflict):
    """The key is some space's, seen or not, or was one's that is gone: the three sound alike."""

    field = "key"

    def __init__(self, key: str, spare: str) -> None:
        super().__init__(f"The key {key} is or was in use here: {spare} is free.")


def create(
    session: Session,
    *,
    key: str,
    by: Actor,
    is_private: bool = False,
    statuses: Statuses = DEFAULT_STATUSES,
    at: datetime | None = None,
    **given: Any,
) -> Space:
    """Make a space with its default statuses; whoever makes it is a member."""
    must_edit(by)
    letters = a_key(key)
    values = editing.first(session, "space", given, by=by)
    keys = _kept_keys(session)
    # Who sees everything may take the key of what was erased again.
    is_kept = _is_taken(session, letters) if by.everything else _is_kept(session, letters, keys)
    if is_kept:
        raise KeyKept(letters, _spare(session, letters, keys))
    last = session.exec(select(func.max(Space.rank))).one()
    space = Space(
        key=letters,
        is_private=is_private,
        created_by=by.user_id,
        created_at=when(at),
        **values | {"rank": ordering.between(last, None)},
    )
    session.add(space)
    session.flush()
    for position, (word, category) in enumerate(statuses):
        session.add(Status(space_id=space.id or 0, name=word, category=category, position=position))
    if by.user_id is not None:
        session.add(SpaceMember(space_id=space.id or 0, user_id=by.user_id))
    session.flush()
    record(
        session,
        Kind.SPACE_CREATED,
        of_space(space),
        created(Subject.SPACE, space),
        by=by,
        at=at,
    )
    return space


def edit(
    session: Session, space_id: int, *, by: Actor, is_private: bool | None = None, **given: Any
) -> Space:
    """Rename, describe, open or close a space; None stays as it is."""
    space = _mine(session, space_id, by)
    values = editing.parsed(session, "space", editing.changed("space", given), by=by)
    if is_private is not None:
        values["is_private"] = fields.SPACE["is_private"].parse(is_private)
    if changes := change(space, **values):
        record(session, Kind.SPACE_CHANGED, of_space(space), changes, by=by)
    return space


def share(session: Session, space_id: int, *, with_user: int, by: Actor) -> None:
    """Make a person a member of the space; twice is once."""
    space = _mine(session, space_id, by)
    access.user(session, with_user, by)
    if session.get(SpaceMember, (space_id, with_user)) is None:
        session.add(SpaceMember(space_id=space_id, user_id=with_user))
        record(session, Kind.SPACE_SHARED, of_space(space), {"member": [None, with_user]}, by=by)


def unshare(session: Session, space_id: int, *, with_user: int, by: Actor) -> None:
    """Take a person out of the space."""
    space = _mine(session, space_id, by)
    member = session.get(SpaceMember, (space_id, with_user))
    if member is not None:
        session.delete(member)
        record(session, Kind.SPACE_UNSHARED, of_space(space), {"member": [with_user, None]}, by=by)


def delete(session: Session, space_id: int, *, by: Actor, at: datetime | None = None) -> Space:
    """Put a space away with all in it; `undo` brings it back."""
    must_manage(by)
    space = access.space(session, space_id, by)
    space.deleted_at = when(at)
    record(session, Kind.SPACE_DELETED, of_space(space), {"deleted": [False, True]}, by=by)
    return space


def restore(session: Session, space_id: int, *, by: Actor) -> Space:
    """Bring back a space that was put away, with all in it."""
    must_manage(by)
    space = trash.space(session, space_id, by)
    if space.deleted_at is not None:
        space.deleted_at = None
        record(session, Kind.SPACE_RESTORED, of_space(space), {"deleted": [True, False]}, by=by)
    return space


def archive(session: Session, space_id: int, *, by: Actor) -> Space:
    """Put a space by with all in it: out of sight, read only, its history and numbers kept."""
    must_manage(by)
    found = access.space(session, space_id, by)
    archiving.put_by(session, found, of_space(found), by=by)
    return found


def unarchive(session: Session, space_id: int, *, by: Actor) -> Space:
    """Bring a space back from the archive."""
    must_manage(by)
    found = access.space(session, space_id, by)
    archiving.bring_back(session, found, of_space(found), by=by)
    return found


def a_key(value: str) -> str:
    letters = value.strip().upper()
    if not KEY.fullmatch(letters):
        raise Invalid(
            "A key is 2 to 10 letters and digits and starts with a letter, like ENG.", field="key"
        )
    return letters


def suggested_key(session: Session, name: str) -> str:
    """A free key from a name: “Platform & API” → PA, PLAT, PLAT2 …."""
    words = re.findall(r"[A-Za-z0-9]+", name.upper())
    joined = "".join(words) or "SPACE"
    starts = ["".join(word[0] for word in words)[:5], joined[:3], joined[:4]]
    taken = _kept_keys(session)
    for candidate in [*starts, *(f"{joined[:4]}{n}" for n in range(2, 100))]:
        if KEY.fullmatch(candidate) and not _is_kept(session, candidate, taken):
            return candidate
    return "SPACE"


def _kept_keys(session: Session) -> set[str]:
    """Keys that no new space gets: those of all spaces there are, in the trash too, and of those that were erased."""
    erased = col(Event.changes)["key"][0].as_string()
    gone = session.exec(select(erased).where(Event.kind == Kind.SPACE_PURGED, erased.is_not(None)))
    return {*session.exec(select(col(Space.key))), *gone}


def _is_taken(session: Session, letters: str) -> bool:
    return session.exec(select(Space.id).where(Space.key == letters)).first() is not None


def _is_kept(session: Session, letters: str, kept: set[str]) -> bool:
    """It is one of these, or tasks that went elsewhere had it."""
    moved = col(KeyAlias.key).startswith(f"{letters}-")
    return letters in kept or session.exec(select(KeyAlias.key).where(moved)).first() is not None


def _spare(session: Session, letters: str, kept: set[str]) -> str:
    """A free key like this one."""
    tries = (f"{letters[: 10 - len(str(n))]}{n}" for n in itertools.count(2))
    return next(one for one in tries if not _is_kept(session, one, kept))


def _mine(session: Session, space_id: int, by: Actor) -> Space:
    """A space the actor may set up: its maker, or an admin."""
    space = access.space(session, space_id, by)
    must_edit(by)
    if not by.manages and space.created_by != by.user_id:
        raise NotAllowed("Only an admin, or whoever made the space, can change this.")
    return space
