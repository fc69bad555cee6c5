"""How the machine is."""

from typing import Literal

from app.api.schemas.base import Shape


class IndexHealth(Shape):
    """How far the index is: `unread_events` behind, -1 when that can't be known."""

    unread_events: int
    documents: int
    units: int
    to_embed: int


class Health(Shape):
    """Database, index, embedder and model."""

    status: Literal["ok", "failing"]
    database: str
    index: IndexHealth
    embedder: str
    model: str
