"""What is written, findable by words and by meaning, by those who may.

Words are there as soon as `put` returns; vectors follow (`embed_pending`), and until the embedder is
warm a search answers by words alone. A process that dies in between loses nothing: units remember
whether they are embedded.
"""

import fcntl
import logging
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from knowledge.documents import Document, Passage
from knowledge.embedding import Embedder
from knowledge.ranking import DEPTH, Fused, fuse
from knowledge.store import Store
from knowledge.vectors import Vectors
from knowledge.words import Unit, Words, tokens_of

log = logging.getLogger(__name__)
# Units embedded between two looks at whether something more urgent waits.
SLICE = 64
SIMILAR_TOKENS = 30
# Below this two texts have nothing to do with each other (unrelated pairs of this model lie under 0.15).
LEAST_COSINE = 0.2


class LibraryBusy(Exception):
    """Another process owns this library."""


class Library:
    """One per data folder, owned by one process; safe to share between threads."""

    def __init__(self, folder: Path, *, embedder: Embedder, chroma_url: str = "") -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._lock_file = _own(folder / "owner.lock")
        self._embedder = embedder
        self._words = Words(folder / "words.db")
        self._store: Store | None = None
        self._folder, self._chroma_url = folder, chroma_url
        self._vectors = Vectors()
        self._embedding, self._opening = threading.Lock(), threading.Lock()
        self._warm = threading.Event()

    # -- opening -----------------------------------------------------------------------------------

    def warm_up(self) -> None:
        """Load model and vectors (call it in a thread); drops vectors nothing refers to."""
        self._embedder.embed(["warm"])
        # What is embedded meanwhile would look like an orphan.
        with self._embedding:
            store = self._opened()
            units, vectors = store.everything()
            wanted = self._words.embedded_units()
            known = np.isin(units, np.fromiter(wanted, np.int64, len(wanted)))
            self._vectors.put([int(u) for u in units[known]], vectors[known])
            if orphans := [int(u) for u in units[~known]]:
                store.drop(orphans)
            if lost := wanted - {int(u) for u in units}:
                self._words.unembed(sorted(lost))
        self._warm.set()

    @property
    def ready(self) -> bool:
        """Meaning is searched too; before that, words only."""
        return self._warm.is_set()

    def close(self) -> None:
        with self._embedding:
            if self._store is not None:
                self._store.close()
        self._words.close()
        self._lock_file.close()

    # -- keeping -----------------------------------------------------------------------------------

    def put(self, documents: Sequence[Document]) -> None:
        """Keep documents, by words at once; an unchanged one costs nothing."""
        self._forget_vectors(self._words.put(documents))

    def drop(self, document_ids: Sequence[str]) -> None:
        """Forget documents; a search no longer finds them when this returns."""
        self._forget_vectors(self._words.drop(document_ids))

    def embed_pending(self, limit: int = SLICE) -> int:
        """Embed up to `limit` waiting units; returns how many. Call it until it returns 0."""
        with self._embedding:
            waiting = self._words.pending(limit)
            if not waiting:
                return 0
            ids = [unit for unit, _ in waiting]
            vectors = self._embedder.embed([text for _, text in waiting])
            # A unit may have gone meanwhile: its orphan is dropped at the next opening.
            self._opened().put(ids, vectors)
            self._words.embedded(ids)
            alive = self._words.get(ids)
            kept = [i for i, unit in enumerate(ids) if unit in alive]
            self._vectors.put([ids[i] for i in kept], vectors[kept])
            return len(ids)

    def clear(self) -> None:
        """Forget everything; the database can fill it again."""
        with self._embedding:
            self._words.clear()
            self._vectors.clear()
            self._opened().clear()

    # -- what is there -----------------------------------------------------------------------------

    @property
    def is_whole(self) -> bool:
        """It holds all there is to hold: false for a new one, and from `clear` until `mark_whole`."""
        return self._words.is_whole

    def mark_whole(self) -> None:
        """Say that it holds everything, or that what is missing is on its way."""
        self._words.mark_whole()

    def fingerprints(self) -> dict[str, str]:
        """Document id → hash and place (`Document.content_hash@place`)."""
        return self._words.fingerprints()

    def counts(self) -> tuple[int, int, int]:
        """Documents, units, and units still to embed."""
        return self._words.counts()

    # -- finding -----------------------------------------------------------------------------------

    def search(
        self,
        query: str,
        *,
        scope: frozenset[str],
        limit: int = 20,
        kinds: frozenset[str] | None = None,
        lexical_weight: float = 2.0,
    ) -> list[Passage]:
        """The best passage of each record that fits, best first; only from places in `scope`."""
        if not scope or not query.strip():
            return []
        lexical = self._words.search(query, places=scope, kinds=kinds, limit=DEPTH)
        meaning = (
            self._by_meaning(self._embedder.embed([query])[0], scope, kinds) if self.ready else []
        )
        fused = fuse(lexical, [unit for unit, _ in meaning], lexical_weight=lexical_weight)
        return self._first(self._passages(fused, limit), query, scope)[:limit]

    def similar(
        self,
        document_id: str,
        *,
        scope: frozenset[str],
        limit: int = 10,
        kinds: frozenset[str] | None = None,
    ) -> list[Passage]:
        """Records like this one, itself left out."""
        mine = self._words.units_of(document_id)
        texts = self._words.get(mine[:1])
        if not texts:
            return []
        record = next(iter(texts.values())).record
        words = " ".join(tokens_of(next(iter(texts.values())).text)[:SIMILAR_TOKENS])
        lexical = self._words.search(words, places=scope, kinds=kinds, limit=DEPTH)
        vectors = self._vectors.of(mine)
        meaning: list[tuple[int, float]] = []
        if len(vectors):
            centre = vectors.mean(axis=0)
            meaning = self._by_meaning(centre / np.linalg.norm(centre), scope, kinds)
        fused = fuse(lexical, [unit for unit, _ in meaning], lexical_weight=1.0)
        return [p for p in self._passages(fused, limit + 1) if p.record != record][:limit]

    def likeness(self, query: str, scope: frozenset[str]) -> float:
        """The cosine of the nearest unit: how near anything comes to the question (0 when cold)."""
        if not self.ready:
            return 0.0
        best = self._by_meaning(self._embedder.embed([query])[0], scope, None)[:1]
        return best[0][1] if best else 0.0

    def _by_meaning(
        self, vector: NDArray[np.float32], scope: frozenset[str], kinds: frozenset[str] | None
    ) -> list[tuple[int, float]]:
        allowed = self._words.units_in(scope, kinds)
        hits = self._vectors.nearest(vector.astype(np.float32), allowed, DEPTH)
        return [hit for hit in hits if hit[1] >= LEAST_COSINE]

    def _passages(self, fused: list[Fused], limit: int) -> list[Passage]:
        """One passage a record, its best."""
        units = self._words.get([one.unit for one in fused[: limit * 8]])
        best: dict[str, Passage] = {}
        for one in fused:
            unit = units.get(one.unit)
            if unit is not None and unit.record not in best:
                best[unit.record] = _passage(unit, one)
                if len(best) == limit:
                    break
        return list(best.values())

    def _first(self, passages: list[Passage], query: str, scope: frozenset[str]) -> list[Passage]:
        """What the query names by key goes before all."""
        named = [
            d for word in query.split() for d in self._words.by_key(word.strip("#?.,;:!"), scope)
        ]
        if not named:
            return passages
        units = self._words.get([u for d in named for u in self._words.units_of(d)[:1]])
        exact = [_passage(unit, Fused(unit.id, 100.0, 1, None)) for unit in units.values()]
        records = {passage.record for passage in exact}
        return [*exact, *(p for p in passages if p.record not in records)]

    # -- the store ---------------------------------------------------------------------------------

    def _opened(self) -> Store:
        with self._opening:
            if self._store is None:
                self._store = Store(
                    self._folder / "chroma", url=self._chroma_url, model=self._embedder.name
                )
            return self._store

    def _forget_vectors(self, units: list[int]) -> None:
        if units:
            self._vectors.drop(units)
            self._opened().drop(units)


def _passage(unit: Unit, one: Fused) -> Passage:
    return Passage(
        document_id=unit.document_id,
        record=unit.record,
        place=unit.place,
        ordinal=unit.ordinal,
        heading=unit.heading,
        text=unit.text,
        score=one.score,
        lexical_rank=one.lexical_rank,
        meaning_rank=one.meaning_rank,
    )


def _own(path: Path) -> IO[str]:
    """Take the folder's lock; the system gives it back however this process ends."""
    file = path.open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.seek(0)
        owner = file.read().strip() or "another process"
        file.close()
        raise LibraryBusy(f"The library is open in process {owner}.") from error
    file.seek(0)
    file.truncate()
    file.write(str(os.getpid()))
    file.flush()
    return file
