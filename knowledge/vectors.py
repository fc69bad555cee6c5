"""The vectors in memory, searched exactly under a mask of units.

A filtered search in Chroma costs 30 to 50 µs per matching row; an exact scan costs the same whatever the
filter lets through, and never misses one. Half a million units of 384 numbers are 0.8 GB and 60 ms of one
core. Numbers of 8 bits with a second, exact look at the best need less memory but 45 ms still, numbers of
16 bits five times as long (numpy computes with neither), so they stay as they are.
"""

import math
import threading
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

# Rows that lie together: growing by blocks needs no second copy of all.
ROWS = 8192
# Numbers multiplied at once: few enough for BLAS to do it in the calling thread. With more it calls on all
# cores and waits for the last, which takes ten times as long on a busy machine.
STRIP = 400_000
NOWHERE = -1


class Vectors:
    """Unit id → vector, of one dimension for all. Safe to share between threads.

    A search holds the lock to its end: two at once would share the same cores and memory anyway.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._empty()

    def __len__(self) -> int:
        return self._used - len(self._free)

    @property
    def dimension(self) -> int:
        """Of the vectors; 0 while there are none."""
        return self._blocks[0].shape[1] if self._blocks else 0

    def put(self, units: Sequence[int], vectors: NDArray[np.float32]) -> None:
        """Add or replace; `vectors` is `(n, dimension)`, rows of length 1, as in every call before."""
        if not len(units):
            return
        with self._lock:
            self._make_room(max(units), len(units), vectors.shape[1])
            rows = np.array([self._row(unit) for unit in units], np.int64)
            for number in np.unique(rows // ROWS):
                chosen = rows // ROWS == number
                self._blocks[number][rows[chosen] % ROWS] = vectors[chosen]

    def drop(self, units: Iterable[int]) -> None:
        """Forget; an unknown one is none."""
        with self._lock:
            for unit in units:
                row = self._row_of[unit] if unit < len(self._row_of) else NOWHERE
                if row != NOWHERE:
                    self._row_of[unit] = NOWHERE
                    self._unit_of[row] = NOWHERE
                    self._free.append(int(row))

    def keep(self, units: set[int]) -> None:
        """Forget all but these."""
        held = self._unit_of[: self._used]
        self.drop([int(unit) for unit in held if unit != NOWHERE and int(unit) not in units])

    def clear(self) -> None:
        with self._lock:
            self._empty()

    def of(self, units: Sequence[int]) -> NDArray[np.float32]:
        """The vectors of those of the units that are known: `(n, dimension)`."""
        with self._lock:
            known = [self._row_of[unit] for unit in units if unit < len(self._row_of)]
            found = [self._blocks[r // ROWS][r % ROWS] for r in known if r != NOWHERE]
            return np.array(found, np.float32)

    def nearest(
        self, query: NDArray[np.float32], allowed: NDArray[np.bool_], limit: int
    ) -> list[tuple[int, float]]:
        """(unit, cosine) best first, of equal ones the newer, among the allowed units (a mask by unit id)."""
        best_units, best_scores = np.zeros(0, np.int64), np.zeros(0, np.float32)
        with self._lock:
            # A unit the mask doesn't reach is not allowed; nor is the last one, where dead rows point.
            fitting = np.zeros(len(self._row_of) + 1, np.bool_)
            both = min(len(allowed), len(self._row_of))
            fitting[:both] = allowed[:both]
            least = -np.inf
            for number, block in enumerate(self._blocks):
                units = self._unit_of[number * ROWS : min((number + 1) * ROWS, self._used)]
                units, scores = _scored(block, units, fitting, query)
                better = scores > least
                best_units = np.append(best_units, units[better])
                best_scores = np.append(best_scores, scores[better])
                if len(best_units) > limit:
                    kept = np.argpartition(best_scores, -limit)[-limit:]
                    best_units, best_scores = best_units[kept], best_scores[kept]
                    least = best_scores.min()
        order = np.lexsort((-best_units, -best_scores))
        return [(int(best_units[i]), float(best_scores[i])) for i in order]

    def _empty(self) -> None:
        self._blocks: list[NDArray[np.float32]] = []
        self._unit_of = np.zeros(0, np.int64)  # by row
        self._row_of = np.zeros(0, np.int32)  # by unit
        self._free: list[int] = []  # rows whose unit went
        self._used = 0

    def _row(self, unit: int) -> int:
        """The row of a unit, given to it now when it has none."""
        row = int(self._row_of[unit])
        if row == NOWHERE:
            if self._free:
                row = self._free.pop()
            else:
                row, self._used = self._used, self._used + 1
            self._row_of[unit], self._unit_of[row] = row, unit
        return row

    def _make_room(self, highest: int, more: int, dimension: int) -> None:
        while len(self._blocks) * ROWS < self._used + more:
            self._blocks.append(np.zeros((ROWS, dimension), np.float32))
        self._unit_of = _longer(self._unit_of, len(self._blocks) * ROWS)
        if highest >= len(self._row_of):
            self._row_of = _longer(self._row_of, max(highest + 1, len(self._row_of) * 2))


def _scored(
    block: NDArray[np.float32],
    units: NDArray[np.int64],
    fitting: NDArray[np.bool_],
    query: NDArray[np.float32],
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The fitting units of a block, and their cosines."""
    rows = np.flatnonzero(fitting[units])
    strip = 1 << int(math.log2(STRIP / block.shape[1]))
    if len(rows) <= strip:
        return units[rows], block[rows] @ query
    strips = block.reshape(-1, strip, block.shape[1])[: -(-len(units) // strip)]
    return units[rows], np.matmul(strips, query).ravel()[rows]


def _longer(numbers: NDArray, size: int) -> NDArray:  # type: ignore[type-arg]
    longer = np.full(size, NOWHERE, numbers.dtype)
    longer[: len(numbers)] = numbers
    return longer
