"""The nearest are the nearest: nothing is left out, and nothing that isn't allowed is found."""

import numpy as np
import pytest

from knowledge.vectors import LEAST_DEAD, Vectors

# Cosines of numbers of 16 bits are off by no more.
OFF = 1e-3


def _random(count: int, dimension: int = 384, seed: int = 1) -> np.ndarray:
    made = np.random.default_rng(seed).standard_normal((count, dimension), dtype=np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def _exactly(vectors: np.ndarray, query: np.ndarray, allowed: np.ndarray, limit: int) -> list[int]:
    """Chunks (row + 1) by their cosine in double precision."""
    scores = vectors.astype(np.float64) @ query.astype(np.float64)
    chunks = np.flatnonzero(allowed[1:])
    return [int(u) + 1 for u in chunks[np.argsort(-scores[chunks], kind="stable")][:limit]]


@pytest.mark.parametrize("share", [0.01, 0.1, 0.5, 0.9, 1.0])
@pytest.mark.parametrize(
    ("count", "dimension"),
    [(3, 384), (8192, 384), (16_461, 384), (8197, 1024), (900, 7)],
)
def test_the_nearest_twenty_are_the_true_ones_under_every_mask(count, dimension, share):
    rows = _random(count, dimension)
    vectors = Vectors()
    vectors.put(range(1, count + 1), rows)
    dice = np.random.default_rng(2)
    for query in _random(2, dimension, seed=3):
        allowed = dice.random(count + 1) < share
        allowed[0] = False
        found = vectors.nearest(query, allowed, 20)
        wanted = _exactly(rows, query, allowed, 20)

        assert len(found) == len(wanted)
        # Two that lie closer to each other than that may change places, the last one too.
        assert len({chunk for chunk, _ in found} & set(wanted)) >= len(wanted) - 1
        assert [score for _, score in found] == sorted((s for _, s in found), reverse=True)
        for chunk, score in found:
            assert score == pytest.approx(float(rows[chunk - 1] @ query), abs=OFF)


def test_what_was_dropped_is_not_found_and_what_came_after_is():
    rows = _random(50)
    vectors = Vectors()
    vectors.put(range(1, 51), rows)
    vectors.drop([7, 8, 8, 999])
    all_of_them = np.ones(200, np.bool_)
    assert len(vectors) == 48
    assert 7 not in {chunk for chunk, _ in vectors.nearest(rows[6], all_of_them, 50)}

    vectors.put([150], rows[6:7])
    assert len(vectors) == 49
    assert vectors.nearest(rows[6], all_of_them, 1)[0][0] == 150
    assert 150 not in {chunk for chunk, _ in vectors.nearest(rows[6], all_of_them[:150], 50)}
    assert len(vectors.of([7, 150, 1])) == 2


def test_putting_again_replaces():
    rows = _random(4)
    vectors = Vectors()
    vectors.put([1, 2], rows[:2])
    vectors.put([2, 3], rows[2:])

    assert len(vectors) == 3
    assert vectors.of([2]) == pytest.approx(rows[2:3], abs=OFF)


def test_an_emptied_one_takes_vectors_of_another_dimension():
    vectors = Vectors()
    vectors.put([1], _random(1))
    vectors.clear()
    assert vectors.nearest(_random(1)[0], np.ones(5, np.bool_), 3) == []

    vectors.put([4], _random(1, 16))
    assert vectors.nearest(_random(1, 16)[0], np.ones(5, np.bool_), 3)[0][0] == 4


def test_the_room_of_many_dropped_ones_is_given_back_and_the_rest_is_found():
    count = 2 * LEAST_DEAD
    rows = _random(count, 16)
    vectors = Vectors()
    vectors.put(range(1, count + 1), rows)
    for first in range(1, count, 2):
        vectors.drop([first])
    allowed = np.ones(count + 1, np.bool_)

    assert len(vectors) == vectors._index.ntotal == count // 2
    for chunk in (2, 1000, count):
        assert vectors.nearest(rows[chunk - 1], allowed, 1)[0][0] == chunk
    assert vectors.of([4, 5]) == pytest.approx(rows[3:4], abs=OFF)


def test_all_but_those_to_keep_are_forgotten():
    rows = _random(9)
    vectors = Vectors()
    vectors.put(range(1, 10), rows)
    vectors.keep({2, 4, 77})

    found = vectors.nearest(rows[0], np.ones(10, np.bool_), 9)
    assert {chunk for chunk, _ in found} == {2, 4}
