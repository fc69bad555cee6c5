"""The keyword index: SQLite's FTS5 over own words and context, with keys and substrings beside it.

It is also the library's book of what it holds: a document is in the library when it is in here,
and its units know whether they are embedded yet.
"""

import re
import sqlite3
import threading
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from knowledge.chunking import units
from knowledge.documents import Document

SCHEMA = """
CREATE TABLE IF NOT EXISTS document (
    id TEXT PRIMARY KEY, place TEXT NOT NULL, record TEXT NOT NULL, key TEXT NOT NULL,
    hash TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS document_key ON document (key);
CREATE TABLE IF NOT EXISTS unit (
    id INTEGER PRIMARY KEY AUTOINCREMENT, document_id TEXT NOT NULL, place TEXT NOT NULL,
    record TEXT NOT NULL, ordinal INTEGER NOT NULL, heading TEXT NOT NULL,
    embedded INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS unit_document ON unit (document_id);
CREATE INDEX IF NOT EXISTS unit_place ON unit (place);
CREATE INDEX IF NOT EXISTS unit_pending ON unit (embedded) WHERE embedded = 0;
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(
    own, context, tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE IF NOT EXISTS parts USING fts5(title, tokenize = 'trigram');
CREATE VIRTUAL TABLE IF NOT EXISTS vocabulary USING fts5vocab(words, row);
"""
CONTEXT_WEIGHT = 0.4
SCOPES = 32  # remembered; one for each set of places people search in
LEAST_TRIGRAM = 3
LEAST_LIKENESS = 80
# What a question is made of, and says nothing of what is sought.
STOP_WORDS = frozenset(
    [
        "a",
        "about",
        "all",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "for",
        "from",
        "get",
        "give",
        "had",
        "has",
        "have",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "just",
        "let",
        "me",
        "my",
        "no",
        "not",
        "of",
        "on",
        "or",
        "our",
        "please",
        "show",
        "should",
        "so",
        "some",
        "tell",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "up",
        "us",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)
TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?", re.UNICODE)
QUOTED = re.compile(r"[\"“„]([^\"“”„]{2,200})[\"”]")


@dataclass(frozen=True)
class Unit:
    """A stored unit, as a hit needs it."""

    id: int
    document_id: str
    place: str
    record: str
    ordinal: int
    heading: str
    text: str


class Words:
    """One SQLite file. Safe to share between threads; written by the library's owner only."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._file = file
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._write = threading.RLock()
        self._version = 0  # of what is written; only the library's owner writes
        self._inside: dict[
            tuple[frozenset[str], frozenset[str] | None], tuple[int, NDArray[np.int64]]
        ] = {}
        with self.writing() as db:
            db.executescript(SCHEMA)

    # -- keeping -----------------------------------------------------------------------------------

    def put(self, documents: Sequence[Document]) -> list[int]:
        """Keep documents; returns the ids of units that went (their vectors must go too)."""
        gone: list[int] = []
        with self.writing() as db:
            for document in documents:
                known = db.execute(
                    "SELECT hash, place FROM document WHERE id = ?", (document.id,)
                ).fetchone()
                if known and known[0] == document.content_hash:
                    if known[1] != document.place:
                        self._replace(db, document)
                    continue
                if known:
                    gone += self._forget(db, [document.id])
                self._add(db, document)
        return gone

    def drop(self, document_ids: Iterable[str]) -> list[int]:
        """Forget documents; returns the ids of their units."""
        with self.writing() as db:
            return self._forget(db, list(document_ids))

    def pending(self, limit: int) -> list[tuple[int, str]]:
        """(unit, text to embed) of units without a vector, oldest first."""
        rows = self._db().execute(
            "SELECT u.id, w.own, w.context FROM unit u JOIN words w ON w.rowid = u.id"
            " WHERE u.embedded = 0 ORDER BY u.id LIMIT ?",
            (limit,),
        )
        return [(unit, f"{own}\n{context}") for unit, own, context in rows]

    def embedded(self, unit_ids: Sequence[int]) -> None:
        """Note that units have their vectors."""
        with self.writing() as db:
            db.executemany("UPDATE unit SET embedded = 1 WHERE id = ?", [(u,) for u in unit_ids])

    def unembed(self, unit_ids: Sequence[int]) -> None:
        """Note that units lost their vectors; they are embedded again."""
        with self.writing() as db:
            db.executemany("UPDATE unit SET embedded = 0 WHERE id = ?", [(u,) for u in unit_ids])

    def clear(self) -> None:
        with self.writing() as db:
            for table in ("document", "unit", "words", "parts"):
                db.execute(f"DELETE FROM {table}")
            db.execute("PRAGMA user_version = 0")

    @property
    def is_whole(self) -> bool:
        """Somebody vouched for it since it was made or cleared."""
        return self._db().execute("PRAGMA user_version").fetchone()[0] == 1

    def mark_whole(self) -> None:
        with self.writing() as db:
            db.execute("PRAGMA user_version = 1")

    # -- what is there -----------------------------------------------------------------------------

    def fingerprints(self) -> dict[str, str]:
        """Document id → content hash and place."""
        rows = self._db().execute("SELECT id, hash, place FROM document")
        return {i: f"{content}@{place}" for i, content, place in rows}

    def counts(self) -> tuple[int, int, int]:
        """Documents, units, and units still to embed."""
        db = self._db()
        [documents] = db.execute("SELECT count(*) FROM document").fetchone()
        [every] = db.execute("SELECT count(*) FROM unit").fetchone()
        [waiting] = db.execute("SELECT count(*) FROM unit WHERE embedded = 0").fetchone()
        return documents, every, waiting

    def embedded_units(self) -> set[int]:
        return {u for (u,) in self._db().execute("SELECT id FROM unit WHERE embedded = 1")}

    def units_in(self, places: frozenset[str], kinds: frozenset[str] | None) -> NDArray[np.int64]:
        """Ids of the units in these places, rising; read again only when something was written."""
        version = self._version
        known = self._inside.get((places, kinds))
        if known is not None and known[0] == version:
            return known[1]
        where, values = _within(places, kinds)
        rows = self._db().execute(f"SELECT u.id FROM unit u WHERE {where} ORDER BY u.id", values)
        found = np.fromiter((u for (u,) in rows), dtype=np.int64)
        if len(self._inside) >= SCOPES:
            self._inside.clear()
        self._inside[places, kinds] = version, found
        return found

    def units_of(self, document_id: str) -> list[int]:
        rows = self._db().execute("SELECT id FROM unit WHERE document_id = ?", (document_id,))
        return [u for (u,) in rows]

    def get(self, unit_ids: Sequence[int]) -> dict[int, Unit]:
        """Units by id."""
        marks = ",".join("?" * len(unit_ids))
        rows = self._db().execute(
            "SELECT u.id, u.document_id, u.place, u.record, u.ordinal, u.heading, w.own"
            f" FROM unit u JOIN words w ON w.rowid = u.id WHERE u.id IN ({marks})",
            list(unit_ids),
        )
        return {row[0]: Unit(*row) for row in rows}

    # -- finding -----------------------------------------------------------------------------------

    def search(
        self, query: str, *, places: frozenset[str], kinds: frozenset[str] | None, limit: int
    ) -> list[int]:
        """Units that hold the words, best first: quoted text and keys before all."""
        quoted = [" ".join(TOKEN.findall(q)) for q in QUOTED.findall(query)]
        tokens = self._known(tokens_of(query))
        found: list[int] = []
        if any(quoted):
            phrase = " AND ".join(f'"{q}"' for q in quoted if q)
            found += self._match(phrase, places, kinds, limit)
        if tokens:
            found += self._match(" OR ".join(f'"{t}"' for t in tokens), places, kinds, limit)
        if len(found) < limit // 4:
            found += self._parts(query, places, kinds, limit)
        return list(dict.fromkeys(found))[:limit]

    def by_key(self, key: str, places: frozenset[str]) -> list[str]:
        """Documents with exactly this key, in these places."""
        rows = self._db().execute("SELECT id, place FROM document WHERE key = ?", (key.upper(),))
        return [i for i, place in rows if place in places]

    def _match(
        self, match: str, places: frozenset[str], kinds: frozenset[str] | None, limit: int
    ) -> list[int]:
        where, values = _within(places, kinds)
        rows = self._db().execute(
            f"SELECT u.id FROM words JOIN unit u ON u.id = words.rowid WHERE words MATCH ? AND {where}"
            f" ORDER BY bm25(words, 1.0, {CONTEXT_WEIGHT}) LIMIT ?",
            [match, *values, limit],
        )
        return [u for (u,) in rows]

    def _parts(
        self, query: str, places: frozenset[str], kinds: frozenset[str] | None, limit: int
    ) -> list[int]:
        """Titles that hold the words as substrings: codes, compounds, halves of words."""
        words = [
            w
            for w in re.split(r"\s+", query.strip())
            if len(w) >= LEAST_TRIGRAM and w.lower() not in STOP_WORDS
        ]
        if not words:
            return []
        where, values = _within(places, kinds)
        match = " AND ".join('"' + w.replace('"', '""') + '"' for w in words)
        rows = self._db().execute(
            f"SELECT u.id FROM parts JOIN unit u ON u.id = parts.rowid WHERE parts MATCH ? AND {where} LIMIT ?",
            [match, *values, limit],
        )
        return [u for (u,) in rows]

    def _known(self, tokens: list[str]) -> list[str]:
        """The tokens, and for one nobody ever wrote the likest words somebody did."""
        made: list[str] = []
        for token in tokens:
            made.append(token)
            if len(token) > LEAST_TRIGRAM and token.isalpha() and not self._exists(token):
                made += self._alike(token)
        return made

    def _exists(self, token: str) -> bool:
        row = self._db().execute("SELECT 1 FROM words WHERE words MATCH ? LIMIT 1", (f'"{token}"',))
        return row.fetchone() is not None

    def _alike(self, token: str) -> list[str]:
        start = token[:1].lower()
        rows = self._db().execute(
            "SELECT term FROM vocabulary WHERE term >= ? AND term < ? AND length(term) BETWEEN ? AND ?",
            (start, chr(ord(start) + 1), len(token) - 3, len(token) + 2),
        )
        terms = [term for (term,) in rows]
        hits = process.extract(
            token.lower(), terms, scorer=fuzz.ratio, limit=2, score_cutoff=LEAST_LIKENESS
        )
        return [term for term, _, _ in hits]

    # -- the file ----------------------------------------------------------------------------------

    def _add(self, db: sqlite3.Connection, document: Document) -> None:
        pieces = units(document.text)
        own_title = document.kind != "comment"
        texts = [(p.heading, p.text) for p in pieces] or [("", "")]
        context = "\n".join(
            part for part in (document.context, "" if own_title else document.title) if part
        )
        for ordinal, (heading, text) in enumerate(texts):
            unit = db.execute(
                "INSERT INTO unit (document_id, place, record, ordinal, heading) VALUES (?,?,?,?,?)",
                (document.id, document.place, document.record, ordinal, heading),
            ).lastrowid
            # The title is a document's own words; further units carry it as context.
            own = f"{document.title}\n{text}" if own_title and ordinal == 0 else text
            more = context if ordinal == 0 or not own_title else f"{document.title}\n{context}"
            db.execute(
                "INSERT INTO words (rowid, own, context) VALUES (?,?,?)", (unit, own.strip(), more)
            )
            if ordinal == 0 and own_title:
                db.execute(
                    "INSERT INTO parts (rowid, title) VALUES (?,?)",
                    (unit, f"{document.key} {document.title}"),
                )
        db.execute(
            "INSERT OR REPLACE INTO document (id, place, record, key, hash) VALUES (?,?,?,?,?)",
            (
                document.id,
                document.place,
                document.record,
                document.key.upper(),
                document.content_hash,
            ),
        )

    def _replace(self, db: sqlite3.Connection, document: Document) -> None:
        """It moved: other people may find it now; its words and vectors stay."""
        db.execute("UPDATE document SET place = ? WHERE id = ?", (document.place, document.id))
        db.execute("UPDATE unit SET place = ? WHERE document_id = ?", (document.place, document.id))

    def _forget(self, db: sqlite3.Connection, document_ids: list[str]) -> list[int]:
        gone: list[int] = []
        for document_id in document_ids:
            mine = [
                u
                for (u,) in db.execute("SELECT id FROM unit WHERE document_id = ?", (document_id,))
            ]
            for table in ("words", "parts"):
                db.executemany(f"DELETE FROM {table} WHERE rowid = ?", [(u,) for u in mine])
            db.execute("DELETE FROM unit WHERE document_id = ?", (document_id,))
            db.execute("DELETE FROM document WHERE id = ?", (document_id,))
            gone += mine
        return gone

    @contextmanager
    def writing(self) -> Generator[sqlite3.Connection]:
        """One transaction; a second writer waits."""
        with self._write:
            db = self._db()
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

    def _db(self) -> sqlite3.Connection:
        """The connection of the calling thread."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(
                self._file, isolation_level=None, timeout=10, check_same_thread=False
            )
            for pragma in (
                "journal_mode=WAL",
                "synchronous=NORMAL",
                "cache_size=-16384",
                "mmap_size=134217728",
            ):
                connection.execute(f"PRAGMA {pragma}")
            self._local.connection = connection
            self._connections.append(connection)
        return connection

    def close(self) -> None:
        for connection in self._connections:
            connection.close()
        self._connections.clear()
        self._local = threading.local()


def tokens_of(query: str) -> list[str]:
    """The words worth looking for; all of them when nothing but question words is left."""
    tokens = list(dict.fromkeys(TOKEN.findall(query)))
    telling = [t for t in tokens if t.lower() not in STOP_WORDS]
    return telling or tokens


def _within(places: Iterable[str], kinds: frozenset[str] | None) -> tuple[str, list[str]]:
    """An SQL condition on unit `u`, and its values."""
    wanted = sorted(places)
    where = f"u.place IN ({','.join('?' * len(wanted))})"
    if kinds is None:
        return where, wanted
    named = sorted(kinds)
    either = " OR ".join("u.document_id LIKE ?" for _ in named)
    return f"{where} AND ({either})", [*wanted, *(f"{kind}:%" for kind in named)]
