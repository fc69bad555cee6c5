"""What is read from the same data under the same rights, read once for all who ask within a moment.

After a restart, and after each change, all tabs of a person ask at once for what one reading answers.
"""

import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlmodel import Session

from app import db

T = TypeVar("T")
# Seconds a reading is handed on: what it says of the time of day is as old at most.
FRESH = 10.0
# What a session notes that sees the data as they are, and what of one that sees others.
KNOWN, OF_ITS_OWN = frozenset({"writes", "newest"}), frozenset({"batch", "as_of"})


@dataclass
class _Reading:
    """A value, or the turn of who makes it."""

    at: float
    turn: threading.Lock = field(default_factory=threading.Lock)
    is_made: bool = False
    value: Any = None


@dataclass
class Readings:
    """The readings of the data as it is now; of what it was before nothing is kept. Safe to share between threads."""

    clock: Callable[[], float] = time.monotonic
    _state: tuple[object, ...] = ()
    _found: dict[Hashable, _Reading] = field(default_factory=dict[Hashable, _Reading])
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def shared(self, session: Session, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` reads, or has read for somebody with this key since anything was written.

        `key` names the reading and holds all it depends on beside the data: above all whose rights. The value is
        everybody's: nobody may change it. A session that writes, looks at a past day, or did not ask who reads reads
        for itself.
        """
        info = session.info
        if not info.keys() >= KNOWN or not info.keys().isdisjoint(OF_ITS_OWN):
            return make()
        one = self._of((db.engine(), info["writes"], info["newest"]), key)
        with one.turn:
            if not one.is_made:
                one.value, one.is_made = make(), True
            return one.value

    def _of(self, state: tuple[object, ...], key: Hashable) -> _Reading:
        now = self.clock()
        with self._lock:
            if state != self._state:
                self._state, self._found = state, {}
            one = self._found.get(key)
            if one is None or now - one.at >= FRESH:
                one = self._found[key] = _Reading(now)
            return one


# One a process, like its database.
readings = Readings()
