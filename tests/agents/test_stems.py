"""A word and its forms are one: by Snowball's stemmer for the letters it is written in."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from agents.reading.stems import beginning, holds, stem, stemmed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("delivery", "deliveries"),
        ("policy", "policies"),
        ("migrate", "migrating"),
        ("team's", "teams"),
        ("счёт", "счета"),  # Russian
        ("λογαριασμός", "λογαριασμοί"),  # Greek
    ],
)
def test_forms_of_a_word_have_one_stem(one, other):
    assert stemmed(one) == stemmed(other)


def test_words_that_only_begin_alike_are_two():
    assert not holds(stemmed("the latest planet"), stem("plan"))
    assert holds(stemmed("The plans were changed"), stem("plan"))


@pytest.mark.parametrize("word", ["policy", "policies", "report", "reports", "status"])
def test_every_form_begins_with_its_beginning(word):
    assert word.startswith(beginning(word))


def test_a_beginning_is_found_in_the_singular():
    assert beginning("policies") in "policy"
    assert beginning("reports") in "report"
    assert beginning("status") == "status"


def test_threads_do_not_mix_up_their_words():
    words = [f"{base}{ending}" for base in ("deliver", "plan", "report") for ending in ("s", "ing")]
    alone = [stem.__wrapped__(word) for word in words * 500]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(stem.__wrapped__, words * 500)) == alone
