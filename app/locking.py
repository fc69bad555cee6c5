"""The write lock: waited for with patience that ends, held without pauses, and how long it was held."""

import gc
import random
import sqlite3
import statistics
import threading
import time
from collections import deque
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from app.domain.errors import Busy

PATIENCE = 10.0  # seconds until a writer gives up
# Seconds between tries. SQLite's own waiting ends at 100 ms a look, and then somebody who
# writes in short bursts is never met between two of them.
FIRST_PAUSE, LONGEST_PAUSE = 0.0005, 0.01
# What PostgreSQL calls it: lock not available, deadlock, a transaction that can't be put in order.
BUSY_STATES = {"55P03", "40P01", "40001"}
KEPT = 4096  # writes remembered


@dataclass(frozen=True)
class Times:
    """Of the last writes of this process, in milliseconds."""

    count: int
    p50: float
    p99: float
    longest: float


@dataclass
class Holds:
    """How long this process's last writes waited for the lock, and held it."""

    _waited: deque[float] = field(default_factory=lambda: deque[float](maxlen=KEPT))
    _held: deque[float] = field(default_factory=lambda: deque[float](maxlen=KEPT))

    def note(self, *, waited: float, held: float) -> None:
        """Remember one write (seconds)."""
        self._waited.append(waited)
        self._held.append(held)

    def held(self) -> Times:
        return _times(list(self._held))

    def waited(self) -> Times:
        return _times(list(self._waited))

    def forget(self) -> None:
        self._waited.clear()
        self._held.clear()


holds = Holds()


@dataclass
class _Collecting:
    """How many holds keep Python's garbage collector waiting, and whether it was on before."""

    holds: int = 0
    was_on: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)


_collecting = _Collecting()


@contextmanager
def without_collecting() -> Generator[None]:
    """Let no thread of this process collect garbage; it is done right after.

    A full collection stops the process for 0.2 s where an import's plan is in memory, and then everybody who
    waits for the lock waits for that too.
    """
    with _collecting.lock:
        if not _collecting.holds:
            _collecting.was_on = gc.isenabled()
            gc.disable()
        _collecting.holds += 1
    try:
        yield
    finally:
        with _collecting.lock:
            _collecting.holds -= 1
            if not _collecting.holds and _collecting.was_on:
                gc.enable()


def begin_immediate(connection: Any, patience: float) -> None:
    """Take SQLite's write lock on a DBAPI connection; raises Busy after `patience` seconds."""
    deadline = time.monotonic() + patience
    pause = FIRST_PAUSE
    connection.execute("PRAGMA busy_timeout=0")
    try:
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if not is_busy(error):
                    raise
                if time.monotonic() >= deadline:
                    raise Busy from error
            else:
                return
            # Uneven, so that two who wait don't look in step.
            time.sleep(pause * random.uniform(0.5, 1.0))
            pause = min(pause * 1.5, LONGEST_PAUSE)
    finally:
        connection.execute("PRAGMA busy_timeout=5000")


def is_busy(error: object) -> bool:
    """The database's own error says that somebody else keeps what is needed, for now."""
    if isinstance(error, sqlite3.OperationalError):
        primary = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
        return primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    return getattr(error, "sqlstate", None) in BUSY_STATES


def _times(seconds: list[float]) -> Times:
    if not seconds:
        return Times(0, 0.0, 0.0, 0.0)
    found = sorted(one * 1000 for one in seconds)
    return Times(len(found), statistics.median(found), found[int(len(found) * 0.99)], found[-1])
