"""How the machine is."""

from typing import Literal

from app.api.schemas.base import Shape


class IndexHealth(Shape):
    """How far the index is: `unread_events` behind, -1 when that can't be known."""

    unread_events: int
    documents: int
    units: int
    to_embed: int


class WriteTimes(Shape):
    """How long the last writes of this process held the database, in milliseconds."""

    count: int
    p50: float
    p99: float
    longest: float


class Health(Shape):
    """Database, index, writes, embedder and model; of jobs given up, how many (-1: can't be known)."""

    status: Literal["ok", "failing"]
    database: str
    index: IndexHealth
    writes: WriteTimes
    jobs_given_up: int
    embedder: str
    model: str
