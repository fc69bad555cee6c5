"""The library's book of what it holds, and where its words are found.

A document is in the library when it is in here, and its units know whether they are embedded yet.
"""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.documents import Document
from knowledge.words import finding, keeping
from knowledge.words.file import File
from knowledge.words.keeping import Unit
from knowledge.words.places import Places
from knowledge.words.postings import Postings, best
from knowledge.words.progress import Progress
from knowledge.words.query import telling


class Words:
    """One SQLite file. Safe to share between threads; written by the library's owner only."""

    def __init__(self, path: Path) -> None:
        self._file = File(path)
        self.progress = Progress(self._file)
        self._places = Places(self._file)
        self._postings = Postings(self._file, self._places)

    # -- keeping -----------------------------------------------------------------------------------

    def put(self, documents: Sequence[Document]) -> list[int]:
        """Keep documents; returns the ids of units that went (their vectors must go too)."""
        with self._file.writing() as db:
            changes = keeping.put(db, documents)
        self._places.drop(changes.gone)
        self._places.moved(changes.moved)
        return changes.gone

    def drop(self, document_ids: Iterable[str]) -> list[int]:
        """Forget documents; returns the ids of their units."""
        with self._file.writing() as db:
            gone = keeping.forget(db, document_ids)
        self._places.drop(gone)
        return gone

    def clear(self) -> None:
        with self._file.writing() as db:
            for table in ("document", "unit", "words", "parts"):
                db.execute(f"DELETE FROM {table}")
            db.execute("PRAGMA user_version = 0")
        self._places.clear()

    @property
    def is_whole(self) -> bool:
        """Somebody vouched for it since it was made or cleared."""
        return self._file.reading().execute("PRAGMA user_version").fetchone()[0] == 1

    def mark_whole(self) -> None:
        with self._file.writing() as db:
            db.execute("PRAGMA user_version = 1")

    # -- what is there -----------------------------------------------------------------------------

    def fingerprints(self) -> dict[str, str]:
        """Document id → content hash and place."""
        rows = self._file.reading().execute("SELECT id, hash, place FROM document")
        return {i: f"{content}@{place}" for i, content, place in rows}

    def counts(self) -> tuple[int, int]:
        """Documents and units."""
        db = self._file.reading()
        [documents] = db.execute("SELECT count(*) FROM document").fetchone()
        [every] = db.execute("SELECT count(*) FROM unit").fetchone()
        return documents, every

    def still(self) -> AbstractContextManager[None]:
        """Nothing is put or dropped meanwhile."""
        return self._file.still()

    def within(
        self, places: frozenset[str], kinds: frozenset[str] | None = None
    ) -> NDArray[np.bool_]:
        """`(n,)` by unit id: is it in one of these places and of one of these kinds (None is all)."""
        return self._places.mask(places, kinds)

    def units_of(self, document_id: str) -> list[int]:
        return keeping.units_of(self._file.reading(), document_id)

    def get(self, unit_ids: Sequence[int]) -> dict[int, Unit]:
        """Units by id."""
        return keeping.get(self._file.reading(), unit_ids)

    # -- finding -----------------------------------------------------------------------------------

    def search(
        self, query: str, *, places: frozenset[str], kinds: frozenset[str] | None, limit: int
    ) -> list[int]:
        """Units that hold the words, best first: quoted text and keys before all."""
        allowed = self.within(places, kinds)
        return finding.search(self._file.reading(), self._postings, query, allowed, limit)

    def like(
        self, document_id: str, *, places: frozenset[str], kinds: frozenset[str] | None, limit: int
    ) -> list[int]:
        """Units that hold the telling words of a document, itself among them, best first."""
        title, body = keeping.title_and_body(self._file.reading(), document_id)
        scores = self._postings.any_of(telling(title, body))
        return best(scores, self.within(places, kinds), limit)

    def by_key(self, key: str, places: frozenset[str]) -> list[str]:
        """Documents with exactly this key, in these places."""
        rows = self._file.reading().execute(
            "SELECT id, place FROM document WHERE key = ?", (key.upper(),)
        )
        return [i for i, place in rows if place in places]

    def close(self) -> None:
        self._file.close()
