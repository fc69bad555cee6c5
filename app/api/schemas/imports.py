"""Imports and what came of them."""

from datetime import datetime

from app.api.schemas.base import Page, Shape


class Counts(Shape):
    """Records by their kind."""

    spaces: int = 0
    lists: int = 0
    tasks: int = 0
    goals: int = 0
    docs: int = 0
    comments: int = 0
    relations: int = 0
    attachments: int = 0
    users: int = 0


class NotCarried(Shape):
    """What could not be carried over, how often, and why."""

    field: str
    count: int
    why: str


class Import(Shape):
    """One import; `state` is staging, publishing, following, done, removing, discarding or removed."""

    id: int
    source: str
    space_key: str
    state: str
    created: Counts
    updated: Counts
    problems: list[NotCarried]
    started_at: datetime
    finished_at: datetime | None


class ImportPage(Page[Import]):
    """Imports by id."""
