"""The engines that find texts by their words, each with the same few methods."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import bm25s
import numpy as np
import tantivy
from bm25s.tokenization import Tokenized
from numpy.typing import NDArray

from knowledge.lexical import LexicalIndex
from tests.bench.engines import corpus
from tests.bench.engines.corpus import WANTED, WORDS, Texts

BATCH = 1_000


class WordEngine(Protocol):
    """Texts are known by their numbers; what changed is found when the call returns."""

    def build(self, texts: Texts, count: int) -> None: ...
    def search(self, query: list[int], places: range) -> list[int]: ...
    def add(self, texts: Texts, numbers: range) -> None: ...
    def drop(self, numbers: range) -> None: ...


class Ours:
    """`knowledge.lexical`: Tantivy, beside the database that keeps texts, places and what is embedded."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._lexical = LexicalIndex(folder)

    def build(self, texts: Texts, count: int) -> None:
        for start in range(0, count, BATCH):
            self.add(texts, range(start, min(start + BATCH, count)))

    def search(self, query: list[int], places: range) -> list[int]:
        names = frozenset(corpus.place_name(place) for place in places)
        found = self._lexical.search(" ".join(WORDS[query]), places=names, kinds=None, limit=WANTED)
        return [chunk - 1 for chunk in found]  # chunks are numbered from 1, in the order they came

    def add(self, texts: Texts, numbers: range) -> None:
        self._lexical.put(list(texts.documents(numbers)))

    def drop(self, numbers: range) -> None:
        self._lexical.drop([f"comment:{number}" for number in numbers])


class Fts5:
    """SQLite's FTS5, the scope a condition on the place."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._db = sqlite3.connect(folder / "fts5.db")
        self._db.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
            "CREATE TABLE place (number INTEGER PRIMARY KEY, name TEXT NOT NULL);"
            "CREATE VIRTUAL TABLE words USING fts5(own, tokenize='porter unicode61');"
        )

    def build(self, texts: Texts, count: int) -> None:
        self.add(texts, range(count))

    def search(self, query: list[int], places: range) -> list[int]:
        rows = self._db.execute(
            "SELECT words.rowid FROM words JOIN place ON place.number = words.rowid WHERE words MATCH ?"
            " AND name IN (SELECT value FROM json_each(?)) ORDER BY bm25(words) LIMIT ?",
            (
                " OR ".join(WORDS[query]),
                json.dumps([corpus.place_name(place) for place in places]),
                WANTED,
            ),
        )
        return [number for (number,) in rows]

    def add(self, texts: Texts, numbers: range) -> None:
        with self._db:
            self._db.executemany(
                "INSERT INTO words (rowid, own) VALUES (?, ?)",
                ((number, texts.text(number)) for number in numbers),
            )
            self._db.executemany(
                "INSERT INTO place VALUES (?, ?)",
                ((number, corpus.place_name(int(texts.places[number]))) for number in numbers),
            )

    def drop(self, numbers: range) -> None:
        with self._db:
            self._db.executemany("DELETE FROM words WHERE rowid = ?", [(one,) for one in numbers])


class Tantivy:
    """Tantivy on disk. The scope is a filter by the place's term; hits are named by a fast field."""

    def __init__(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        builder = tantivy.SchemaBuilder()
        # Not an unsigned field: Tantivy's Python binding deletes nothing by the term of one.
        builder.add_integer_field("number", indexed=True, fast=True)
        builder.add_text_field("place", tokenizer_name="raw", index_option="basic")
        builder.add_text_field("own", tokenizer_name="en_stem")
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema, path=str(folder))
        self._writer = self._index.writer(128_000_000)

    def build(self, texts: Texts, count: int) -> None:
        self.add(texts, range(count))

    def search(self, query: list[int], places: range) -> list[int]:
        scope = tantivy.Query.term_set_query(
            self._schema, "place", [corpus.place_name(place) for place in places]
        )
        words = [
            (tantivy.Occur.Should, tantivy.Query.term_query(self._schema, "own", str(word)))
            for word in WORDS[query]
        ]
        wanted = tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Must, tantivy.Query.boolean_query(words)),
                (tantivy.Occur.Must, tantivy.Query.const_score_query(scope, 0.0)),
            ]
        )
        searcher = self._index.searcher()
        hits = searcher.search(wanted, limit=WANTED, count=False).hits
        numbers = searcher.fast_field_values("number", [address for _, address in hits])
        return [int(number) for number in numbers if number is not None]

    def add(self, texts: Texts, numbers: range) -> None:
        for number in numbers:
            place = corpus.place_name(int(texts.places[number]))
            fields = {"number": number, "place": place, "own": texts.text(number)}
            self._writer.add_document(tantivy.Document.from_dict(fields, self._schema))
        self._publish()

    def drop(self, numbers: range) -> None:
        for number in numbers:
            self._writer.delete_documents_by_term("number", number)
        self._publish()

    def _publish(self) -> None:
        self._writer.commit()
        self._index.reload()


class Bm25s:
    """bm25s in memory. It knows no change: every one is a new index, of words already split and stemmed."""

    def __init__(self, folder: Path) -> None:
        self._gone: set[int] = set()

    def build(self, texts: Texts, count: int) -> None:
        self._texts, self._count = texts, count
        alive = [number for number in range(count) if number not in self._gone]
        self._numbers = np.array(alive, np.int64)
        ids = [texts.words[texts.starts[n] : texts.starts[n + 1]].tolist() for n in alive]
        vocabulary = {str(word): number for number, word in enumerate(WORDS)}
        self._index = bm25s.BM25(k1=corpus.K1, b=corpus.B, method="lucene")
        self._index.index(Tokenized(ids, vocabulary), show_progress=False)
        self._places: NDArray[np.int16] = texts.places[self._numbers]

    def search(self, query: list[int], places: range) -> list[int]:
        scope = np.isin(self._places, np.array(places)).astype(np.float32)
        tokens = [[str(word) for word in WORDS[query]]]
        found, scores = self._index.retrieve(
            tokens, k=WANTED, weight_mask=scope, show_progress=False
        )
        return [int(self._numbers[one]) for one in found[0][scores[0] > 0]]

    def add(self, texts: Texts, numbers: range) -> None:
        self.build(texts, numbers.stop)

    def drop(self, numbers: range) -> None:
        self._gone |= set(numbers)
        self.build(self._texts, self._count)


ENGINES: dict[str, Callable[[Path], WordEngine]] = {
    "ours (Tantivy and the database)": Ours,
    "Tantivy alone": Tantivy,
    "FTS5 alone": Fts5,
    "bm25s": Bm25s,
}
