"""Every type of question reaches its bar in every workspace; `python -m tests.eval` prints the table."""

import pytest

from tests.eval import hidden, hostile, stale
from tests.eval.conftest import needs_goals
from tests.eval.scoring import Score, table
from tests.real import needs_real

KINDS = ("structured", "count", "citations", "refusal", "refused")
# What is found by meaning only when an evaluation has embedded the texts.
BY_MEANING = ("evidence", "refused")
REAL = [pytest.param("Jira", marks=needs_real), pytest.param("Rust", marks=needs_goals)]
BARS = [
    *(pytest.param("company", kind) for kind in KINDS),
    *(pytest.param("Jira", kind, marks=needs_real) for kind in (*KINDS, "evidence")),
    *(pytest.param("Rust", kind, marks=needs_goals) for kind in (*KINDS, "evidence")),
]


@pytest.mark.parametrize(("name", "kind"), BARS)
def test_the_bar_is_reached(built, scored, name, kind):
    if name != "company" and kind in BY_MEANING and not built(name).library.ready:
        pytest.skip("no vectors are kept: `python -m tests.eval` makes them once")
    [score] = [one for one in scored(name) if one.kind == kind and not one.is_part]

    assert score.is_reached, _told(score)


@pytest.mark.parametrize("name", REAL)
def test_the_source_s_own_words_find_it_without_a_model(scored, name):
    [score] = [one for one in scored(name) if one.of == f"{name}, same words"]

    assert score.is_reached, _told(score)


def test_nobody_learns_what_is_hidden_from_them(own_company):
    own_company.write(hidden.plant)

    for score in hidden.scores(own_company):
        assert score.is_reached, _told(score)


@pytest.mark.parametrize("scores", [hostile.scores, hostile.worded_scores])
def test_hostile_words_are_only_words_to_us_and_to_a_model_that_obeys(own_company, scores):
    own_company.write(hostile.plant)

    for score in scores(own_company):
        assert score.is_reached, _told(score)


def test_an_answer_is_never_stale(own_company):
    score = stale.score(own_company)

    assert score.is_reached, _told(score)


def _told(score: Score) -> str:
    return "\n    ".join([table([score]), *score.failed])
