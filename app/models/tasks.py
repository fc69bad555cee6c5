"""The work itself: tasks, and what ties them together."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from app.models.base import instant, maybe_instant


class Task(SQLModel, table=True):
    """One piece of work. `category` repeats its status's, so that open work needs no join."""

    __table_args__ = (
        Index("ix_task_list_open", "list_id", "category", "rank"),
        # The last rank of a list, wanted for each new task, is at the end of this one.
        Index("ix_task_list_rank", "list_id", "rank"),
        Index("ix_task_due_open", "due", "category"),
        # Counting what is open per list, or all there is, reads this index alone.
        Index("ix_task_alive", "list_id", "category", "deleted_at"),
        # The trash reads this one alone.
        Index(
            "ix_task_put_away",
            "deleted_at",
            sqlite_where=text("deleted_at IS NOT NULL"),
            postgresql_where=text("deleted_at IS NOT NULL"),
        ),
        UniqueConstraint("space_id", "number"),
    )

    id: int | None = Field(default=None, primary_key=True)
    space_id: int = Field(foreign_key="space.id")
    number: int
    key: str = Field(unique=True, index=True)
    list_id: int = Field(foreign_key="task_list.id")
    parent_id: int | None = Field(default=None, foreign_key="task.id", index=True)
    title: str
    description: str = ""
    status_id: int = Field(foreign_key="status.id", index=True)
    category: str = "unstarted"
    priority: int = 0  # 1 urgent … 4 low, 0 none
    start: date | None = None
    due: date | None = None
    estimate_minutes: int | None = None
    points: float | None = None
    is_upkeep: bool = False
    is_milestone: bool = False  # a point in time, not a stretch of work
    rank: str = "a0"
    created_by: int | None = Field(default=None, foreign_key="user.id", index=True)
    created_at: datetime = instant()
    updated_at: datetime = instant(index=True)
    started_at: datetime | None = maybe_instant()  # first entry into `started`
    done_at: datetime | None = maybe_instant(index=True)  # last entry into `done`, none while open
    deleted_at: datetime | None = maybe_instant()


class TaskAssignee(SQLModel, table=True):
    """Who does a task."""

    __tablename__ = "task_assignee"  # pyright: ignore[reportAssignmentType] - SQLModel declares a directive

    task_id: int = Field(foreign_key="task.id", primary_key=True, ondelete="CASCADE")
    user_id: int = Field(foreign_key="user.id", primary_key=True, ondelete="CASCADE", index=True)


class Tag(SQLModel, table=True):
    """A word tasks share."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True, index=True)


class TaskTag(SQLModel, table=True):
    """A task's tag."""

    __tablename__ = "task_tag"  # pyright: ignore[reportAssignmentType] - SQLModel declares a directive

    task_id: int = Field(foreign_key="task.id", primary_key=True, ondelete="CASCADE")
    tag_id: int = Field(foreign_key="tag.id", primary_key=True, ondelete="CASCADE", index=True)


class Relation(SQLModel, table=True):
    """Task to task: `from` blocks, relates to or duplicates `to`."""

    __table_args__ = (UniqueConstraint("kind", "from_id", "to_id"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    from_id: int = Field(foreign_key="task.id", index=True, ondelete="CASCADE")
    to_id: int = Field(foreign_key="task.id", index=True, ondelete="CASCADE")
    created_by: int | None = Field(default=None, foreign_key="user.id")
    created_at: datetime = instant()


class Link(SQLModel, table=True):
    """Ties a task, doc or goal to another; the ends are ordered task < doc < goal."""

    __table_args__ = (
        UniqueConstraint("from_kind", "from_id", "to_kind", "to_id"),
        Index("ix_link_to", "to_kind", "to_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    from_kind: str
    from_id: int
    to_kind: str
    to_id: int
    created_by: int | None = Field(default=None, foreign_key="user.id")
    created_at: datetime = instant()


class Attachment(SQLModel, table=True):
    """A file that belongs to a task; imported ones are known by name only."""

    id: int | None = Field(default=None, primary_key=True)
    task_id: int = Field(foreign_key="task.id", index=True, ondelete="CASCADE")
    name: str
    size: int | None = None
    media_type: str = ""
    path: str | None = None  # under the data folder; none when only the name is known
    added_by: int | None = Field(default=None, foreign_key="user.id")
    added_at: datetime = instant()


class KeyAlias(SQLModel, table=True):
    """A key a task once had, so that old links still open it."""

    __tablename__ = "key_alias"  # pyright: ignore[reportAssignmentType] - SQLModel declares a directive

    key: str = Field(primary_key=True)
    task_id: int = Field(foreign_key="task.id", index=True, ondelete="CASCADE")
