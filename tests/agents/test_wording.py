"""A model may word an answer; what it adds is dropped, and when it fails the plain answer stands."""

import time
from datetime import UTC, datetime

import pytest

from agents.answer import Answer, Sentence, Source
from agents.model import ModelFailed
from agents.reading.reading import Reading
from agents.wording import worded
from tests.fakes import ScriptedModel

SOURCE = Source(
    "task",
    1,
    "ENG-12",
    "Rotate keys",
    "/tasks/ENG-12",
    "The audit wants it by Friday.",
    "Bob Okafor",
)
PLAIN = Answer(
    question="What is overdue?",
    reading=Reading("overdue"),
    sentences=(
        Sentence(
            "3 tasks are overdue in Engineering, the oldest by 12 days.",
            (SOURCE,),
            ("ENG-12", "ENG-14", "ENG-15"),
        ),
        Sentence("Rotate keys: 12 days overdue, with Bob Okafor.", (SOURCE,)),
    ),
    mode="computed",
    as_of=datetime(2026, 11, 23, tzinfo=UTC),
)


def _word(*script, seconds=5.0):
    return list(worded(PLAIN, ScriptedModel(*script), seconds=seconds))[-1]


def test_a_true_wording_keeps_its_sources_and_the_items_it_counts():
    answer = _word(
        "Three tasks are late in Engineering, one of them",
        " by 12 days. [S1]\nBob Okafor has the oldest, ENG-12. [S2, S1]",
    )

    assert answer.mode == "model"
    assert answer.sentences[0].items == ("ENG-12", "ENG-14", "ENG-15")
    assert answer.sentences[1].sources == (SOURCE,)


@pytest.mark.parametrize(
    "lie",
    [
        "4 tasks are overdue. [S1]",
        "Three tasks are overdue by 13 days. [S1]",
        "The oldest is ENG-99. [S1]",
        "It is with Carol Reyes. [S2]",
        "Nine tasks are late. [S1]",
        "Bob said “it will never be done”. [S2]",
        "Three tasks are overdue. [S7]",
        "Three tasks are overdue.",
        "They are due on 24 Nov. [S1]",
    ],
)
def test_what_the_evidence_does_not_say_is_dropped_and_counted(lie):
    answer = _word(f"Three tasks are overdue. [S1]\n{lie}")

    assert [s.text for s in answer.sentences] == ["Three tasks are overdue."]
    assert answer.dropped == 1


def test_when_nothing_can_be_proved_the_plain_answer_stands():
    answer = _word("Everything is fine, I checked 100 times. [S1]")

    assert (answer.mode, answer.sentences, answer.dropped) == ("computed", PLAIN.sentences, 1)


@pytest.mark.parametrize(
    "script", [(ModelFailed("down"),), ("Three ", ModelFailed("cut off")), ("NOTHING",), ("",), ()]
)
def test_failure_and_silence_leave_the_plain_answer(script):
    assert _word(*script) == PLAIN


def test_a_model_that_does_not_end_is_cut_off():
    class Endless:
        def stream(self, system, user, shape=None):
            while True:
                time.sleep(0.001)
                yield "blah "

    answer = list(worded(PLAIN, Endless(), seconds=0.05))[-1]

    assert answer.mode == "computed"


def test_evidence_is_given_as_data_with_its_quotes():
    model = ScriptedModel("NOTHING")
    list(worded(PLAIN, model, seconds=1))

    assert "S1: 3 tasks are overdue" in model.asked
    assert "quoted: The audit wants it by Friday." in model.asked


def test_without_evidence_no_model_is_asked():
    model = ScriptedModel("Something. [S1]")
    empty = Answer("?", Reading("narrative"), (), "none", PLAIN.as_of)

    assert list(worded(empty, model, seconds=1)) == [empty]
    assert model.asked == ""
