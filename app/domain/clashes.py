"""A text two people changed in the same lines: nothing is overwritten, and both versions are told."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.errors import Conflict


@dataclass(frozen=True)
class TextNow:
    """A text as it stands: its version, and who wrote it last (nobody where it never changed)."""

    text: str
    version: int
    author: str | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class Clash:
    """Both versions of a text, what they grew from, and one that holds both (None for a single line).

    `base` is empty, and `together` None, where what they grew from is not the reader's to know.
    """

    base: str
    mine: str
    theirs: TextNow
    together: str | None


class TextClash(Conflict):
    """Somebody changed the same lines meanwhile; `clash` has both versions."""

    code = "text-clash"

    def __init__(self, clash: Clash, *, field: str, status: int = 409) -> None:
        who = clash.theirs.author or "Somebody"
        super().__init__(
            f"{who} changed the same lines meanwhile: nothing was overwritten. Choose what stays."
        )
        self.clash, self.field, self.status = clash, field, status
