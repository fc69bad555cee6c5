"""An index of Tantivy in a folder of its own: how words are cut, how it is written and kept.

It holds nothing that the database beside it doesn't hold, so it is made anew whenever it can't be read.
A commit is all or nothing, whenever the process dies.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path

import tantivy
from tantivy import Filter, Occur, Query, TextAnalyzerBuilder, Tokenizer

from knowledge.lexical.scope import Scope
from knowledge.lexical.worth import Worth

WRITER_MEMORY = 32_000_000  # bytes
LONGEST_TERM = 255  # bytes; longer ones are blobs nobody looks for


def _folding() -> TextAnalyzerBuilder:
    return (
        TextAnalyzerBuilder(Tokenizer.simple())
        .filter(Filter.remove_long(LONGEST_TERM))
        .filter(Filter.lowercase())
        .filter(Filter.ascii_fold())
    )


_FOLDED = _folding().build()
_ANALYZER = _folding().filter(Filter.stemmer("english")).build()


class WordIndex:
    """One folder, written by one process. Safe to share between threads, but for its writing methods."""

    def __init__(self, folder: Path, schema: tantivy.Schema) -> None:
        """Open the index in a folder whose name tells its format, or an empty one where it can't be read."""
        self._schema = schema
        stem = folder.name.rpartition("-")[0]
        for other in folder.parent.glob(f"{stem}-*"):
            if other != folder:
                shutil.rmtree(other, ignore_errors=True)
        if not _readable(folder):
            shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        self._index = tantivy.Index(schema, path=str(folder))
        self._index.register_tokenizer("words", _ANALYZER)
        self._index.config_reader(reload_policy="manual")
        self._writer: tantivy.IndexWriter | None = None
        self._worth = Worth(self._index, schema, lambda scope: self._one_of("place", scope.places))

    def __len__(self) -> int:
        return self._index.searcher().num_docs

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

    def close(self) -> None:
        """Let go of the folder."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None

    def _writing(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._writer = self._index.writer(WRITER_MEMORY, num_threads=1)
        return self._writer

    def _within(self, query: Query, scope: Scope) -> Query:
        """The same query, in these places and of these kinds."""
        narrowed = [(Occur.Must, query), (Occur.Must, self._one_of("place", scope.places))]
        if scope.kinds is not None:
            narrowed.append((Occur.Must, self._one_of("kind", scope.kinds)))
        return Query.boolean_query(narrowed)

    def _held(self, field: str, terms: Sequence[str]) -> Query:
        """One term, or several in a row, in a field."""
        if len(terms) == 1:
            return Query.term_query(self._schema, field, terms[0])
        return Query.phrase_query(self._schema, field, [*terms])

    def _one_of(self, field: str, values: frozenset[str]) -> Query:
        """What has one of these values; it adds nothing to their score."""
        return Query.const_score_query(
            Query.term_set_query(self._schema, field, sorted(values)), 0.0
        )


def terms_of(text: str) -> list[str]:
    """The terms a text is indexed by: its words in lower case, without accents, as English stems."""
    return _ANALYZER.analyze(text)


def folded(text: str) -> list[str]:
    """The words of a text in lower case, without accents, as they stand."""
    return _FOLDED.analyze(text)


def _readable(folder: Path) -> bool:
    try:
        return tantivy.Index.exists(str(folder)) and tantivy.Index.is_compatible(str(folder))
    except (ValueError, OSError):
        return False
