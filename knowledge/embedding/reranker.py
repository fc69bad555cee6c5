"""A cross-encoder: reads a question and a passage together and says how well they fit."""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from knowledge.embedding import weights
from knowledge.embedding.embedder import ModelMissing, Vectors
from knowledge.embedding.exporting import exported
from knowledge.embedding.graph import Graph

FORMS = "nothing, or st:FOLDER_OR_NAME"


class Reranker(Protocol):
    """Scores passages for a question; only their order means something."""

    def scores(self, question: str, passages: Sequence[str]) -> Vectors:
        """`(n,)` float32, higher is better; raises ModelMissing or EmbeddingFailed."""
        ...


class OnnxReranker:
    """A sentence-transformers CrossEncoder, exported once. Safe to share between threads."""

    def __init__(self, setting: str, *, folder: Path) -> None:
        """`folder` is where exports are kept."""
        self._setting, self._folder = setting, folder
        self._lock = threading.Lock()
        self._graph: Graph | None = None

    def scores(self, question: str, passages: Sequence[str]) -> Vectors:
        return self._opened().run([(question, passage) for passage in passages])

    def _opened(self) -> Graph:
        with self._lock:
            if self._graph is None:
                kind, _, source = self._setting.partition(":")
                if kind != "st" or not source:
                    raise ModelMissing(f"“{self._setting}” is no re-ranker: it can be {FORMS}.")
                wanted = weights.fingerprint(weights.folder_of(source))
                self._graph = Graph.of(exported(source, wanted, self._folder, "reranker"))
            return self._graph


def chosen_reranker(setting: str, *, models: Path) -> OnnxReranker | None:
    """The re-ranker of a setting: nothing, or st:FOLDER_OR_NAME; loads nothing yet."""
    return OnnxReranker(setting, folder=models) if setting else None
