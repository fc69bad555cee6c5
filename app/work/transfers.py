"""What left the workspace as a file and what came into it: told in the log to owners and admins."""

from sqlmodel import Session

from app.domain.access import Actor
from app.domain.events import Kind
from app.work.recording import Changes, of_workspace, record


def exported(session: Session, what: str, *, rows: int | None, by: Actor) -> None:
    """Note that `what` was taken out by somebody; whether they may was asked where it was made."""
    changes: Changes = {"what": [None, what]}
    if rows is not None:
        changes["rows"] = [None, rows]
    record(session, Kind.DATA_EXPORTED, of_workspace(), changes, by=by)


def imported(session: Session, run_id: int, *, source: str, rows: int, by: Actor) -> None:
    """Note that an import is done, and how many records it made and changed."""
    _run(session, Kind.DATA_IMPORTED, run_id, source, rows, by)


def import_removed(session: Session, run_id: int, *, source: str, rows: int, by: Actor) -> None:
    """Note that somebody asked for an import, with all it made, to be taken away."""
    _run(session, Kind.IMPORT_REMOVED, run_id, source, rows, by)


def _run(session: Session, kind: Kind, run_id: int, source: str, rows: int, by: Actor) -> None:
    changes: Changes = {
        "import_id": [None, run_id],
        "source": [None, source],
        "rows": [None, rows],
    }
    record(session, kind, of_workspace(), changes, by=by)
