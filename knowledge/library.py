"""What is written, findable by words and by meaning, by those who may.

Words are there as soon as `put` returns; vectors follow (`embed_pending`), and until the embedder is
warm a search answers by words alone. A process that dies in between loses nothing: chunks remember
whether they are embedded.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge import damage
from knowledge.begun import Begun, begun
from knowledge.documents import Document, Passage
from knowledge.embedding import Embedder, ModelMissing, Reranker, Vectors
from knowledge.lexical import Chunk, LexicalIndex
from knowledge.models import Known, Models
from knowledge.ordering import Order
from knowledge.owning import own
from knowledge.ranking import DEPTH, FOR_QUESTIONS, FOR_SIMILAR, Fused, fuse
from knowledge.records import Legs, passage, ranked
from knowledge.store import Store

# Chunks embedded between two looks at whether something more urgent waits.
SLICE = 64
# Below this two texts have nothing to do with each other (unrelated pairs of the built-in model lie under 0.15).
LEAST_COSINE = 0.2
# The best hits of a question that a re-ranker puts in order.
RERANKED = 20


def _unknown(name: str) -> Embedder:
    raise ModelMissing(f"The vectors are of {name}, which is not to be had here.")


class Library:
    """One per data folder, owned by one process; safe to share between threads."""

    def __init__(
        self,
        folder: Path,
        *,
        embedder: Embedder,
        chroma_url: str = "",
        known: Known = _unknown,
        reranker: Reranker | None = None,
    ) -> None:
        """`known` opens the embedder of the vectors there are by its name, when that is another one."""
        self._lock_file = own(folder)
        damage.mend(folder)
        self._lexical = LexicalIndex(folder)
        self._models = Models(
            embedder,
            known=known,
            store=lambda: Store(folder / "chroma", url=chroma_url),
            lexical=self._lexical,
        )
        self._order = Order(reranker) if reranker else None

    # -- opening -----------------------------------------------------------------------------------

    def warm_up(self) -> None:
        """Load models and vectors (call it in a thread). A model that can't be had is said in the log."""
        if self._order is not None:
            self._order.warm()
        self._models.warm_up()

    @property
    def ready(self) -> bool:
        """Meaning is searched too; before that, words only."""
        return self._models.ready

    @property
    def state(self) -> str:
        """How the search by meaning is, in a line: ready, warming, by words alone and why; what it awaits."""
        return self._models.state

    def close(self) -> None:
        self._models.close()
        self._lexical.close()
        self._lock_file.close()

    # -- keeping -----------------------------------------------------------------------------------

    def put(self, documents: Sequence[Document]) -> None:
        """Keep documents, by words at once; an unchanged one costs nothing."""
        self._models.forget(self._lexical.put(documents))

    def drop(self, document_ids: Sequence[str]) -> None:
        """Forget documents; a search no longer finds them when this returns."""
        self._models.forget(self._lexical.drop(document_ids))

    def embed_pending(self, limit: int = SLICE) -> int:
        """Embed up to `limit` waiting chunks; returns how many. Call it until it returns 0.

        Raises EmbeddingFailed when an endpoint can't be asked.
        """
        return self._models.embed_some(limit)

    def clear(self) -> None:
        """Forget everything; the database can fill it again."""
        self._models.clear()

    # -- what is there -----------------------------------------------------------------------------

    @property
    def is_whole(self) -> bool:
        """It holds all there is to hold: false for a new one, and from `clear` until `mark_whole`."""
        return self._lexical.is_whole

    def mark_whole(self) -> None:
        """Say that it holds everything, or that what is missing is on its way."""
        self._lexical.mark_whole()

    def fingerprints(self) -> dict[str, str]:
        """Document id → hash and place (`Document.content_hash@place`)."""
        return self._lexical.fingerprints()

    def counts(self) -> tuple[int, int, int]:
        """Documents, chunks, and chunks still to embed."""
        return *self._lexical.counts(), self._models.waiting()

    # -- finding -----------------------------------------------------------------------------------

    def search(
        self,
        query: str,
        *,
        scope: frozenset[str],
        limit: int = 20,
        kinds: frozenset[str] | None = None,
        lexical_weight: float = FOR_QUESTIONS,
    ) -> list[Passage]:
        """The best passage of each record that fits, best first; only from places in `scope`."""
        found = self.records(
            query, scope=scope, limit=limit, kinds=kinds, lexical_weight=lexical_weight
        )
        return [passages[0] for passages in found]

    def records(
        self,
        query: str,
        *,
        scope: frozenset[str],
        limit: int = 20,
        kinds: frozenset[str] | None = None,
        lexical_weight: float = FOR_QUESTIONS,
    ) -> list[list[Passage]]:
        """The records that fit, best first, each with its best passages: at least one, at most three.

        A record is ranked by all that is written in and on it, by its best passage, and by what it means.
        What stands in quotation marks must stand in it.
        """
        if not scope or not query.strip():
            return []
        lexical = self._lexical.search(query, places=scope, kinds=kinds, limit=DEPTH)
        whole = self._lexical.records(query, places=scope, limit=DEPTH) if kinds is None else []
        meaning = [chunk for chunk, _ in self._by_meaning(query, scope, kinds)]
        legs = Legs(lexical, meaning, whole)
        most = limit if self._order is None else max(limit, RERANKED)
        found = ranked(self._lexical, query, legs, words_weigh=lexical_weight, limit=most)
        if self._order is not None:
            found = [*self._order.of(query, found[:RERANKED]), *found[RERANKED:]]
        return self._first(found, query, scope)[:limit]

    def begun(self, line: str, *, scope: frozenset[str], limit: int = 24) -> list[Begun]:
        """What holds a line that is still being typed, by words alone; only from places in `scope`."""
        return begun(self._lexical, line, scope=scope, limit=limit)

    def similar(
        self,
        document_id: str,
        *,
        scope: frozenset[str],
        limit: int = 10,
        kinds: frozenset[str] | None = None,
    ) -> list[Passage]:
        """Records like this one, itself left out."""
        lexical, meaning = self.alike(document_id, scope=scope, kinds=kinds)
        fused = fuse(lexical, meaning, lexical_weight=FOR_SIMILAR)
        return self._passages(fused, limit)

    def alike(
        self, document_id: str, *, scope: frozenset[str], kinds: frozenset[str] | None = None
    ) -> tuple[list[int], list[int]]:
        """What words and what meaning find like this document: a chunk for each other record, best first.

        Both legs have the same chunk for a record, else one found in two places would count for less.
        """
        mine = self._lexical.chunks_of(document_id)
        texts = self._lexical.get(mine[:1])
        if not texts:
            return [], []
        [own] = texts.values()
        lexical = self._lexical.like(document_id, places=scope, kinds=kinds, limit=DEPTH)
        meaning = [chunk for chunk, _ in self._like_these(mine, scope, kinds)]
        chunks = self._lexical.get([*lexical, *meaning])
        shown: dict[str, int] = {}
        for chunk in (*lexical, *meaning):
            if chunk in chunks:
                shown.setdefault(chunks[chunk].record, chunk)
        shown.pop(own.record, None)
        return _shown(lexical, chunks, shown), _shown(meaning, chunks, shown)

    def vector(self, text: str) -> tuple[str, Vectors | None]:
        """The name of the model that serves, and a text's vector; None while meaning isn't ready."""
        serving = self._models.serving
        if serving is None or not self.ready:
            return "", None
        return serving.collection.model, serving.vector(text)

    def likeness(self, query: str, scope: frozenset[str]) -> float:
        """The cosine of the nearest chunk: how near anything comes to the question (0 when cold)."""
        best = self._by_meaning(query, scope, None)[:1]
        return best[0][1] if best else 0.0

    def meaning(
        self, words: str, *, scope: frozenset[str], kinds: frozenset[str], least: float
    ) -> list[str]:
        """Records that mean much the same as these words (cosine `least` or more), nearest first."""
        near = [chunk for chunk, cosine in self._by_meaning(words, scope, kinds) if cosine >= least]
        chunks = self._lexical.get(near)
        return list(dict.fromkeys(chunks[chunk].record for chunk in near if chunk in chunks))

    def _by_meaning(
        self, query: str, scope: frozenset[str], kinds: frozenset[str] | None
    ) -> list[tuple[int, float]]:
        """(chunk, cosine) of the chunks nearest to a text, best first; none while meaning isn't ready."""
        serving = self._models.serving
        vector = serving.vector(query) if serving is not None and self.ready else None
        return [] if vector is None else self._nearest(vector, scope, kinds)

    def _like_these(
        self, chunks: Sequence[int], scope: frozenset[str], kinds: frozenset[str] | None
    ) -> list[tuple[int, float]]:
        """(chunk, cosine) of the chunks nearest to the middle of these, themselves among them."""
        serving = self._models.serving
        vectors = serving.vectors.of(chunks) if serving is not None else []
        if not len(vectors):
            return []
        centre = np.mean(vectors, axis=0)
        return self._nearest(centre / np.linalg.norm(centre), scope, kinds)

    def _nearest(
        self, vector: NDArray[np.float32], scope: frozenset[str], kinds: frozenset[str] | None
    ) -> list[tuple[int, float]]:
        serving = self._models.serving
        allowed = self._lexical.within(scope, kinds)
        hits = serving.nearest(vector, allowed, DEPTH) if serving is not None else []
        return [hit for hit in hits if hit[1] >= LEAST_COSINE]

    def _passages(self, fused: list[Fused], limit: int) -> list[Passage]:
        """One passage a record, its best."""
        best: dict[str, Passage] = {}
        # Most records have one chunk that fits: a second page is seldom read.
        size = limit + limit // 4
        for start in range(0, min(len(fused), limit * 8), size):
            page = fused[start : start + size]
            chunks = self._lexical.get([one.chunk for one in page])
            for one in page:
                chunk = chunks.get(one.chunk)
                if chunk is not None and chunk.record not in best:
                    best[chunk.record] = passage(chunk, one, one.score)
                    if len(best) == limit:
                        return list(best.values())
        return list(best.values())

    def _first(
        self, found: list[list[Passage]], query: str, scope: frozenset[str]
    ) -> list[list[Passage]]:
        """What the query names by key goes before all."""
        named = [
            d for word in query.split() for d in self._lexical.by_key(word.strip("#?.,;:!"), scope)
        ]
        if not named:
            return found
        chunks = self._lexical.get([u for d in named for u in self._lexical.chunks_of(d)[:1]])
        exact = [
            [passage(chunk, Fused(chunk.id, 100.0, 1, None), 100.0)] for chunk in chunks.values()
        ]
        records = {passages[0].record for passages in exact}
        return [*exact, *(one for one in found if one[0].record not in records)]


def _shown(leg: list[int], chunks: dict[int, Chunk], shown: dict[str, int]) -> list[int]:
    """A leg's chunks by the ones that stand for their records, each once."""
    records = (chunks[chunk].record for chunk in leg if chunk in chunks)
    return list(dict.fromkeys(shown[record] for record in records if record in shown))
