"""The working calendar of a period, read in four statements."""

from collections.abc import Collection
from datetime import date

import holidays
from sqlmodel import Session, col, select

from app import access
from app.domain import calendar
from app.domain.access import Actor
from app.domain.calendar import Calendar, Week
from app.lookups import workspace
from app.models import DayOff, WorkHours, Workspace

USUAL_HOURS = 40.0  # a week, for the workspace's own week


def of(
    session: Session, *, first: date, last: date, actor: Actor, people: Collection[int] = ()
) -> Calendar:
    """Who of `people` works when, of those the actor may know; the workspace's week is always in it."""
    home = workspace(session)
    working_days = home.working_days if home else "1111100"
    known = [one for one in access.people_open_to(session, actor) if one.id in set(people)]
    ids = [one.id or 0 for one in known]
    weeks = {one.id or 0: [_week(working_days, one.hours_per_week)] for one in known}
    for row in session.exec(
        select(WorkHours).where(col(WorkHours.user_id).in_(ids)).order_by(col(WorkHours.valid_from))
    ):
        mon, tue, wed, thu, fri, sat, sun = row.minutes
        weeks[row.user_id].append(Week(row.valid_from, (mon, tue, wed, thu, fri, sat, sun)))
    away = session.exec(
        select(DayOff).where(
            col(DayOff.deleted_at).is_(None),
            DayOff.first <= last,
            DayOff.last >= first,
            col(DayOff.user_id).in_(ids) | col(DayOff.user_id).is_(None),
        )
    )
    return Calendar(
        first,
        last,
        _week(working_days, USUAL_HOURS).minutes,
        public_holidays(home, first, last),
        weeks,
        [calendar.DayOff(one.user_id, one.first, one.last, one.share) for one in away],
    )


def public_holidays(home: Workspace | None, first: date, last: date) -> dict[date, str]:
    """The holidays of the workspace's country (and part of it), by day; none where it is not known."""
    if home is None or not home.country:
        return {}
    years = range(first.year, last.year + 1)
    try:
        found = holidays.country_holidays(
            home.country, subdiv=home.subdivision or None, years=years
        )
    except NotImplementedError:
        return {}
    return {day: name for day, name in found.items() if first <= day <= last}


def _week(working_days: str, hours: float) -> Week:
    """Hours a week, spread evenly over the workspace's working days."""
    count = working_days.count("1") or 1
    a_day = round(hours * 60 / count)
    mon, tue, wed, thu, fri, sat, sun = (a_day if one == "1" else 0 for one in working_days)
    return Week(date.min, (mon, tue, wed, thu, fri, sat, sun))
