"""Embedders of this machine: all-MiniLM-L6-v2, or any model of sentence-transformers.

sentence-transformers takes ten seconds and 430 MB to import; the same weights as an ONNX graph
load in a third of a second and embed twice as fast.
"""

import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from knowledge.embedding import weights
from knowledge.embedding.embedder import Vectors
from knowledge.embedding.exporting import PIECES, export, exported
from knowledge.embedding.graph import TOKENIZER, Facts, Graph

DIMENSION = 384  # of the built-in one


class OnnxEmbedder:
    """The built-in model; loads itself at the first text. Safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._graph: Graph | None = None

    @property
    def name(self) -> str:
        return f"all-MiniLM-L6-v2/{weights.BUILT_IN_SHA256[:12]}"

    def warm(self) -> None:
        """Load the model; makes the export first when it is missing (about 20 s, once)."""
        self._opened()

    def embed(self, texts: Sequence[str]) -> Vectors:
        return self._opened().run(texts) if texts else np.zeros((0, DIMENSION), np.float32)

    def states(self, words: Sequence[str]) -> Vectors | None:
        """What the model made of each word among the others, and of all (`Graph.states`)."""
        return self._opened().states(words)

    def _opened(self) -> Graph:
        with self._lock:
            if self._graph is None:
                facts = Facts(weights.BUILT_IN_SHA256, PIECES)
                tokenizer = weights.built_in() / TOKENIZER
                self._graph = Graph(export(self._folder), tokenizer, facts)
            return self._graph


class SentenceEmbedder:
    """A sentence-transformers model of any language, by folder or name. Safe to share between threads."""

    def __init__(self, source: str, *, folder: Path) -> None:
        """`folder` is where exports are kept."""
        self._source, self._folder = source, folder
        self._lock = threading.Lock()
        self._weights = ""
        self._graph: Graph | None = None

    @property
    def name(self) -> str:
        return f"st:{self._source}#{self._fingerprint()[:12]}"

    def embed(self, texts: Sequence[str]) -> Vectors:
        graph = self._opened()
        return graph.run(texts) if texts else graph.run([""])[:0]

    def _fingerprint(self) -> str:
        """Of the weights as they are when first asked; read once."""
        with self._lock:
            if not self._weights:
                self._weights = weights.fingerprint(weights.folder_of(self._source))
            return self._weights

    def _opened(self) -> Graph:
        wanted = self._fingerprint()
        with self._lock:
            if self._graph is None:
                self._graph = Graph.of(exported(self._source, wanted, self._folder, "embedder"))
            return self._graph
