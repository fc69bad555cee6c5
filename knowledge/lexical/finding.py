"""Finds chunks by their words: quoted phrases, words, likely misspellings, substrings of titles."""

import re
import sqlite3
from itertools import islice

from rapidfuzz import fuzz, process

from knowledge.lexical.query import STOP_WORDS, phrases_of, tokens_of
from knowledge.lexical.recordindex import RecordIndex
from knowledge.lexical.scope import Scope
from knowledge.lexical.textindex import TextIndex

LEAST_TRIGRAM = 3
LEAST_LIKENESS = 80
LIKEST = 2
# Terms that are so much shorter or longer than a word are no misspellings of it.
SHORTER, LONGER = 3, 2


def search(
    db: sqlite3.Connection, texts: TextIndex, query: str, scope: Scope, limit: int
) -> list[int]:
    """Chunks in scope that hold the words, best first: quoted text before all."""
    found: list[int] = []
    if phrases := phrases_of(query):
        found += texts.with_all(phrases, scope, limit)
    if tokens := _known(texts, tokens_of(query), scope):
        found += texts.with_any(tokens, scope, limit)
    if len(found) < limit // 4:
        found += _parts(db, query, scope, limit)
    return list(dict.fromkeys(found))[:limit]


def records(
    texts: TextIndex, whole: RecordIndex, query: str, scope: Scope, limit: int
) -> list[str]:
    """Records in scope that hold the words in all that is written in and on them, best first."""
    tokens = _known(texts, tokens_of(query), scope)
    return whole.with_any(tokens, scope, limit) if tokens else []


def _parts(db: sqlite3.Connection, query: str, scope: Scope, limit: int) -> list[int]:
    """Chunks whose titles hold the words as substrings: codes, compounds, halves of words."""
    words = [
        w
        for w in re.split(r"\s+", query.strip())
        if len(w) >= LEAST_TRIGRAM and w.lower() not in STOP_WORDS
    ]
    if not words:
        return []
    match = " AND ".join('"' + w.replace('"', '""') + '"' for w in words)
    rows = db.execute(
        "SELECT c.id, c.place, c.document_id FROM parts JOIN chunk c ON c.id = parts.rowid"
        " WHERE parts MATCH ?",
        (match,),
    )
    fitting = (
        chunk
        for chunk, place, document_id in rows
        if place in scope.places
        and (scope.kinds is None or document_id.partition(":")[0] in scope.kinds)
    )
    return [chunk for chunk, _ in zip(fitting, range(limit), strict=False)]


def _known(texts: TextIndex, tokens: list[str], scope: Scope) -> list[str]:
    """The tokens, and for one nobody wrote in what may be found the likest words somebody did."""
    made: list[str] = []
    for token in tokens:
        made.append(token)
        if len(token) > LEAST_TRIGRAM and token.isalpha() and not texts.holds(token, scope):
            made += _alike(texts, token, scope)
    return made


def _alike(texts: TextIndex, token: str, scope: Scope) -> list[str]:
    terms = [
        term
        for term in texts.terms_like(token)
        if len(token) - SHORTER <= len(term) <= len(token) + LONGER
    ]
    hits = process.extract(
        token.lower(), terms, scorer=fuzz.ratio, limit=None, score_cutoff=LEAST_LIKENESS
    )
    # Not those that stand in hidden texts alone.
    seen = (term for term, _, _ in hits if texts.holds_term(term, scope))
    return list(islice(seen, LIKEST))
