"""What was tied to what on a past day: counted work, links, relations."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row
from sqlalchemy import select as sql

from app.domain.events import Kind
from app.models import Event, Link, Relation, TargetList, TargetTask
from app.models.base import table_of

# A link's ends stand in this order.
LINK_ORDER = ("task", "doc", "goal")
Fields = dict[str, Any]


def counted(connection: Connection, then: Mapping[int, Fields]) -> None:
    """What the tasks targets counted."""
    ties = (("tasks", TargetTask, "task_id"), ("lists", TargetList, "list_id"))
    for field, model, column in ties:
        table = table_of(model)
        for target_id, fields in then.items():
            if field in fields:
                connection.execute(table.delete().where(table.c.target_id == target_id))
                rows = [{"target_id": target_id, column: one} for one in fields[field] or []]
                if rows:
                    connection.execute(table.insert(), rows)


def links(connection: Connection, events: Sequence[Row[Any]], end: datetime) -> None:
    """Links made since are cut, links cut since are there again; each end tells of it, once is enough."""
    table = table_of(Link)
    for event in events:
        if event.kind not in (Kind.LINKED, Kind.UNLINKED):
            continue
        old, new = event.changes["link"]
        value = new or old
        this = (event.subject_kind, event.subject_id)
        other = (value["kind"], value["id"])
        (from_kind, from_id), (to_kind, to_id) = sorted(
            (this, other), key=lambda one: (LINK_ORDER.index(one[0]), one[1])
        )
        ends = {"from_kind": from_kind, "from_id": from_id, "to_kind": to_kind, "to_id": to_id}
        connection.execute(table.delete().where(*(table.c[n] == v for n, v in ends.items())))
        if new is None:
            row = {"id": -event.id, "created_by": None, "created_at": end, **ends}
            connection.execute(table.insert().values(row))


def relations(connection: Connection, events: Sequence[Row[Any]], end: datetime) -> None:
    """Ties made since are cut, ties cut since are there again."""
    table = table_of(Relation)
    for event in events:
        if event.kind not in (Kind.TASK_RELATED, Kind.TASK_UNRELATED):
            continue
        old, new = event.changes["relation"]
        value = new or old
        if value["relation"].endswith("_by"):
            continue  # its other half says the same
        tie = {"kind": value["relation"], "from_id": event.subject_id, "to_id": value["task_id"]}
        same = (table.c[name] == wanted for name, wanted in tie.items())
        connection.execute(table.delete().where(*same))
        if new is None:
            made = _tied(connection, event.subject_id, value, end)
            connection.execute(
                # A row without an id is none to what reads it.
                table.insert().values(id=-event.id, created_by=None, created_at=made, **tie)
            )


def _tied(
    connection: Connection, task_id: int, value: Mapping[str, Any], end: datetime
) -> datetime:
    """When a tie that was there at `end` had been made; before the log knew, when it ended."""
    e = table_of(Event).c
    made = connection.execute(
        sql(e.at, e.changes)
        .where(e.kind == Kind.TASK_RELATED, e.subject_id == task_id, e.at < end)
        .order_by(e.at.desc(), e.id.desc())
    )
    return next((at for at, changes in made if changes["relation"][1] == value), end)
