"""What is in the trash, and what a deletion takes along."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from app.api.schemas.base import Id, Request, Shape

Kind = Literal["space", "folder", "list", "task", "doc", "goal"]


class Contents(Shape):
    """How much goes along into the trash; `stays` counts what is let go and stays (a folder's lists)."""

    folders: int
    lists: int
    tasks: int
    docs: int
    goals: int
    targets: int
    stays: int


class Deleted(Shape):
    """What a deletion did. `batch` takes it back; `POST /trash/{kind}/{item_id}/restore` does so for everybody."""

    kind: Kind
    item_id: int
    title: str
    contents: Contents
    days: int
    batch: str
    sentence: str


class TrashPerson(Shape):
    """Who deleted it."""

    id: int
    name: str


class TrashEntry(Shape):
    """Something in the trash. `waits` says why it can't come back where it was, empty when it can."""

    id: int
    kind: Kind
    item_id: int
    key: str
    title: str
    space_id: int | None
    place: str
    deleted_at: datetime
    deleted_by: TrashPerson | None
    until: datetime
    contents: Contents
    waits: str
    may_restore: bool
    may_purge: bool


class TrashPage(Shape):
    """Entries, newest first, and `next`: what to send as `before` for the page that follows, while there is one."""

    items: list[TrashEntry]
    next: int | None


class Restoring(Request):
    """Where it goes: the list of a task, or the space of a doc, when not back to its own place."""

    into: Id | None = None


class Emptying(Request):
    """Whose trash: of one space, or of the whole workspace."""

    space_id: Id | None = None


class Emptied(Shape):
    """How many entries are being erased."""

    entries: Annotated[int, Field(ge=0)]
