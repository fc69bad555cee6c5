"""Whoever a filter is read for, on which day, and what is visible to them."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, false
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app import access
from app.domain.access import Actor
from app.lookups import workspace
from app.models import Folder, Task

# Made once: an alias copies every column, which costs more than the query.
OTHER = aliased(Task)


@dataclass(frozen=True)
class Reader:
    """The actor, with the day that tokens are read on and the zone that days of instants are in."""

    session: Session
    actor: Actor
    today: date

    @cached_property
    def zone(self) -> ZoneInfo:
        """The workspace's; read only for what needs it."""
        home = workspace(self.session)
        return ZoneInfo(home.zone if home else "UTC")

    @cached_property
    def known_people(self) -> frozenset[int] | None:
        """The people a guest may know of; None for who may know everybody."""
        if not self.actor.is_guest:
            return None
        return frozenset(p.id or 0 for p in access.people_open_to(self.session, self.actor))

    def other_open(self, other: type[Task] = OTHER) -> ColumnElement[bool]:
        """Another task, by its alias, is there and visible, archived or not: as rows count it."""
        lists = self.actor.whole.lists
        if not lists:
            return false()
        return and_(col(other.deleted_at).is_(None), col(other.list_id).in_(lists))

    def folder_open(self) -> ColumnElement[bool]:
        """A folder is there, in a space open as a whole."""
        return and_(col(Folder.deleted_at).is_(None), col(Folder.space_id).in_(self.actor.spaces))
