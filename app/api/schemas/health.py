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


class HealthDetails(Shape):
    """What only owners are told; of jobs given up, how many (-1: can't be known).

    `database` and `embedder` say in words what is the matter.
    """

    database: str
    embedder: str
    index: IndexHealth
    writes: WriteTimes
    jobs_given_up: int
    model: str


class Health(Shape):
    """Each part in a word. Who is not an owner is told no more: `details` is null."""

    status: Literal["ok", "failing"]
    database: Literal["ok", "full", "failing"]
    index: Literal["ok", "behind", "unknown"]
    embedder: Literal["ready", "not ready"]
    model: Literal["none", "chosen", "unknown"]
    details: HealthDetails | None
