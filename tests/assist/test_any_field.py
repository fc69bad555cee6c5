"""Whatever field is registered can be asked for, by what people call it."""

from datetime import date
from types import MappingProxyType

import pytest

from agents import claims
from app.assist import assistant, described
from app.domain import fields
from app.domain.fields import Field
from app.domain.fields.counted import Number
from app.domain.fields.values import Day, Flag
from app.domain.fields.words import Words
from app.work import goals, tasks
from tests.assist.conftest import NOW, on
from tests.conftest import a_task


@pytest.fixture
def task(session, alice, home):
    return a_task(session, home, alice, "Rotate keys", assignees=[1], at=on(11, 1))


@pytest.fixture
def register(monkeypatch):
    """Registers fields of tasks for one test; each stands in a column that is there."""

    def registered(*more: Field) -> None:
        every = MappingProxyType({**fields.TASK, **{one.name: one for one in more}})
        monkeypatch.setattr(fields, "TASK", every)
        monkeypatch.setattr(fields, "NOUNS", MappingProxyType({**fields.NOUNS, "task": every}))
        described.of.cache_clear()

    yield registered
    described.of.cache_clear()


def test_a_yes_or_no_field_is_answered(session, bob, task, texts):
    assert texts("is ENG-1 a milestone?") == ["ENG-1 (Rotate keys) is not marked as “Milestone”."]

    tasks.edit(session, task.id, is_milestone=True, by=bob, at=on(11, 9))
    yes = "ENG-1 (Rotate keys) is marked as “Milestone”; set on Mon 9 Nov by Bob Okafor."
    for question in (
        "is ENG-1 a milestone?",
        "is ENG-1 marked as milestone",
        "Is ENG-1 still a milestone?",
        "when was ENG-1 made a milestone?",
    ):
        assert texts(question) == [yes]

    tasks.edit(session, task.id, is_milestone=False, by=bob, at=on(11, 10))
    assert texts("is ENG-1 a milestone?") == [
        "ENG-1 (Rotate keys) is not marked as “Milestone”; taken away on Tue 10 Nov by Bob Okafor."
    ]


def test_what_is_kept_by_id_is_said_by_name(session, alice, home, task, texts):
    above = a_task(session, home, alice, "Audit", at=on(11, 1))
    tasks.edit(session, task.id, parent_id=above.id, by=alice, at=on(11, 9))

    assert texts("what is ENG-1's parent?") == [
        "The parent of ENG-1 (Rotate keys) is ENG-2; set on Mon 9 Nov by Alice Moreau."
    ]
    assert texts("what's the parent of ENG-2?") == ["ENG-2 (Audit) has no parent."]


def test_a_goals_field_is_answered(session, alice, texts):
    goals.create(session, title="EU launch", by=alice, weight=3.0, at=on(11, 1))

    assert texts("what is the weight of EU launch?")[0].startswith("The weight of EU launch is 3")


def test_a_field_registered_later_is_answered_and_claimed(session, alice, home, ask, register):
    a_task(session, home, alice, "Rotate keys", start=date(2026, 12, 4), points=5, is_upkeep=True)
    register(
        Field(
            "is_flagship",
            Flag(),
            "Flagship",
            Words("flagship"),
            default=False,
            attribute="is_upkeep",
        ),
        Field(
            "review", Day(), "Review", Words("the review day"), is_nullable=True, attribute="start"
        ),
        Field("risk", Number(), "Risk", Words("the risk"), is_nullable=True, attribute="points"),
    )

    answers = {
        "is ENG-1 a flagship?": "ENG-1 (Rotate keys) is marked as “Flagship”.",
        "when is ENG-1's review?": "The review day of ENG-1 (Rotate keys) is Fri 4 Dec.",
        "what is the risk of ENG-1?": "The risk of ENG-1 (Rotate keys) is 5.",
    }
    for question, sentence in answers.items():
        found = ask(question)
        assert [one.text for one in found.sentences] == [sentence]
        assert "field" in {one.predicate for one in claims.parts(found.sentences[0].claim)}


def test_a_follow_up_asks_the_same_of_another(session, alice, home, task, library, ask):
    a_task(session, home, alice, "Audit", is_milestone=True, at=on(11, 1))
    found = assistant.ask(
        session, alice, "and ENG-2?", library=library, now=NOW, earlier=["is ENG-1 a milestone?"]
    )
    assert "ENG-2 (Audit) is marked as “Milestone”" in found.sentences[0].text


def test_moments_are_told_of_when_only(session, bob, task, texts):
    tasks.edit(session, task.id, points=3, by=bob, at=on(11, 9))

    assert texts("when was ENG-1 last changed?") == [
        "ENG-1 (Rotate keys) was changed on Mon 9 Nov."
    ]
    assert texts("what changed on ENG-1?") == [
        "ENG-1 (Rotate keys) has 3 points; set on Mon 9 Nov by Bob Okafor."
    ]


def test_a_question_that_asks_more_than_a_field_is_not_answered_by_one(task, ask):
    assert ask("why is ENG-1 no milestone of the audit?").reading.intent != "field"
