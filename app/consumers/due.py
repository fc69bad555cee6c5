"""What the clock does by itself: last week's summaries on Mondays, each goal's number of the day."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from app import db
from app.assist import kept_summaries
from app.consumers import clock as clocks
from app.consumers import finishing, outbox, purging, snapshots
from app.consumers.clock import Clock, Recurring
from app.domain import weekly
from app.lookups import workspace
from app.work import resets

WEEKLY = "weekly_summaries"
# Late enough that the day's work is in it, early enough to be done before the day is over.
LATE = time(23, 50)
FORGET = "forget_jobs"


def clock(folder: Path) -> Clock:
    """The clock with all it knows to do; `folder` is the data folder."""
    return Clock(
        {
            WEEKLY: _write_summaries,
            snapshots.KIND: _take_snapshots,
            finishing.KIND: partial(finishing.finish, folder=folder),
            purging.KIND: purging.purge,
            FORGET: _forget_jobs,
            resets.JOB: _mail_reset,
        },
        [
            Recurring(WEEKLY, _weeks_due),
            Recurring(snapshots.KIND, _evenings),
            Recurring(finishing.KIND, finishing.due),
            Recurring(purging.KIND, purging.due),
            Recurring(FORGET, _days),
        ],
    )


def _weeks_due(session: Session, now: datetime) -> Sequence[tuple[str, datetime]]:
    """Mondays at 08:00 workspace time: the last one, and the next."""
    home = workspace(session)
    if home is None:
        return []
    local = now.astimezone(ZoneInfo(home.zone))
    monday = local.date() - timedelta(days=local.weekday())
    last = datetime.combine(monday, kept_summaries.WRITTEN_AT, local.tzinfo)
    if last > local:
        last -= timedelta(days=7)
    return [
        (f"{WEEKLY}:{weekly.week_of(one.date() - timedelta(days=1))}", one)
        for one in (last, last + timedelta(days=7))
    ]


def _evenings(session: Session, now: datetime) -> Sequence[tuple[str, datetime]]:
    """The end of today in the workspace's zone (or of tomorrow, when that is past)."""
    home = workspace(session)
    if home is None:
        return []
    local = now.astimezone(ZoneInfo(home.zone))
    evening = datetime.combine(local.date(), LATE, local.tzinfo)
    if evening <= local:
        evening += timedelta(days=1)
    return [(f"{snapshots.KIND}:{evening.date().isoformat()}", evening)]


def _days(_session: Session, now: datetime) -> Sequence[tuple[str, datetime]]:
    """Once a day, as soon as somebody is there to do it."""
    return [(f"{FORGET}:{now.date().isoformat()}", now)]


def _forget_jobs(_payload: dict[str, Any], now: datetime) -> None:
    while clocks.forget_done(now=now):
        pass
    while outbox.forget_old(now=now):
        pass


def _mail_reset(payload: dict[str, Any], now: datetime) -> None:
    with db.writing() as session:
        resets.mail_link(session, payload["email"], key=payload["key"], now=now)


def _write_summaries(_payload: dict[str, Any], now: datetime) -> None:
    with db.reading() as session:
        due = kept_summaries.due(session, now=now)
    for week, kind, item_id in due:
        with db.reading() as session:
            composed = kept_summaries.compose(session, week=week, subject=(kind, item_id), now=now)
        with db.writing() as session:
            kept_summaries.keep(session, composed, week=week, subject=(kind, item_id), now=now)


def _take_snapshots(_payload: dict[str, Any], now: datetime) -> None:
    snapshots.take(now=now)
