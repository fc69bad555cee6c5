"""What the library holds, and where its words are found.

A document is in the library when it is in the database here; its chunks know whether they are embedded
yet. The text index follows the database: what it has still to take over is a row in `stale`, written
together with the change, so a process that dies in between catches up when it opens again.
"""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.documents import Document
from knowledge.lexical import chunks, finding
from knowledge.lexical.chunks import Chunk
from knowledge.lexical.database import Database
from knowledge.lexical.places import Places
from knowledge.lexical.progress import Progress
from knowledge.lexical.query import telling
from knowledge.lexical.textindex import Scope, TextIndex

# Chunks the text index takes over between two commits, each some 10 ms.
BATCH = 5_000


class LexicalIndex:
    """Safe to share between threads; written by the library's owner only."""

    def __init__(self, folder: Path) -> None:
        """Open the index in the folder of a library. One from an older release is taken over."""
        self._database = Database(folder / "words.db")
        self.progress = Progress(self._database)
        self._places = Places(self._database)
        self._texts = TextIndex(folder)
        self._catch_up()
        if len(self._texts) != self.counts()[1]:
            # A new folder, one of another format, or files that were put there by hand.
            with self._database.writing() as db:
                db.execute("INSERT OR IGNORE INTO stale SELECT id FROM chunk")
            self._texts.clear()
            self._catch_up()

    # -- keeping -----------------------------------------------------------------------------------

    def put(self, documents: Sequence[Document]) -> list[int]:
        """Keep documents; returns the ids of chunks that went (their vectors must go too)."""
        with self._database.still():
            with self._database.writing() as db:
                changes = chunks.put(db, documents)
            self._places.drop(changes.gone)
            self._places.moved(changes.moved)
            self._catch_up()
        return changes.gone

    def drop(self, document_ids: Iterable[str]) -> list[int]:
        """Forget documents; returns the ids of their chunks."""
        with self._database.still():
            with self._database.writing() as db:
                gone = chunks.forget(db, document_ids)
            self._places.drop(gone)
            self._catch_up()
        return gone

    def clear(self) -> None:
        """Forget everything."""
        with self._database.still():
            with self._database.writing() as db:
                for table in ("document", "chunk", "parts", "stale"):
                    db.execute(f"DELETE FROM {table}")
                db.execute("PRAGMA user_version = 0")
            self._places.clear()
            self._texts.clear()
            self._texts.commit()

    @property
    def is_whole(self) -> bool:
        """Somebody vouched for it since it was made or cleared."""
        return self._database.reading().execute("PRAGMA user_version").fetchone()[0] == 1

    def mark_whole(self) -> None:
        with self._database.writing() as db:
            db.execute("PRAGMA user_version = 1")

    # -- what is there -----------------------------------------------------------------------------

    def fingerprints(self) -> dict[str, str]:
        """Document id → content hash and place."""
        rows = self._database.reading().execute("SELECT id, hash, place FROM document")
        return {i: f"{content}@{place}" for i, content, place in rows}

    def counts(self) -> tuple[int, int]:
        """Documents and chunks."""
        db = self._database.reading()
        [documents] = db.execute("SELECT count(*) FROM document").fetchone()
        [every] = db.execute("SELECT count(*) FROM chunk").fetchone()
        return documents, every

    def still(self) -> AbstractContextManager[None]:
        """Nothing is put or dropped meanwhile."""
        return self._database.still()

    def within(
        self, places: frozenset[str], kinds: frozenset[str] | None = None
    ) -> NDArray[np.bool_]:
        """`(n,)` by chunk id: is it in one of these places and of one of these kinds (None is all)."""
        return self._places.mask(places, kinds)

    def chunks_of(self, document_id: str) -> list[int]:
        return chunks.ids_of(self._database.reading(), document_id)

    def get(self, chunk_ids: Sequence[int]) -> dict[int, Chunk]:
        """Chunks by id."""
        return chunks.get(self._database.reading(), chunk_ids)

    # -- finding -----------------------------------------------------------------------------------

    def search(
        self, query: str, *, places: frozenset[str], kinds: frozenset[str] | None, limit: int
    ) -> list[int]:
        """Chunks that hold the words, best first: quoted text before all."""
        scope = Scope(places, kinds)
        return finding.search(self._database.reading(), self._texts, query, scope, limit)

    def like(
        self, document_id: str, *, places: frozenset[str], kinds: frozenset[str] | None, limit: int
    ) -> list[int]:
        """Chunks that hold the telling words of a document, itself among them, best first."""
        title, body = chunks.title_and_body(self._database.reading(), document_id)
        return self._texts.with_any(telling(title, body), Scope(places, kinds), limit)

    def by_key(self, key: str, places: frozenset[str]) -> list[str]:
        """Documents with exactly this key, in these places."""
        rows = self._database.reading().execute(
            "SELECT id, place FROM document WHERE key = ?", (key.upper(),)
        )
        return [i for i, place in rows if place in places]

    def close(self) -> None:
        self._texts.close()
        self._database.close()

    def _catch_up(self) -> None:
        """Let the text index take over what changed in the database."""
        with self._database.still():
            while stale := chunks.stale(self._database.reading(), BATCH):
                try:
                    self._texts.replace(stale, chunks.to_index(self._database.reading(), stale))
                    self._texts.commit()
                except BaseException:  # the disk may be full: they stay stale, and are tried again
                    self._texts.give_up()
                    raise
                with self._database.writing() as db:
                    chunks.forget_stale(db, stale)
