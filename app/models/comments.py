"""What people say about work."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from app.models.base import instant, maybe_instant


class Comment(SQLModel, table=True):
    """Something said on a task, doc or goal; threaded by `parent_id`; can be asked of someone."""

    __table_args__ = (
        Index("ix_comment_subject", "subject_kind", "subject_id", "created_at"),
        Index("ix_comment_sent_as", "author_id", "sent_as", unique=True),
    )

    id: int | None = Field(default=None, primary_key=True)
    subject_kind: str
    subject_id: int
    parent_id: int | None = Field(default=None, foreign_key="comment.id", index=True)
    author_id: int | None = Field(default=None, foreign_key="user.id", index=True)
    text: str
    created_at: datetime = instant()
    edited_at: datetime | None = maybe_instant()
    assigned_to: int | None = Field(default=None, foreign_key="user.id", index=True)
    resolved_at: datetime | None = maybe_instant()
    resolved_by: int | None = Field(default=None, foreign_key="user.id")
    deleted_at: datetime | None = maybe_instant()
    sent_as: str | None = None  # the sender's own name for it: sent again, it is the same comment


class Mention(SQLModel, table=True):
    """A person or task named in a text: the backlink."""

    __table_args__ = (Index("ix_mention_target", "target_kind", "target_id"),)

    source_kind: str = Field(primary_key=True)  # comment, task, doc, goal
    source_id: int = Field(primary_key=True)
    target_kind: str = Field(primary_key=True)  # user, task
    target_id: int = Field(primary_key=True)
