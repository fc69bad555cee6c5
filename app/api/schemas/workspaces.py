"""The workspace itself, and what asks for somebody in it."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from app.api.schemas.base import LEFT_OUT, Clean, Name, Request, Shape

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Zone = Annotated[
    str,
    Field(min_length=1, max_length=64, examples=["Europe/Berlin"], description="As IANA calls it."),
    Clean,
]
Country = Annotated[
    str,
    Field(
        max_length=2,
        pattern=r"^([A-Za-z]{2})?$",
        examples=["DE"],
        description="ISO 3166-1 code of the country whose public holidays count; empty for none.",
    ),
]


TrashDays = Annotated[
    int, Field(ge=1, le=3650, description="How long what was deleted can be restored, in days.")
]


class Workspace(Shape):
    """The workspace: its name, and the clock and calendar its days go by."""

    name: str
    zone: str
    working_days: list[Weekday]
    country: str
    trash_days: int


class WorkspaceChange(Request):
    """What to change of the workspace; fields left out stay."""

    name: Name = LEFT_OUT
    zone: Zone = LEFT_OUT
    working_days: Annotated[list[Weekday], Field(min_length=1, max_length=7)] = LEFT_OUT
    country: Country = LEFT_OUT
    trash_days: TrashDays = LEFT_OUT


class Notice(Shape):
    """Something said to the caller: a comment given to them (`asked`), or a text that names them."""

    why: Literal["asked", "mentioned"]
    kind: Literal["task", "doc", "goal"]
    item_id: int
    key: str
    title: str
    url: str
    comment_id: int | None
    author_id: int | None
    author: str
    at: datetime
    text: str
    is_resolved: bool
    is_unread: bool


class Inbox(Shape):
    """What was said to the caller, unread first, then newest first; unread is what came after `looked_at`."""

    notices: list[Notice]
    unread: int
    looked_at: datetime | None
