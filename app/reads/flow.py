"""Facts for flow: finished work and stays in statuses, from the log, in a few queries."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select as sql
from sqlmodel import Session

from app.domain.events import Kind
from app.domain.flow.metrics import Finished, Stay
from app.models import Event, Status, Task
from app.models.base import columns_of

T, E, S = (columns_of(model) for model in (Task, Event, Status))


def finished(
    session: Session, where: Sequence[Any], *, start: datetime, end: datetime
) -> list[Finished]:
    """Tasks that fit (conditions on Task, visibility among them) and were finished in [start, end)."""
    rows = session.connection().execute(
        sql(T.id, T.created_at, T.started_at, T.done_at, T.due)
        .where(*where, T.category == "done", T.done_at >= start, T.done_at < end)
        .order_by(T.done_at, T.id)
    )
    return [Finished(*row) for row in rows]


def stays(session: Session, where: Sequence[Any]) -> list[Stay]:
    """Every stay of the tasks that fit in a status, from their first to where they are now."""
    names = {
        i: (name, category)
        for i, name, category in session.connection().execute(sql(S.id, S.name, S.category))
    }
    fitting = set(session.connection().execute(sql(T.id).where(*where)).scalars())
    rows = session.connection().execute(
        sql(E.subject_id, E.at, E.changes)
        .where(E.kind.in_([Kind.TASK_CREATED.value, Kind.TASK_CHANGED.value]))
        .order_by(E.at, E.id)
    )
    here: dict[int, tuple[int, datetime]] = {}
    found: list[Stay] = []
    for task_id, at, changes in rows:
        if task_id not in fitting or "status" not in changes:
            continue
        status_id = changes["status"][1]
        if task_id in here:
            before, entered = here[task_id]
            found.append(Stay(task_id, *names.get(before, ("", "")), entered, at))
        here[task_id] = status_id, at
    found += [
        Stay(task_id, *names.get(status_id, ("", "")), entered, None)
        for task_id, (status_id, entered) in here.items()
    ]
    return [stay for stay in found if stay.status]


def order(session: Session) -> dict[str, int]:
    """The statuses' names by their place in the workflow."""
    places = {"backlog": 0, "unstarted": 1, "started": 2, "done": 3, "cancelled": 4}
    rows = (
        session.connection().execute(sql(S.name, S.category, S.position).order_by(S.position)).all()
    )
    ranked = sorted(rows, key=lambda row: places.get(row.category, 9))
    return {row.name: place for place, row in reversed(list(enumerate(ranked)))}
