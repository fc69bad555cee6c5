"""The SQLite file the documents are in: its tables, a connection a thread, one writer at a time."""

import sqlite3
import threading
import weakref
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

SCHEMA = """
CREATE TABLE IF NOT EXISTS document (
    id TEXT PRIMARY KEY, place TEXT NOT NULL, record TEXT NOT NULL, key TEXT NOT NULL,
    hash TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS document_key ON document (key);
CREATE TABLE IF NOT EXISTS chunk (
    id INTEGER PRIMARY KEY AUTOINCREMENT, document_id TEXT NOT NULL, place TEXT NOT NULL,
    record TEXT NOT NULL, ordinal INTEGER NOT NULL, heading TEXT NOT NULL,
    embedded INTEGER NOT NULL DEFAULT 0, coming INTEGER NOT NULL DEFAULT 0,
    own TEXT NOT NULL DEFAULT '', context TEXT NOT NULL DEFAULT ''
);
CREATE TABLE IF NOT EXISTS stale (chunk_id INTEGER PRIMARY KEY);
CREATE TABLE IF NOT EXISTS stale_record (record TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS model (role TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS gone (model TEXT PRIMARY KEY, chunks INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS chunk_document ON chunk (document_id);
CREATE INDEX IF NOT EXISTS chunk_place ON chunk (place);
CREATE INDEX IF NOT EXISTS chunk_record ON chunk (record);
CREATE INDEX IF NOT EXISTS chunk_pending ON chunk (embedded) WHERE embedded = 0;
CREATE VIRTUAL TABLE IF NOT EXISTS parts USING fts5(title, tokenize = 'trigram');
"""
# A database from before the words were in a text index: its texts, ids and marks are taken over, and with
# them the vectors. All chunks are stale then, for the text index is empty.
TAKE_OVER = """
DROP INDEX IF EXISTS unit_document;
DROP INDEX IF EXISTS unit_place;
DROP INDEX IF EXISTS unit_pending;
DROP INDEX IF EXISTS unit_coming;
ALTER TABLE unit RENAME TO chunk;
ALTER TABLE chunk ADD COLUMN own TEXT NOT NULL DEFAULT '';
ALTER TABLE chunk ADD COLUMN context TEXT NOT NULL DEFAULT '';
UPDATE chunk SET own = words.own, context = words.context FROM words WHERE words.rowid = chunk.id;
ALTER TABLE gone RENAME COLUMN units TO chunks;
DROP TABLE vocabulary;
DROP TABLE words;
"""
# The same from before another model could be embedded beside the one that serves.
ADD_COMING = "ALTER TABLE chunk ADD COLUMN coming INTEGER NOT NULL DEFAULT 0;"
PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "cache_size=-16384", "mmap_size=134217728")


class Database:
    """Safe to share between threads; written by the library's owner only."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._local = threading.local()
        self._opened = weakref.WeakSet[_Opened]()
        self._write = threading.RLock()
        self._version = 0
        with self.writing() as db:
            for statement in f"{_taking_over(db)}{SCHEMA}".split(";"):
                db.execute(statement)

    @property
    def version(self) -> int:
        """Rises with everything that is written."""
        return self._version

    def reading(self) -> sqlite3.Connection:
        """The connection of the calling thread."""
        opened: _Opened | None = getattr(self._local, "opened", None)
        if opened is None:
            opened = self._local.opened = _Opened(self._connect())
            self._opened.add(opened)
        return opened.connection

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._path, isolation_level=None, timeout=10, check_same_thread=False
        )
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    @contextmanager
    def writing(self) -> Generator[sqlite3.Connection]:
        """One transaction; a second writer waits."""
        with self._write:
            db = self.reading()
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
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
        for opened in list(self._opened):
            opened.connection.close()
        self._opened.clear()
        self._local = threading.local()


class _Opened:
    """A thread's connection, closed with the thread: threads that answer come and go, each page cache is 16 MB."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def __del__(self) -> None:
        self.connection.close()


def _taking_over(db: sqlite3.Connection) -> str:
    """The statements that bring an earlier release's tables up to now."""
    columns = {row[1] for row in db.execute("PRAGMA table_info(unit)")}
    if not columns:
        return ""
    return TAKE_OVER if "coming" in columns else TAKE_OVER + ADD_COMING
