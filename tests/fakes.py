"""Stand-ins for the doors: an embedder without a model, a chat model that says what it is told."""

import re
import zlib
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray


class WordEmbedder:
    """Texts that share words are near each other; nothing else is known of meaning."""

    name = "words"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), 384), np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.lower()):
                vectors[row, zlib.crc32(word.encode()) % 384] += 1.0
            vectors[row, 0] += 1e-3
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


class ScriptedModel:
    """Says the same whatever it is asked; an exception in the script is raised at its place."""

    def __init__(self, *script: str | Exception) -> None:
        self.script = script
        self.asked = ""

    def stream(self, system: str, user: str) -> Iterator[str]:
        self.asked = user
        for piece in self.script:
            if isinstance(piece, Exception):
                raise piece
            yield piece
