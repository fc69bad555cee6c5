"""What every engine gets: the same texts, queries, vectors and scopes, and the exact answers.

Words are drawn by Zipf's law. They all end in “k”, so that no stemmer changes them and every engine counts the
same words. Vectors lie around topics, as those of real texts do: unstructured ones would be unfair to a graph.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.documents import Document

DIMENSION, TOPICS = 384, 2_000
VOCABULARY, PLACES, QUERIES = 50_000, 200, 40
SHARES = (0.05, 0.5, 1.0)  # of the places, visible
WANTED, JUDGED = 200, 10  # hits asked for, and those of them whose recall is told
CHANGED = 1_000  # texts added, and dropped, at the end
K1, B = 1.2, 0.75  # of bm25, as FTS5 and tantivy have them
AT = datetime(2026, 1, 1, tzinfo=UTC)
SYLLABLES = ["".join(pair) for pair in product("bdfghjlmnprstvz", "aeiou")]
WORDS = np.array(["".join(parts) + "k" for parts in product(SYLLABLES, repeat=3)][::8][:VOCABULARY])


@dataclass(frozen=True)
class Texts:
    """Texts as word numbers: text `n` is `words[starts[n]:starts[n + 1]]`."""

    words: NDArray[np.int32]
    starts: NDArray[np.int64]
    places: NDArray[np.int16]  # by text

    def __len__(self) -> int:
        return len(self.places)

    def text(self, number: int) -> str:
        return " ".join(WORDS[self.words[self.starts[number] : self.starts[number + 1]]])

    def documents(self, numbers: range) -> Iterator[Document]:
        for number in numbers:
            yield Document(
                id=f"comment:{number}",
                place=place_name(int(self.places[number])),
                record=f"task:{number}",
                title="",
                text=self.text(number),
                context="",
                author="",
                at=AT,
            )


def place_name(place: int) -> str:
    return f"list:{place}"


def visible(share: float) -> range:
    """The places of a scope."""
    return range(int(PLACES * share))


def texts(count: int) -> Texts:
    """`count` texts and `CHANGED` more, to be added later."""
    dice = np.random.default_rng(5)
    count += CHANGED
    lengths = np.clip(dice.geometric(1 / 25, count) + 4, 5, 120)
    chances = 1.0 / np.arange(1, VOCABULARY + 1)
    words = dice.choice(VOCABULARY, lengths.sum(), p=chances / chances.sum()).astype(np.int32)
    starts = np.concatenate([[0], np.cumsum(lengths)])
    return Texts(words, starts, dice.integers(0, PLACES, count).astype(np.int16))


def queries() -> list[list[int]]:
    """Word numbers: of each query one common word, one less common and one rare."""
    dice = np.random.default_rng(7)
    bands = ((5, 60), (60, 1_000), (1_000, 20_000))
    return [[int(dice.integers(*band)) for band in bands] for _ in range(QUERIES)]


def exact_scores(texts: Texts, count: int, asked: list[list[int]]) -> NDArray[np.float32]:
    """`(queries, count)`: bm25 of each of the first `count` texts."""
    words = texts.words[: texts.starts[count]]
    lengths = np.diff(texts.starts[: count + 1])
    owner = np.repeat(np.arange(count), lengths)
    norm = K1 * (1 - B + B * lengths / lengths.mean())
    scores = np.zeros((len(asked), count), np.float32)
    for number, query in enumerate(asked):
        for word in query:
            times = np.bincount(owner[words == word], minlength=count)
            holding = np.count_nonzero(times)
            idf = np.log((count - holding + 0.5) / (holding + 0.5))
            scores[number] += idf * times * (K1 + 1) / (times + norm)
    return scores


def vectors(count: int, *, start: int = 0) -> NDArray[np.float32]:
    """`(count, 384)`, rows of length 1."""
    centres = np.random.default_rng(11).standard_normal((TOPICS, DIMENSION), dtype=np.float32)
    dice = np.random.default_rng(13 + start)
    made = dice.standard_normal((count, DIMENSION), dtype=np.float32)
    made += 1.2 * centres[dice.integers(0, TOPICS, count)]
    made /= np.linalg.norm(made, axis=1, keepdims=True)
    return made


def recall(found: list[int], exact: NDArray[np.float32], fits: NDArray[np.bool_]) -> float:
    """The share of the first ten hits that are as good as the true first ten; ties are as good."""
    true = np.sort(exact[fits & (exact > 0)])[::-1][:JUDGED]
    if not len(true):
        return 1.0
    least = true[-1] * (1 - 1e-5)
    return sum(1 for one in found[:JUDGED] if fits[one] and exact[one] >= least) / len(true)


def disk(folder: Path) -> float:
    """Megabytes of all files."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6
