"""How open questions are answered: whose words, from where, how many, and when not at all."""

from collections import Counter

import pytest


def _records(answer):
    return [source.url.partition("#")[0] for one in answer.sentences for source in one.sources]


@pytest.mark.parametrize("question", ["what is Priya's phone number?", "how old is Samuel?"])
def test_what_says_nothing_of_a_person_is_no_answer_about_them(company, question):
    answer = company.ask(question)

    assert answer.sentences == ()
    assert answer.looked_at


def test_what_a_person_said_is_quoted_from_them_or_about_them(company):
    answer = company.ask("what did Mara say about the pilots?")

    assert answer.sentences[0].sources[0].author == "Mara Lindqvist"
    assert all("Mara" in f"{s.author} {s.quote}" for one in answer.sentences for s in one.sources)


def test_a_named_task_alone_answers_for_itself(company):
    said = company.ask("what was said on ENG-10?")

    assert set(_records(said)) == {"/tasks/ENG-10"}
    assert company.ask("what is the budget of ENG-10?").sentences == ()


def test_why_a_goal_waits_is_told_by_what_speaks_of_the_cause(company):
    answer = company.ask("why does EU launch wait for Frankfurt?")

    # By words alone the plan says it, by meaning a comment: both name the contract.
    assert "contract" in " ".join(one.text for one in answer.sentences)


def test_a_decision_about_a_named_thing_is_quoted_only_when_there_is_one(company):
    assert "Decision" in company.ask("what did we decide on ENG-10?").sentences[0].text
    assert company.ask("what did we decide on ENG-3?").sentences == ()


def test_the_best_records_speak_and_others_do_not(company):
    answer = company.ask("what does the launch in Germany need?")
    times = Counter(_records(answer))

    assert 1 <= len(times) <= 3
    assert max(times.values()) <= 2


def test_how_long_is_asked_and_need_not_be_said(company):
    answer = company.ask("how long do we retry webhooks?")

    assert answer.sentences[0].sources[0].title == "Webhooks for customers"
    assert "three days" in answer.sentences[0].text


@pytest.mark.parametrize(
    "question",
    ["why is the sky blue?", "how do I cook risotto with saffron?", "what about bananas?"],
)
def test_what_nobody_wrote_about_is_refused(company, question):
    assert company.ask(question).mode == "none"
