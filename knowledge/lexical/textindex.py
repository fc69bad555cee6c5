"""Finds chunks by their words, within places and kinds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import tantivy
from tantivy import Document, Occur, Query

from knowledge.lexical.wordindex import Scope, WordIndex, terms_of

# Rises when fields or their analysis change: an index of another format is removed and made anew.
FORMAT = 1
PREFIX = "text-index-"
# A word in a chunk's own words counts for both fields, one in its context for the second only. By these weights
# the order is nearest to BM25 over one field in which a word of the context is 0.4 of one.
OWN_WEIGHT, WHOLE_WEIGHT = 0.4, 0.6


@dataclass(frozen=True)
class IndexedChunk:
    """What is indexed of a chunk."""

    id: int
    place: str
    kind: str
    own: str
    context: str


class TextIndex(WordIndex):
    """The index of chunks."""

    def __init__(self, library: Path) -> None:
        super().__init__(library / f"{PREFIX}{FORMAT}", _schema())

    def replace(self, gone: Sequence[int], chunks: Iterable[IndexedChunk]) -> None:
        """Take out the chunks with these ids, then put these in; searches see it after `commit`."""
        writer = self._writing()
        if gone:
            writer.delete_documents_by_query(
                Query.term_set_query(self._schema, "chunk", list(gone))
            )
        for chunk in chunks:
            fields = {
                "chunk": chunk.id,
                "place": chunk.place,
                "kind": chunk.kind,
                "own": chunk.own,
                "whole": [chunk.own, chunk.context],
            }
            writer.add_document(Document.from_dict(fields, self._schema))

    def with_any(self, phrases: Sequence[str], scope: Scope, limit: int) -> list[int]:
        """Chunks in scope that hold any of the phrases, best first by BM25; of equal ones the newer.

        A phrase is words in a row; one given twice counts twice.
        """
        return self._search([(Occur.Should, phrase) for phrase in phrases], scope, limit)

    def with_all(self, phrases: Sequence[str], scope: Scope, limit: int) -> list[int]:
        """Chunks in scope that hold all of the phrases, in the same order."""
        return self._search([(Occur.Must, phrase) for phrase in phrases], scope, limit)

    def holds(self, phrase: str) -> bool:
        """Some chunk, in whatever place, holds the phrase."""
        query = self._phrase(phrase)
        return query is not None and bool(
            self._index.searcher().search(query, limit=1, count=False).hits
        )

    def terms_like(self, word: str) -> list[str]:
        """The terms (stems of words) in the index that begin with the same letter as a word."""
        [first] = terms_of(word)[:1] or [""]
        searcher = self._index.searcher()
        return [term for term, _ in searcher.terms_with_prefix("whole", first[:1])] if first else []

    def _search(self, phrases: Sequence[tuple[Occur, str]], scope: Scope, limit: int) -> list[int]:
        wanted = [
            (occur, query)
            for occur, phrase in phrases
            if (query := self._phrase(phrase)) is not None
        ]
        if not wanted or not scope.places:
            return []
        searcher = self._index.searcher()
        narrowed = self._within(Query.boolean_query(wanted), scope)
        hits = searcher.search(narrowed, limit=limit, count=False).hits
        ids = searcher.fast_field_values("chunk", [address for _, address in hits])
        found = [(-float(score), -int(id or 0)) for (score, _), id in zip(hits, ids, strict=True)]
        return [-id for _, id in sorted(found)]

    def _phrase(self, phrase: str) -> Query | None:
        """Chunks that hold the phrase in their own words or, for less, in their context.

        A word's worth falls with the length of own words and context together, as in one field of BM25:
        by its own length alone, a word in a short context would count for more than one in a text.
        """
        terms = terms_of(phrase)
        if not terms:
            return None
        own, whole = (self._held(field, terms) for field in ("own", "whole"))
        return Query.boolean_query(
            [
                (Occur.Should, Query.boost_query(own, OWN_WEIGHT)),
                (Occur.Should, Query.boost_query(whole, WHOLE_WEIGHT)),
            ]
        )


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    # Not an unsigned field: Tantivy's Python binding deletes nothing by the term of one.
    builder.add_integer_field("chunk", indexed=True, fast=True)
    builder.add_text_field("place", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("kind", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("own", tokenizer_name="words")
    builder.add_text_field("whole", tokenizer_name="words")
    return builder.build()
