"""Erases what is in the trash, on purpose or when its time is over: the decision; the clock's job does it."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from app import trash
from app.domain.access import Actor, must_edit
from app.domain.errors import NotAllowed
from app.domain.events import Kind
from app.models import Doc, Folder, Goal, Purge, Space, Task, TaskList
from app.work import jobs
from app.work.recording import (
    About,
    Changes,
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
        for one in _erased_with(session, kind, item_id, by=by):
            session.merge(Purge(kind=kind, item_id=one, begun_at=now))
        # Its key stays its own: keys of its tasks are in people's mails and heads.
        key: Changes = {"key": [found.key, None]} if isinstance(found, Space) else {}
        record(session, Kind(f"{kind}.purged"), _about(found), key, by=by, at=now)
    session.flush()
    jobs.schedule(session, JOB, key=f"{JOB}:{uuid.uuid4().hex}", due_at=now)


def went_together(session: Session, kind: str, item_id: int) -> list[int]:
    """A task or doc, and what went under it in the same moment; what stands above comes last."""
    table: Any = trash.TABLES[kind]
    root = session.get(table, item_id)
    if root is None:
        return []
    found, level = [item_id], [item_id]
    while level:
        under = select(table.id).where(
            col(table.parent_id).in_(level),
            table.deleted_at == root.deleted_at,
            col(table.id).not_in(found),
        )
        level = list(session.exec(under))
        found += level
    return found[::-1]


def _erased_with(session: Session, kind: str, item_id: int, *, by: Actor) -> list[int]:
    """Itself, and of what went under it what the actor may see: the rest stays in the trash of those who do."""
    if kind not in ("task", "doc"):
        return [item_id]
    table: Any = trash.TABLES[kind]
    is_open = (
        col(Task.list_id).in_(trash.lists_of(by))
        if kind == "task"
        else trash.in_spaces_of(Doc.space_id, by)
    )
    together = went_together(session, kind, item_id)
    return list(session.exec(select(table.id).where(table.id.in_(together), is_open)))


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
