"""What is written at length: docs and their versions."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from app.models.base import instant, maybe_instant


class Doc(SQLModel, table=True):
    """A Markdown page; `version` rises with every save."""

    id: int | None = Field(default=None, primary_key=True)
    title: str
    text: str = ""
    space_id: int | None = Field(default=None, foreign_key="space.id", index=True)
    parent_id: int | None = Field(default=None, foreign_key="doc.id", index=True)
    version: int = 1
    rank: str = "a0"
    created_by: int | None = Field(default=None, foreign_key="user.id")
    created_at: datetime = instant()
    updated_by: int | None = Field(default=None, foreign_key="user.id")
    updated_at: datetime = instant()
    deleted_at: datetime | None = maybe_instant()


class DocVersion(SQLModel, table=True):
    """A doc as it was saved."""

    __tablename__ = "doc_version"  # pyright: ignore[reportAssignmentType] - SQLModel declares a directive

    doc_id: int = Field(foreign_key="doc.id", primary_key=True, ondelete="CASCADE")
    version: int = Field(primary_key=True)
    title: str
    text: str
    author_id: int | None = Field(default=None, foreign_key="user.id")
    at: datetime = instant()
