"""Puts documents into the database as chunks, and takes them out again."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from knowledge.chunking import pieces_of
from knowledge.documents import Document
from knowledge.lexical.recordindex import IndexedRecord
from knowledge.lexical.textindex import IndexedChunk

# Characters of a record that are indexed as one text; its passages are all indexed.
LONGEST_RECORD = 200_000
# Chunks that are looked through for the one that holds most of a line.
MOST_LOOKED_AT = 5_000


@dataclass(frozen=True)
class Chunk:
    """A stored chunk, as a hit needs it."""

    id: int
    document_id: str
    place: str
    record: str
    ordinal: int
    heading: str
    text: str


@dataclass
class Changes:
    """Chunks that went, and chunks that are in another place now."""

    gone: list[int] = field(default_factory=list[int])
    moved: list[int] = field(default_factory=list[int])


def put(db: sqlite3.Connection, documents: Iterable[Document]) -> Changes:
    """Keep documents as they are now."""
    changes = Changes()
    for document in documents:
        known = db.execute(
            "SELECT hash, place FROM document WHERE id = ?", (document.id,)
        ).fetchone()
        if known is not None and known[0] == document.content_hash:
            if known[1] != document.place:
                changes.moved += _move(db, document)
            continue
        if known is not None:
            changes.gone += forget(db, [document.id])
        _add(db, document)
    return changes


def forget(db: sqlite3.Connection, document_ids: Iterable[str]) -> list[int]:
    """Take documents out; returns the ids of their chunks."""
    gone: list[int] = []
    for document_id in document_ids:
        mine = ids_of(db, document_id)
        _note_stale_record(db, document_id)
        db.executemany("DELETE FROM parts WHERE rowid = ?", [(one,) for one in mine])
        _note_stale(db, mine)
        db.execute("DELETE FROM chunk WHERE document_id = ?", (document_id,))
        db.execute("DELETE FROM document WHERE id = ?", (document_id,))
        gone += mine
    return gone


def ids_of(db: sqlite3.Connection, document_id: str) -> list[int]:
    """The ids of a document's chunks, in its order."""
    rows = db.execute("SELECT id FROM chunk WHERE document_id = ? ORDER BY ordinal", (document_id,))
    return [chunk for (chunk,) in rows]


def stale(db: sqlite3.Connection, limit: int) -> list[int]:
    """Chunks whose change the text index hasn't taken over, oldest first."""
    rows = db.execute("SELECT chunk_id FROM stale ORDER BY chunk_id LIMIT ?", (limit,))
    return [chunk for (chunk,) in rows]


def forget_stale(db: sqlite3.Connection, chunk_ids: Sequence[int]) -> None:
    """The text index has taken these over."""
    db.executemany("DELETE FROM stale WHERE chunk_id = ?", [(one,) for one in chunk_ids])


def to_index(db: sqlite3.Connection, chunk_ids: Sequence[int]) -> list[IndexedChunk]:
    """What the text index needs of those of these chunks that are still there."""
    rows = db.execute(
        "SELECT id, place, document_id, own, context FROM chunk"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(chunk_ids)),),
    )
    return [
        IndexedChunk(chunk, place, document_id.partition(":")[0], own, context)
        for chunk, place, document_id, own, context in rows
    ]


def stale_records(db: sqlite3.Connection, limit: int) -> list[str]:
    """Records whose change the index of records hasn't taken over."""
    rows = db.execute("SELECT record FROM stale_record ORDER BY record LIMIT ?", (limit,))
    return [record for (record,) in rows]


def forget_stale_records(db: sqlite3.Connection, records: Sequence[str]) -> None:
    """The index of records has taken these over."""
    db.executemany("DELETE FROM stale_record WHERE record = ?", [(one,) for one in records])


def records_to_index(db: sqlite3.Connection, records: Sequence[str]) -> list[IndexedRecord]:
    """What the index of records needs of those of these that are still there, in the order of their chunks."""
    rows = db.execute(
        "SELECT record, place, document_id, own, context FROM chunk"
        " WHERE record IN (SELECT value FROM json_each(?)) ORDER BY record, id",
        (json.dumps(list(records)),),
    )
    return [_whole(record, list(of)) for record, of in groupby(rows, key=lambda row: row[0])]


def _whole(record: str, rows: list[tuple[str, str, str, str, str]]) -> IndexedRecord:
    """A record of its own chunks and those of what was said on it."""
    own = next((row for row in rows if row[2] == record), rows[0])
    title, _, _ = own[3].partition("\n") if own[2] == record else ("", "", "")
    return IndexedRecord(
        id=record,
        place=own[1],
        title=title,
        text="\n".join(text for _, _, _, text, _ in rows)[:LONGEST_RECORD],
        context=own[4] if own[2] == record else "",
    )


