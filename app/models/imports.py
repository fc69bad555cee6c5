"""Imports: each run by itself, so that it can go on after a crash and be taken away as a whole."""

from datetime import datetime
from typing import Any

from sqlmodel import JSON, Column, Field, SQLModel

from app.models.base import instant, maybe_instant

SAMPLE = "sample"  # the source of what is made as an import is, without being one


class ImportRun(SQLModel, table=True):
    """One import: `state` is staging, publishing, following, done, removing or removed.

    Until it is published, all it made is hidden. `steps_done` says where to go on.
    """

    __tablename__ = "import_run"  # pyright: ignore[reportAssignmentType] - SQLModel declares a directive

    id: int | None = Field(default=None, primary_key=True)
    source: str = Field(index=True)  # "jira:ALOY>ALOY"
    space_key: str
    state: str = "staging"
    plan_hash: str
    batch: str  # the batch of all its events
    steps_done: int = 0
    places: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    report: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    started_at: datetime = instant()
    finished_at: datetime | None = maybe_instant()


class StagedEvent(SQLModel, table=True):
    """An event of something still hidden: it joins the log when its import is published."""

    __tablename__ = "staged_event"  # pyright: ignore[reportAssignmentType] - SQLModel declares a directive

    id: int | None = Field(default=None, primary_key=True)
    run_id: int = Field(foreign_key="import_run.id", index=True, ondelete="CASCADE")
    content: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
