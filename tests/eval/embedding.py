"""The real embedding model, which embeds a text once: an evaluation embeds the same thousands again."""

import hashlib
import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding import DIMENSION, OnnxEmbedder

CACHE = Path(__file__).resolve().parents[2] / ".cache"
MODELS = CACHE / "models"
KEPT = CACHE / "eval" / "vectors.db"
FEW = 400  # texts; they take some seconds


class NotKept(Exception):
    """So much would have to be embedded that it takes minutes."""


class KeptEmbedder:
    """all-MiniLM-L6-v2 with its vectors kept in a file, by what was embedded."""

    def __init__(self, file: Path = KEPT, *, most: int = sys.maxsize) -> None:
        """`most` new texts are embedded at a time; with one more NotKept is raised."""
        file.parent.mkdir(parents=True, exist_ok=True)
        self._model = OnnxEmbedder(MODELS)
        self._most = most
        self._file = sqlite3.connect(file, check_same_thread=False)
        self._file.execute("CREATE TABLE IF NOT EXISTS kept (text TEXT PRIMARY KEY, vector BLOB)")

    @property
    def name(self) -> str:
        return self._model.name

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        marks = self._marks(texts)
        known = self._known(marks)
        missing = {mark: text for mark, text in zip(marks, texts, strict=True) if mark not in known}
        if missing:
            if len(missing) > self._most:
                raise NotKept
            fresh = self._model.embed(list(missing.values()))
            known |= dict(zip(missing, fresh, strict=True))
            with self._file:
                rows = [(mark, known[mark].astype(np.float16).tobytes()) for mark in missing]
                self._file.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", rows)
        return (
            np.stack([known[mark] for mark in marks])
            if marks
            else np.zeros((0, DIMENSION), np.float32)
        )

    def states(self, words: Sequence[str]) -> NDArray[np.float32] | None:
        """What the model made of each word, as it is asked in the product."""
        return self._model.states(words)

    def _marks(self, texts: Sequence[str]) -> list[str]:
        return [
            hashlib.sha256(f"{self.name}\x1f{text}".encode()).hexdigest()[:32] for text in texts
        ]

    def _known(self, marks: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        found: dict[str, NDArray[np.float32]] = {}
        for mark in dict.fromkeys(marks):
            row = self._file.execute("SELECT vector FROM kept WHERE text = ?", (mark,)).fetchone()
            if row:
                found[mark] = np.frombuffer(row[0], np.float16).astype(np.float32)
        return found
