"""Taking changes back: which, and what came of it."""

from typing import Annotated

from pydantic import Field

from app.api.schemas.base import Clean, Request, Shape


class UndoRequest(Request):
    """Which change: the `batch` an event or an answer names, or none for one's own newest."""

    batch: Annotated[str, Field(min_length=1, max_length=64), Clean] | None = None


class LeftAlone(Shape):
    """Something that was not taken back, and the sentence why; an empty field is the whole change."""

    subject: str
    subject_id: int
    field: str
    reason: str


class UndoResult(Shape):
    """What came of it. `batch` takes this undo back again."""

    batch: str
    of: str
    taken_back: int
    left: list[LeftAlone]
    what: str
    sentence: str
