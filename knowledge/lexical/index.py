"""What the library holds, and where its words are found.

A document is in the library when it is in the database here; its chunks know whether they are embedded
yet. The text index follows the database: what it has still to take over is a row in `stale`, written
together with the change, so a process that dies in between catches up when it opens again.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.documents import Document
from knowledge.lexical import chunks, finding
from knowledge.lexical.chunks import Chunk
from knowledge.lexical.database import Database
from knowledge.lexical.places import Places
from knowledge.lexical.progress import Progress
from knowledge.lexical.query import Typed, telling
from knowledge.lexical.recordindex import RecordIndex
from knowledge.lexical.scope import Scope
from knowledge.lexical.textindex import TextIndex

# Chunks the text index takes over between two commits, each some 10 ms.
BATCH = 5_000
# The same of records, which are longer.
RECORDS = 1_000


class LexicalIndex:
    """Safe to share between threads; written by the library's owner only."""

    def __init__(self, folder: Path) -> None:
        """Open the index in the folder of a library. One from an older release is taken over."""
        self._database = Database(folder / "words.db")
        self.progress = Progress(self._database)
        self._places = Places(self._database)
        self._texts = TextIndex(folder)
        self._records = RecordIndex(folder)
        self._catch_up()
        if len(self._texts) != self.counts()[1]:
            # A new folder, one of another format, or files that were put there by hand.
            with self._database.writing() as db:
                db.execute("INSERT OR IGNORE INTO stale SELECT id FROM chunk")
            self._texts.clear()
            self._catch_up()
        if len(self._records) != self._count("SELECT count(DISTINCT record) FROM chunk"):
            with self._database.writing() as db:
                db.execute("INSERT OR IGNORE INTO stale_record SELECT record FROM chunk")
            self._records.clear()
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
                for table in ("document", "chunk", "parts", "stale", "stale_record"):
                    db.execute(f"DELETE FROM {table}")
                db.execute("PRAGMA user_version = 0")
            self._places.clear()
            for index in (self._texts, self._records):
                index.clear()
                index.commit()

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
        return (
            self._count("SELECT count(*) FROM document"),
            self._count("SELECT count(*) FROM chunk"),
        )

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

    def of_records(self, records: Sequence[str]) -> list[Chunk]:
        """The chunks of records, in the order they were put."""
        return chunks.of_records(self._database.reading(), records)

    def record_of(self, chunk_ids: Sequence[int]) -> dict[int, str]:
        """The records of chunks, by the chunks' ids."""
        return chunks.record_of(self._database.reading(), chunk_ids)

    def chunks_by_record(self, records: Sequence[str]) -> dict[str, list[int]]:
        """The ids of the chunks of each record."""
        return chunks.ids_by_record(self._database.reading(), records)

    # -- finding -----------------------------------------------------------------------------------

    def search(
        self, query: str, *, places: frozenset[str], kinds: frozenset[str] | None, limit: int
    ) -> list[int]:
        """Chunks that hold the words, best first: quoted text before all."""
        scope = Scope(places, kinds)
        return finding.search(self._database.reading(), self._texts, query, scope, limit)

    def records(self, query: str, *, places: frozenset[str], limit: int) -> list[str]:
        """Whole records that hold the words, best first."""
        return finding.records(self._texts, self._records, query, Scope(places), limit)

    def with_all(self, phrases: Sequence[str], *, places: frozenset[str], limit: int) -> list[str]:
        """Whole records that hold each of the phrases by its stems, best first."""
        return self._records.with_all(phrases, Scope(places), limit)

    def begun(
        self, typed: Typed, *, places: frozenset[str], limit: int
    ) -> tuple[list[str], list[str]]:
        """Records that hold all that was typed, its last word as a beginning: in their titles, and anyhow."""
        return self._records.begun(
            [*typed.phrases, *typed.words], typed.begun, Scope(places), limit
        )

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
        self._records.close()
        self._database.close()

    def _count(self, query: str) -> int:
        return self._database.reading().execute(query).fetchone()[0]

    def _catch_up(self) -> None:
        """Let the indexes take over what changed in the database."""
        with self._database.still():
            while stale := chunks.stale(self._database.reading(), BATCH):
                made = chunks.to_index(self._database.reading(), stale)
                _take_over(self._texts, partial(self._texts.replace, stale, made))
                with self._database.writing() as db:
                    chunks.forget_stale(db, stale)
            while records := chunks.stale_records(self._database.reading(), RECORDS):
                whole = chunks.records_to_index(self._database.reading(), records)
                _take_over(self._records, partial(self._records.replace, records, whole))
                with self._database.writing() as db:
                    chunks.forget_stale_records(db, records)


def _take_over(index: TextIndex | RecordIndex, replace: Callable[[], None]) -> None:
    try:
        replace()
        index.commit()
    except BaseException:  # the disk may be full: they stay stale, and are tried again
        index.give_up()
        raise
