"""What the sample company says to small talk, to what it doesn't keep, to false premises and in follow-ups."""

import pytest

from app import access, db
from app.assist import assistant
from tests.eval.workspaces import NOW


def _then(company, *questions):
    with db.reading() as session:
        return assistant.ask(
            session,
            access.actor(session, 1),
            questions[-1],
            now=NOW,
            library=company.library,
            earlier=questions[:-1],
        )


@pytest.mark.parametrize(
    "said",
    [
        "thank you so much!",
        "hello there",
        "okay, got it",
        "good evening",
        "thanks, that helped me a lot",
        "I am new here, what can I ask you?",
    ],
)
def test_small_talk_gets_a_short_reply_and_no_quote(company, said):
    answer = company.ask(said)

    assert answer.sentences == ()
    assert answer.nearest == ()
    assert answer.note
    assert answer.candidates


def test_thanks_before_a_question_are_no_small_talk(company):
    assert company.ask("thanks, overdue tasks of Lena").sentences
    assert company.ask("thank you! that is clear. what is overdue?").sentences


@pytest.mark.parametrize(
    ("question", "what"),
    [
        ("how much time did Jonas track in October?", "hours that were worked"),
        ("show me the timesheets of Engineering", "hours that were worked"),
        ("what does Mara earn?", "what people earn"),
        ("what is the mobile number of Lena?", "phone numbers"),
        ("how much money did EU launch cost?", "money"),
    ],
)
def test_what_is_not_kept_is_said_so(company, question, what):
    answer = company.ask(question)

    assert answer.sentences == ()
    assert f"does not keep {what}" in answer.note


def test_estimated_hours_are_kept(company):
    assert company.ask("how many estimated hours are open in Engineering?").sentences


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("why was GTM-8 completed late?", "is not finished"),
        ("why is ENG-10 overdue?", "is not late"),
        ("how come GTM-26 was finished after its due date?", "was not late"),
    ],
)
def test_a_false_premise_is_corrected_first(company, question, words):
    assert words in company.ask(question).sentences[0].text


def test_what_is_so_is_not_denied(company):
    assert "is not" not in company.ask("why is GTM-8 late?").sentences[0].text


def test_she_is_whom_the_answer_named(company):
    answer = _then(company, "who has GTM-8?", "what is she working on?")

    assert answer.sentences[0].text.startswith("Mara Lindqvist has")


def test_she_is_nobody_while_several_were_named(company):
    answer = _then(company, "who has the most open tasks?", "what is she late with?")

    assert answer.sentences == ()
    assert "Whom do you mean" in answer.note


def test_a_follow_up_changes_the_year_alone(company):
    answer = _then(company, "how many tasks were finished in 2025?", "and for 2026?")

    assert "finished in 2026" in answer.sentences[0].text


def test_a_follow_up_asks_for_the_state_of_what_was_named(company):
    answer = _then(company, "who owns the EU launch?", "and what is its state?")

    assert answer.sentences[0].text.startswith("EU launch is at risk")


def test_faster_is_a_shorter_time_from_start_to_done(company):
    assert (
        "median time from start to done"
        in company.ask("who finishes tasks fastest?").sentences[0].text
    )


def test_after_a_day_reaches_ahead(company):
    answer = company.ask("how many tasks are due after next week?")

    assert "due from 7 Dec 2026 on" in answer.sentences[0].text
