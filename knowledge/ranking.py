"""Joins what words and meaning found into one order.

Reciprocal rank fusion with k = 10: with the usual 60 the fusion loses to words alone on short work
texts. Each leg weighs about what it finds alone: for questions words find twice what meaning does, for
similar items three quarters of it (a tenth-rank recall of .43 against .53 in an archive of 29,000 issues).
"""

from collections.abc import Sequence
from dataclasses import dataclass

K = 10
DEPTH = 200  # hits a leg contributes
# The same of passages by what they mean: two hundred may be of a few long records.
DEPTH_OF_MEANING = 1000
# What words weigh beside meaning.
FOR_QUESTIONS = 2.0
FOR_SIMILAR = 0.75
FOR_ANSWERS = 1.0
# Few words name what is sought, a description tells of it: then both legs find as much.
FEW_WORDS, FOR_DESCRIPTIONS = 3, 0.85
# Of the words' weight, what a record's words as a whole have and its best passage's; of the meaning's, the middle
# of its passages and the nearest. Chosen by descriptions of records among 778 (`tests/bench/descriptions.py`).
WHOLE, PASSAGE = 0.75, 0.25
MIDDLE, NEAREST = 0.6, 0.4


@dataclass(frozen=True)
class Fused:
    """A chunk with its rank in each leg (1 is best) and its joint score."""

    chunk: int
    score: float
    lexical_rank: int | None
    meaning_rank: int | None


def fuse(
    lexical: Sequence[int], meaning: Sequence[int], *, lexical_weight: float = FOR_QUESTIONS
) -> list[Fused]:
    """Chunks in joint order, best first; equal scores keep the words' order."""
    by_words = {chunk: rank for rank, chunk in enumerate(lexical, 1)}
    by_meaning = {chunk: rank for rank, chunk in enumerate(meaning, 1)}
    found = [
        Fused(
            chunk,
            _share(by_words.get(chunk), lexical_weight) + _share(by_meaning.get(chunk), 1.0),
            by_words.get(chunk),
            by_meaning.get(chunk),
        )
        for chunk in dict.fromkeys([*lexical, *meaning])
    ]
    return sorted(found, key=lambda one: -one.score)


def fuse_records(
    *,
    words: Sequence[str],
    meaning: Sequence[str],
    whole: Sequence[str],
    middle: Sequence[str],
    words_weigh: float,
) -> dict[str, float]:
    """Records with their joint scores, best first; a record found by several passages counts by its best.

    `whole` and `middle` are by all of a record's words, and by the middle of what its passages mean.
    """
    legs = (
        (whole, WHOLE * words_weigh),
        (words, PASSAGE * words_weigh),
        (middle, MIDDLE),
        (meaning, NEAREST),
    )
    scores: dict[str, float] = {}
    for leg, weight in legs:
        for rank, record in enumerate(dict.fromkeys(leg), 1):
            scores[record] = scores.get(record, 0.0) + _share(rank, weight)
    return dict(sorted(scores.items(), key=lambda one: -one[1]))


def _share(rank: int | None, weight: float) -> float:
    return 0.0 if rank is None else weight / (K + rank)
