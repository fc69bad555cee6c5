"""What an embedder is, and how it can fail."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into vectors of length 1, so that a dot product is their likeness."""

    @property
    def name(self) -> str:
        """Which model, and which weights: vectors of another name mean nothing to this one.

        Raises ModelMissing when the weights can't be read.
        """
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """(n, dimension) float32, one row a text; raises ModelMissing or EmbeddingFailed."""
        ...


class ModelMissing(Exception):
    """The model isn't there, or isn't one we can use; the sentence says which and why."""


class EmbeddingFailed(Exception):
    """The model could not be asked this time; the sentence says why."""
