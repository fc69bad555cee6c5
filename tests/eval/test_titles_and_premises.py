"""Words of a title stand for its task, and what a question takes for granted is corrected when it is not so."""

import re

import pytest


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("who has the contract with the Frankfurt data centre?", "GTM-8"),
        ("when is dark mode for charts due?", "ENG-107"),
        ("is the battle card finished?", "GTM-87"),
        ("SEPA direct debit, ENG-46 - how long has it been in review?", "ENG-46"),
        ("what is blocked by the euro bank account?", "GTM-10"),
    ],
)
def test_words_of_a_title_are_its_task(company, question, key):
    answer = company.ask(question)

    assert answer.mode == "computed"
    assert key in " ".join(one.text for one in answer.sentences)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("who reopened ENG-5?", "was never reopened"),
        ("why was the EU launch goal dropped?", "was not dropped: it is in progress"),
        ("why was ENG-2 finished late?", "is not finished"),
        ("when did Priya finish ENG-2?", "is not finished"),
    ],
)
def test_what_is_not_so_is_said_first(company, question, said):
    answer = company.ask(question)

    assert said in answer.sentences[0].text


def test_days_behind_a_move_are_from_where_to_where(company):
    plain = company.ask("why was ENG-11 moved?").sentences[0].text
    first, last = re.search(r"from (\d+ \w+) \d+ to (\d+ \w+) \d+", plain).groups()
    answer = company.ask(f"why did ENG-11 slip from {first} to {last}?")

    assert answer.sentences[0].text == plain


def test_no_title_takes_the_key_beside_it_away(company):
    answer = company.ask("direct debit, ENG-46: how old is it?")

    assert all("ENG-46" in one.text for one in answer.sentences)


def test_a_list_may_be_misspelled_after_the(company):
    said = company.ask("which open tasks of the mobil app are overdue?")
    plain = company.ask("which open tasks of the Mobile app are overdue?")

    assert said.sentences[0].items == plain.sentences[0].items


def test_each_part_of_a_question_without_apostrophes_is_answered(company):
    answer = company.ask("waht's the status of GTM-8, whos on it and when is it due")

    assert "In review" in " ".join(one.text for one in answer.sentences)
    assert "Not answered" not in answer.note
