"""When people work: one's own week and days away, or another's as an admin."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Session, select

from app import access
from app.domain.access import Actor, must_edit, must_manage
from app.domain.errors import Invalid, NotFound
from app.domain.events import Kind
from app.models import DayOff, WorkHours
from app.work import checks
from app.work.recording import of_user, of_workspace, record, when

MINUTES_A_DAY = 24 * 60
LONGEST_DAYS = 366


class Away(StrEnum):
    """Why somebody is away."""

    HOLIDAY = "holiday"
    SICK = "sick"
    OTHER = "other"


def set_hours(
    session: Session, user_id: int, *, valid_from: date, minutes: Sequence[int], by: Actor
) -> WorkHours:
    """Set a person's week from a day on (seven numbers of minutes, Monday first)."""
    _must_be_own(by, user_id)
    access.user(session, user_id, by)
    if len(minutes) != 7 or not all(0 <= one <= MINUTES_A_DAY for one in minutes):
        raise Invalid(
            "A week is seven numbers of minutes, Monday first, each from 0 to 1440.",
            field="minutes",
        )
    found = session.exec(
        select(WorkHours).where(WorkHours.user_id == user_id, WorkHours.valid_from == valid_from)
    ).first()
    old = list(found.minutes) if found else None
    if old == list(minutes) and found is not None:
        return found
    found = found or WorkHours(user_id=user_id, valid_from=valid_from)
    found.minutes = list(minutes)
    session.add(found)
    session.flush()
    changes = {"hours": [old, found.minutes], "valid_from": [None, valid_from]}
    record(session, Kind.HOURS_CHANGED, of_user(user_id), changes, by=by)
    return found


def unset_hours(session: Session, user_id: int, *, valid_from: date, by: Actor) -> None:
    """Take a week that was set from a day on away again: the one before it goes on."""
    _must_be_own(by, user_id)
    access.user(session, user_id, by)
    found = session.exec(
        select(WorkHours).where(WorkHours.user_id == user_id, WorkHours.valid_from == valid_from)
    ).first()
    if found is None:
        raise NotFound("week")
    changes = {"hours": [list(found.minutes), None], "valid_from": [valid_from, None]}
    session.delete(found)
    session.flush()
    record(session, Kind.HOURS_CHANGED, of_user(user_id), changes, by=by)


def take_off(
    session: Session,
    *,
    first: date,
    last: date,
    by: Actor,
    user_id: int | None = None,
    share: float = 1.0,
    kind: str = Away.HOLIDAY,
    at: datetime | None = None,
) -> DayOff:
    """Note days away (a share of each); without a person everybody's, which admins set."""
    _must_be_own(by, user_id)
    if user_id is not None:
        access.user(session, user_id, by)
    checks.one_of(kind, Away, field="kind")
    if last < first:
        raise Invalid("The last day comes before the first.", field="last")
    if (last - first).days > LONGEST_DAYS:
        raise Invalid("Nobody is away for more than a year at a time.", field="last")
    if not 0 < share <= 1:
        raise Invalid("The share of a day is more than 0 and at most 1.", field="share")
    made = DayOff(
        user_id=user_id, first=first, last=last, share=share, kind=kind, created_at=when(at)
    )
    session.add(made)
    session.flush()
    _record(session, Kind.DAY_OFF_ADDED, made, by, gone=False)
    return made


def come_back(session: Session, day_off_id: int, *, by: Actor) -> DayOff:
    """Take days away back; what is not there, or somebody else's, is NotFound."""
    return _put(session, day_off_id, by, gone=True)


def restore(session: Session, day_off_id: int, *, by: Actor) -> DayOff:
    """Bring days away back that were taken back."""
    return _put(session, day_off_id, by, gone=False)


def _put(session: Session, day_off_id: int, by: Actor, *, gone: bool) -> DayOff:
    found = session.get(DayOff, day_off_id)
    theirs = found is not None and found.user_id is not None and found.user_id == by.user_id
    if found is None or not (theirs or by.manages):
        raise NotFound("day off")
    _must_be_own(by, found.user_id)
    if (found.deleted_at is not None) != gone:
        found.deleted_at = when(None) if gone else None
        _record(
            session, Kind.DAY_OFF_DELETED if gone else Kind.DAY_OFF_RESTORED, found, by, gone=gone
        )
    return found


def _must_be_own(by: Actor, user_id: int | None) -> None:
    """One's own calendar is one's own; everybody else's needs an admin."""
    must_edit(by)
    if user_id is None or by.user_id != user_id:
        must_manage(by)


def _record(session: Session, kind: Kind, one: DayOff, by: Actor, *, gone: bool) -> None:
    about = of_user(one.user_id) if one.user_id is not None else of_workspace()
    values = {"first": one.first, "last": one.last, "share": one.share, "away": one.kind}
    changes = {name: [value, None] if gone else [None, value] for name, value in values.items()}
    record(session, kind, about, changes | {"day_off_id": [one.id, one.id]}, by=by)
