"""What is to be done at a time."""

from datetime import datetime
from typing import Any

from sqlmodel import JSON, Column, Field, SQLModel

from app.models.base import instant, maybe_instant


class Job(SQLModel, table=True):
    """Something due at a moment; the same `key` is the same job, and is done once."""

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    key: str = Field(unique=True)
    due_at: datetime = instant(index=True)
    payload: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    locked_until: datetime | None = (
        maybe_instant()
    )  # somebody is at it, or it waits to be tried again
    tries: int = 0
    last_error: str = ""
    done_at: datetime | None = maybe_instant()
