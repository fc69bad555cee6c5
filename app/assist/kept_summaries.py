"""Summaries that were kept: what a week amounted to for everybody, once it is over."""

from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any

from sqlmodel import Session, col, func, select

from app import access
from app.assist.filters import zone_of
from app.assist.summaries import of_week, stretch_of
from app.assist.summed import subjects
from app.assist.week.telling import plain
from app.domain import weekly
from app.domain.access import Actor
from app.models import Event, Summary, TaskList

WRITTEN_AT = time(8)  # on Mondays, in the workspace's zone


@dataclass(frozen=True)
class Composed:
    """A week's summary as JSON, and the last event it knows of."""

    content: dict[str, Any]
    upto_event: int


def compose(session: Session, *, week: str, subject: tuple[str, int], now: datetime) -> Composed:
    """A week of one goal or space as it reads for everybody, to be kept."""
    found = of_week(session, _everybody(session), week=week, subject=subject, now=now)
    upto = session.exec(select(func.max(col(Event.id)))).one() or 0
    return Composed(plain(found) | {"written_at": now.isoformat()}, upto)


def keep(
    session: Session,
    composed: Composed,
    *,
    week: str,
    subject: tuple[str, int],
    now: datetime,
) -> Summary:
    """Keep that a week was summed up; twice is once."""
    kind, item_id = subject
    found = session.exec(
        select(Summary).where(
            Summary.week == week, Summary.subject_kind == kind, Summary.subject_id == item_id
        )
    ).first()
    if found is None:
        found = Summary(week=week, subject_kind=kind, subject_id=item_id, written_at=now)
        session.add(found)
    found.upto_event, found.content = composed.upto_event, composed.content
    found.written_at = now
    return found


def due(session: Session, *, now: datetime) -> list[tuple[str, str, int]]:
    """(week, kind, id) of last week's summaries that should exist by now and don't."""
    local = now.astimezone(zone_of(session))
    monday = local.date().fromordinal(local.date().toordinal() - local.weekday())
    if local < datetime.combine(monday, WRITTEN_AT, local.tzinfo):
        return []
    week = weekly.week_of(monday.fromordinal(monday.toordinal() - 1))
    start, end = stretch_of(session, week)
    # What somebody kept before the week was over is no record of it.
    known = {
        (s.subject_kind, s.subject_id)
        for s in session.exec(select(Summary).where(Summary.week == week))
        if s.written_at >= end
    }
    wanted = subjects(session, _everybody(session, private=True), since=start)
    return [(week, kind, item_id) for kind, item_id, _ in wanted if (kind, item_id) not in known]


def _everybody(session: Session, *, private: bool = False) -> Actor:
    """A reader who sees what every member of a place sees: no private lists."""
    machine = access.machine(session)
    if private:
        return machine
    hidden = session.exec(select(TaskList.id).where(col(TaskList.is_private).is_(True)))
    return replace(
        machine, lists=machine.lists - {i for i in hidden if i is not None}, everything=False
    )
