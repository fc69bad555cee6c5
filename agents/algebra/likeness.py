"""Which measure a question is most like: exemplars by words and by meaning, in one calibrated score.

The exemplars are data. `fitting.weights` fits the weights anew when they change: nothing is random, and each
exemplar is scored by the others. Vectors are made by the resident embedder when it is warm.
"""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from agents.algebra.language import exemplars
from agents.reading.stems import stem

NEAREST = 2  # exemplars of a measure whose likeness is averaged
# Of likeness by words and by meaning, as fitted to the bank.
WEIGHTS = (5.8, 13.9)
Embed = Callable[[str], Any]  # a vector of length 1, or None
Features = dict[str, tuple[float, float]]  # measure → likeness by words, by meaning


@dataclass(frozen=True)
class Exemplar:
    """A masked question of a measure, as a bag of stems and as a vector."""

    measure: str
    text: str
    stems: frozenset[str]
    vector: Any


@dataclass(frozen=True)
class Bank:
    """The exemplars of a language, as one model sees them."""

    exemplars: tuple[Exemplar, ...]
    rarity: Mapping[str, float]

    def chances(self, masked: str, vector: Any) -> dict[str, float]:
        """How likely each measure is asked for, 0–1; they add up to 1."""
        one = _exemplar("", masked, vector)
        return chances(features(one, self.exemplars, self.rarity), WEIGHTS)

    def likest(self, vector: Any) -> float:
        """How like in meaning the nearest exemplar is."""
        return max((float(one.vector @ vector) for one in self.exemplars), default=0.0)

    def nearest(self, masked: str, vector: Any) -> list[Exemplar]:
        """The exemplars most like a masked question, best first."""
        one = _exemplar("", masked, vector)
        words, meaning = WEIGHTS
        return sorted(
            self.exemplars,
            key=lambda other: (
                -words * _overlap(one, other, self.rarity) - meaning * _cosine(one, other)
            ),
        )


_banks: dict[str, Bank] = {}  # by the name of the model; one or two ever are


def warm(name: str, embed: Embed, *, language: str = "en") -> Bank:
    """Make the bank as a model sees it; `known` has it from then on."""
    known = [
        _exemplar(measure, text, embed(text))
        for measure, texts in exemplars(language).items()
        for text in texts
    ]
    times = Counter(one for exemplar in known for one in exemplar.stems)
    rarity = {one: math.log(1 + len(known) / count) for one, count in times.items()}
    _banks[name] = Bank(tuple(known), rarity)
    return _banks[name]


def known(name: str) -> Bank | None:
    """The bank of a model; None before it is warm."""
    return _banks.get(name)


def _exemplar(measure: str, text: str, vector: Any) -> Exemplar:
    words = text.casefold().replace("?", " ").split()
    return Exemplar(measure, text, frozenset(stem(word) for word in words), vector)


def features(one: Exemplar, others: Sequence[Exemplar], rarity: Mapping[str, float]) -> Features:
    """How like each measure's nearest exemplars are."""
    found: dict[str, list[tuple[float, float]]] = {}
    for other in others:
        pair = (_overlap(one, other, rarity), _cosine(one, other))
        found.setdefault(other.measure, []).append(pair)
    return {
        measure: (_nearest([w for w, _ in pairs]), _nearest([m for _, m in pairs]))
        for measure, pairs in found.items()
    }


def chances(of: Features, weights: tuple[float, float]) -> dict[str, float]:
    """A softmax of the weighted likenesses."""
    scores = {m: weights[0] * words + weights[1] * meaning for m, (words, meaning) in of.items()}
    top = max(scores.values(), default=0.0)
    powers = {m: math.exp(score - top) for m, score in scores.items()}
    total = sum(powers.values())
    return {m: power / total for m, power in powers.items()}


def _overlap(one: Exemplar, other: Exemplar, rarity: Mapping[str, float]) -> float:
    """The cosine of two bags of stems, rare ones counting more; a stem nobody has counts as one."""
    both = sum(rarity.get(s, 1.0) ** 2 for s in one.stems & other.stems)
    sizes = [sum(rarity.get(s, 1.0) ** 2 for s in bag.stems) for bag in (one, other)]
    return both / math.sqrt(sizes[0] * sizes[1]) if both else 0.0


def _cosine(one: Exemplar, other: Exemplar) -> float:
    if one.vector is None or other.vector is None:
        return 0.0
    return float(one.vector @ other.vector)


def _nearest(values: Sequence[float]) -> float:
    best = sorted(values, reverse=True)[:NEAREST]
    return sum(best) / len(best)
