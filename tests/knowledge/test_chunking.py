"""Texts are cut so that the embedder reads all of them."""

import re

from hypothesis import given
from hypothesis import strategies as st

from knowledge.chunking import MOST_WORDS, units, weight


def _words(text: str) -> list[str]:
    return re.findall(r"\S+", text)


@given(st.text(alphabet=st.sampled_from("ab .\n#`-éß漢\t"), max_size=2000))
def test_no_word_is_lost_and_none_is_doubled(text):
    assert [w for unit in units(text) for w in _words(unit.text)] == _words(text)


@given(st.lists(st.text(alphabet="abcdefg", min_size=1, max_size=12), min_size=1, max_size=900))
def test_no_unit_is_longer_than_the_embedder_reads(words):
    assert all(weight(unit.text) <= MOST_WORDS for unit in units(" ".join(words)))


def test_a_unit_knows_the_headings_above_it():
    found = units("# Plan\nIntro\n## Risks\nThe vendor is late.\n# After\nNothing.")

    assert [(u.heading, u.text.splitlines()[-1]) for u in found] == [
        ("Plan", "Intro"),
        ("Plan › Risks", "The vendor is late."),
        ("After", "Nothing."),
    ]


def test_a_heading_inside_code_is_code():
    assert {unit.heading for unit in units("# A\n```\n# not a heading\n```")} == {"A"}
