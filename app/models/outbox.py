"""What is to be sent to the world outside."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import JSON, Column, Field, SQLModel

from app.models.base import instant, maybe_instant


class Delivery(SQLModel, table=True):
    """Something to send: written with the change it tells of, sent later by a loop of its own.

    `state` is waiting, sent or dead. It may arrive twice (never not at all): the receiver knows it by
    its `key`. What is sent or dead keeps no payload.
    """

    __table_args__ = (Index("ix_delivery_waiting", "state", "next_at"),)

    id: int | None = Field(default=None, primary_key=True)
    channel: str
    key: str = Field(unique=True)
    target: str
    payload: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    state: str = "waiting"
    tries: int = 0
    created_at: datetime | None = maybe_instant()
    expires_at: datetime | None = maybe_instant()  # nobody wants it any more then
    next_at: datetime = instant()
    last_error: str = ""
    sent_at: datetime | None = maybe_instant()
