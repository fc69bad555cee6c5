"""A model's sentences are heard in whatever form it says them."""

import json

import pytest

from agents.model_sentences import ModelSentence, SentenceReader

ONE = {"text": "Three tasks are late.", "cites": ["S1"], "quote": "3 tasks are overdue"}
TWO = {"text": "Bob has “the oldest” {ENG-12}.", "cites": ["S2", "S1"], "quote": ""}
HEARD = [
    ModelSentence("Three tasks are late.", (1,), "3 tasks are overdue"),
    ModelSentence("Bob has “the oldest” {ENG-12}.", (2, 1)),
]


def _heard(text: str, size: int = 3) -> list[ModelSentence]:
    listener = SentenceReader()
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    said = [one for piece in pieces for one in listener.feed(piece)]
    return said + listener.end()


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"sentences": [ONE, TWO]}),
        json.dumps({"sentences": [ONE, TWO]}, indent=2),
        json.dumps({"answer": {"sentences": [ONE, TWO]}, "confidence": 1}),
        json.dumps([ONE, TWO]),
        f"{json.dumps(ONE)}\n{json.dumps(TWO)}",
        f"{json.dumps(ONE)}, {json.dumps(TWO)}",
        f"```json\n{json.dumps([ONE, TWO], indent=1)}\n```",
        f"- {json.dumps(ONE)}\n- {json.dumps(TWO)}\n",
        f"1. {json.dumps(ONE)}\n2. {json.dumps(TWO)}",
        f"<think>{{Is it 3? I say [S9] wrong things.\n}}</think>{json.dumps([ONE, TWO])}",
    ],
)
@pytest.mark.parametrize("size", [1, 5, 10_000])
def test_every_wrapping_of_objects_is_heard(text, size):
    assert _heard(text, size) == HEARD


@pytest.mark.parametrize(
    ("cites", "numbers"),
    [
        ("S1", (1,)),
        ("[S1], S3", (1, 3)),
        (2, (2,)),
        (["2", "S4: the oldest"], (2, 4)),
        ([3, 3], (3,)),
        (None, ()),
        ({"id": 1}, ()),
        (True, ()),
        ("see above", ()),
    ],
)
def test_citations_are_read_however_they_are_written(cites, numbers):
    assert _heard(json.dumps({"text": "So.", "cites": cites})) == [ModelSentence("So.", numbers)]


def test_marks_in_the_text_are_citations_too():
    assert _heard('{"text": "So it is [S2]."}') == [ModelSentence("So it is.", (2,))]


def test_the_number_of_the_evidence_before_a_sentence_is_its_citation():
    assert _heard('{"text": "S2: So it is.", "cites": [], "quote": "S2"}') == [
        ModelSentence("So it is.", (2,))
    ]
    assert _heard("S3: So it is.\n") == [ModelSentence("So it is.", (3,))]


def test_lines_that_end_with_their_marks_are_heard():
    said = _heard("- Three tasks are late. [S1]\n* Bob has one [S2, S1].\n\n")

    assert said == [
        ModelSentence("Three tasks are late.", (1,)),
        ModelSentence("Bob has one.", (2, 1)),
    ]


def test_a_remark_before_the_objects_is_a_sentence_without_proof():
    assert _heard(f"Here you are:\n{json.dumps([ONE])}") == [
        ModelSentence("Here you are:"),
        HEARD[0],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "NOTHING",
        "Nothing.",
        '{"sentences": []}',
        "[]",
        "```json\n```",
        '{"text": "NOTHING"}',
        '{"text": 5}',
        "<think>hm",
    ],
)
def test_nothing_is_heard_as_nothing(text):
    assert _heard(text) == []


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        (
            '{"text": "So it is.", "cites": ["S1"],}',
            [ModelSentence("So it is.", (1,))],
        ),  # a comma too many
        (
            '{"text": "So it is.", "cites": [S1], "quote": "as is"}',
            [ModelSentence("So it is.", (1,), "as is")],
        ),
        ('{"text": "a string that never ends, "cites": ["S1"]\n' + json.dumps(ONE), [HEARD[0]]),
        ('{"text": "cut off in the mid', [ModelSentence('{"text": "cut off in the mid')]),
        (
            '{"sentences": [' + json.dumps(ONE) + ', {"text": "cut',
            [HEARD[0], ModelSentence('{"text": "cut')],
        ),
        ("{{{{", []),
        ("}}}}", [ModelSentence("}}}}")]),
    ],
)
def test_broken_json_is_heard_as_far_as_it_goes(text, heard):
    said = _heard(text)

    assert [one for one in said if one.cites] == [one for one in heard if one.cites]
    assert len(said) >= len(heard)
