"""Writes many events that differ only in what they are about, in one statement: the log of a large removal."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import JSON, bindparam, text
from sqlmodel import Session

from app import db
from app.domain.access import Actor
from app.domain.events import Kind, Subject
from app.models.base import Instant
from app.work.recording import (
    STAGING,
    About,
    Changes,
    Entry,
    must_be_current,
    record_many,
)

# Of a task: its id, list and space, and the event that is taken back, if one is.
Row = tuple[int, int | None, int | None, int | None]

_INTO = (
    "INSERT INTO event (at, actor_kind, actor_id, kind, subject_kind, subject_id, list_id, space_id,"
    " batch, caused_by, reason, changes) "
)
_SQLITE = (
    _INTO + "SELECT :at, :actor_kind, :actor_id, :kind, :subject_kind, json_extract(value, '$[0]'),"
    " json_extract(value, '$[1]'), json_extract(value, '$[2]'), :batch, json_extract(value, '$[3]'), '',"
    " :changes FROM json_each(:rows) ORDER BY key"
)
_POSTGRESQL = (
    _INTO
    + "SELECT :at, :actor_kind, CAST(:actor_id AS int), :kind, :subject_kind, (value->>0)::int,"
    " (value->>1)::int, (value->>2)::int, :batch, (value->>3)::int, '', :changes"
    " FROM json_array_elements(CAST(:rows AS json)) WITH ORDINALITY AS given(value, place) ORDER BY place"
)
_TYPES = (bindparam("at", type_=Instant()), bindparam("changes", type_=JSON()))
_STATEMENTS = {
    "sqlite": text(_SQLITE).bindparams(*_TYPES),
    "postgresql": text(_POSTGRESQL).bindparams(*_TYPES),
}


def record_alike(
    session: Session, kind: Kind, changes: Changes, rows: Sequence[Row], *, by: Actor, at: datetime
) -> None:
    """Append one event for each task, in this order; as `record_many` would."""
    if not rows:
        return
    if session.info.get(STAGING) is not None:
        record_many(
            session,
            [
                Entry(kind, About(Subject.TASK, task, home, space), changes, by, at, cause)
                for task, home, space, cause in rows
            ],
        )
        return
    for task, home, space, _ in rows if by.archived else ():
        must_be_current(kind, About(Subject.TASK, task, home, space), changes, by)
    db.lock_log(session)
    given: dict[str, object] = {
        "at": at,
        "actor_kind": by.kind,
        "actor_id": by.user_id,
        "kind": kind.value,
        "subject_kind": Subject.TASK.value,
        "batch": session.info["batch"],
        "changes": changes,
        "rows": json.dumps(rows),
    }
    db.execute(session, _STATEMENTS[session.get_bind().dialect.name], given)
