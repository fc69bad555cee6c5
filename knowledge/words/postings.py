"""How well each unit fits a phrase, read once and kept in memory while it is asked for.

FTS5 scores anew at every search, a microsecond a unit: too long when half of all units hold a word. Its bm25
is a sum over the phrases of a query, so what a phrase gives each unit can be kept and added up; the
order is FTS5's own.
"""

import math
import threading
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.words.file import File
from knowledge.words.places import Places

CONTEXT_WEIGHT = 0.4
# Kept at most, 8 bytes each. What was asked for longest ago goes first.
MOST_KEPT = 4_000_000
# The mean length of a unit is in the weights: they are read again when the library grew by so much.
GROWTH = 1.1
# What FTS5 takes for a phrase that half of all units hold, so that it counts a little still.
LEAST_IDF = 1e-6


@dataclass(frozen=True)
class Posting:
    """The units that hold a phrase, and bm25 of each without its idf; gone units may be among them."""

    units: NDArray[np.int32]
    weights: NDArray[np.float32]
    upto: int  # units up to this id are in it
    among: int  # how many units there were when it was begun


class Postings:
    """Phrases and who holds them. Safe to share between threads."""

    def __init__(self, file: File, places: Places) -> None:
        self._file, self._places = file, places
        self._lock = threading.Lock()
        self._known: dict[str, Posting] = {}
        self._kept = 0

    def holds(self, phrase: str) -> bool:
        """Somebody wrote it, and it is still there."""
        return bool(self.any_of([phrase]).any())

    def any_of(self, phrases: Sequence[str]) -> NDArray[np.float32]:
        """`(n,)` by unit id: bm25 for those of the phrases it holds, 0 if none; higher is better."""
        alive = self._places.alive()
        scores = np.zeros(len(alive), np.float32)
        for posting in self._of(phrases, int(np.count_nonzero(alive))):
            units, gains = _gains(posting, alive)
            scores[units] += gains
        return scores

    def all_of(self, phrases: Sequence[str]) -> NDArray[np.float32]:
        """As `any_of`, but 0 for a unit that lacks one of them."""
        alive = self._places.alive()
        scores, held = np.zeros(len(alive), np.float32), np.zeros(len(alive), np.int32)
        for posting in self._of(phrases, int(np.count_nonzero(alive))):
            units, gains = _gains(posting, alive)
            scores[units] += gains
            held[units] += 1
        scores[held < len(phrases)] = 0.0
        return scores

    def _of(self, phrases: Sequence[str], size: int) -> list[Posting]:
        """Their postings up to the newest unit, in a library of about `size` units."""
        with self._lock:
            db = self._file.reading()
            db.execute("BEGIN")  # one moment for all: a score is divided by the idf of that moment
            try:
                [newest] = db.execute("SELECT coalesce(max(id), 0) FROM unit").fetchone()
                found = [self._one(phrase, newest, size) for phrase in phrases]
            finally:
                db.execute("COMMIT")
            while self._kept > MOST_KEPT and len(self._known) > len(phrases):
                self._forget(next(iter(self._known)))
            return found

    def _one(self, phrase: str, newest: int, size: int) -> Posting:
        known = self._forget(phrase)
        if known is None or not known.among / GROWTH <= size <= known.among * GROWTH:
            known = Posting(_NO_UNITS, _NO_WEIGHTS, 0, size)
        if known.upto < newest:
            known = self._read_on(phrase, newest, known)
        self._known[phrase] = known
        self._kept += len(known.units)
        return known

    def _forget(self, phrase: str) -> Posting | None:
        known = self._known.pop(phrase, None)
        if known is not None:
            self._kept -= len(known.units)
        return known

    def _read_on(self, phrase: str, newest: int, known: Posting) -> Posting:
        """The posting with the units after `known.upto`."""
        db, match = self._file.reading(), f'"{phrase}"'
        rows = db.execute(
            f"SELECT rowid, bm25(words, 1.0, {CONTEXT_WEIGHT}) FROM words"
            " WHERE words MATCH ? AND rowid > ?",
            (match, known.upto),
        ).fetchall()
        units, weights = known.units, known.weights
        if rows:
            holding = self._holding(match) if known.upto else len(rows)
            [total] = db.execute("SELECT count(*) FROM unit").fetchone()
            more, scores = zip(*rows, strict=True)
            units = np.append(units, np.array(more, np.int32))
            gains = -np.array(scores) / _idf(holding, total)
            weights = np.append(weights, gains.astype(np.float32))
        return Posting(units, weights, newest, known.among)

    def _holding(self, match: str) -> int:
        rows = self._file.reading().execute(
            "SELECT count(*) FROM words WHERE words MATCH ?", (match,)
        )
        return rows.fetchone()[0]


def best(scores: NDArray[np.float32], allowed: NDArray[np.bool_], limit: int) -> list[int]:
    """The allowed units with a score, best first; of equal ones the newer."""
    both = min(len(scores), len(allowed))
    units = np.flatnonzero((scores[:both] > 0) & allowed[:both])
    if len(units) > limit:
        least = np.partition(scores[units], len(units) - limit)[len(units) - limit]
        units = units[scores[units] >= least]
    units = units[::-1]
    order = np.argsort(-scores[units], kind="stable")[:limit]
    return [int(unit) for unit in units[order]]


def _gains(
    posting: Posting, alive: NDArray[np.bool_]
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """The units of a posting that are still there, and what the phrase gives each."""
    inside = posting.units < len(alive)
    units, weights = posting.units[inside], posting.weights[inside]
    there = alive[units]
    units, weights = units[there], weights[there]
    return units, weights * np.float32(_idf(len(units), int(np.count_nonzero(alive))))


def _idf(holding: int, total: int) -> float:
    """FTS5's: how much a phrase tells that so many of all units hold."""
    idf = math.log((total - holding + 0.5) / (holding + 0.5))
    return idf if idf > 0 else LEAST_IDF


_NO_UNITS, _NO_WEIGHTS = np.zeros(0, np.int32), np.zeros(0, np.float32)
