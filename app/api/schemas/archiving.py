"""What archiving answers."""

from typing import Literal

from app.api.schemas.base import Shape

Kind = Literal["space", "folder", "list", "goal"]


class Archiving(Shape):
    """What was archived or brought back; `batch` takes it back (`POST /undo`)."""

    kind: Kind
    item_id: int
    title: str
    is_archived: bool
    batch: str
    sentence: str
