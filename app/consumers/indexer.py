"""Keeps the library true to the database: what changed is read again and filed again."""

import threading
from collections.abc import Iterable, Sequence

from sqlmodel import Session, select

from app import db
from app.assist import documents
from app.domain.events import Kind
from app.models import Comment, Event
from knowledge.library import Library

# Documents read and filed in one go, so that a big import doesn't hold a snapshot for long.
PAGE = 400
# Changes of a place that decide who may find what is in it, or whether it is there at all.
OF_LIST = {Kind.LIST_DELETED, Kind.LIST_RESTORED, Kind.LIST_CHANGED}
OF_SPACE = {Kind.SPACE_DELETED, Kind.SPACE_RESTORED, Kind.SPACE_CHANGED}
# Read and filed in one breath: between two threads an older reading would overwrite a newer one.
_FILING = threading.Lock()


class Indexer:
    """Files the records events are about, as they are now (so twice is once)."""

    name = "indexer"

    def __init__(self, library: Library) -> None:
        self._library = library

    def handle(self, events: Sequence[Event]) -> None:
        with db.reading() as session:
            touched = list(dict.fromkeys(_touched(session, events)))
        self.file(touched)

    def file(self, ids: Sequence[str]) -> None:
        """Put what lives and drop what is gone, of these records."""
        for start in range(0, len(ids), PAGE):
            with _FILING:
                with db.reading() as session:
                    alive, gone = documents.of(session, ids[start : start + PAGE])
                self._library.put(alive)
                self._library.drop(gone)


def _touched(session: Session, events: Sequence[Event]) -> Iterable[str]:
    """Ids of the records whose document may have changed."""
    for event in events:
        kind, number = event.subject_kind, event.subject_id
        if kind in ("task", "doc", "goal"):
            # A move, a new title or a deletion concerns the comments too.
            fields = set(event.changes)
            if fields & {"title", "list_id", "space_id", "deleted", "key"}:
                yield from documents.with_comments(session, kind, number)
            else:
                yield f"{kind}:{number}"
        elif kind == "comment":
            yield f"comment:{number}"
            yield from _answers(session, event)
        elif event.kind == Kind.USER_CHANGED and "name" in event.changes:
            yield from documents.of_person(session, number)
        elif event.kind == Kind.WORKSPACE_CHANGED:
            yield from event.changes.get("gone", [[]])[0]
        elif event.kind in OF_LIST:
            yield from documents.of_list(session, number)
        elif event.kind in OF_SPACE:
            yield from documents.of_space(session, number)


def _answers(session: Session, event: Event) -> Iterable[str]:
    """A comment is the context of its answers: its words come and go with it there, too."""
    if event.kind == Kind.COMMENT_ADDED or set(event.changes).isdisjoint({"text", "deleted"}):
        return []
    answers = session.exec(select(Comment.id).where(Comment.parent_id == event.subject_id))
    return [f"comment:{i}" for i in answers]
