"""Empties the trash: what its time is over for, and what somebody had erased; a few records at a time.

What is going is marked first (`Purge`), in one short transaction: from then on nobody finds or restores it.
A process that dies leaves the mark, and the next run goes on from what is left.
"""

import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlmodel import Session, col, select

from app import access, db
from app.domain.errors import Busy
from app.importing.pace import Pace
from app.importing.removing import tell_gone
from app.models import Doc, Folder, Goal, Purge, Space, Task, TaskList
from app.reads import trash as reading
from app.work import erasing, purging

KIND = purging.JOB
# Seconds a transaction works before it lets others in, and how long it lets them.
HOLD, REST = 0.02, 0.012
AT_ONCE = 100  # entries marked in one transaction
# The job's lock ends after ten minutes: what is left then is done at the next look.
LONGEST = timedelta(minutes=5)


def due(_session: Session, now: datetime) -> Sequence[tuple[str, datetime]]:
    """Once a day, as soon as somebody is there to do it."""
    return [(f"{KIND}:{now.date().isoformat()}", now)]


def purge(_payload: dict[str, Any], now: datetime) -> None:
    """Mark what is overdue, and erase all that is marked; raises Busy when it takes longer than a job may."""
    until = time.monotonic() + LONGEST.total_seconds()
    while _mark_overdue(now):
        pass
    with db.reading() as session:
        going = [(one.kind, one.item_id) for one in session.exec(select(Purge)).all()]
    for kind, item_id in going:
        if not _erase(kind, item_id, now=now, until=until):
            raise Busy


def _mark_overdue(now: datetime) -> bool:
    """Mark some of what is overdue; True when there may be more."""
    with db.reading() as session:
        by = access.machine(session)
        found = reading.overdue(session, now=now, by=by, limit=AT_ONCE)
    if found:
        with db.writing() as session:
            by = access.machine(session)
            # Somebody may have restored one meanwhile, or begun to erase it.
            still = reading.overdue(session, now=now, by=by, limit=AT_ONCE)
            purging.purge_many(session, still, by=by, now=now)
    return len(found) == AT_ONCE


def _erase(kind: str, item_id: int, *, now: datetime, until: float) -> bool:
    """Erase one marked thing with all in it; False when the time was over before the end."""
    steps: list[tuple[str, list[int]]]
    with db.reading() as session:
        steps = _inside(session, kind, item_id)
    for noun, ids in steps:
        if not _erase_items(noun, ids, now=now, until=until):
            return False
    with db.writing() as session:
        is_gone = LAST[kind](session, item_id)
        if is_gone:
            mark = session.get(Purge, (kind, item_id))
            if mark is not None:
                session.delete(mark)
    return True


def _inside(session: Session, kind: str, item_id: int) -> list[tuple[str, list[int]]]:
    """The tasks, docs and goals that go, in the order they go: each before what it stands under."""
    match kind:
        case "task" | "doc":
            return [(kind, _with_below(session, kind, item_id))]
        case "goal":
            return [(kind, [item_id])]
        case "list":
            return [("task", _ids(session, Task, Task.list_id == item_id))]
        case "space":
            return [
                ("task", _ids(session, Task, Task.space_id == item_id)),
                ("doc", _ids(session, Doc, Doc.space_id == item_id)),
                ("goal", _ids(session, Goal, Goal.space_id == item_id)),
            ]
        case _:
            return []


def _ids(session: Session, table: Any, where: Any) -> list[int]:
    return list(session.exec(select(table.id).where(where).order_by(table.id)))


def _with_below(session: Session, kind: str, item_id: int) -> list[int]:
    """A marked task or doc, and what is marked under it; the deepest first, so that a crash leaves none apart."""
    together = purging.went_together(session, kind, item_id)
    marked = select(Purge.item_id).where(Purge.kind == kind, col(Purge.item_id).in_(together))
    going = set(session.exec(marked))
    return [one for one in together if one in going]


def _erase_items(kind: str, ids: list[int], *, now: datetime, until: float) -> bool:
    pace, index = Pace(), 0
    while index < len(ids):
        if time.monotonic() > until:
            return False
        with db.writing() as session:
            pace.begin(HOLD)
            part = ids[index : index + pace.many(_erase_items)]
            with pace.timed(_erase_items, len(part)):
                tell_gone(session, erasing.purged(session, kind, part, now=now))
                session.flush()
        index += len(part)
        time.sleep(REST)
    return True


def _last_item(session: Session, item_id: int, *, table: Any) -> bool:
    return session.exec(select(table.id).where(table.id == item_id)).first() is None


def _last_list(session: Session, item_id: int) -> bool:
    return _place(session, "list", TaskList, item_id, erasing.task_list)


def _last_folder(session: Session, item_id: int) -> bool:
    def gone(session: Session, folder_id: int) -> bool:
        erasing.folder(session, folder_id)
        return True

    return _place(session, "folder", Folder, item_id, gone)


def _last_space(session: Session, item_id: int) -> bool:
    lists = [
        _last_list(session, one) for one in _ids(session, TaskList, TaskList.space_id == item_id)
    ]
    folders = [
        _last_folder(session, one) for one in _ids(session, Folder, Folder.space_id == item_id)
    ]
    is_empty = all(lists) and all(folders)

    def gone(session: Session, space_id: int) -> bool:
        return is_empty and erasing.space(session, space_id)

    return _place(session, "space", Space, item_id, gone)


def _place(
    session: Session, kind: str, table: Any, item_id: int, gone: Callable[[Session, int], bool]
) -> bool:
    """Erase an empty place; the newest of its kind stays as an empty row until there is a newer one."""
    found = session.get(table, item_id)
    if found is None:
        return True
    erasing.forget(session, kind, [item_id])
    erasing.blank(found)
    session.flush()
    return item_id != erasing.newest(session, table) and gone(session, item_id)


LAST: dict[str, Callable[[Session, int], bool]] = {
    "task": partial(_last_item, table=Task),
    "doc": partial(_last_item, table=Doc),
    "goal": partial(_last_item, table=Goal),
    "list": _last_list,
    "folder": _last_folder,
    "space": _last_space,
}
