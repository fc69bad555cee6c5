"""The only module that imports Tantivy: it finds chunks by their words, within places and kinds.

It holds nothing that the database beside it doesn't hold, so it is made anew whenever it can't be read.
A commit is all or nothing, whenever the process dies.
"""

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import tantivy
from tantivy import Document, Filter, Occur, Query, TextAnalyzerBuilder, Tokenizer

# Rises when fields or their analysis change: an index of another format is removed and made anew.
FORMAT = 1
PREFIX = "text-index-"
# A word in a chunk's own words counts for both fields, one in its context for the second only. By these weights
# the order is nearest to BM25 over one field in which a word of the context is 0.4 of one.
OWN_WEIGHT, WHOLE_WEIGHT = 0.4, 0.6
WRITER_MEMORY = 32_000_000  # bytes
LONGEST_TERM = 255  # bytes; longer ones are blobs nobody looks for

_ANALYZER = (
    TextAnalyzerBuilder(Tokenizer.simple())
    .filter(Filter.remove_long(LONGEST_TERM))
    .filter(Filter.lowercase())
    .filter(Filter.ascii_fold())
    .filter(Filter.stemmer("english"))
    .build()
)


@dataclass(frozen=True)
class IndexedChunk:
    """What is indexed of a chunk."""

    id: int
    place: str
    kind: str
    own: str
    context: str


@dataclass(frozen=True)
class Scope:
    """Where and in what to look; no kinds are all kinds."""

    places: frozenset[str]
    kinds: frozenset[str] | None = None


class TextIndex:
    """One folder, written by one process. Safe to share between threads, but for its writing methods."""

    def __init__(self, library: Path) -> None:
        """Open the index in the folder of a library, or an empty one in the place of what can't be read."""
        self._folder = library / f"{PREFIX}{FORMAT}"
        for other in library.glob(f"{PREFIX}*"):
            if other != self._folder:
                shutil.rmtree(other, ignore_errors=True)
        self._schema = _schema()
        if not _readable(self._folder):
            shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True, exist_ok=True)
        self._index = tantivy.Index(self._schema, path=str(self._folder))
        self._index.register_tokenizer("words", _ANALYZER)
        self._index.config_reader(reload_policy="manual")
        self._writer: tantivy.IndexWriter | None = None

    def __len__(self) -> int:
        return self._index.searcher().num_docs

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

    def clear(self) -> None:
        """Take out everything; searches see it after `commit`."""
        self._writing().delete_all_documents()

    def commit(self) -> None:
        """Keep what was replaced, on disk and for the next search."""
        self._writing().commit()
        self._index.reload()

    def give_up(self) -> None:
        """Forget what was replaced since the last commit: a writer that failed once takes nothing more."""
        self._writer = None

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

    def close(self) -> None:
        """Let go of the folder."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None

    def _search(self, phrases: Sequence[tuple[Occur, str]], scope: Scope, limit: int) -> list[int]:
        wanted = [
            (occur, query)
            for occur, phrase in phrases
            if (query := self._phrase(phrase)) is not None
        ]
        if not wanted or not scope.places:
            return []
        narrowed = [
            (Occur.Must, Query.boolean_query(wanted)),
            (Occur.Must, self._one_of("place", scope.places)),
        ]
        if scope.kinds is not None:
            narrowed.append((Occur.Must, self._one_of("kind", scope.kinds)))
        searcher = self._index.searcher()
        hits = searcher.search(Query.boolean_query(narrowed), limit=limit, count=False).hits
        ids = searcher.fast_field_values("chunk", [address for _, address in hits])
        found = [(-float(score), -int(id or 0)) for (score, _), id in zip(hits, ids, strict=True)]
        return [-id for _, id in sorted(found)]

    def _writing(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._writer = self._index.writer(WRITER_MEMORY, num_threads=1)
        return self._writer

    def _phrase(self, phrase: str) -> Query | None:
        """Chunks that hold the phrase in their own words or, for less, in their context.

        A word's worth falls with the length of own words and context together, as in one field of BM25:
        by its own length alone, a word in a short context would count for more than one in a text.
        """
        terms = terms_of(phrase)
        if not terms:
            return None
        own, whole = (
            Query.term_query(self._schema, field, terms[0])
            if len(terms) == 1
            else Query.phrase_query(self._schema, field, [*terms])
            for field in ("own", "whole")
        )
        return Query.boolean_query(
            [
                (Occur.Should, Query.boost_query(own, OWN_WEIGHT)),
                (Occur.Should, Query.boost_query(whole, WHOLE_WEIGHT)),
            ]
        )

    def _one_of(self, field: str, values: frozenset[str]) -> Query:
        """Chunks with one of these values; it adds nothing to their score."""
        return Query.const_score_query(
            Query.term_set_query(self._schema, field, sorted(values)), 0.0
        )


def terms_of(text: str) -> list[str]:
    """The terms a text is indexed by: its words in lower case, without accents, as English stems."""
    return _ANALYZER.analyze(text)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    # Not an unsigned field: Tantivy's Python binding deletes nothing by the term of one.
    builder.add_integer_field("chunk", indexed=True, fast=True)
    builder.add_text_field("place", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("kind", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("own", tokenizer_name="words")
    builder.add_text_field("whole", tokenizer_name="words")
    return builder.build()


def _readable(folder: Path) -> bool:
    try:
        return tantivy.Index.exists(str(folder)) and tantivy.Index.is_compatible(str(folder))
    except (ValueError, OSError):
        return False
