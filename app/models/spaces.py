"""Where work lives: spaces, folders, lists and their statuses."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from app.models.base import instant, maybe_instant


class Space(SQLModel, table=True):
    """A department or major project; its key starts every task's key."""

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True, index=True)
    name: str
    description: str = ""
    is_private: bool = False
    next_number: int = 1
    rank: str = "a0"
    created_by: int | None = Field(default=None, foreign_key="user.id")
    created_at: datetime = instant()
    archived_at: datetime | None = maybe_instant()
    deleted_at: datetime | None = maybe_instant()


class SpaceMember(SQLModel, table=True):
    """Who belongs to a space: needed for private ones, and for every guest."""

    __tablename__ = "space_member"  # pyright: ignore[reportAssignmentType] - SQLModel declares a directive

    space_id: int = Field(foreign_key="space.id", primary_key=True, ondelete="CASCADE")
    user_id: int = Field(foreign_key="user.id", primary_key=True, ondelete="CASCADE", index=True)


class Folder(SQLModel, table=True):
    """Groups lists in a space; may serve a goal."""

    # Every request asks for those.
    __table_args__ = (
        Index(
            "ix_folder_archived",
            "archived_at",
            sqlite_where=text("archived_at IS NOT NULL"),
            postgresql_where=text("archived_at IS NOT NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    space_id: int = Field(foreign_key="space.id", index=True)
    name: str
    goal_id: int | None = Field(default=None, foreign_key="goal.id", index=True)
    rank: str = "a0"
    created_at: datetime = instant()
    archived_at: datetime | None = maybe_instant()
    deleted_at: datetime | None = maybe_instant()


class TaskList(SQLModel, table=True):
    """What belongs together; holds tasks. May be private, may serve a goal, may be upkeep."""

    __tablename__ = "task_list"  # pyright: ignore[reportAssignmentType] - SQLModel declares a directive

    id: int | None = Field(default=None, primary_key=True)
    space_id: int = Field(foreign_key="space.id", index=True)
    folder_id: int | None = Field(default=None, foreign_key="folder.id", index=True)
    name: str
    description: str = ""
    is_private: bool = False
    is_upkeep: bool = False
    has_own_statuses: bool = False
    goal_id: int | None = Field(default=None, foreign_key="goal.id", index=True)
    rank: str = "a0"
    created_by: int | None = Field(default=None, foreign_key="user.id")
    created_at: datetime = instant()
    archived_at: datetime | None = maybe_instant()
    deleted_at: datetime | None = maybe_instant()


class ListMember(SQLModel, table=True):
    """Who a private list is shared with; also lets a guest into one list."""

    __tablename__ = "list_member"  # pyright: ignore[reportAssignmentType] - SQLModel declares a directive

    list_id: int = Field(foreign_key="task_list.id", primary_key=True, ondelete="CASCADE")
    user_id: int = Field(foreign_key="user.id", primary_key=True, ondelete="CASCADE", index=True)


class Status(SQLModel, table=True):
    """A column of the workflow, always in one category; of a space, or of one list."""

    __table_args__ = (Index("ix_status_home", "space_id", "list_id", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    space_id: int = Field(foreign_key="space.id")
    list_id: int | None = Field(default=None, foreign_key="task_list.id")
    name: str
    category: str
    position: int = 0
    wip_limit: int | None = None
    deleted_at: datetime | None = maybe_instant()
