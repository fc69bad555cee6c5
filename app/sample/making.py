"""Makes the sample company and takes it away, in short transactions: nobody sees half of it.

While it is made it is hidden, as an import is, and its events are staged; one short transaction shows all of
it. To take it away it is hidden first. A process that dies leaves a run that the next one, or the clock of a
server, brings to its end: what was not shown goes, what was shown stays, what was going is gone.
"""

import time
import uuid
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, col, select, update

from app import db
from app.domain.access import Actor
from app.importing import runs
from app.importing.context import Places
from app.importing.kept_plans import alone
from app.models import ExternalRef, Goal, ImportRun, Space, User
from app.models.imports import SAMPLE
from app.sample import cast, erasing
from app.sample.company import tell
from app.sample.marks import marked
from app.sample.story import Story
from app.work.recording import STAGING

# Seconds a transaction works before it lets others in, and how long it lets them.
HOLD, REST = 0.02, 0.006
HIDDEN = ("staging", "discarding", "removing")


def make(*, by: Actor, now: datetime, folder: Path) -> None:
    """Make the company around today; twice is once. Takes some seconds, in transactions of its own.

    Raises ImportRefused while an import runs, or somebody else is at this. `folder` is the data folder.
    """
    with alone(folder):
        _finish()
        with db.reading() as session:
            if is_here(session):
                return
        run = _begun("staging", now)
        try:
            _stage(run, by)
        except BaseException:
            _finish()
            raise
        _publish(run)


def remove(*, now: datetime, folder: Path) -> None:
    """Take the company away with its history; what people made elsewhere stays. Raises as `make`."""
    with alone(folder):
        _finish()
        with db.reading() as session:
            if not is_here(session):
                return
        erasing.erase(_hidden_to_go(now))


def finish(*, folder: Path) -> None:
    """Bring what was cut off to its end; raises AnotherRuns while somebody is at it."""
    with db.reading() as session:
        if not unfinished(session):
            return
    with alone(folder):
        _finish()


def unfinished(session: Session) -> list[ImportRun]:
    """The making, or the removal, that was cut off (or runs now)."""
    is_open = col(ImportRun.state).not_in(runs.CLOSED)
    return list(session.exec(select(ImportRun).where(is_open, ImportRun.source == SAMPLE)))


def is_here(session: Session) -> bool:
    """Something of the sample is in the workspace, and shown."""
    if any(run.state in HIDDEN for run in unfinished(session)):
        return False
    mark = select(ExternalRef.id).where(ExternalRef.source == SAMPLE)
    return session.exec(mark.limit(1)).first() is not None


def _begun(state: str, now: datetime) -> ImportRun:
    with db.writing() as session:
        run = ImportRun(
            source=SAMPLE,
            space_key="",
            plan_hash="",
            batch=uuid.uuid4().hex,
            state=state,
            started_at=now,
        )
        session.add(run)
        session.flush()
        runs.finish_later(session, run.id or 0)
        return run


def _stage(run: ImportRun, by: Actor) -> None:
    """Tell the whole story, hidden."""
    story: Story | None = None
    telling = None
    cast.read()
    while True:
        with db.writing(run.batch) as session, _lifted(session, run):
            if story is None or telling is None:
                story = Story(session, by, run.started_at)
                telling = tell(story)
            story.session = session
            began = time.perf_counter()
            for _ in telling:
                if time.perf_counter() - began >= HOLD:
                    break
            else:
                return
        time.sleep(REST)


@contextmanager
def _lifted(session: Session, run: ImportRun) -> Generator[None]:
    """See what was made so far within one transaction, and stage the events of it."""
    session.info[STAGING] = run.id
    _show(session)
    yield
    session.flush()
    _hide(session, run)


def _hide(session: Session, run: ImportRun) -> None:
    for table, kind in ((Space, "space"), (Goal, "goal")):
        hidden = update(table).where(col(table.id).in_(marked(kind)))
        db.execute(session, hidden.values(deleted_at=run.started_at))
    unknown = update(User).where(col(User.id).in_(marked("user")))
    db.execute(session, unknown.values(import_run_id=run.id))


def _show(session: Session) -> None:
    for table, kind in ((Space, "space"), (Goal, "goal")):
        shown = update(table).where(col(table.id).in_(marked(kind)))
        db.execute(session, shown.values(deleted_at=None))
    known = update(User).where(col(User.id).in_(marked("user")))
    db.execute(session, known.values(import_run_id=None))


def _publish(run: ImportRun) -> None:
    with db.writing() as session:
        _show(session)
        session.get_one(ImportRun, run.id).state = "publishing"
    _join_log(run)


def _join_log(run: ImportRun) -> None:
    runs.join_log(run.id or 0, Places(), then="done")


def _hidden_to_go(now: datetime) -> ImportRun:
    """The run whose records go, all of them hidden at once; one made by an earlier version had none."""
    with db.reading() as session:
        made = select(ImportRun).where(ImportRun.source == SAMPLE, ImportRun.state == "done")
        run = session.exec(made.order_by(col(ImportRun.id).desc())).first()
    run = run or _begun("done", now)
    with db.writing() as session:
        run = session.get_one(ImportRun, run.id)
        run.state = "removing"
        runs.finish_later(session, run.id or 0)
        _hide(session, run)
    return run


def _finish() -> None:
    with db.reading() as session:
        found = unfinished(session)
    for run in found:
        if run.state == "publishing":
            _join_log(run)
        else:
            erasing.erase(run)
