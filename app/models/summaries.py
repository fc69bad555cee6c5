"""What a week amounted to, kept."""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import JSON, Column, Field, SQLModel

from app.models.base import instant


class Summary(SQLModel, table=True):
    """One week of one goal or space; the same week twice is the same row."""

    __table_args__ = (UniqueConstraint("week", "subject_kind", "subject_id"),)

    id: int | None = Field(default=None, primary_key=True)
    week: str = Field(index=True)  # 2026-W47
    subject_kind: str  # goal or space
    subject_id: int
    content: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    upto_event: int = 0
    written_at: datetime = instant()
