"""Erases what is in the trash, on purpose or when its time is over: the decision; the clock's job does it."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session

from app import trash
from app.domain.access import Actor, must_edit
from app.domain.errors import NotAllowed
from app.domain.events import Kind
from app.models import Doc, Folder, Goal, Purge, Space, Task, TaskList
from app.work import jobs
from app.work.recording import (
    About,
    of_folder,
    of_item,
    of_list,
    of_space,
    record,
)

JOB = "purge_trash"
Away = Space | Folder | TaskList | Task | Doc | Goal


def purge(session: Session, kind: str, item_id: int, *, by: Actor, now: datetime) -> None:
    """Erase one thing of the trash for good, with all in it: from now on nobody finds or restores it.

    Raises NotFound for what is not in the actor's trash, NotAllowed for who may not empty it.
    """
    purge_many(session, [(kind, item_id)], by=by, now=now)


def purge_many(
    session: Session, items: Iterable[tuple[str, int]], *, by: Actor, now: datetime
) -> None:
    """Erase several, all or none."""
    must_edit(by)
    # Found before any is marked: what is in a place that goes is found no more.
    wanted = [(kind, item_id, trash.find(session, kind, item_id, by)) for kind, item_id in items]
    for kind, item_id, found in wanted:
        space_id = found.id if isinstance(found, Space) else found.space_id
        if not trash.may_empty(session, space_id, by) or (kind == "space" and not by.manages):
            raise NotAllowed("Only an admin, or whoever made the space, can empty its trash.")
        session.add(Purge(kind=kind, item_id=item_id, begun_at=now))
        record(session, Kind(f"{kind}.purged"), _about(found), by=by, at=now)
    session.flush()
    jobs.schedule(session, JOB, key=f"{JOB}:{uuid.uuid4().hex}", due_at=now)


def _about(found: Away) -> About:
    match found:
        case Space():
            return of_space(found)
        case Folder():
            return of_folder(found)
        case TaskList():
            return of_list(found)
        case _:
            return of_item(found)
