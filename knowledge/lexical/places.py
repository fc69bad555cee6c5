"""Where every chunk is, in memory: what a person may find is a mask, made in a millisecond.

Asking SQL which chunks lie in a set of places costs a microsecond a chunk, and again after every change.
"""

import threading
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.lexical.database import Database

FIRST_ROOM = 1024
GONE = -1


class Places:
    """Place and kind of each chunk, by chunk id. Safe to share between threads.

    Chunks only come by rising ids, so new ones are read from where the last reading ended; whoever
    moves or drops some says so (`moved`, `drop`) when that is committed.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._upto = 0
        self._version = -1
        self._place = np.full(FIRST_ROOM, GONE, np.int32)
        self._kind = np.full(FIRST_ROOM, GONE, np.int32)
        self._codes: dict[str, int] = {}  # of places and kinds

    def mask(
        self, places: Collection[str], kinds: Collection[str] | None = None
    ) -> NDArray[np.bool_]:
        """`(n,)` by chunk id: is it there, in one of these places, and of one of these kinds (None is all)."""
        with self._lock:
            self._read_on()
            fitting = self._any(self._place[: self._upto + 1], places)
            if kinds is not None:
                fitting &= self._any(self._kind[: self._upto + 1], kinds)
            return fitting

    def drop(self, chunks: Sequence[int]) -> None:
        with self._lock:
            known = [chunk for chunk in chunks if chunk <= self._upto]
            self._place[known] = GONE

    def clear(self) -> None:
        """None of the chunks that were is there."""
        with self._lock:
            self._place[:] = GONE

    def moved(self, chunks: Sequence[int]) -> None:
        """Read again where these chunks are."""
        with self._lock:
            for chunk in chunks:
                if chunk <= self._upto:
                    row = self._database.reading().execute(
                        "SELECT place FROM chunk WHERE id = ?", (chunk,)
                    )
                    [place] = row.fetchone() or [None]
                    self._place[chunk] = GONE if place is None else self._code(place)

    def _read_on(self) -> None:
        """Take in the chunks that came since."""
        version = self._database.version
        if version == self._version:
            return
        rows = (
            self._database.reading()
            .execute(
                "SELECT id, place, substr(document_id, 1, instr(document_id, ':') - 1) FROM chunk"
                " WHERE id > ? ORDER BY id",
                (self._upto,),
            )
            .fetchall()
        )
        if rows:
            self._make_room(rows[-1][0] + 1)
            ids = [row[0] for row in rows]
            self._place[ids] = [self._code(row[1]) for row in rows]
            self._kind[ids] = [self._code(row[2]) for row in rows]
            self._upto = ids[-1]
        self._version = version

    def _any(self, codes: NDArray[np.int32], wanted: Collection[str]) -> NDArray[np.bool_]:
        """Which of the codes stand for a wanted name; the code of what is gone stands for none."""
        fits = np.zeros(len(self._codes) + 1, np.bool_)  # the last one answers for GONE
        fits[[self._codes[name] for name in wanted if name in self._codes]] = True
        return fits[codes]

    def _code(self, name: str) -> int:
        return self._codes.setdefault(name, len(self._codes))

    def _make_room(self, need: int) -> None:
        if need <= len(self._place):
            return
        size = max(need, len(self._place) * 2)
        for name in ("_place", "_kind"):
            old = getattr(self, name)
            new = np.full(size, GONE, np.int32)
            new[: len(old)] = old
            setattr(self, name, new)
