"""The log: what happened, and how far each consumer has read."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import JSON, Column, Field, SQLModel

from app.models.base import instant


class Event(SQLModel, table=True):
    """One immutable row per change; `id` rises in commit order, `at` is when it was true."""

    __table_args__ = (
        Index("ix_event_subject", "subject_kind", "subject_id", "id"),
        Index("ix_event_kind_at", "kind", "at"),
        Index("ix_event_list_at", "list_id", "at"),
        {"sqlite_autoincrement": True},  # an id is never used twice
    )

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = instant(index=True)
    actor_kind: str
    actor_id: int | None = Field(default=None, index=True)
    kind: str
    subject_kind: str
    subject_id: int
    list_id: int | None = None
    space_id: int | None = None
    batch: str = Field(index=True)
    caused_by: int | None = None
    reason: str = ""  # the reason a person gave
    changes: dict[str, list[Any]] = Field(
        default_factory=dict, sa_column=Column(JSON, nullable=False)
    )


class ConsumerOffset(SQLModel, table=True):
    """How far a consumer has read."""

    __tablename__ = "consumer_offset"  # pyright: ignore[reportAssignmentType] - SQLModel declares a directive

    consumer: str = Field(primary_key=True)
    event_id: int = 0


class DeadLetter(SQLModel, table=True):
    """An event a consumer could not handle; it went on and left this."""

    __tablename__ = "dead_letter"  # pyright: ignore[reportAssignmentType] - SQLModel declares a directive

    id: int | None = Field(default=None, primary_key=True)
    consumer: str
    event_id: int
    at: datetime = instant()
    error: str
