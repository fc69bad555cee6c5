"""Why: goals, their targets, and their daily history."""

from datetime import date, datetime

from sqlalchemy import Index, text
from sqlmodel import JSON, Column, Field, SQLModel

from app.models.base import instant, maybe_instant


class Goal(SQLModel, table=True):
    """What the work is for. Its number is computed, never typed; closing freezes it."""

    # Every request asks for those.
    __table_args__ = (
        Index(
            "ix_goal_archived",
            "archived_at",
            sqlite_where=text("archived_at IS NOT NULL"),
            postgresql_where=text("archived_at IS NOT NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    title: str
    description: str = ""
    kind: str = "goal"  # goal or initiative
    state: str = "planned"  # planned, in_progress, achieved, missed, dropped
    owner_id: int | None = Field(default=None, foreign_key="user.id", index=True)
    space_id: int | None = Field(default=None, foreign_key="space.id", index=True)
    parent_id: int | None = Field(default=None, foreign_key="goal.id", index=True)
    weight: float = 1.0  # in its parent
    period_start: date | None = None
    period_end: date | None = None
    override_health: str | None = None
    override_reason: str = ""
    override_by: int | None = Field(default=None, foreign_key="user.id")
    override_at: datetime | None = maybe_instant()
    final_progress: float | None = None
    closed_at: datetime | None = maybe_instant()
    closed_reason: str = ""
    rank: str = "a0"
    created_by: int | None = Field(default=None, foreign_key="user.id")
    created_at: datetime = instant()
    updated_at: datetime = instant()
    archived_at: datetime | None = maybe_instant()
    deleted_at: datetime | None = maybe_instant()


class Target(SQLModel, table=True):
    """A measurable part of a goal: number, currency, percent, boolean or tasks."""

    id: int | None = Field(default=None, primary_key=True)
    goal_id: int = Field(foreign_key="goal.id", index=True, ondelete="CASCADE")
    name: str
    kind: str = "number"
    unit: str = ""  # a currency code, or words after the number
    start_value: float = 0.0
    current_value: float = 0.0  # boolean: 0 or 1; tasks: unused, it is counted
    target_value: float = 1.0
    weight: float = 1.0
    by_estimate: bool = False
    rank: str = "a0"
    created_at: datetime = instant()
    updated_at: datetime = instant()
    deleted_at: datetime | None = maybe_instant()


class TargetTask(SQLModel, table=True):
    """A task counted by a tasks target."""

    __tablename__ = "target_task"  # pyright: ignore[reportAssignmentType] - SQLModel declares a directive

    target_id: int = Field(foreign_key="target.id", primary_key=True, ondelete="CASCADE")
    task_id: int = Field(foreign_key="task.id", primary_key=True, ondelete="CASCADE", index=True)


class TargetList(SQLModel, table=True):
    """A whole list counted by a tasks target."""

    __tablename__ = "target_list"  # pyright: ignore[reportAssignmentType] - SQLModel declares a directive

    target_id: int = Field(foreign_key="target.id", primary_key=True, ondelete="CASCADE")
    list_id: int = Field(
        foreign_key="task_list.id", primary_key=True, ondelete="CASCADE", index=True
    )


class GoalSnapshot(SQLModel, table=True):
    """Where a goal stood at the end of a day."""

    __tablename__ = "goal_snapshot"  # pyright: ignore[reportAssignmentType] - SQLModel declares a directive

    goal_id: int = Field(foreign_key="goal.id", primary_key=True, ondelete="CASCADE")
    day: date = Field(primary_key=True)
    actual: float | None = None
    expected: float | None = None


class GoalNumber(SQLModel, table=True):
    """Where a goal stands now, kept by a consumer, with what it was computed from."""

    __tablename__ = "goal_number"  # pyright: ignore[reportAssignmentType] - SQLModel declares a directive

    goal_id: int = Field(foreign_key="goal.id", primary_key=True, ondelete="CASCADE")
    actual: float | None = None  # 0–100, None is no data
    # Target id → done and all but cancelled, of its tasks targets.
    counts: dict[str, list[float]] = Field(
        default_factory=dict, sa_column=Column(JSON, nullable=False)
    )
    as_of_event: int = 0  # the log's last event when it was computed
    computed_at: datetime = instant()
