"""The SQLite file the words are in: its tables, a connection a thread, one writer at a time."""

import sqlite3
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

SCHEMA = """
CREATE TABLE IF NOT EXISTS document (
    id TEXT PRIMARY KEY, place TEXT NOT NULL, record TEXT NOT NULL, key TEXT NOT NULL,
    hash TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS document_key ON document (key);
CREATE TABLE IF NOT EXISTS unit (
    id INTEGER PRIMARY KEY AUTOINCREMENT, document_id TEXT NOT NULL, place TEXT NOT NULL,
    record TEXT NOT NULL, ordinal INTEGER NOT NULL, heading TEXT NOT NULL,
    embedded INTEGER NOT NULL DEFAULT 0, coming INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS model (role TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS gone (model TEXT PRIMARY KEY, units INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS unit_document ON unit (document_id);
CREATE INDEX IF NOT EXISTS unit_place ON unit (place);
CREATE INDEX IF NOT EXISTS unit_pending ON unit (embedded) WHERE embedded = 0;
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(
    own, context, tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE IF NOT EXISTS parts USING fts5(title, tokenize = 'trigram');
CREATE VIRTUAL TABLE IF NOT EXISTS vocabulary USING fts5vocab(words, row);
"""
PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "cache_size=-16384", "mmap_size=134217728")


class File:
    """Safe to share between threads; written by the library's owner only."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._write = threading.RLock()
        self._version = 0
        with self.writing() as db:
            db.executescript(SCHEMA)
            if "coming" not in {row[1] for row in db.execute("PRAGMA table_info(unit)")}:
                # A library from before its model could be changed.
                db.execute("ALTER TABLE unit ADD COLUMN coming INTEGER NOT NULL DEFAULT 0")

    @property
    def version(self) -> int:
        """Rises with everything that is written."""
        return self._version

    def reading(self) -> sqlite3.Connection:
        """The connection of the calling thread."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(
                self._path, isolation_level=None, timeout=10, check_same_thread=False
            )
            for pragma in PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            self._local.connection = connection
            self._connections.append(connection)
        return connection

    @contextmanager
    def writing(self) -> Generator[sqlite3.Connection]:
        """One transaction; a second writer waits."""
        with self._write:
            db = self.reading()
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                if db.in_transaction:
                    db.execute("COMMIT")
                self._version += 1
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise

    @contextmanager
    def still(self) -> Generator[None]:
        """Nobody else writes meanwhile."""
        with self._write:
            yield

    def close(self) -> None:
        for connection in self._connections:
            connection.close()
        self._connections.clear()
        self._local = threading.local()
