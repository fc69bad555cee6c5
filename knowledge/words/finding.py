"""Finds units by their words: quoted phrases, words, likely misspellings, substrings of titles."""

import re
import sqlite3
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from knowledge.words.postings import Postings, best
from knowledge.words.query import STOP_WORDS, phrases_of, tokens_of

LEAST_TRIGRAM = 3
LEAST_LIKENESS = 80
Mask = NDArray[np.bool_]


def search(
    db: sqlite3.Connection, postings: Postings, query: str, allowed: Mask, limit: int
) -> list[int]:
    """Allowed units that hold the words, best first: quoted text before all."""
    found: list[int] = []
    if phrases := phrases_of(query):
        found += best(postings.all_of(phrases), allowed, limit)
    if tokens := _known(db, postings, tokens_of(query)):
        found += best(postings.any_of(tokens), allowed, limit)
    if len(found) < limit // 4:
        found += _parts(db, query, allowed, limit)
    return list(dict.fromkeys(found))[:limit]


def _parts(db: sqlite3.Connection, query: str, allowed: Mask, limit: int) -> list[int]:
    """Units whose titles hold the words as substrings: codes, compounds, halves of words."""
    words = [
        w
        for w in re.split(r"\s+", query.strip())
        if len(w) >= LEAST_TRIGRAM and w.lower() not in STOP_WORDS
    ]
    if not words:
        return []
    match = " AND ".join('"' + w.replace('"', '""') + '"' for w in words)
    rows = db.execute("SELECT rowid FROM parts WHERE parts MATCH ?", (match,))
    fitting = (unit for (unit,) in rows if unit < len(allowed) and allowed[unit])
    return list(islice(fitting, limit))


def _known(db: sqlite3.Connection, postings: Postings, tokens: list[str]) -> list[str]:
    """The tokens, and for one nobody ever wrote the likest words somebody did."""
    made: list[str] = []
    for token in tokens:
        made.append(token)
        if len(token) > LEAST_TRIGRAM and token.isalpha() and not postings.holds(token):
            made += _alike(db, token)
    return made


def _alike(db: sqlite3.Connection, token: str) -> list[str]:
    start = token[:1].lower()
    rows = db.execute(
        "SELECT term FROM vocabulary WHERE term >= ? AND term < ? AND length(term) BETWEEN ? AND ?",
        (start, chr(ord(start) + 1), len(token) - 3, len(token) + 2),
    )
    terms = [term for (term,) in rows]
    hits = process.extract(
        token.lower(), terms, scorer=fuzz.ratio, limit=2, score_cutoff=LEAST_LIKENESS
    )
    return [term for term, _, _ in hits]
