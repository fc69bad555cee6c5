"""Finds whole records by their words: what they are called, all that is written in and on them, what is about them.

A passage alone knows little of what its record is about: two words of a question may stand in two comments.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import tantivy
from tantivy import Document, Occur, Query

from knowledge.lexical.scope import Scope
from knowledge.lexical.wordindex import WordIndex, folded, terms_of
from knowledge.lexical.worth import rounded

# Rises when fields or their analysis change: an index of another format is removed and made anew.
FORMAT = 1
PREFIX = "record-index-"
# A word of the title stands in the text, too: it counts for both.
WEIGHTS = {"title": 0.25, "text": 1.0, "context": 0.3}
# Words that begin as the one that is being typed; the commonest.
MOST_BEGUN = 40
# The shortest beginning that is looked for in texts; of a shorter one too much is found.
LEAST_BEGUN = 2
# Letters at the end of a half-typed word that its stem may lack: “migratio” and “migrat”.
MOST_UNSTEMMED = 3
LEAST_STEM = 4


@dataclass(frozen=True)
class IndexedRecord:
    """What is indexed of a record: its title, all its own words and its comments', and its context."""

    id: str
    place: str
    title: str
    text: str
    context: str

    @property
    def kind(self) -> str:
        return self.id.partition(":")[0]


class RecordIndex(WordIndex):
    """The index of records."""

    def __init__(self, library: Path) -> None:
        super().__init__(library / f"{PREFIX}{FORMAT}", _schema())

    def replace(self, gone: Sequence[str], records: Iterable[IndexedRecord]) -> None:
        """Take out these records, then put these in; searches see it after `commit`."""
        writer = self._writing()
        if gone:
            writer.delete_documents_by_query(
                Query.term_set_query(self._schema, "record", list(gone))
            )
        for one in records:
            fields = {
                "record": one.id,
                "place": one.place,
                "kind": one.kind,
                "title": one.title,
                "text": [one.title, one.text],
                "context": one.context,
            }
            writer.add_document(Document.from_dict(fields, self._schema))

    def with_any(self, phrases: Sequence[str], scope: Scope, limit: int) -> list[str]:
        """Records in scope that hold any of the phrases, best first by BM25; of equal ones the newer."""
        wanted = [
            (Occur.Should, self._anywhere(terms, scope))
            for one in phrases
            if (terms := terms_of(one))
        ]
        return self._search(wanted, scope, limit)

    def with_all(self, phrases: Sequence[str], scope: Scope, limit: int) -> list[str]:
        """Records in scope that hold each of the phrases in their text, in the same order."""
        wanted = [
            (Occur.Must, self._worthy("text", terms, scope))
            for one in phrases
            if (terms := terms_of(one))
        ]
        return self._search(wanted, scope, limit)

    def begun(
        self, words: Sequence[str], last: str, scope: Scope, limit: int
    ) -> tuple[list[str], list[str]]:
        """Records that hold all words, and one that begins as `last` does: by their titles, and anyhow."""
        titled = self._all("title", words, last)
        anyhow = self._all("text", words, last) if not last or len(last) >= LEAST_BEGUN else []
        return self._search(titled, scope, limit), self._search(anyhow, scope, limit)

    def _all(self, field: str, words: Sequence[str], last: str) -> list[tuple[Occur, Query]]:
        """Each word must be there; in what is about a text, too."""
        held = (terms_of(word) for word in words)
        wanted = [self._in_field(field, terms) for terms in held if terms]
        if last:
            begun = self._beginning(field, last)
            if begun is None:
                return []
            wanted.append(begun)
        return [(Occur.Must, query) for query in wanted]

    def _in_field(self, field: str, terms: Sequence[str]) -> Query:
        if field != "text":
            return self._worthy(field, terms, None)
        return self._anywhere(terms, None)

    def _beginning(self, field: str, word: str) -> Query | None:
        """Words that begin so; None when nobody wrote one."""
        searcher = self._index.searcher()
        plain = "".join(folded(word))
        found = [term for term, _ in searcher.terms_with_prefix(field, plain, limit=MOST_BEGUN)]
        for stem in (*terms_of(word), *_shorter(plain)):
            if searcher.doc_freq(field, stem):
                found.append(stem)
                break
        if not found:
            return None
        return Query.boolean_query(
            [(Occur.Should, self._worthy(field, [term], None)) for term in dict.fromkeys(found)]
        )

    def _anywhere(self, terms: Sequence[str], scope: Scope | None) -> Query:
        return Query.boolean_query(
            [
                (Occur.Should, Query.boost_query(self._worthy(field, terms, scope), weight))
                for field, weight in WEIGHTS.items()
            ]
        )

    def _worthy(self, field: str, terms: Sequence[str], scope: Scope | None) -> Query:
        """Terms at what they are worth in a scope; with none, each as much as any other."""
        worth = self._worth
        many = worth.alike(field, terms) if scope is None else worth.in_scope(field, terms, scope)
        return Query.boost_query(self._held(field, terms), many)

    def _search(self, wanted: Sequence[tuple[Occur, Query]], scope: Scope, limit: int) -> list[str]:
        if not wanted or not scope.places:
            return []
        searcher = self._index.searcher()
        narrowed = self._within(Query.boolean_query([*wanted]), scope)
        hits = searcher.search(narrowed, limit=limit, count=False).hits
        found = [
            (rounded(score), str(searcher.doc(address)["record"][0]))
            for score, address in hits
            if score is not None
        ]
        return [
            record for _, record in sorted(found, key=lambda one: (-one[0], -number_of(one[1])))
        ]


def number_of(record: str) -> int:
    """The number in a record's name: of two of a kind the newer has the higher."""
    number = record.rpartition(":")[2]
    return int(number) if number.isdecimal() else 0


def _shorter(word: str) -> list[str]:
    """The word with one to three letters fewer."""
    least = max(LEAST_STEM, len(word) - MOST_UNSTEMMED)
    return [word[:size] for size in range(len(word) - 1, least - 1, -1)]


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("record", tokenizer_name="raw", index_option="basic", stored=True)
    builder.add_text_field("place", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("kind", tokenizer_name="raw", index_option="basic")
    for field in WEIGHTS:
        builder.add_text_field(field, tokenizer_name="words")
    return builder.build()