def title_and_body(db: sqlite3.Connection, document_id: str) -> tuple[str, str]:
    """A document's title without its key, and the text of its first chunk; a comment has no title."""
    found = db.execute(
        "SELECT d.key, c.own FROM document d"
        " JOIN chunk c ON c.document_id = d.id AND c.ordinal = 0 WHERE d.id = ?",
        (document_id,),
    ).fetchone()
    key, own = found or ("", "")
    if document_id.startswith("comment:"):
        return "", own
    title, _, body = own.partition("\n")
    return title.removeprefix(key), body


def get(db: sqlite3.Connection, chunk_ids: Sequence[int]) -> dict[int, Chunk]:
    """Chunks by id."""
    marks = ",".join("?" * len(chunk_ids))
    rows = db.execute(
        "SELECT id, document_id, place, record, ordinal, heading, own FROM chunk"
        f" WHERE id IN ({marks})",
        list(chunk_ids),
    )
    return {row[0]: Chunk(*row) for row in rows}


def record_of(db: sqlite3.Connection, chunk_ids: Sequence[int]) -> dict[int, str]:
    """The records of chunks, by the chunks' ids."""
    rows = db.execute(
        "SELECT id, record FROM chunk WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(chunk_ids)),),
    )
    return dict(rows.fetchall())


def ids_by_record(db: sqlite3.Connection, records: Sequence[str]) -> dict[str, list[int]]:
    """The ids of the chunks of each record."""
    found: dict[str, list[int]] = {}
    for record, chunk in db.execute(
        "SELECT record, id FROM chunk WHERE record IN (SELECT value FROM json_each(?))",
        (json.dumps(list(records)),),
    ):
        found.setdefault(record, []).append(chunk)
    return found


def of_records(db: sqlite3.Connection, records: Sequence[str]) -> list[Chunk]:
    """The chunks of records, in the order they were put."""
    rows = db.execute(
        "SELECT id, document_id, place, record, ordinal, heading, own FROM chunk"
        " WHERE record IN (SELECT value FROM json_each(?)) ORDER BY id LIMIT ?",
        (json.dumps(list(records)), MOST_LOOKED_AT),
    )
    return [Chunk(*row) for row in rows]


def _add(db: sqlite3.Connection, document: Document) -> None:
    own_title = document.kind != "comment"
    pieces = [(p.heading, p.text) for p in pieces_of(document.text)] or [("", "")]
    context = "\n".join(
        part for part in (document.context, "" if own_title else document.title) if part
    )
    for ordinal, (heading, text) in enumerate(pieces):
        # The title is a document's own words; further chunks carry it as context.
        own = f"{document.title}\n{text}" if own_title and ordinal == 0 else text
        more = context if ordinal == 0 or not own_title else f"{document.title}\n{context}"
        chunk = db.execute(
            "INSERT INTO chunk (document_id, place, record, ordinal, heading, own, context)"
            " VALUES (?,?,?,?,?,?,?)",
            (document.id, document.place, document.record, ordinal, heading, own.strip(), more),
        ).lastrowid
        db.execute("INSERT INTO stale VALUES (?)", (chunk,))
        if ordinal == 0 and own_title:
            db.execute(
                "INSERT INTO parts (rowid, title) VALUES (?,?)",
                (chunk, f"{document.key} {document.title}"),
            )
    db.execute("INSERT OR IGNORE INTO stale_record VALUES (?)", (document.record,))
    key, content = document.key.upper(), document.content_hash
    db.execute(
        "INSERT OR REPLACE INTO document (id, place, record, key, hash) VALUES (?,?,?,?,?)",
        (document.id, document.place, document.record, key, content),
    )


def _move(db: sqlite3.Connection, document: Document) -> list[int]:
    """Other people may find it now; its words and vectors stay. Returns its chunks."""
    db.execute("UPDATE document SET place = ? WHERE id = ?", (document.place, document.id))
    db.execute("UPDATE chunk SET place = ? WHERE document_id = ?", (document.place, document.id))
    _note_stale_record(db, document.id)
    moved = ids_of(db, document.id)
    _note_stale(db, moved)
    return moved


def _note_stale_record(db: sqlite3.Connection, document_id: str) -> None:
    db.execute(
        "INSERT OR IGNORE INTO stale_record SELECT record FROM document WHERE id = ?",
        (document_id,),
    )


def _note_stale(db: sqlite3.Connection, chunk_ids: Sequence[int]) -> None:
    db.executemany("INSERT OR IGNORE INTO stale VALUES (?)", [(one,) for one in chunk_ids])
