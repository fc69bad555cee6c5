"""Requests that may be sent again without being done again."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.models.base import instant


class IdempotencyKey(SQLModel, table=True):
    """One request by its caller's own key; the answer is sealed, as it may hold a secret.

    What a page sent by number is one, too: its route is “page”, its caller a person, and no answer is kept.
    """

    __tablename__ = "idempotency_key"  # pyright: ignore[reportAssignmentType] - SQLModel declares a directive
    __table_args__ = (UniqueConstraint("caller", "route", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    caller: str  # digest of the token or cookie; of a page, whose it is
    route: str  # method and path
    key: str
    body_hash: str
    at: datetime = instant(index=True)
    is_committed: bool = False  # what it asked for stands in the database
    status: int | None = None  # none while it is being done
    answer: str = ""  # sealed
    etag: str = ""
