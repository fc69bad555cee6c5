"""The nearest are the nearest: nothing is left out, and nothing that isn't allowed is found."""

import numpy as np
import pytest

from knowledge.vectors import ROWS, Vectors


def _random(count: int, dimension: int = 384, seed: int = 1) -> np.ndarray:
    made = np.random.default_rng(seed).standard_normal((count, dimension), dtype=np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def _exactly(vectors: np.ndarray, query: np.ndarray, allowed: np.ndarray, limit: int) -> list[int]:
    """Units (row + 1) by their cosine in double precision."""
    scores = vectors.astype(np.float64) @ query.astype(np.float64)
    units = np.flatnonzero(allowed[1:])
    return [int(u) + 1 for u in units[np.argsort(-scores[units], kind="stable")][:limit]]


@pytest.mark.parametrize("share", [0.01, 0.1, 0.5, 0.9, 1.0])
@pytest.mark.parametrize(
    ("count", "dimension"),
    [(3, 384), (ROWS, 384), (2 * ROWS + 77, 384), (ROWS + 5, 1024), (900, 7)],
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
        assert len({unit for unit, _ in found} & set(wanted)) >= 0.99 * len(wanted)
        assert [score for _, score in found] == sorted((s for _, s in found), reverse=True)
        for unit, score in found:
            assert score == pytest.approx(float(rows[unit - 1] @ query), abs=1e-5)


def test_what_was_dropped_is_not_found_and_its_row_is_used_again():
    rows = _random(50)
    vectors = Vectors()
    vectors.put(range(1, 51), rows)
    vectors.drop([7, 8, 8, 999])
    all_of_them = np.ones(200, np.bool_)
    assert len(vectors) == 48
    assert 7 not in {unit for unit, _ in vectors.nearest(rows[6], all_of_them, 50)}

    vectors.put([150], rows[6:7])
    assert len(vectors) == 49
    assert vectors.nearest(rows[6], all_of_them, 1)[0][0] == 150
    assert 150 not in {unit for unit, _ in vectors.nearest(rows[6], all_of_them[:150], 50)}
    assert len(vectors.of([7, 150, 1])) == 2


def test_putting_again_replaces():
    rows = _random(4)
    vectors = Vectors()
    vectors.put([1, 2], rows[:2])
    vectors.put([2, 3], rows[2:])

    assert len(vectors) == 3
    assert np.array_equal(vectors.of([2]), rows[2:3])


def test_an_emptied_one_takes_vectors_of_another_dimension():
    vectors = Vectors()
    vectors.put([1], _random(1))
    vectors.clear()
    assert vectors.nearest(_random(1)[0], np.ones(5, np.bool_), 3) == []

    vectors.put([4], _random(1, 16))
    assert vectors.nearest(_random(1, 16)[0], np.ones(5, np.bool_), 3)[0][0] == 4
