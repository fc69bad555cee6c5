"""What the library keeps, and what it finds."""

import hashlib
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Document:
    """One record to be found: a task, comment, doc or goal.

    `place` says who may find it; `record` is the whole it belongs to (a comment's task); `context`
    is what helps to find it but is not its own words (list, tags, author, what it answers).
    """

    id: str  # "task:12", "comment:99", "doc:4", "goal:7"
    place: str
    record: str
    title: str
    text: str
    context: str
    author: str
    at: datetime
    key: str = ""

    @property
    def kind(self) -> str:
        return self.id.partition(":")[0]

    @property
    def content_hash(self) -> str:
        """Changes when something that is embedded or searched changes; a move alone doesn't."""
        parts = (self.title, self.text, self.context, self.key, self.record)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:24]


@dataclass(frozen=True)
class Passage:
    """A hit. Ids are what counts: the text shown to people is read from the database again."""

    document_id: str
    record: str
    place: str
    ordinal: int
    heading: str
    text: str
    score: float
    lexical_rank: int | None  # 1 is best; None when the words did not find it
    meaning_rank: int | None
    likeness: float = (
        0.0  # how near it comes to what was asked, a cosine; 0 where that is not known
    )
