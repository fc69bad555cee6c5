"""The vectors in memory, searched exactly under a mask of places.

A filtered search in Chroma costs 30 to 50 µs per matching row; an exact scan of all rows costs the
same whatever the filter lets through, and never misses one.
"""

import threading
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

DIMENSION = 384
FIRST_ROOM = 1024


class Vectors:
    """Unit id → vector, in one growing matrix. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._matrix = np.zeros((FIRST_ROOM, DIMENSION), np.float32)
        self._units = np.zeros(FIRST_ROOM, np.int64)
        self._alive = np.zeros(FIRST_ROOM, np.bool_)
        self._used = 0
        self._row_of: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._row_of)

    def put(self, units: Sequence[int], vectors: NDArray[np.float32]) -> None:
        """Add or replace; rows are `(n, 384)` of length 1."""
        with self._lock:
            self._make_room(len(units))
            for unit, vector in zip(units, vectors, strict=True):
                row = self._row_of.get(unit)
                if row is None:
                    row = self._used
                    self._used += 1
                    self._row_of[unit] = row
                self._matrix[row], self._units[row], self._alive[row] = vector, unit, True

    def drop(self, units: Iterable[int]) -> None:
        with self._lock:
            for unit in units:
                row = self._row_of.pop(unit, None)
                if row is not None:
                    self._alive[row] = False
            if self._used > FIRST_ROOM and len(self._row_of) < self._used * 0.7:
                self._compact()

    def clear(self) -> None:
        with self._lock:
            self._row_of.clear()
            self._alive[:] = False
            self._used = 0

    def of(self, units: Sequence[int]) -> NDArray[np.float32]:
        """The vectors of those of the units that are known."""
        with self._lock:
            rows = [self._row_of[unit] for unit in units if unit in self._row_of]
            return self._matrix[rows].copy()

    def nearest(
        self, query: NDArray[np.float32], allowed: NDArray[np.int64] | None, limit: int
    ) -> list[tuple[int, float]]:
        """(unit, cosine) best first, among the allowed units (sorted ids; None is all)."""
        with self._lock:
            used = self._used
            matrix, units, alive = self._matrix[:used], self._units[:used], self._alive[:used]
        if not used:
            return []
        mask = alive.copy()
        if allowed is not None:
            if not len(allowed):
                return []
            spots = np.searchsorted(allowed, units).clip(max=len(allowed) - 1)
            mask &= allowed[spots] == units
        scores = matrix @ query
        scores[~mask] = -2.0
        count = min(limit, int(mask.sum()))
        if not count:
            return []
        best = np.argpartition(-scores, count - 1)[:count]
        best = best[np.argsort(-scores[best])]
        return [(int(units[row]), float(scores[row])) for row in best]

    def _make_room(self, more: int) -> None:
        need = self._used + more
        if need <= len(self._units):
            return
        size = max(need, len(self._units) * 2)
        for name, shape in (
            ("_matrix", (size, DIMENSION)),
            ("_units", (size,)),
            ("_alive", (size,)),
        ):
            old = getattr(self, name)
            new = np.zeros(shape, old.dtype)
            new[: self._used] = old[: self._used]
            setattr(self, name, new)

    def _compact(self) -> None:
        """Close the gaps deletions left."""
        keep = np.flatnonzero(self._alive[: self._used])
        count = len(keep)
        # New arrays: a search may still be reading the old ones.
        for name in ("_matrix", "_units", "_alive"):
            old = getattr(self, name)
            new = np.zeros_like(old)
            new[:count] = old[keep]
            setattr(self, name, new)
        self._used = count
        self._row_of = {int(unit): row for row, unit in enumerate(self._units[:count])}
