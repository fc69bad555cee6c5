"""Fits the weights of likeness to the bank, and says how well words, meaning and both tell its measures apart."""

import math
from collections.abc import Sequence

from agents.algebra.likeness import Bank, Features, chances, features

STEPS, RATE, START = 200, 0.5, 5.0
Row = tuple[str, Features]  # an exemplar's own measure, and how like it is to each


def rows_of(bank: Bank) -> list[Row]:
    """Each exemplar, told from the others alone."""
    return [
        (one.measure, features(one, [o for o in bank.exemplars if o is not one], bank.rarity))
        for one in bank.exemplars
    ]


def weights(rows: Sequence[Row]) -> tuple[float, float]:
    """By gradient: the log chance of each exemplar's own measure, as large as it can be."""
    found = [START, START]
    for _ in range(STEPS):
        slopes = [0.0, 0.0]
        for measure, likeness in rows:
            likely = chances(likeness, (found[0], found[1]))
            for part in (0, 1):
                expected = sum(chance * likeness[m][part] for m, chance in likely.items())
                slopes[part] += likeness[measure][part] - expected
        for part in (0, 1):
            found[part] += RATE * slopes[part] / math.sqrt(len(rows))
    return found[0], found[1]


def accuracy(rows: Sequence[Row], by: tuple[float, float]) -> float:
    """The share of exemplars whose own measure is the likeliest."""
    right = 0
    for measure, likeness in rows:
        likely = chances(likeness, by)
        right += max(likely, key=lambda one: likely[one]) == measure
    return right / len(rows)
