"""Finishes imports, and removals of one, that were shown or begun and then cut off by a crash.

What is only staged waits for whoever began it: nobody sees it, and its source may be at hand no more.
A sample workspace is no import: cut off while it is made, it goes.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session

from app import db, sample
from app.domain.errors import Busy
from app.importing import runs
from app.importing.kept import AnotherRuns
from app.models import ImportRun

KIND = runs.FINISH


def due(session: Session, now: datetime) -> Sequence[tuple[str, datetime]]:
    """Each that was cut off, now: looked for when the clock starts, and then with its other plans."""
    found = [run for run in runs.unfinished(session) if run.state in runs.FINISHES_ITSELF]
    found += sample.unfinished(session)
    return [(f"{KIND}:{run.id}:{now.date().isoformat()}", now) for run in found]


def finish(_payload: dict[str, Any], _now: datetime, *, folder: Path) -> None:
    """Go on with all that was cut off; raises Busy while somebody is at it. `folder`: the data folder."""
    with db.reading() as session:
        todo = [run for run in runs.unfinished(session) if run.state in runs.FINISHES_ITSELF]
    try:
        for run in todo:
            _go_on(run, folder)
        sample.finish(folder=folder)
    except AnotherRuns as error:
        raise Busy from error


def _go_on(run: ImportRun, folder: Path) -> None:
    if run.state in runs.OPEN:
        runs.resume(run.id or 0, folder=folder)
    else:
        runs.remove(run.id or 0, folder=folder)
