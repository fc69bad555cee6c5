"""Does what is due: claims a job, does it outside of any transaction, and notes how it went.

A claim is one UPDATE, so two processes never do the same job at once; one that dies at it leaves it
to be claimed again when its lock has run out. So a handler may be called twice, and twice must equal once.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlmodel import Session, and_, col, delete, func, or_, select, update

from app import db
from app.domain.errors import Busy
from app.models import Job
from app.work import jobs

log = logging.getLogger(__name__)
LOCK = timedelta(minutes=10)  # how long a job may take before another may try it
TRIES = 6  # then it is left, and told in /api/health and by `goalward doctor`
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
# What was due before is not done late: nobody needs a reminder of last month.
OLDEST = timedelta(days=7)
# Done jobs are kept longer than what recurs is planned back, or it would be done again.
REMEMBERED, PORTION = timedelta(days=30), 500

Handler = Callable[[dict[str, Any], datetime], None]


@dataclass(frozen=True)
class Recurring:
    """Something due again and again: `due` tells its last time up to now and its next, with their keys."""

    kind: str
    due: Callable[[Session, datetime], Sequence[tuple[str, datetime]]]


@dataclass(frozen=True)
class Trouble:
    """A job that was given up."""

    kind: str
    key: str
    error: str


class Clock:
    """Jobs of the kinds it has handlers for. Call `look` again and again."""

    def __init__(
        self, handlers: Mapping[str, Handler], recurring: Sequence[Recurring] = ()
    ) -> None:
        self._handlers = handlers
        self._recurring = recurring
        self._planned_until: datetime | None = None

    def look(self, *, now: datetime | None = None) -> bool:
        """Do one job that is due; True when there may be more."""
        moment = now or datetime.now(UTC)
        if self._planned_until is None or moment >= self._planned_until:
            self._plan(moment)
        job = claim(list(self._handlers), now=moment)
        if job is None:
            return False
        if moment - job.due_at > OLDEST:
            _finish(job, now=moment, note="skipped: it was due more than 7 days ago")
            return True
        try:
            self._handlers[job.kind](job.payload, moment)
        except Exception as error:
            log.exception("the job %s failed", job.key)
            _put_off(job, error, now=moment)
        else:
            _finish(job, now=moment)
        return True

    def _plan(self, now: datetime) -> None:
        """Put the last and the next time of everything recurring on the list; again in an hour at most."""
        with db.reading() as session:
            wanted = [
                (one.kind, *when) for one in self._recurring for when in one.due(session, now)
            ]
            known = set(
                session.exec(select(Job.key).where(col(Job.key).in_([k for _, k, _ in wanted])))
            )
        fresh = [one for one in wanted if one[1] not in known]
        if fresh:
            with db.writing() as session:
                for kind, key, due_at in fresh:
                    jobs.schedule(session, kind, key=key, due_at=due_at)
        self._planned_until = min(
            [now + timedelta(hours=1), *(due_at for _, _, due_at in wanted if due_at > now)]
        )


def claim(kinds: Sequence[str], *, now: datetime) -> Job | None:
    """Take the job that is due longest; None when none is, or another process was quicker."""
    free = or_(col(Job.locked_until).is_(None), col(Job.locked_until) < now)
    ready = and_(
        col(Job.done_at).is_(None),
        col(Job.due_at) <= now,
        col(Job.tries) < TRIES,
        col(Job.kind).in_(kinds),
        free,
    )
    first = select(Job.id).where(ready).order_by(col(Job.due_at), col(Job.id)).limit(1)
    with db.reading() as session:
        if session.exec(first).first() is None:
            return None  # looking takes no lock
    with db.writing() as session:
        return session.scalars(
            update(Job)
            .where(col(Job.id) == first.scalar_subquery(), free)
            .values(locked_until=now + LOCK, tries=Job.tries + 1)
            .returning(Job)
        ).first()


def forget_done(*, now: datetime) -> bool:
    """Delete some jobs that were done long ago; True when there may be more."""
    old = select(Job.id).where(col(Job.done_at) < now - REMEMBERED).limit(PORTION)
    with db.reading() as session:
        ids = session.exec(old).all()
    if ids:
        with db.writing() as session:
            db.execute(session, delete(Job).where(col(Job.id).in_(ids)))
    return len(ids) == PORTION


def troubles(session: Session) -> list[Trouble]:
    """The jobs that were given up."""
    rows = session.exec(
        select(Job).where(col(Job.done_at).is_(None), col(Job.tries) >= TRIES).order_by(col(Job.id))
    )
    return [Trouble(row.kind, row.key, row.last_error) for row in rows]


def waiting(session: Session, *, now: datetime) -> int:
    """How many jobs are due and not done."""
    return session.exec(
        select(func.count())
        .select_from(Job)
        .where(col(Job.done_at).is_(None), col(Job.due_at) <= now, col(Job.tries) < TRIES)
    ).one()


def _finish(job: Job, *, now: datetime, note: str = "") -> None:
    with db.writing() as session:
        found = session.get(Job, job.id)
        if found is not None:
            found.done_at, found.locked_until, found.last_error = now, None, note


def _put_off(job: Job, error: Exception, *, now: datetime) -> None:
    """Try again, later each time; a busy workspace is no fault of the job."""
    with db.writing() as session:
        found = session.get(Job, job.id)
        if found is not None:
            found.locked_until = now + min(LONGEST_WAIT, FIRST_WAIT * 2 ** (job.tries - 1))
            found.last_error = f"{type(error).__name__}: {error}"[:2000]
            if isinstance(error, Busy):
                found.tries -= 1
