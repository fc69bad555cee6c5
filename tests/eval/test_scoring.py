"""The scoring itself: what is wrong in an answer is seen."""

from dataclasses import replace

import pytest

from tests.eval import citations
from tests.eval.scoring import Question, Score, citing, counting, numbering, refusing, saying
from tests.eval.workspaces import OWNER


@pytest.fixture
def overdue(company):
    return company.ask("What is overdue?")


def _with_first(answer, **changes):
    first = replace(answer.sentences[0], **changes)
    return replace(answer, sentences=(first, *answer.sentences[1:]))


def _wrong(company, answer):
    rows = citations.Rows.of(company)
    return [wrong for wrong in citations.checked(company, answer, rows, OWNER) if wrong]


def test_a_true_answer_has_nothing_wrong(company, overdue):
    first = overdue.sentences[0]

    assert _wrong(company, overdue) == []
    assert counting(first.items)(overdue) == ""
    assert numbering(len(first.items))(overdue) == ""


def test_a_task_too_few_and_another_number_are_seen(company, overdue):
    items = overdue.sentences[0].items

    assert "1 missing" in counting([*items, "ENG-999"])(overdue)
    assert "says not" in counting(items)(_with_first(overdue, text="7 tasks are overdue."))
    assert numbering(len(items) + 1)(overdue)
    assert any(
        "says [7]" in wrong
        for wrong in _wrong(company, _with_first(overdue, text="7 tasks are overdue."))
    )


def test_a_source_that_is_not_there_or_lies_elsewhere_is_seen(company, overdue):
    source = overdue.sentences[0].sources[0]
    gone, away = replace(source, id=999_999), replace(source, url="https://example.com/tasks/1")

    assert any("opens not" in w for w in _wrong(company, _with_first(overdue, sources=(gone,))))
    assert any("opens not" in w for w in _wrong(company, _with_first(overdue, sources=(away,))))


def test_words_nobody_wrote_are_seen(company):
    answer = company.ask("how long do we retry webhooks?")
    text = answer.sentences[0].text

    assert _wrong(company, answer) == []
    assert _wrong(company, _with_first(answer, text=text.replace("three days", "nine days")))


def test_another_person_s_source_opens_not_for_a_guest(company, overdue):
    rows = citations.Rows.of(company, 14)

    assert any("opens not" in w for w in citations.checked(company, overdue, rows, 14))


def test_judges_know_refusals_words_and_records(company):
    refused, answered = (
        company.ask("who won the football world cup?"),
        company.ask("how is EU launch going?"),
    )

    assert refusing(refused) == ""
    assert refusing(answered)
    assert saying("EU launch", "at risk")(answered) == ""
    assert saying("EU launch", "off track")(answered)
    assert citing({2}, lambda source: source.id)(answered) == ""
    assert citing({999}, lambda source: source.id)(answered)


def test_a_bar_is_reached_from_its_own_side():
    assert Score("structured", "x", 10, 0.95, 0.95).is_reached
    assert not Score("structured", "x", 10, 0.94, 0.95).is_reached
    assert Score("leaks", "x", 10, 0.0, 0.0).is_reached
    assert not Score("leaks", "x", 10, 1.0, 0.0).is_reached
    assert Question("refusal", "?", refusing).is_answerable is False
