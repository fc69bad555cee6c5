"""An event as an undo reads it: plain, since there may be thousands while everybody else waits."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select as sql
from sqlmodel import Session

from app import db
from app.models import Event
from app.models.base import columns_of


class Happened(NamedTuple):
    """What an undo needs to know of an event."""

    id: int
    at: datetime
    actor_kind: str
    actor_id: int | None
    kind: str
    subject_kind: str
    subject_id: int
    list_id: int | None
    batch: str
    caused_by: int | None
    changes: dict[str, list[Any]]


def where(session: Session, *conditions: Any) -> Sequence[Happened]:
    """The events these conditions hold for, newest first."""
    rows = db.execute(session, READ.where(*conditions).order_by(E.id.desc()))
    return [Happened(*row) for row in rows]


E = columns_of(Event)
READ = sql(*(E[name] for name in Happened._fields))
