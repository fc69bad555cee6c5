"""What the sample company is told beside the counts: goals, decisions, pages, names to choose from."""

import re
from datetime import timedelta

import pytest

from app import access, db
from app.assist import summaries
from app.domain import weekly
from app.work import people
from tests.eval.workspaces import NOW


@pytest.mark.parametrize(
    "question",
    [
        "Is EU launch on track and what holds it up?",
        "how is EU launch going?",
        "status of EU launch",
        "What's the progress of the EU launch goal",
    ],
)
def test_the_goal_is_told_with_its_number_its_pace_and_what_holds_it_up(company, question):
    answer = company.ask(question)
    text = " ".join(s.text for s in answer.sentences)

    assert re.search(r"EU launch is at risk: \d+ % of the way, 50 % expected by today", text)
    assert "Vendor contract with the Frankfurt data centre" in text
    assert all(sentence.sources for sentence in answer.sentences)


def test_every_sentence_that_counts_has_its_source(company):
    for question in (
        "what is overdue?",
        "who works on what?",
        "what slipped in the last 4 weeks?",
        "which goals are off track?",
        "what are the bottlenecks?",
        "what should I do next?",
        "summary of Engineering last week",
    ):
        for sentence in company.ask(question).sentences:
            assert sentence.sources or not sentence.items, (question, sentence.text)


@pytest.mark.parametrize(
    ("kind", "item_id", "where"),
    [("workspace", 1, ""), ("space", 1, " in Engineering"), ("goal", 2, " for EU launch")],
)
def test_summaries_say_the_numbers_an_answer_says(company, kind, item_id, where):
    with db.reading() as session:
        week = weekly.week_of((NOW - timedelta(weeks=1)).date())
        actor = access.actor(session, 1)
        found = summaries.of_week(session, actor, week=week, subject=(kind, item_id), now=NOW)
    counts = {one.name: one.count for one in found.sections}
    for done, name in (
        ("finished", "done"),
        ("started", "started"),
        ("created", "added"),
        ("cancelled", "cancelled"),
        ("moved to a later day", "slipped"),
        ("reopened", "reopened"),
    ):
        said = company.ask(f"How many tasks were {done}{where} last week?").sentences[0]
        assert len(said.items) == counts[name], (done, said.text)


def test_a_decision_is_quoted_with_its_author(company):
    answer = company.ask("What did we decide about the Frankfurt data centre?")

    assert "Dublin" in answer.sentences[0].text
    assert answer.sentences[0].sources[0].kind == "comment"
    assert "#comment-" in answer.sentences[0].sources[0].url


def test_a_doc_answers_an_open_question(company):
    answer = company.ask("how long do we retry webhooks?")

    assert any("three days" in s.text for s in answer.sentences)


def test_a_name_two_people_share_is_asked_back(own_company):
    with db.writing() as session:
        people.add(session, email="priya2@example.com", name="Priya Nair", role="member", by=None)
    answer = own_company.ask("what is Priya working on?")

    assert answer.sentences == ()
    assert {choice.label for choice in answer.candidates} == {
        "Priya Raman (person)",
        "Priya Nair (person)",
    }
