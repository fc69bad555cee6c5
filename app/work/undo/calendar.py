"""Takes back changes of working hours, and days off."""

from datetime import date

from sqlmodel import select

from app.domain.events import Kind
from app.models import DayOff, WorkHours
from app.work import calendar
from app.work.undo.registry import undoes
from app.work.undo.step import Step


@undoes(Kind.HOURS_CHANGED)
def hours_back(step: Step) -> None:
    """The week that held from that day on, or none."""
    user_id = step.event.subject_id
    old, new = step.event.changes["hours"]
    valid_from = date.fromisoformat(next(day for day in step.event.changes["valid_from"] if day))
    found = step.session.exec(
        select(WorkHours).where(WorkHours.user_id == user_id, WorkHours.valid_from == valid_from)
    ).first()
    now = list(found.minutes) if found else None
    session, by = step.session, step.by
    if now == old:
        step.is_back()
    elif now != new:
        step.leave("hours", step.since("hours"))
    elif step.is_of_others("hours"):
        pass
    elif old is None:
        step.attempt(
            lambda: calendar.unset_hours(session, user_id, valid_from=valid_from, by=by), "hours"
        )
    else:
        step.attempt(
            lambda: calendar.set_hours(session, user_id, valid_from=valid_from, minutes=old, by=by),
            "hours",
        )


@undoes(Kind.DAY_OFF_ADDED, Kind.DAY_OFF_RESTORED, Kind.DAY_OFF_DELETED)
def days_off_back(step: Step) -> None:
    day_off_id = step.event.changes["day_off_id"][1]
    found = step.session.get(DayOff, day_off_id)
    was_gone = step.event.kind != Kind.DAY_OFF_DELETED
    if found is not None and (found.deleted_at is not None) == was_gone:
        step.is_back()
        return
    if step.is_of_others("day_off_id", lambda pair: pair[1] == day_off_id):
        return
    verb = calendar.come_back if was_gone else calendar.restore
    step.attempt(lambda: verb(step.session, day_off_id, by=step.by))
