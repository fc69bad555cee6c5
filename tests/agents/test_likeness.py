"""Exemplars tell measures apart, the same whenever they are fitted."""

import pytest

from agents.algebra import fitting, likeness
from agents.algebra.language import exemplars
from agents.algebra.measures import REGISTRY
from agents.algebra.running import UNMEASURED
from tests.fakes import WordEmbedder

TOLD_APART = UNMEASURED | {"load", "standup", "did"}


@pytest.fixture(scope="module")
def bank():
    embedder = WordEmbedder()
    return likeness.warm("test", lambda text: embedder.embed([text])[0])


def test_every_measure_of_the_bank_is_one(bank):
    assert {one.measure for one in bank.exemplars} <= TOLD_APART | set(REGISTRY)
    assert all(len(texts) >= 15 for texts in exemplars().values())
    texts = [text for some in exemplars().values() for text in some]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize(
    ("masked", "measure"),
    [
        ("who is overloaded [period]", "load"),
        ("why was [task] moved", "reasons"),
        ("average cycle time in [period]", "cycle"),
        ("what has been in [status] the longest", "in_status"),
        ("will [goal] be reached in time", "forecast"),
        ("how much did [goal] grow since [period]", "growth"),
        ("what does [task] hold up", "holds"),
        ("which decisions were made [period]", "decided"),
    ],
)
def test_a_question_is_likest_to_those_of_its_measure(bank, masked, measure):
    vector = WordEmbedder().embed([masked])[0]
    likely = bank.chances(masked, vector)

    assert max(likely, key=likely.get) == measure
    assert sum(likely.values()) == pytest.approx(1.0)
    assert bank.nearest(masked, vector)[0].measure == measure


def test_fitting_is_the_same_each_time_and_no_worse_than_either_half(bank):
    rows = fitting.rows_of(bank)[::4]
    first, second = fitting.weights(rows), fitting.weights(rows)

    assert first == second
    assert fitting.accuracy(rows, first) >= fitting.accuracy(rows, (1.0, 0.0)) - 0.05
