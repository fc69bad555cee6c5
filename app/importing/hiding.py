"""What an import makes is hidden until it is published: by its place, which looks deleted till then.

Nothing else knows of it: whoever may not see a deleted space or list sees nothing of what is in it, in
lists, counts, search, answers and the API alike. Within the import's own transactions the places live.
"""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, delete, select, update

from app import db
from app.among import among
from app.importing.context import Places
from app.models import Doc, Goal, Space, Status, Task, TaskList, User
from app.work.recording import STAGING


@contextmanager
def lifted(session: Session, run_id: int, places: Places, *, since: datetime) -> Generator[None]:
    """See the hidden places within one transaction, and stage the events of it."""
    session.info[STAGING] = run_id
    _set(session, places, None)
    yield
    session.flush()
    _set(session, places, since)


def publish(session: Session, run_id: int, places: Places) -> None:
    """Show all at once: new places come to life, and the rest moves to the places that were here."""
    _set(session, places, None)
    if places.hidden_list_id:
        hidden = places.hidden_list_id
        if session.exec(select(Status.id).where(Status.list_id == hidden)).first() is not None:
            session.get_one(TaskList, places.list_id).has_own_statuses = True
        for table in (Task, Status):
            _move(session, table, "list_id", hidden, places.list_id)
        session.exec(delete(TaskList).where(col(TaskList.id) == hidden))  # type: ignore[call-overload]
    if places.hidden_space_id:
        for table in (Doc, Goal):
            _move(session, table, "space_id", places.hidden_space_id, places.space_id)
        session.exec(delete(Space).where(col(Space.id) == places.hidden_space_id))  # type: ignore[call-overload]
    session.exec(update(User).where(col(User.import_run_id) == run_id).values(import_run_id=None))
    places.moved_list_id, places.hidden_list_id = places.hidden_list_id, 0
    places.moved_space_id, places.hidden_space_id = places.hidden_space_id, 0


def final(places: Places, event: dict[str, Any]) -> dict[str, Any]:
    """A staged event as it is true of the places things moved to."""
    moved = {}
    if places.moved_list_id and event["list_id"] == places.moved_list_id:
        moved["list_id"] = places.list_id
    if places.moved_space_id and event["space_id"] == places.moved_space_id:
        moved["space_id"] = places.space_id
    return event | moved


def _set(session: Session, places: Places, deleted_at: datetime | None) -> None:
    for table, ids in ((Space, places.hidden_spaces), (TaskList, places.hidden_lists)):
        if ids:
            statement = update(table).where(among(table.id, ids)).values(deleted_at=deleted_at)
            db.execute(session, statement)


def _move(session: Session, table: Any, column: str, old: int, new: int) -> None:
    where = getattr(table, column) == old
    session.exec(update(table).where(where).values({column: new}))
