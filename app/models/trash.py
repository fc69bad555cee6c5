"""What is leaving the trash for good."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from app.models.base import instant


class Purge(SQLModel, table=True):
    """Something put away that is being erased: from its first moment on nobody finds or restores it.

    It takes many short transactions; the row stays until the last of what hung on it is gone.
    """

    kind: str = Field(primary_key=True)  # space, folder, list, task, doc, goal
    item_id: int = Field(primary_key=True)
    begun_at: datetime = instant()
