"""Puts documents into the file as units, and takes them out again."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from knowledge.chunking import units
from knowledge.documents import Document


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


@dataclass
class Changes:
    """Units that went, and units that are in another place now."""

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
    """Take documents out; returns the ids of their units."""
    gone: list[int] = []
    for document_id in document_ids:
        mine = units_of(db, document_id)
        for table in ("words", "parts"):
            db.executemany(f"DELETE FROM {table} WHERE rowid = ?", [(u,) for u in mine])
        db.execute("DELETE FROM unit WHERE document_id = ?", (document_id,))
        db.execute("DELETE FROM document WHERE id = ?", (document_id,))
        gone += mine
    return gone


def units_of(db: sqlite3.Connection, document_id: str) -> list[int]:
    rows = db.execute("SELECT id FROM unit WHERE document_id = ?", (document_id,))
    return [u for (u,) in rows]


def title_and_body(db: sqlite3.Connection, document_id: str) -> tuple[str, str]:
    """A document's title without its key, and the text of its first unit; a comment has no title."""
    found = db.execute(
        "SELECT d.key, w.own FROM document d JOIN unit u ON u.document_id = d.id AND u.ordinal = 0"
        " JOIN words w ON w.rowid = u.id WHERE d.id = ?",
        (document_id,),
    ).fetchone()
    key, own = found or ("", "")
    if document_id.startswith("comment:"):
        return "", own
    title, _, body = own.partition("\n")
    return title.removeprefix(key), body


def get(db: sqlite3.Connection, unit_ids: Sequence[int]) -> dict[int, Unit]:
    """Units by id."""
    marks = ",".join("?" * len(unit_ids))
    rows = db.execute(
        "SELECT u.id, u.document_id, u.place, u.record, u.ordinal, u.heading, w.own"
        f" FROM unit u JOIN words w ON w.rowid = u.id WHERE u.id IN ({marks})",
        list(unit_ids),
    )
    return {row[0]: Unit(*row) for row in rows}


def _add(db: sqlite3.Connection, document: Document) -> None:
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
    key, content = document.key.upper(), document.content_hash
    db.execute(
        "INSERT OR REPLACE INTO document (id, place, record, key, hash) VALUES (?,?,?,?,?)",
        (document.id, document.place, document.record, key, content),
    )


def _move(db: sqlite3.Connection, document: Document) -> list[int]:
    """Other people may find it now; its words and vectors stay. Returns its units."""
    db.execute("UPDATE document SET place = ? WHERE id = ?", (document.place, document.id))
    db.execute("UPDATE unit SET place = ? WHERE document_id = ?", (document.place, document.id))
    return units_of(db, document.id)
