"""The model that searches by meaning, and the one that takes its place when the setting changed.

Another model's vectors are made in the background while the old ones serve, and are put in their place at
once. What is done is noted chunk by chunk: a process may die at any moment.
"""

import logging
import threading
from collections.abc import Callable, Sequence

from knowledge.embedding import Embedder, EmbeddingFailed, ModelMissing
from knowledge.lexical import LexicalIndex
from knowledge.meaning import Meaning
from knowledge.store import Store

log = logging.getLogger(__name__)
# The embedder of a name, for the vectors there are; raises ModelMissing.
Known = Callable[[str], Embedder]


class Models:
    """Which model serves and which is to come. Safe to share between threads."""

    def __init__(
        self, embedder: Embedder, *, known: Known, store: Callable[[], Store], lexical: LexicalIndex
    ) -> None:
        """`embedder` is the one that is wanted; `store` opens the vectors when they are first needed."""
        self._wanted, self._known = embedder, known
        self._open, self._store = store, None
        self._lexical, self._progress = lexical, lexical.progress
        self._serving: Meaning | None = None
        self._coming: Meaning | None = None
        self._trouble = ""
        self._settled = False
        self._embedding = threading.Lock()
        self._warm = threading.Event()

    @property
    def serving(self) -> Meaning | None:
        """What answers now; None before it is known, or when there is no model at all."""
        return self._serving

    @property
    def ready(self) -> bool:
        """Questions are searched by meaning too."""
        return self._warm.is_set() and self._serving is not None and self._serving.able

    @property
    def state(self) -> str:
        """How the search by meaning is, in a line."""
        if not self._warm.is_set():
            return "warming"
        serving, coming = self._serving, self._coming
        trouble = (serving.trouble if serving else "") or self._trouble
        parts = ["ready" if self.ready else f"by words alone: {trouble}"]
        if coming is not None:
            left = self._progress.waiting("coming")
            parts.append(f"{left:,} chunks still to embed with {coming.collection.model}")
            parts += [coming.trouble] if coming.trouble else []
        elif self.ready and self._trouble:
            parts.append(self._trouble)
        return " · ".join(parts)

    def waiting(self) -> int:
        """Chunks still to embed with the model that is wanted."""
        return self._progress.waiting("coming" if self._progress.model("coming") else "serving")

    def warm_up(self) -> None:
        """Load vectors and model; a model that can't be had is said, and words go on alone."""
        with self._embedding:
            self._settle()
            if self._serving is not None:
                self._serving.load("serving")
                self._serving.warm("serving")
        self._warm.set()

    def embed_some(self, limit: int) -> int:
        """Embed up to `limit` chunks; returns how many. Raises EmbeddingFailed.

        What serves comes first, so that new text is found while another model is on its way.
        """
        with self._embedding:
            self._settle()
            made = self._for_serving(limit)
            if made:
                return made
            if self._coming is None:
                self._pack()
                return 0
            made = self._coming.embed_some("coming", limit)
            if not made and not self._progress.waiting("coming"):
                self._switch(self._coming)
            return made

    def forget(self, chunks: Sequence[int]) -> None:
        """Chunks are gone; before the vectors are open their loading will see to it."""
        for meaning in (self._serving, self._coming):
            if meaning is not None and chunks:
                meaning.forget(chunks)

    def clear(self) -> None:
        """Forget words and vectors; what is embedded from now on is so by the model that is wanted."""
        with self._embedding:
            self._settle()
            self._lexical.clear()
            self._progress.forget_models()
            self._opened().drop_all_but(())
            self._serving, self._coming, self._settled = None, None, False
            self._settle()

    def close(self) -> None:
        with self._embedding:
            if self._store is not None:
                self._store.close()

    # -- which is which ----------------------------------------------------------------------------

    def _settle(self) -> None:
        """Decide once which model serves and which is to come."""
        if self._settled:
            return
        self._settled, self._trouble = True, ""
        wanted = self._name()
        serving = self._progress.model("serving") or self._found(wanted)
        if serving != wanted and not self._progress.any("serving"):
            serving = wanted  # nothing would serve in the meantime
        if not serving:
            return
        if serving != self._progress.model("serving"):
            self._progress.serve(serving)
        coming = wanted if wanted and wanted != serving else ""
        if self._progress.model("coming") != coming:
            self._progress.begin(coming) if coming else self._progress.give_up()
        self._opened().drop_all_but({serving, coming})
        embedder = self._wanted if serving == wanted else self._former(serving)
        self._serving = self._meaning(embedder, serving)
        self._coming = self._meaning(self._wanted, coming) if coming else None

    def _name(self) -> str:
        """The name of the model that is wanted; nothing when it can't be had, which is said."""
        try:
            return self._wanted.name
        except ModelMissing as error:
            self._say(error)
            return ""

    def _found(self, wanted: str) -> str:
        """The model of a library from before there was a choice, else the one that is wanted."""
        stored = self._opened().models() if self._progress.any("serving") else {}
        return wanted if wanted in stored or not stored else next(iter(stored))

    def _former(self, name: str) -> Embedder | None:
        try:
            return self._known(name)
        except ModelMissing as error:
            self._say(error)
            return None

    def _say(self, error: ModelMissing) -> None:
        self._trouble = str(error)
        log.error("%s", error)

    def _meaning(self, embedder: Embedder | None, model: str) -> Meaning:
        return Meaning(embedder, self._opened().collection(model), self._progress)

    def _for_serving(self, limit: int) -> int:
        """Its failure is no reason to hold up the one that is to come."""
        if self._serving is None:
            return 0
        try:
            return self._serving.embed_some("serving", limit)
        except EmbeddingFailed:
            if self._coming is None:
                raise
            return 0

    def _pack(self) -> None:
        """When there is nothing else to do; a search goes on from memory meanwhile."""
        if self._serving is not None and self._warm.is_set() and self._serving.pack():
            self._opened().sweep()

    def _switch(self, coming: Meaning) -> None:
        """Put the new vectors in the old ones' place, unless some are missing after all."""
        coming.load("coming")
        with self._lexical.still():
            if self._progress.waiting("coming"):
                return
            # What went since they were loaded.
            coming.vectors.keep(self._progress.chunks("coming"))
            self._progress.switch()
            self._serving, self._coming, self._trouble = coming, None, ""
        self._opened().drop_all_but({coming.collection.model})
        log.info("searching by meaning with %s from now on", coming.collection.model)

    def _opened(self) -> Store:
        if self._store is None:
            self._store = self._open()
        return self._store
