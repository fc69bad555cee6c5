"""What is written, findable by words and by meaning, by those who may.

Words are there as soon as `put` returns; vectors follow (`embed_pending`), and until the embedder is
warm a search answers by words alone. A process that dies in between loses nothing: chunks remember
whether they are embedded.
"""

from collections.abc import Sequence
from pathlib import Path

from knowledge import damage
from knowledge.begun import Begun, begun
from knowledge.documents import Document, Passage
from knowledge.embedding import Embedder, ModelMissing, Reranker, Vectors
from knowledge.lexical import LexicalIndex
from knowledge.models import Known, Models
from knowledge.ordering import Order
from knowledge.owning import own
from knowledge.searching import Search
from knowledge.store import Store

# Chunks embedded between two looks at whether something more urgent waits.
SLICE = 64


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
        self._search = Search(self._lexical, self._models, self._order)

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
        lexical_weight: float | None = None,
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
        lexical_weight: float | None = None,
    ) -> list[list[Passage]]:
        """The records that fit, best first, each with its best passages: at least one, at most three.

        What stands in quotation marks must stand in a record. `lexical_weight` is what words weigh beside
        meaning; by itself a few words weigh more than those of a description.
        """
        return self._search.records(
            query, scope=scope, limit=limit, kinds=kinds, lexical_weight=lexical_weight
        )

    def evidence(self, query: str, *, scope: frozenset[str], limit: int = 12) -> list[Passage]:
        """What may answer a question: the likeliest records, best first, each with its nearest passages."""
        return self._search.evidence(query, scope=scope, limit=limit)

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
        return self._search.similar(document_id, scope=scope, limit=limit, kinds=kinds)

    def alike(
        self, document_id: str, *, scope: frozenset[str], kinds: frozenset[str] | None = None
    ) -> tuple[list[int], list[int]]:
        """What words and what meaning find like this document: a chunk for each other record, best first."""
        return self._search.alike(document_id, scope=scope, kinds=kinds)

    def vector(self, text: str) -> tuple[str, Vectors | None]:
        """The name of the model that serves, and a text's vector; None while meaning isn't ready."""
        return self._search.vector(text)

    def states(self, words: Sequence[str]) -> tuple[str, Vectors | None]:
        """The name of the model that serves, and what it made of each word among the others, and of all together."""
        return self._search.states(words)

    def meaning(
        self, words: str, *, scope: frozenset[str], kinds: frozenset[str], least: float
    ) -> list[str]:
        """Records that mean much the same as these words (cosine `least` or more), nearest first."""
        return self._search.meaning(words, scope=scope, kinds=kinds, least=least)
