"""The engines that find vectors near a vector, each with the same few methods."""

from collections.abc import Callable
from typing import Protocol

import faiss
import numpy as np
from numpy.typing import NDArray
from usearch.index import Index
from usearch.index import search as usearch_exact

from knowledge.vectors import Vectors
from tests.bench.engines.corpus import DIMENSION, WANTED

PAGE = 4_000  # vectors put at once, as they come from the store
Mask = NDArray[np.bool_]
Rows = NDArray[np.float32]


class VectorEngine(Protocol):
    """Vectors are known by number; the mask of a scope is by number, too."""

    def put(self, numbers: range, rows: Rows) -> None: ...
    def search(self, query: Rows, mask: Mask) -> list[int]: ...
    def drop(self, numbers: range) -> None: ...


class Ours:
    """`knowledge.vectors`: faiss, with rows for chunks that come and go."""

    def __init__(self) -> None:
        self._vectors = Vectors()

    def put(self, numbers: range, rows: Rows) -> None:
        self._vectors.put(numbers, rows)

    def search(self, query: Rows, mask: Mask) -> list[int]:
        return [number for number, _ in self._vectors.nearest(query, mask, WANTED)]

    def drop(self, numbers: range) -> None:
        self._vectors.drop(numbers)


class Faiss:
    """faiss: an exact scan with the scope as a selector, a bit a row. Its numbers have 32 or 16 bits."""

    bits = 32

    def __init__(self) -> None:
        kind = faiss.ScalarQuantizer.QT_fp16
        self._index = (
            faiss.IndexFlatIP(DIMENSION)
            if self.bits == 32
            else faiss.IndexScalarQuantizer(DIMENSION, kind, faiss.METRIC_INNER_PRODUCT)
        )
        self._gone = np.zeros(0, np.bool_)

    def put(self, numbers: range, rows: Rows) -> None:
        self._index.add(rows)  # numbers come in order, so that a row is its number
        self._gone = np.append(self._gone, np.zeros(len(numbers), np.bool_))

    def search(self, query: Rows, mask: Mask) -> list[int]:
        faiss.omp_set_num_threads(1)  # a second thread has nothing to do, and is waited for
        rows = len(self._gone)
        bits = np.packbits(mask[:rows] & ~self._gone, bitorder="little")
        scope = faiss.SearchParameters(sel=faiss.IDSelectorBitmap(bits))
        _, found = self._index.search(query[None], WANTED, params=scope)
        return [int(number) for number in found[0] if number >= 0]

    def drop(self, numbers: range) -> None:
        self._gone[numbers.start : numbers.stop] = True


class FaissHalf(Faiss):
    bits = 16


class Numpy:
    """One array in memory, multiplied with the query."""

    def __init__(self) -> None:
        self._pages: list[Rows] = []
        self._rows = np.zeros((0, DIMENSION), np.float32)
        self._gone = np.zeros(0, np.bool_)

    def put(self, numbers: range, rows: Rows) -> None:
        self._pages.append(rows)
        self._gone = np.append(self._gone, np.zeros(len(numbers), np.bool_))

    def search(self, query: Rows, mask: Mask) -> list[int]:
        if self._pages:
            self._rows = np.concatenate([self._rows, *self._pages])
            self._pages.clear()
        scores = self._rows @ query
        scores[~mask[: len(scores)] | self._gone] = -np.inf
        found = np.argpartition(scores, -WANTED)[-WANTED:]
        best = found[np.argsort(-scores[found])]
        return [int(number) for number in best[scores[best] > -np.inf]]

    def drop(self, numbers: range) -> None:
        self._gone[numbers.start : numbers.stop] = True


class UsearchGraph:
    """usearch: its graph. It knows no scope here: more is asked for, and what is not visible is passed over."""

    def __init__(self) -> None:
        self._index = Index(ndim=DIMENSION, metric="ip", dtype="f32")

    def put(self, numbers: range, rows: Rows) -> None:
        self._index.add(np.array(numbers, np.uint64), rows)

    def search(self, query: Rows, mask: Mask) -> list[int]:
        share = np.count_nonzero(mask) / len(mask)
        found = self._index.search(query, int(WANTED / share * 1.2)).keys.astype(np.int64)
        return [int(number) for number in found[mask[found]][:WANTED]]

    def drop(self, numbers: range) -> None:
        self._index.remove(np.array(numbers, np.uint64))


class UsearchExact:
    """usearch: its exact search, over the visible rows of one array."""

    def __init__(self) -> None:
        self._rows = np.zeros((0, DIMENSION), np.float32)
        self._used = 0
        self._gone = np.zeros(0, np.bool_)

    def put(self, numbers: range, rows: Rows) -> None:
        need = numbers.stop
        if need > len(self._rows):
            longer = np.zeros((max(need, len(self._rows) * 3 // 2), DIMENSION), np.float32)
            longer[: len(self._rows)] = self._rows
            self._rows = longer
            self._gone = np.append(self._gone, np.zeros(len(longer) - len(self._gone), np.bool_))
        self._rows[numbers.start : numbers.stop] = rows
        self._used = max(self._used, need)

    def search(self, query: Rows, mask: Mask) -> list[int]:
        there = min(len(mask), self._used)
        fits = np.flatnonzero(mask[:there] & ~self._gone[:there])
        rows = self._rows[:there] if len(fits) == there else self._rows[fits]
        found = usearch_exact(rows, query, min(WANTED, len(rows)), "ip", exact=True).keys.astype(
            np.int64
        )
        return [int(number) for number in fits[found]]

    def drop(self, numbers: range) -> None:
        self._gone[numbers.start : numbers.stop] = True


ENGINES: dict[str, Callable[[], VectorEngine]] = {
    "ours (faiss, 16 bits)": Ours,
    "faiss, 32 bits": Faiss,
    "faiss, 16 bits": FaissHalf,
    "numpy": Numpy,
    "usearch exact": UsearchExact,
    "usearch graph": UsearchGraph,
}
