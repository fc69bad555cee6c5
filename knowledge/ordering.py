"""Puts the best hits of a question in a re-ranker's order, when there is one that works."""

import logging
import time
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.documents import Passage
from knowledge.embedding import EmbeddingFailed, ModelMissing, Reranker

log = logging.getLogger(__name__)
REST = 300.0  # seconds a failing re-ranker is left alone


class Order:
    """A re-ranker whose failure leaves things as they were. Safe to share between threads."""

    def __init__(self, reranker: Reranker) -> None:
        self._reranker = reranker
        self._rest_until = 0.0

    def warm(self) -> None:
        """Load it; a broken one is said in the log."""
        self._scores("warm", ["warm"])

    def of(self, question: str, records: Sequence[list[Passage]]) -> list[list[Passage]]:
        """Records by their best passages, best first; in the order given when the re-ranker can't say."""
        scores = self._scores(question, [passages[0].text for passages in records])
        if scores is None:
            return list(records)
        return [records[i] for i in np.argsort(-scores, kind="stable")]

    def _scores(self, question: str, texts: list[str]) -> NDArray[np.float32] | None:
        """None when there are none to be had now."""
        if not texts or time.monotonic() < self._rest_until:
            return None
        try:
            return self._reranker.scores(question, texts)
        except (ModelMissing, EmbeddingFailed) as error:
            self._rest_until = time.monotonic() + REST
            log.error("%s The hits keep their order.", error)  # noqa: TRY400 - a sentence is enough
            return None
