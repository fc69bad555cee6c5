"""What a word is worth among the texts one may find: what is hidden from somebody changes no order they see.

BM25 weighs a word by how few of all texts hold it (idf), hidden ones too; who wrote texts of their own to compare
could read from their order whether hidden ones hold a word. So each term is multiplied by its idf among the texts
in scope over that among all. How long texts are on average is still taken of all: that tells of no word.
"""

import json
import math
import time
from collections.abc import Callable, Sequence

from tantivy import Index, Occur, Query, Schema, Searcher

from knowledge.lexical.scope import Scope

# How long counts are believed, and how many are kept. What is new meanwhile weighs a little wrong, for a minute.
BELIEVED_SECONDS = 60.0
MOST_KEPT = 20_000
# A word in more documents than this is not counted: it costs most, and a single text changes its worth by less than
# what is rounded away.
FREQUENT = 500
# Scores that differ by less are one: the rest is how numbers were rounded.
DIGITS = 3


class Worth:
    """Multiplies what terms score in one index. Safe to share between threads."""

    def __init__(self, index: Index, schema: Schema, within: Callable[[Scope], Query]) -> None:
        self._index, self._schema, self._within = index, schema, within
        self._kept: dict[tuple[int, str, str], tuple[float, int]] = {}
        self._all: tuple[int, int] = (
            -1,
            0,
        )  # of so many living documents: all, with those that were deleted

    def in_scope(self, field: str, terms: Sequence[str], scope: Scope) -> float:
        """For a term, or several in a row, that is looked for in a scope."""
        searcher = self._index.searcher()
        here = self._count(searcher, scope, "", "")
        if here >= searcher.num_docs:
            return 1.0
        share = here / searcher.num_docs
        mine = sum(_idf(here, self._held(searcher, scope, field, term, share)) for term in terms)
        every = self._among_all(searcher, field, terms)
        return mine / every if every else 1.0

    def alike(self, field: str, terms: Sequence[str]) -> float:
        """For terms each of which shall count as much as any other: where all of them must be there."""
        every = self._among_all(self._index.searcher(), field, terms)
        return 1.0 / every if every else 1.0

    def _among_all(self, searcher: Searcher, field: str, terms: Sequence[str]) -> float:
        """As Tantivy weighs them."""
        found = [(term, searcher.doc_freq(field, term)) for term in terms]
        total = self._total(searcher, field, next((term for term, many in found if many), ""))
        return sum(_idf(total, many) for _, many in found) if total else 0.0

    def _total(self, searcher: Searcher, field: str, term: str) -> int:
        """How many documents Tantivy counts: deleted ones too, until their segment is merged."""
        living = searcher.num_docs
        if self._all[0] == living:
            return self._all[1]
        query = Query.term_query(self._schema, field, term) if term else Query.empty_query()
        hits = searcher.search(query, limit=1, count=False).hits
        if not hits:
            return 0
        total = _told(json.loads(query.explain(searcher, hits[0][1]).to_json()))
        self._all = (living, total)
        return total

    def _held(self, searcher: Searcher, scope: Scope, field: str, term: str, share: float) -> int:
        """Documents in scope that hold a term: of a frequent one their share, for one more or less is not to be seen."""
        many = searcher.doc_freq(field, term)
        return int(many * share) if many > FREQUENT else self._count(searcher, scope, field, term)

    def _count(self, searcher: Searcher, scope: Scope, field: str, term: str) -> int:
        """Documents in scope, or those that hold a term."""
        key, now = (hash(scope.places), field, term), time.monotonic()
        known = self._kept.get(key)
        if known is not None and now - known[0] < BELIEVED_SECONDS:
            return known[1]
        wanted = [(Occur.Must, self._within(scope))]
        if field:
            wanted.append((Occur.Must, Query.term_query(self._schema, field, term)))
        many = searcher.search(Query.boolean_query(wanted), limit=1, count=True).count or 0  # pyright: ignore[reportAttributeAccessIssue] - its stub lacks it
        if len(self._kept) >= MOST_KEPT:
            self._kept = {}
        self._kept[key] = now, many
        return many


def rounded(score: float) -> float:
    return float(f"{score:.{DIGITS}g}")


def _idf(total: int, many: int) -> float:
    """Tantivy's own formula."""
    return math.log(1 + (max(total, many) - many + 0.5) / (many + 0.5))


def _told(explained: dict[str, object]) -> int:
    """N of an explanation of one term's score."""
    if str(explained.get("description", "")).startswith("N,"):
        return int(float(str(explained["value"])))
    details = explained.get("details")
    for one in details if isinstance(details, list) else []:
        if found := _told(one):
            return found
    return 0
