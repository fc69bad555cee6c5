"""Two versions of a text that changed in the same lines."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict


class ClashingText(BaseModel):
    """The version that stands: who wrote it, and when."""

    model_config = ConfigDict(from_attributes=True)

    text: str
    version: int
    author: str | None = None
    at: datetime | None = None


class TextClash(BaseModel):
    """Both versions, what they grew from, and one text that holds both (null for a single line)."""

    model_config = ConfigDict(from_attributes=True)

    base: str
    mine: str
    theirs: ClashingText
    together: str | None = None
