"""Asking for an import to be taken away: noted here, done by the clock (`consumers/finishing`)."""

from datetime import datetime

from sqlmodel import Session

from app.domain.access import Actor, must_manage
from app.domain.errors import Conflict, NotFound
from app.importing.runs import FINISH, rows_of
from app.models import ImportRun
from app.models.imports import SAMPLE
from app.work import jobs, transfers


def remove(session: Session, run_id: int, *, by: Actor, now: datetime) -> ImportRun:
    """Note that a finished import goes; asked twice is once.

    Raises NotAllowed, NotFound, and Conflict for one that is gone, or not finished: somebody may be at it.
    """
    must_manage(by)
    run = session.get(ImportRun, run_id)
    if run is None or run.source == SAMPLE:
        raise NotFound("import")
    if run.state == "removing":
        return run
    if run.state != "done":
        raise Conflict(f"This import is {run.state}: only a finished one can be taken away here.")
    run.state = "removing"
    transfers.import_removed(session, run_id, source=run.source, rows=rows_of(run), by=by)
    jobs.schedule(session, FINISH, key=f"{FINISH}:{run_id}:asked:{now.isoformat()}", due_at=now)
    return run
