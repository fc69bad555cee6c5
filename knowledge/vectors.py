"""The only module that imports faiss: the vectors in memory, searched exactly under a mask of chunks.

An exact scan misses nothing, whatever the mask lets through; a graph has to be asked for twenty times as much
where a twentieth is visible, and takes minutes to build. Numbers of 16 bits halve the memory and the time.
"""

import threading
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

# Rows of dropped chunks are passed over; when they are so many, and so large a share, they are taken out.
LEAST_DEAD, DEAD_SHARE = 4096, 1 / 4
NOWHERE = -1


class Vectors:
    """Chunk id → vector, of one dimension for all. Safe to share between threads.

    A search holds the lock to its end: two at once would share the same cores and memory anyway.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._empty()

    def __len__(self) -> int:
        return self._used - self._dead

    @property
    def dimension(self) -> int:
        """Of the vectors; 0 while there are none."""
        return self._index.d if self._index is not None else 0

    def put(self, chunks: Sequence[int], vectors: NDArray[np.float32]) -> None:
        """Add or replace; `vectors` is `(n, dimension)`, rows of length 1, as in every call before."""
        if not len(chunks):
            return
        ids = np.asarray(chunks, np.int64)
        with self._lock:
            self._forget(ids)
            if self._index is None:
                self._index = _new_index(vectors.shape[1])
            self._index.add(np.ascontiguousarray(vectors))
            first, self._used = self._used, self._used + len(ids)
            self._chunk_of = _longer(self._chunk_of, self._used)
            self._row_of = _longer(self._row_of, int(ids.max()) + 1)
            self._chunk_of[first : self._used] = ids
            self._row_of[ids] = np.arange(first, self._used)
            self._tidy()

    def drop(self, chunks: Iterable[int]) -> None:
        """Forget; an unknown one is none."""
        with self._lock:
            self._forget(np.fromiter(chunks, np.int64))
            self._tidy()

    def keep(self, chunks: set[int]) -> None:
        """Forget all but these."""
        held = self._chunk_of[: self._used]
        kept = np.fromiter(chunks, np.int64, len(chunks))
        self.drop(held[(held != NOWHERE) & ~np.isin(held, kept)].tolist())

    def clear(self) -> None:
        with self._lock:
            self._empty()

    @staticmethod
    def warm() -> None:
        """Import what a search needs, so that the first text or question doesn't wait for it."""
        _faiss()

    def of(self, chunks: Sequence[int]) -> NDArray[np.float32]:
        """The vectors of those of the chunks that are known: `(n, dimension)`."""
        with self._lock:
            rows = self._rows(np.asarray(chunks, np.int64))
            if self._index is None or not len(rows):
                return np.zeros((0, 0), np.float32)
            return self._index.reconstruct_batch(rows)

    def centred(
        self, query: NDArray[np.float32], groups: Sequence[Sequence[int]]
    ) -> NDArray[np.float32]:
        """`(n,)` cosines of a query with the middle of each group's vectors; 0 where none is known."""
        ids = np.fromiter((chunk for group in groups for chunk in group), np.int64)
        of = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
        with self._lock:
            if self._index is None or self._index.d != len(query) or not len(ids):
                return np.zeros(len(groups), np.float32)
            rows = np.full(len(ids), NOWHERE, np.int64)
            is_reached = ids < len(self._row_of)
            rows[is_reached] = self._row_of[ids[is_reached]]
            is_known = rows != NOWHERE
            found = self._index.reconstruct_batch(rows[is_known])
        sums = np.zeros((len(groups), len(query)), np.float32)
        if len(found):
            there, begins = np.unique(of[is_known], return_index=True)
            sums[there] = np.add.reduceat(found, begins, axis=0)
        lengths = np.linalg.norm(sums, axis=1)
        cosines: NDArray[np.float32] = (sums @ query) / np.maximum(lengths, np.float32(1e-9))
        return cosines

    def cosines(self, query: NDArray[np.float32], chunks: Sequence[int]) -> NDArray[np.float32]:
        """`(n,)` cosines of a query with these chunks; 0 where a chunk has no vector."""
        return self.centred(query, [[chunk] for chunk in chunks])

    def nearest(
        self, query: NDArray[np.float32], allowed: NDArray[np.bool_], limit: int
    ) -> list[tuple[int, float]]:
        """(chunk, cosine) best first, of equal ones the newer, among the allowed chunks (a mask by id)."""
        with self._lock:
            if self._index is None:
                return []
            held = self._chunk_of[: self._used]
            # A chunk the mask doesn't reach is not allowed; nor is the last one, where dead rows point.
            reach = np.zeros(len(self._row_of) + 1, np.bool_)
            both = min(len(allowed), len(self._row_of))
            reach[:both] = allowed[:both]
            scores, rows = _scan(self._index, query, reach[held], limit)
            found = held[rows]
        order = np.lexsort((-found, -scores))
        return [(int(found[i]), float(scores[i])) for i in order]

    def _empty(self) -> None:
        self._index: Any = None  # of faiss
        self._chunk_of = np.zeros(0, np.int64)  # by row
        self._row_of = np.zeros(0, np.int64)  # by chunk
        self._used = self._dead = 0  # rows, and those whose chunk went

    def _rows(self, ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """The rows of those of the chunks that have one."""
        rows = self._row_of[ids[ids < len(self._row_of)]]
        return rows[rows != NOWHERE]

    def _forget(self, ids: NDArray[np.int64]) -> None:
        ids = np.unique(ids)
        rows = self._rows(ids)
        self._row_of[self._chunk_of[rows]] = NOWHERE
        self._chunk_of[rows] = NOWHERE
        self._dead += len(rows)

    def _tidy(self) -> None:
        """Take the dead rows out, when there are many; the others move up."""
        if self._dead < max(LEAST_DEAD, DEAD_SHARE * self._used):
            return
        held = self._chunk_of[: self._used]
        self._index.remove_ids(_selector(held == NOWHERE))
        alive = held[held != NOWHERE]
        self._used, self._dead = len(alive), 0
        self._chunk_of[: self._used] = alive
        self._row_of[alive] = np.arange(self._used)


def _new_index(dimension: int) -> Any:
    faiss = _faiss()
    return faiss.IndexScalarQuantizer(
        dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
    )


def _scan(
    index: Any, query: NDArray[np.float32], allowed: NDArray[np.bool_], limit: int
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Cosines and rows of the best rows, by a mask of rows."""
    faiss = _faiss()
    # One query is one thread's work; the others would only be waited for, long on a busy machine.
    faiss.omp_set_num_threads(1)
    scope = faiss.SearchParameters(sel=_selector(allowed))
    scores, rows = index.search(query[None], limit, params=scope)
    found = rows[0] >= 0
    return scores[0][found], rows[0][found]


def _selector(rows: NDArray[np.bool_]) -> Any:
    return _faiss().IDSelectorBitmap(np.packbits(rows, bitorder="little"))


def _faiss() -> Any:  # its stubs lack what its classes take
    # Imported late: it takes a sixth of a second, and two where Python may not keep compiled files.
    import faiss

    return faiss


def _longer(numbers: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    """With room for `size` numbers, and for as many more as there are."""
    if size <= len(numbers):
        return numbers
    longer = np.full(max(size, 2 * len(numbers)), NOWHERE, np.int64)
    longer[: len(numbers)] = numbers
    return longer
