"""Counts the SQL statements a piece of work runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import event

from app import db

# Opening and closing a transaction reads nothing.
FRAMES = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


@dataclass
class Statements:
    """The statements run so far, in order."""

    seen: list[str] = field(default_factory=list[str])

    def __len__(self) -> int:
        return len(self.seen)

    def __str__(self) -> str:
        return "\n".join(f"{n}. {' '.join(one.split())}" for n, one in enumerate(self.seen, 1))


@contextmanager
def counted() -> Iterator[Statements]:
    """Count every statement of the process's engine while the block runs."""
    found = Statements()

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(FRAMES):
            found.seen.append(statement)

    engine = db.engine()
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)
