"""Archiving: what is done with goes out of sight and is read only, with its history and its numbers."""

from sqlmodel import Session

from app.domain.access import Actor
from app.domain.errors import PlaceArchived
from app.domain.events import Kind
from app.lookups import archived_place
from app.models import Folder, Goal, Space, TaskList
from app.work.recording import About, record, when

Archivable = Space | Folder | TaskList | Goal


def put_by(session: Session, row: Archivable, about: About, *, by: Actor) -> None:
    """Archive a row already fetched through its door; twice is once."""
    if row.archived_at is None:
        row.archived_at = when(None)
        kind = Kind(f"{about.kind.value}.archived")
        record(session, kind, about, {"archived": [False, True]}, by=by)


def bring_back(session: Session, row: Archivable, about: About, *, by: Actor) -> None:
    """Take it out of the archive; raises PlaceArchived while the place it is in is archived."""
    place = archived_place(session, row)
    if place is not None:
        noun = "folder" if isinstance(place, Folder) else "space"
        raise PlaceArchived(about.kind.value, noun, place.name)
    if row.archived_at is not None:
        row.archived_at = None
        kind = Kind(f"{about.kind.value}.unarchived")
        record(session, kind, about, {"archived": [True, False]}, by=by)
