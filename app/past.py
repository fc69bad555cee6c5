"""What an actor may know of the past: a place that is open now may have been closed when something happened there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, false, func, literal, or_, true
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app import rights
from app.domain.access import Actor
from app.domain.events import Kind, Subject
from app.models import Doc, Event, ListMember, SpaceMember

Where = ColumnElement[bool]


def place_then_open_to(actor: Actor) -> Where:
    """Condition on Event: the place noted with it is open, and was when it happened (or the actor belongs to it).

    What has no place is the whole workspace's (not a guest's).
    """
    if actor.everything:
        return true()
    return _place_then_open(
        _Reader(
            in_lists=lambda column: _among(column, actor.lists),
            in_spaces=lambda column: _among(column, actor.spaces),
            me=literal(actor.user_id or 0),
            is_insider=false() if actor.is_guest else true(),
        )
    )


@dataclass(frozen=True)
class _Reader:
    """What is open to somebody, in the words of a statement."""

    in_lists: Callable[[Any], Where]
    in_spaces: Callable[[Any], Where]
    me: Any
    is_insider: Where


def _place_then_open(who: _Reader) -> Where:
    return case(
        (col(Event.list_id).is_not(None), _list_then(who)),
        (col(Event.space_id).is_not(None), _space_then(who)),
        else_=who.is_insider,
    )


def versions_open_to(session: Session, doc: Doc, actor: Actor) -> frozenset[int]:
    """The versions of a doc that stood in a place open to the actor."""
    told = session.exec(
        select(Event.kind, Event.changes).where(
            Event.subject_kind == Subject.DOC,
            Event.subject_id == doc.id,
            place_then_open_to(actor),
        )
    )
    seen = {doc.version}
    for kind, changes in told:
        # Who saw a save saw what it replaced.
        seen |= {one for one in changes.get("version", ()) if isinstance(one, int)}
        seen |= {1} if kind == Kind.DOC_CREATED else set()
    return frozenset(seen)


def _list_then(who: _Reader) -> Where:
    """Its members read all of a list; others what happened while it and its space were open."""
    mine = select(ListMember.list_id).where(ListMember.user_id == who.me)
    was_open = and_(
        ~_was_private(Subject.LIST, Kind.LIST_CHANGED, Event.list_id), _space_was_open(who)
    )
    return and_(who.in_lists(Event.list_id), or_(col(Event.list_id).in_(mine), was_open))


def _space_then(who: _Reader) -> Where:
    return and_(who.in_spaces(Event.space_id), _space_was_open(who))


def _space_was_open(who: _Reader) -> Where:
    mine = select(SpaceMember.space_id).where(SpaceMember.user_id == who.me)
    return or_(
        col(Event.space_id).is_(None),
        col(Event.space_id).in_(mine),
        ~_was_private(Subject.SPACE, Kind.SPACE_CHANGED, Event.space_id),
    )


def _was_private(noun: Subject, kind: Kind, place_id: Any) -> Where:
    """The next time its privacy changed, it had been private; where it never did, it is as it is now."""
    later = aliased(Event)
    before = col(later.changes)["is_private"][0].as_boolean()
    following = (
        select(before)
        .where(
            later.subject_kind == noun,
            later.subject_id == place_id,
            col(later.id) > col(Event.id),
            later.kind == kind,
            before.is_not(None),
        )
        .order_by(col(later.id))
        .limit(1)
        .correlate(Event)
        .scalar_subquery()
    )
    return func.coalesce(following, false()).is_(true())


def _among(column: Any, ids: frozenset[int]) -> Where:
    return col(column).in_(ids) if ids else false()


# The same for whoever `rights` tells of, of an actor to whom not everything is open; for statements made once.
PLACE_THEN_OPEN = _place_then_open(
    _Reader(rights.in_lists, rights.in_spaces, rights.me(), rights.INSIDER == 1)
)
