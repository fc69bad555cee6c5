"""Counts kept in a file of the data folder, so that a restart forgives nobody: a storage for the `limits` library."""

import hashlib
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from limits.storage import MovingWindowSupport, Storage

FILE = "tries.db"
SWEEP = 60.0  # seconds between looks for what has expired
PATIENCE = 2.0  # seconds to wait for another process
TABLE = """
CREATE TABLE IF NOT EXISTS entry (key TEXT NOT NULL, at REAL NOT NULL, until REAL NOT NULL);
CREATE INDEX IF NOT EXISTS entry_of_key ON entry (key, at);
CREATE INDEX IF NOT EXISTS entry_until ON entry (until);
"""


class FileStorage(Storage, MovingWindowSupport):
    """Moving windows in SQLite. Keys (addresses, accounts) are kept as their hashes only."""

    STORAGE_SCHEME = None

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._base = sqlite3.connect(
            path, timeout=PATIENCE, isolation_level=None, check_same_thread=False
        )
        self._base.executescript(f"PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; {TABLE}")
        self._swept_at = 0.0

    @property
    def base_exceptions(self) -> type[Exception]:
        return sqlite3.Error

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Note so many entries, if there is room for all of them."""
        now, name = time.time(), _hashed(key)
        with self._lock, self._base:
            self._base.execute("BEGIN IMMEDIATE")
            self._sweep(now)
            if self._count(name, now - expiry)[1] + amount > limit:
                return False
            entry = (name, now, now + expiry)
            self._base.executemany("INSERT INTO entry VALUES (?, ?, ?)", [entry] * amount)
            return True

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:  # noqa: ARG002 - its interface
        """When the oldest entry that counts was made, and how many count."""
        now = time.time()
        with self._lock:
            oldest, count = self._count(_hashed(key), now - expiry)
        return (oldest or now), count

    def clear(self, key: str) -> None:
        with self._lock:
            self._base.execute("DELETE FROM entry WHERE key = ?", (_hashed(key),))

    def reset(self) -> int | None:
        with self._lock:
            return self._base.execute("DELETE FROM entry").rowcount

    def check(self) -> bool:
        with self._lock:
            return self._base.execute("SELECT 1").fetchone() == (1,)

    def close(self) -> None:
        with self._lock:
            self._base.close()

    def kept(self) -> int:
        """How many entries lie in the file, expired ones too."""
        with self._lock, closing(self._base.execute("SELECT count(*) FROM entry")) as rows:
            return int(rows.fetchone()[0])

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Fixed windows are not counted here."""
        raise NotImplementedError

    def get(self, key: str) -> int:
        raise NotImplementedError

    def get_expiry(self, key: str) -> float:
        raise NotImplementedError

    def _count(self, name: str, after: float) -> tuple[float | None, int]:
        row: Any = self._base.execute(
            "SELECT min(at), count(*) FROM entry WHERE key = ? AND at > ?", (name, after)
        ).fetchone()
        return row[0], row[1]

    def _sweep(self, now: float) -> None:
        if now - self._swept_at > SWEEP:
            self._swept_at = now
            self._base.execute("DELETE FROM entry WHERE until < ?", (now,))


def _hashed(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
