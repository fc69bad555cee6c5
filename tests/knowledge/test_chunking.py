"""Texts are cut so that the embedder reads all of them."""

import re

from hypothesis import given
from hypothesis import strategies as st

from knowledge.chunking import MOST_WORDS, pieces_of, weight


def _words(text: str) -> list[str]:
    return re.findall(r"\S+", text)


@given(st.text(alphabet=st.sampled_from("ab .\n#`-éß漢\t"), max_size=2000))
def test_no_word_is_lost_and_none_is_doubled(text):
    assert [w for piece in pieces_of(text) for w in _words(piece.text)] == _words(text)


@given(st.lists(st.text(alphabet="abcdefg", min_size=1, max_size=12), min_size=1, max_size=900))
def test_no_piece_is_longer_than_the_embedder_reads(words):
    assert all(weight(piece.text) <= MOST_WORDS for piece in pieces_of(" ".join(words)))


def test_a_piece_knows_the_headings_above_it():
    found = pieces_of("# Plan\nIntro\n## Risks\nThe vendor is late.\n# After\nNothing.")

    assert [(u.heading, u.text.splitlines()[-1]) for u in found] == [
        ("Plan", "Intro"),
        ("Plan › Risks", "The vendor is late."),
        ("After", "Nothing."),
    ]


def test_a_heading_inside_code_is_code():
    assert {piece.heading for piece in pieces_of("# A\n```\n# not a heading\n```")} == {"A"}
