"""Finds chunks by their words, within places and kinds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import tantivy
from tantivy import Document, Occur, Query

from knowledge.lexical.scope import Scope
from knowledge.lexical.wordindex import WordIndex, terms_of
from knowledge.lexical.worth import rounded

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

    def holds(self, phrase: str, scope: Scope) -> bool:
        """Some chunk in these places holds the phrase."""
        return self._holds(terms_of(phrase), scope)

    def holds_term(self, term: str, scope: Scope) -> bool:
        """Some chunk in these places holds a term as it is indexed."""
        return self._holds([term], scope)

    def _holds(self, terms: Sequence[str], scope: Scope) -> bool:
        if not terms or not scope.places:
            return False
        query = self._within(self._held("whole", terms), Scope(scope.places))
        return bool(self._index.searcher().search(query, limit=1, count=False).hits)

    def terms_like(self, word: str) -> list[str]:
        """The terms (stems of words) in the index that begin with the same letter as a word."""
        [first] = terms_of(word)[:1] or [""]
        searcher = self._index.searcher()
        return [term for term, _ in searcher.terms_with_prefix("whole", first[:1])] if first else []

    def _search(self, phrases: Sequence[tuple[Occur, str]], scope: Scope, limit: int) -> list[int]:
        wanted = [
            (occur, query)
            for occur, phrase in phrases
            if (query := self._phrase(phrase, scope)) is not None
        ]
        if not wanted or not scope.places:
            return []
        searcher = self._index.searcher()
        narrowed = self._within(Query.boolean_query(wanted), scope)
        hits = searcher.search(narrowed, limit=limit, count=False).hits
        ids = searcher.fast_field_values("chunk", [address for _, address in hits])
        found = [
            (-rounded(float(score)), -int(id or 0))
            for (score, _), id in zip(hits, ids, strict=True)
        ]
        return [-id for _, id in sorted(found)]

    def _phrase(self, phrase: str, scope: Scope) -> Query | None:
        """Chunks that hold the phrase in their own words or, for less, in their context.

        A word's worth falls with the length of own words and context together, as in one field of BM25:
        by its own length alone, a word in a short context would count for more than one in a text.
        """
        terms = terms_of(phrase)
        if not terms:
            return None
        return Query.boolean_query(
            [
                (
                    Occur.Should,
                    Query.boost_query(
                        self._held(field, terms), weight * self._worth.in_scope(field, terms, scope)
                    ),
                )
                for field, weight in (("own", OWN_WEIGHT), ("whole", WHOLE_WEIGHT))
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
