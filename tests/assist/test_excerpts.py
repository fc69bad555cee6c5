"""An excerpt is one plain line around the words that were looked for."""

import pytest

from app.assist.excerpts import excerpt

LONG = "The first of many words. " * 12 + "Then the vendor signs, and " + "more is said. " * 20


def test_a_short_text_is_shown_whole():
    assert excerpt("Two\nlines.", ["two"]) == "Two lines."


def test_a_long_text_is_shown_around_the_first_word_that_stands_in_it():
    found = excerpt(LONG, ["nowhere", "vendor"])

    assert "the vendor signs" in found
    assert found.startswith("…")
    assert found.endswith("…")
    assert len(found) <= 124


def test_without_any_of_the_words_it_is_the_beginning():
    assert excerpt(LONG, ["nowhere"]).startswith("The first of many")
    assert excerpt(LONG, []).startswith("The first of many")


def test_a_word_within_a_word_is_none():
    assert excerpt("x" * 90 + " redesign " + "y" * 90, ["sign"]).startswith("x")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("## Risks\n\nThe contract", "Risks The contract"),
        ("**Done when:** it _ran_ `twice`", "Done when: it ran twice"),
        ("- [x] one\n- [ ] two\n> said", "one two said"),
        ("see [the plan](/docs/1) and ![](a.png)", "see the plan and"),
        ("snake_case and 2*3*4 stay", "snake_case and 2*3*4 stay"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "| a | b | | 1 | 2 |"),
    ],
)
def test_the_marks_of_markdown_are_left_out(text: str, shown: str):
    assert excerpt(text, []) == shown
