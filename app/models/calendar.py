"""When people work: their weeks, and the days they are away."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import JSON, Column, Field, SQLModel

from app.models.base import instant, maybe_instant


class WorkHours(SQLModel, table=True):
    """Somebody's week from a day on: minutes a day, Monday first."""

    __tablename__ = "work_hours"  # pyright: ignore[reportAssignmentType] - SQLModel declares a directive
    __table_args__ = (UniqueConstraint("user_id", "valid_from"),)

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="user.id", ondelete="CASCADE")
    valid_from: date
    minutes: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))


class DayOff(SQLModel, table=True):
    """Days somebody is away (or everybody, without a person); both ends included."""

    __tablename__ = "day_off"  # pyright: ignore[reportAssignmentType] - SQLModel declares a directive

    id: int | None = Field(default=None, primary_key=True)
    user_id: int | None = Field(default=None, foreign_key="user.id", index=True, ondelete="CASCADE")
    first: date = Field(index=True)
    last: date = Field(index=True)
    share: float = 1.0  # of the day
    kind: str = "holiday"  # holiday, sick, other
    created_at: datetime = instant()
    deleted_at: datetime | None = maybe_instant()
