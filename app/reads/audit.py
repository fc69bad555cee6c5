"""Who came in, and who changed who may do what: the log's part for owners and admins, newest first.

It is the same log under the same rights (`reads/log.py`): what an admin may not see of a private place is not told.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, and_, col, or_, select

from app.domain.access import Actor, must_manage
from app.domain.events import SECURITY, Kind, Subject
from app.models import Event, Space, TaskList, User
from app.reads import activity, log

# What is told, by what a reader looks for. Of places only the changes in who may see them.
GROUPS: dict[str, tuple[Kind, ...]] = {
    "sign-ins": (
        Kind.SIGNED_IN,
        Kind.SIGN_IN_FAILED,
        Kind.SIGNED_OUT,
        Kind.SESSION_ENDED,
        Kind.SESSIONS_ENDED,
    ),
    "passwords": (
        Kind.PASSWORD_CHANGED,
        Kind.PASSWORD_RESET,
        Kind.RESET_LINK_MADE,
        Kind.RESET_REQUESTED,
        Kind.RESET_MAILED,
        Kind.RESET_NOT_MAILED,
    ),
    "tokens": (Kind.TOKEN_CREATED, Kind.TOKEN_REVOKED),
    "access": (
        Kind.SPACE_SHARED,
        Kind.SPACE_UNSHARED,
        Kind.LIST_SHARED,
        Kind.LIST_UNSHARED,
        Kind.SPACE_CHANGED,
        Kind.LIST_CHANGED,
    ),
    "people": (
        Kind.USER_ADDED,
        Kind.USER_CHANGED,
        Kind.INVITED,
        Kind.INVITATION_ACCEPTED,
        Kind.INVITATION_REVOKED,
    ),
    "data": (Kind.DATA_IMPORTED, Kind.IMPORT_REMOVED, Kind.DATA_EXPORTED),
    "settings": (Kind.WORKSPACE_CHANGED, Kind.MODEL_CHOSEN, Kind.MAIL_CHOSEN),
}
OF_PLACES = (Kind.SPACE_CHANGED, Kind.LIST_CHANGED)
# What a spreadsheet would take for a formula.
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")
COLUMNS = ("id", "at", "kind", "who", "what", "about")


@dataclass(frozen=True)
class AuditFilter:
    """What to tell; empty for all. Times are instants, the end not included."""

    groups: tuple[str, ...] = ()
    person: int | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class AuditLine:
    """One event: who did what, and whom or what it is about."""

    id: int
    at: datetime
    kind: str
    who: str
    what: str
    about: str


def lines(
    session: Session, wanted: AuditFilter, *, actor: Actor, before: int | None = None, limit: int
) -> list[AuditLine]:
    """Up to `limit` events below the id `before`; raises NotAllowed for others than owners and admins."""
    must_manage(actor)
    query = select(Event).where(log.open_to(actor), _is_told(wanted))
    if before is not None:
        query = query.where(col(Event.id) < before)
    found = list(session.exec(query.order_by(col(Event.id).desc()).limit(limit)))
    return _told(session, log.without_hidden(session, found, actor), actor)


def as_csv(found: Iterable[AuditLine]) -> str:
    """For a spreadsheet; no cell of it is a formula, whatever people are called."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for one in found:
        values = (one.id, one.at.isoformat(), one.kind, one.who, one.what, one.about)
        writer.writerow([_plain(str(value)) for value in values])
    return text.getvalue()


def _plain(value: str) -> str:
    return f"'{value}" if value.startswith(FORMULAS) else value


def _is_told(wanted: AuditFilter) -> log.Where:
    kinds = [kind for group in wanted.groups or GROUPS for kind in GROUPS[group]]
    conditions: list[log.Where] = [
        col(Event.kind).in_(kinds),
        or_(
            col(Event.kind).not_in(OF_PLACES),
            col(Event.changes)["is_private"][1].as_boolean().is_not(None),
        ),
        # Made by an import or the sample: nobody was let in by it.
        or_(col(Event.actor_kind) != "importer", col(Event.kind).startswith(SECURITY)),
    ]
    if wanted.person is not None:
        about = and_(Event.subject_kind == Subject.USER, Event.subject_id == wanted.person)
        conditions.append(or_(col(Event.actor_id) == wanted.person, about))
    if wanted.since is not None:
        conditions.append(col(Event.at) >= wanted.since)
    if wanted.until is not None:
        conditions.append(col(Event.at) < wanted.until)
    return and_(*conditions)


def _told(session: Session, events: Sequence[Event], actor: Actor) -> list[AuditLine]:
    said = {one.event_id: one for one in activity.sentences(session, events, actor=actor)}
    names = _names(session, events, actor)
    return [
        AuditLine(
            id=event.id or 0,
            at=event.at,
            kind=event.kind,
            who=said[event.id or 0].who_name,
            what=said[event.id or 0].words,
            about=_about(event, names),
        )
        for event in events
        if (event.id or 0) in said
    ]


def _about(event: Event, names: dict[tuple[str, int], str]) -> str:
    """Whom or what it is about, where that is not who did it."""
    if (event.subject_kind, event.subject_id) == (Subject.USER, event.actor_id):
        return ""
    if event.kind in (Kind.INVITED, Kind.INVITATION_REVOKED):
        return next((str(one) for one in event.changes.get("email", []) if one), "")
    return names.get((event.subject_kind, event.subject_id), "")


def _names(session: Session, events: Sequence[Event], actor: Actor) -> dict[tuple[str, int], str]:
    """Names of people, and of the places the actor sees."""
    found: dict[tuple[str, int], str] = {}
    open_places = {Subject.SPACE: actor.spaces, Subject.LIST: actor.lists}
    for kind, table in ((Subject.USER, User), (Subject.SPACE, Space), (Subject.LIST, TaskList)):
        ids = {one.subject_id for one in events if one.subject_kind == kind}
        if not actor.everything and kind in open_places:
            ids &= open_places[kind]
        rows = session.exec(select(table.id, table.name).where(col(table.id).in_(ids)))
        found |= {(kind, item_id or 0): name for item_id, name in rows}
    return found
