"""The search by meaning with one model: its embedder, its vectors on disk and in memory."""

import logging
import time
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding import Embedder, EmbeddingFailed, ModelMissing
from knowledge.lexical import Progress, Role
from knowledge.store import VectorCollection
from knowledge.vectors import Vectors

log = logging.getLogger(__name__)
# Seconds a failing embedder is left alone, so that nobody waits for it at every search.
REST = 30.0
# Chroma keeps on disk what was deleted. From this share of it on, and not for a handful, it is made anew.
GONE_SHARE = 1 / 3
LEAST_GONE = 1000
# Questions whose vectors are remembered, 1.5 KB each: an answer asks for its own question several times, and
# people search for the same words.
REMEMBERED = 1000


class Meaning:
    """One model's vectors. Safe to share between threads, but one at a time embeds or loads."""

    def __init__(
        self, embedder: Embedder | None, collection: VectorCollection, progress: Progress
    ) -> None:
        """`embedder` is None when the model isn't to be had: what was embedded stays comparable."""
        self.embedder, self.collection = embedder, collection
        self.vectors = Vectors()
        self.trouble = ""  # why questions can't be embedded now
        self._progress = progress
        self._rest_until = 0.0
        self._dimension = 0  # of the vectors, as far as known
        self._vector_of = lru_cache(REMEMBERED)(self._embed_one)

    @property
    def able(self) -> bool:
        """Questions can be embedded, as far as is known."""
        return self.embedder is not None and time.monotonic() >= self._rest_until

    def load(self, role: Role) -> None:
        """Take the vectors into memory; what the collection has too much or too little of is set right."""
        chunks, rows = self.collection.everything()
        wanted = self._progress.chunks(role)
        known = np.isin(chunks, np.fromiter(wanted, np.int64, len(wanted)))
        self.vectors.clear()
        self.vectors.put([int(one) for one in chunks[known]], rows[known])
        if orphans := [int(one) for one in chunks[~known]]:
            self.collection.drop(orphans)
        if lost := wanted - {int(one) for one in chunks}:
            self._progress.lost(role, sorted(lost))

    def embed_some(self, role: Role, limit: int) -> int:
        """Embed up to `limit` waiting chunks; returns how many. Raises EmbeddingFailed."""
        waiting = self._progress.pending(role, limit) if self.embedder else []
        if not waiting or self.embedder is None:
            return 0
        chunks = [chunk for chunk, _ in waiting]
        try:
            rows = self.embedder.embed([text for _, text in waiting])
        except ModelMissing as error:
            self._do_without(error)
            return 0
        self._fit(role, rows.shape[1])
        # A chunk may have gone meanwhile: no mask lets it through, and the next loading drops it.
        self.collection.put(chunks, rows)
        self._progress.done(role, chunks)
        if role == "serving":
            self.vectors.put(chunks, rows)
        return len(chunks)

    def vector(self, text: str) -> NDArray[np.float32] | None:
        """`(dimension,)`; None when it can't be had now (`trouble` says why)."""
        if self.embedder is None or not self.able:
            return None
        try:
            return self._vector_of(text)
        except ModelMissing as error:
            self._do_without(error)
            return None
        except EmbeddingFailed as error:
            self._rest_until = time.monotonic() + REST
            self.trouble = str(error)
            log.warning("%s Search goes on by words alone.", error)
            return None

    def states(self, words: Sequence[str]) -> NDArray[np.float32] | None:
        """What the model made of each word among the others, and of all; None when it can't tell now."""
        tell = getattr(self.embedder, "states", None)
        if tell is None or not self.able or not words:
            return None
        try:
            return tell(words)
        except ModelMissing as error:
            self._do_without(error)
        except EmbeddingFailed as error:
            self.trouble = str(error)
        return None

    def _embed_one(self, text: str) -> NDArray[np.float32]:
        assert self.embedder is not None
        [found] = self.embedder.embed([text])
        found.flags.writeable = False  # shared by all who ask for it
        return found

    def nearest(
        self, vector: NDArray[np.float32], allowed: NDArray[np.bool_], limit: int
    ) -> list[tuple[int, float]]:
        """(chunk, cosine) best first; none when the vectors are of another dimension."""
        if self.vectors.dimension != len(vector):
            return []
        return self.vectors.nearest(vector, allowed, limit)

    def warm(self, role: Role) -> None:
        """Load the model, and see that it speaks the dimension its vectors are in."""
        self.vectors.warm()
        probe = self.vector("warm")
        if probe is not None:
            self._fit(role, len(probe))

    def forget(self, chunks: Sequence[int]) -> None:
        self.vectors.drop(chunks)
        self.collection.drop(chunks)
        self._progress.note_gone(self.collection.model, len(chunks))

    def pack(self) -> bool:
        """Make the collection anew when a third of what is in it was dropped; whether it was."""
        gone, held = self._progress.gone(self.collection.model), len(self.vectors)
        if gone < LEAST_GONE or gone < GONE_SHARE * (gone + held):
            return False
        began = time.monotonic()
        self.collection.pack()
        self._progress.packed(self.collection.model)
        log.info("packed %d vectors in %.1f s; %d were gone", held, time.monotonic() - began, gone)
        return True

    def _do_without(self, error: ModelMissing) -> None:
        """It won't be there at the next try either."""
        self.embedder, self.trouble = None, str(error)
        log.error("%s Search goes on without it.", error)

    def _fit(self, role: Role, dimension: int) -> None:
        """Start over when a model gives another dimension under the same name."""
        self._dimension = self._dimension or self.collection.dimension()
        if self._dimension not in (0, dimension):
            log.warning(
                "%s gives other vectors than before: embedding all anew", self.collection.model
            )
            self._progress.lost(role, sorted(self._progress.chunks(role)))
            self.collection.clear()
            self.vectors.clear()
        self._dimension = dimension
