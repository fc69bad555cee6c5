"""What people asked, and what they taught the assistant."""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import JSON, Column, Field, SQLModel

from app.models.base import instant


class Conversation(SQLModel, table=True):
    """One person's questions that lean on each other; nobody else sees it."""

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="user.id", index=True, ondelete="CASCADE")
    title: str
    created_at: datetime = instant()
    updated_at: datetime = instant(index=True)


class Turn(SQLModel, table=True):
    """A question and its answer as it was; its claims can be run again."""

    id: int | None = Field(default=None, primary_key=True)
    conversation_id: int = Field(foreign_key="conversation.id", index=True, ondelete="CASCADE")
    question: str
    fixed: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    answer: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    asked_at: datetime = instant()
    thumb: int = 0  # 1 helped, -1 did not
    remark: str = ""


class Alias(SQLModel, table=True):
    """Words this workspace uses for something: learned from a correction.

    They may mean several things: each is known to those who see what it means.
    """

    __table_args__ = (UniqueConstraint("words", "kind", "item_id"),)

    id: int | None = Field(default=None, primary_key=True)
    words: str  # folded
    kind: str  # person, goal, space or list
    item_id: int
    created_by: int | None = Field(default=None, foreign_key="user.id")
    created_at: datetime = instant()
