"""Which sentence of what was found answers a question, and whether it holds enough of it to be an answer."""

import math
import re
from collections.abc import Mapping, Sequence

from agents.facts import Quote
from agents.plain.statements import (
    Pick,
)
from agents.reading.names import fold
from agents.reading.stems import holds, stem, stemmed
from agents.reading.words import FILLER

LONGEST = 320


# Below this a sentence is a heading or a greeting more often than an answer.
SHORT = 15


# How much of the question's weight a passage must hold together with how near anything comes to it in
# meaning (of 75 questions with an answer it refuses one); alone while the meaning is not known.
ENOUGH_TOGETHER = 0.72


ENOUGH_COVERAGE = 0.45


# What holds less than this share of what the best holds is left out.
LEAST_BESIDE_BEST = 0.34


SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“\"'(])|\n+")


MARKS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)|^#+\s*|^>\s*")


# How one asks for what was said; what was said holds other words.
SPEECH = frozenset(
    [
        "agree",
        "agreed",
        "conclude",
        "concluded",
        "decide",
        "decided",
        "decision",
        "decisions",
        "mention",
        "mentioned",
        "said",
        "say",
        "says",
        "think",
        "thinks",
        "thought",
        "write",
        "wrote",
    ]
)


def picked(found: Sequence[Quote], query: str, likeness: float) -> tuple[list[Pick], list[Pick]]:
    weights = _weights(key_stems(query), found)
    picks = [_best(quote, weights) for quote in found]
    return picks, _enough(picks, weights, likeness)


def key_stems(query: str) -> list[str]:
    """The stems of the question's words that say something."""
    words = [word.removesuffix("'s") for word in fold(query).split()]
    words = [word for word in words if word not in FILLER and len(word) > 1]
    kept = [word for word in words if word not in SPEECH] or words
    return list(dict.fromkeys(stem(word) for word in kept))


def _weights(words: Sequence[str], found: Sequence[Quote]) -> dict[str, float]:
    """What each word tells: the fewer of the records found hold it, the more."""
    texts: dict[str, str] = {}
    for quote in found:
        own = stemmed(f"{quote.title} {quote.text}")
        texts[quote.record] = texts.get(quote.record, "") + own
    held = {word: sum(holds(text, word) for text in texts.values()) for word in words}
    return {word: math.log(1 + (len(texts) or 1) / (0.5 + held[word])) for word in words}


def _best(quote: Quote, weights: Mapping[str, float]) -> Pick:
    """The sentence of a passage that holds most of the question; the earlier one when they are equal.

    A page's own name is no answer: it is said anyhow.
    """
    best, best_share = "", -1.0
    sentences = [s.strip(" -*>#|") for s in SENTENCE.split(quote.text) if s.strip(" -*>#|`")]
    for index, sentence in enumerate(s for s in sentences if s != quote.title):
        share = _held(sentence, weights) - 0.01 * min(index, 9)
        if len(sentence) < SHORT:
            share -= 0.2
        if share > best_share:
            best, best_share = sentence, share
    coverage = _held(f"{quote.text} {quote.title}", weights)
    return Pick(quote, _cut(best or quote.title), coverage, best_share, _shares(best, weights))


def _shares(text: str, weights: Mapping[str, float]) -> dict[str, float]:
    """The question's words a text holds, with their shares of its weight."""
    stems, every = stemmed(text), sum(weights.values())
    return {word: weight / every for word, weight in weights.items() if holds(stems, word)}


def _held(text: str, weights: Mapping[str, float]) -> float:
    """The share of the question's weight a text holds, 0–1.

    One word more than there are counts as missing: two words found of two prove less than six of six.
    """
    if not weights:
        return 0.0
    stems = stemmed(text)
    every = sum(weights.values()) * (1 + 1 / len(weights))
    return sum(weight for word, weight in weights.items() if holds(stems, word)) / every


def _enough(picks: list[Pick], weights: Mapping[str, float], likeness: float) -> list[Pick]:
    """The picks in order, when they hold enough of the question alone or with how near anything comes."""
    if not picks or not weights:
        return []
    most = max(pick.coverage for pick in picks)
    stands_out = most >= ENOUGH_COVERAGE
    if most + likeness < ENOUGH_TOGETHER if likeness else not stands_out:
        return []
    least = most * LEAST_BESIDE_BEST if stands_out else 0.0
    return [p for p in in_order(picks) if p.coverage >= least and p.share > 0]


def in_order(picks: list[Pick]) -> list[Pick]:
    """Records as they were found; within each what holds most of the question first."""
    scores: dict[str, float] = {}
    for pick in picks:
        record = pick.quote.record
        scores[record] = max(scores.get(record, 0.0), pick.quote.score)
    return sorted(picks, key=lambda p: (-scores[p.quote.record], -(p.share + p.coverage)))


def _cut(text: str) -> str:
    line = " ".join(MARKS.sub("", text).split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rsplit(" ", 1)[0] + "…"
