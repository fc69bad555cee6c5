"""Texts are cleaned alike wherever they come in: nothing that steers a screen stays, nothing that is read goes."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import cleaning, fields, jsonvalues
from app.domain.errors import Invalid
from app.domain.fields.incoming import SPARE
from app.domain.fields.values import LONGEST_LINE, LONGEST_TEXT, Line, Prose

STEERING = [chr(n) for n in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]
ANY = st.text(st.characters(), max_size=80)
LINES, TEXTS = Line(noun="title"), Prose()


@pytest.mark.parametrize(
    "text",
    [
        "Plan für Zürich",
        "مرحبا بالعالم",  # right to left
        "שלום עולם",
        "می\u200cخواهم",  # Persian joins letters, or not, by a mark nobody sees
        "\u200fשלום (v2)\u200f",
        "👩\u200d👩\u200d👧\u200d👦 family",
        "❤\ufe0f",
        "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",  # a country's flag
        "क्षेत्र",
        "e\u0301",
    ],
)
def test_what_people_write_stays(text):
    assert LINES.parse(text, "title") == text
    assert TEXTS.parse(text, "text") == text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("in\u202evoice\u202c.exe", "invoice.exe"),
        ("a\u2066b\u2069c", "abc"),
        ("one\ttwo\nthree\r\nfour", "one two three four"),
        ("bell\x07 and \x1b[31mred", "bell and [31mred"),
        ("\ufeffmark", "mark"),
        ("next\x85line\u2028and\u2029more", "next line and more"),
        ("seen\U000e0041\U000e0042", "seen"),
    ],
)
def test_what_steers_a_screen_goes_from_a_line(text, line):
    assert LINES.parse(text, "title") == line


def test_prose_keeps_lines_and_tabs():
    assert TEXTS.parse("a\r\n\tb\rc\x00\x1b\u202e\n", "text") == "a\n\tb\nc\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\u200b",
        "\u200d\u200c",
        "\u2060\ufeff",
        "\u3164",
        "\u2800\u2800",
        "\u00ad",
        "\u0301",
    ],
)
def test_a_name_that_shows_nothing_is_refused(text):
    with pytest.raises(Invalid, match="can't be empty"):
        LINES.parse(text, "title")


@given(ANY)
def test_a_cleaned_line_stays_as_it_is(text):
    line = cleaning.line(text)

    assert cleaning.line(line) == line
    assert not any(letter in line for letter in STEERING)
    assert not any(unicodedata.category(letter) == "Cc" for letter in line)
    assert len(line) <= len(text)


@given(ANY)
def test_cleaned_prose_stays_as_it_is(text):
    clean = cleaning.prose(text)

    assert cleaning.prose(clean) == clean
    assert {c for c in clean if unicodedata.category(c) == "Cc"} <= {"\n", "\t"}
    assert len(clean) <= len(text)


@given(st.text(st.characters(categories=["L", "N", "P", "Sm", "Sc", "So"]), max_size=80))
def test_letters_numbers_and_signs_all_stay(text):
    assert cleaning.line(text) == text
    assert cleaning.prose(text) == text


@given(st.text(st.characters(), min_size=1, max_size=20), st.integers(0xD800, 0xDFFF))
def test_half_a_character_is_refused_by_every_text(text, half):
    broken = text + chr(half)
    for values in (LINES, TEXTS, fields.TASK["tags"].values):
        with pytest.raises(Invalid, match="half a character"):
            values.parse([broken] if values is fields.TASK["tags"].values else broken, "x")


def test_a_text_far_too_long_is_refused_before_it_is_cleaned():
    for values, longest in ((LINES, LONGEST_LINE), (TEXTS, LONGEST_TEXT)):
        with pytest.raises(Invalid, match="far too many"):
            values.parse(" " * (SPARE * longest + 1), "x")


def test_a_list_of_too_many_is_refused():
    for raw in (["tag"] * 201, ",".join(f"t{n}" for n in range(201)), "," * 30_000):
        with pytest.raises(Invalid, match="200 is the most"):
            fields.TASK["tags"].parse(raw)


@pytest.mark.parametrize("raw", ["²", "9" * 5000, "9223372036854775808", 2**63, 0, -1, True, 1.0])
def test_what_is_no_id_is_refused(raw):
    with pytest.raises(Invalid, match="no id"):
        fields.TASK["parent_id"].parse(raw)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63) + 1, 2**63 - 1) | st.floats(-1e300, 1e300),
    lambda inside: (
        st.lists(inside, max_size=4)
        | st.dictionaries(
            st.text(st.characters(codec="utf-8", exclude_characters="\x00")), inside, max_size=4
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_ordinary_json_has_no_fault(value):
    assert jsonvalues.fault(value) is None


@given(
    JSON,
    st.sampled_from(["a\x00b", "\ud83d", 2**63, -(2**64), float("nan"), float("inf"), {"\x00": 1}]),
)
def test_a_fault_is_found_wherever_it_stands(value, wrong):
    for nested in ({"a": [value, wrong]}, [[{"x": wrong}], value], {"z": {"y": {"x": wrong}}}):
        found = jsonvalues.fault(nested)

        assert found is not None
        place, words = found
        assert place
        assert words[0].islower()


def test_deep_nesting_is_found_without_falling_into_it():
    deep: object = 1
    for _ in range(100_000):
        deep = [deep]

    assert jsonvalues.fault(deep) == (".".join("0" * 25), "this is nested too deeply")
    assert jsonvalues.fault(json.loads("[" * 24 + "]" * 24)) is None
