"""Turns a library's folder into what an earlier release left: words in FTS5, no text index."""

import shutil
import sqlite3
from pathlib import Path

FORMER = """
CREATE TABLE unit (
    id INTEGER PRIMARY KEY AUTOINCREMENT, document_id TEXT NOT NULL, place TEXT NOT NULL,
    record TEXT NOT NULL, ordinal INTEGER NOT NULL, heading TEXT NOT NULL,
    embedded INTEGER NOT NULL DEFAULT 0, coming INTEGER NOT NULL DEFAULT 0
);
INSERT INTO unit SELECT id, document_id, place, record, ordinal, heading, embedded, coming FROM chunk;
CREATE VIRTUAL TABLE words USING fts5(
    own, context, tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT INTO words (rowid, own, context) SELECT id, own, context FROM chunk;
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, row);
DROP TABLE chunk;
DROP TABLE stale;
ALTER TABLE gone RENAME COLUMN chunks TO units;
CREATE INDEX unit_document ON unit (document_id);
CREATE INDEX unit_place ON unit (place);
CREATE INDEX unit_pending ON unit (embedded) WHERE embedded = 0;
"""
# A release before that knew one model only.
BEFORE_MODELS = "DROP TABLE model; ALTER TABLE unit DROP COLUMN coming;"


def make_former(library: Path, *, more: str = "") -> None:
    """`library` is the folder of a closed library; `more` is SQL to run at the end."""
    for folder in library.glob("text-index-*"):
        shutil.rmtree(folder)
    db = sqlite3.connect(library / "words.db")
    db.executescript(f"{FORMER}{more}")
    db.close()
