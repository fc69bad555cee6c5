"""An embedder behind HTTP: any server that speaks OpenAI's `/embeddings`."""

from collections.abc import Sequence
from typing import Any

import httpx
import numpy as np

from knowledge.embedding.embedder import EmbeddingFailed, Vectors
from knowledge.embedding.graph import FEW

OPENAI = "https://api.openai.com/v1"
BATCH = 64
# Seconds: somebody waits for a question, nobody for the filing.
FOR_A_QUESTION, FOR_FILING = 5.0, 60.0


class EndpointEmbedder:
    """A model at an endpoint. Safe to share between threads."""

    def __init__(self, model: str, *, url: str = OPENAI, key: str = "") -> None:
        self._model, self._url = model, url.rstrip("/")
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._client = httpx.Client(headers=headers)

    @property
    def name(self) -> str:
        return f"openai:{self._model}@{self._url}"

    def embed(self, texts: Sequence[str]) -> Vectors:
        patience = FOR_A_QUESTION if len(texts) <= FEW else FOR_FILING
        parts = [
            self._asked(texts[start : start + BATCH], patience)
            for start in range(0, len(texts), BATCH)
        ]
        return np.concatenate(parts) if parts else np.zeros((0, 0), np.float32)

    def _asked(self, texts: Sequence[str], patience: float) -> Vectors:
        # An empty text is refused by some servers.
        body = {"model": self._model, "input": [text.strip() or "-" for text in texts]}
        try:
            answer = self._client.post(f"{self._url}/embeddings", json=body, timeout=patience)
        except httpx.HTTPError as error:
            raise self._failed(str(error) or type(error).__name__) from error
        if not answer.is_success:
            raise self._failed(f"{answer.status_code} {_error_text(answer)}")
        try:
            rows = sorted(answer.json()["data"], key=lambda row: row["index"])
            vectors = np.array([row["embedding"] for row in rows], np.float32)
            lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        except (ValueError, TypeError, KeyError) as error:
            raise self._failed("its answer is not a list of embeddings") from error
        if vectors.shape[0] != len(texts) or not np.isfinite(lengths).all() or not lengths.all():
            raise self._failed(f"{len(vectors)} usable vectors were wanted for {len(texts)} texts")
        return vectors / lengths

    def _failed(self, why: str) -> EmbeddingFailed:
        return EmbeddingFailed(f"The embeddings of {self._url} could not be had: {why}.")


def _error_text(answer: httpx.Response) -> str:
    """The server's own words, shortened."""
    try:
        error: Any = answer.json()["error"]
        text = error["message"] if isinstance(error, dict) else str(error)
    except (ValueError, TypeError, KeyError):
        text = answer.text
    return " ".join(text.split())[:200].rstrip(".")
