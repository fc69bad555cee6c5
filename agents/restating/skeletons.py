"""Plain questions with places for names, days and numbers, as the pairs have them: what may be chosen."""

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from agents.algebra.tagging import Token, tokens_of
from agents.restating.network import UNKNOWN, Network, Vectors
from agents.restating.seen import slot
from agents.restating.shapes import Shape

FOLDER = Path(__file__).parent / "data"
# Answered by a text; not answered here at all; no question about the work.
TEXT, NOBODY, TALK = "TEXT", "NONE", "TALK"
CLIPPED = 1e-4
# Of these each word of a question has to be in the plain one: what the lexicon knows for sure is not read away.
KEPT = ("state", "priority", "health", "goal_state", "neg", "rank", "per", "tie", "average", "word")
# Small words that turn a time or a number, whatever else they may be.
TURNING = frozenset(["past", "beyond", "alone", "only", "single"])


@dataclass(frozen=True)
class Skeleton:
    """A plain question: words, and for each place which of the question's own goes there."""

    words: tuple[
        str, ...
    ]  # a phrase of the lexicon, or “[person] 1”: the second person of the question
    shape: Shape
    slots: tuple[str, ...]

    def filled(self, tokens: Sequence[Token]) -> tuple[Token, ...] | None:
        """With what the question names; None when it names something else."""
        own: dict[str, list[Token]] = {}
        for token in tokens:
            if kind := slot(token):
                own.setdefault(kind, []).append(token)
        found: list[Token] = []
        for word in self.words:
            kind, _, at = word.partition(" ")
            if not kind.startswith("["):
                found += tokens_of(word)
            elif int(at) < len(own.get(kind, ())):
                found.append(own[kind][int(at)])
            else:
                return None
        return tuple(found)

    @cached_property
    def senses(self) -> frozenset[str]:
        plain = (word for word in self.words if not word.startswith("["))
        return frozenset(
            sense for word in plain for one in tokens_of(word) for sense in _senses(one)
        )


@dataclass(frozen=True)
class Trained:
    """What training made: labels and senses by their columns, the skeletons by their slots, and the network."""

    labels: Mapping[str, int]
    senses: Mapping[str, int]
    pools: Mapping[tuple[str, ...], "Pool"]
    network: Network
    words: frozenset[str] = frozenset()  # that the questions of the pairs have, names aside


@dataclass(frozen=True)
class Pool:
    """The skeletons that have the same slots, as rows of labels."""

    skeletons: tuple[Skeleton, ...]
    rows: Vectors
    strange: NDArray[np.float32]  # how many labels of each the network does not know

    @classmethod
    def of(cls, skeletons: Sequence[Skeleton], labels: Mapping[str, int]) -> "Pool":
        rows = np.zeros((len(skeletons), len(labels)), np.float32)
        strange = np.zeros(len(skeletons), np.float32)
        for at, one in enumerate(skeletons):
            for label in one.shape:
                if label in labels:
                    rows[at, labels[label]] = 1
                else:
                    strange[at] += 1
        return cls(tuple(skeletons), rows, strange)

    def scores(self, chances: Vectors) -> Vectors:
        """The log of how likely the labels of each skeleton are, and no others."""
        yes, no = (np.log(np.clip(c, CLIPPED, 1 - CLIPPED)) for c in (chances, 1 - chances))
        return no.sum() + self.rows @ (yes - no) - UNKNOWN * self.strange


def needed(tokens: Sequence[Token]) -> list[frozenset[str]]:
    """Of each word the lexicon knows for sure what it may mean: a plain question has to say one of it."""
    kinds = (
        frozenset(s for s in _senses(token) if s.partition(".")[0] in KEPT)
        for token in tokens
        if not slot(token)
    )
    return [one for one in kinds if one]


def _senses(token: Token) -> frozenset[str]:
    return token.senses | ({f"word.{token.text}"} if token.text in TURNING else set())


@lru_cache
def trained() -> Trained | None:
    """As it was kept; None when nothing is."""
    weights, kept = FOLDER / "weights.npz", FOLDER / "skeletons.json.gz"
    if not weights.exists() or not kept.exists():
        return None
    plain = json.loads(gzip.decompress(kept.read_bytes()))
    labels = {label: at for at, label in enumerate(plain["labels"])}
    grouped: dict[tuple[str, ...], list[Skeleton]] = {}
    for words, labelled, slots in plain["skeletons"]:
        shape = frozenset(plain["shapes"][at] for at in labelled)
        one = Skeleton(tuple(words), shape, tuple(slots))
        grouped.setdefault(one.slots, []).append(one)
    pools = {slots: Pool.of(some, labels) for slots, some in grouped.items()}
    with np.load(weights) as arrays:
        network = Network.of(arrays)
    senses = {sense: at for at, sense in enumerate(plain["senses"])}
    return Trained(labels, senses, pools, network, frozenset(plain["words"]))
