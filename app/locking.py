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

from app.domain.errors import Busy, NoSpace, NotFound, WorkError

PATIENCE = 10.0  # seconds until a writer gives up
# Seconds between tries. SQLite's own waiting ends at 100 ms a look, and then somebody who
# writes in short bursts is never met between two of them.
FIRST_PAUSE, LONGEST_PAUSE = 0.0005, 0.01
# What PostgreSQL calls it: lock not available, deadlock, a transaction that can't be put in order.
BUSY_STATES = {"55P03", "40P01", "40001"}
# SQLite's file could not be made longer, or its journal and index of the journal: a quota, a limit of the
# process and a full disk are all told so where the system doesn't say ENOSPC.
NOT_WRITTEN = {
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_TRUNCATE,
}
# What PostgreSQL calls a disk that is full.
FULL_STATES = {"53100"}
# Of PostgreSQL: a number past its columns; a text with NUL never leaves its driver, which says this.
NO_VALUE_STATES, NUL = {"22003"}, "NUL (0x00)"
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
    """How long this process's last writes waited for the lock, held it, and worked meanwhile."""

    _waited: deque[float] = field(default_factory=lambda: deque[float](maxlen=KEPT))
    _held: deque[float] = field(default_factory=lambda: deque[float](maxlen=KEPT))
    _worked: deque[float] = field(default_factory=lambda: deque[float](maxlen=KEPT))

    def note(self, *, waited: float, held: float, worked: float) -> None:
        """Remember one write (seconds); `worked` is the processor's time of the thread that held the lock."""
        self._waited.append(waited)
        self._held.append(held)
        self._worked.append(worked)

    def held(self) -> Times:
        return _times(list(self._held))

    def waited(self) -> Times:
        return _times(list(self._waited))

    def worked(self) -> Times:
        """As `held`, without the time others had the processor."""
        return _times(list(self._worked))

    def forget(self) -> None:
        for kept in (self._waited, self._held, self._worked):
            kept.clear()


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


def refusal(error: object) -> WorkError | None:
    """What to tell for the database's own error when it is no bug: it passes by itself, or nothing there is meant."""
    if is_full(error):
        return NoSpace()
    if is_nowhere(error):
        return NotFound("record")
    return Busy() if is_busy(error) else None


def is_nowhere(error: object) -> bool:
    """PostgreSQL's own error says that no row can have such a number or text, where SQLite finds none that has it."""
    state = getattr(error, "sqlstate", None)
    return state in NO_VALUE_STATES or (state is None and NUL in str(error))


def is_busy(error: object) -> bool:
    """The database's own error says that somebody else keeps what is needed, for now."""
    if isinstance(error, sqlite3.OperationalError):
        primary = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
        return primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    return getattr(error, "sqlstate", None) in BUSY_STATES


def is_full(error: object) -> bool:
    """The database's own error says that it could not write for want of space."""
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", None) or 0
        return code & 0xFF == sqlite3.SQLITE_FULL or code in NOT_WRITTEN
    return getattr(error, "sqlstate", None) in FULL_STATES


def is_damaged(error: object) -> bool:
    """The database's file is not whole, or no database."""
    code = getattr(error, "sqlite_errorcode", None) if isinstance(error, sqlite3.Error) else None
    return code is not None and code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _times(seconds: list[float]) -> Times:
    if not seconds:
        return Times(0, 0.0, 0.0, 0.0)
    found = sorted(one * 1000 for one in seconds)
    return Times(len(found), statistics.median(found), found[int(len(found) * 0.99)], found[-1])
