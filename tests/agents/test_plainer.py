"""What carries no condition is left out, slips are put right and told; a condition or a name never is."""

from datetime import date

import pytest

from agents.algebra.plainer import plainer
from agents.algebra.spelling import corrected
from agents.facts import Named
from agents.reading.names import Gazetteer

TODAY = date(2026, 11, 18)
NAMES = Gazetteer.of(
    [
        Named("person", 1, "Alice Moreau", ("Alice",)),
        Named("list", 1, "Directly Sold"),
        Named("space", 1, "Engineering", ("ENG",)),
    ]
)


def _said(question, *, written=()):
    return plainer(question, NAMES, today=TODAY, written=lambda _: frozenset(written))


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("how many open tasks have absolutely no estimate", "how many open tasks have no estimate"),
        ("which tasks are literally stuck as we speak?", "which tasks are stuck?"),
        ("which tasks fall under Engineering", "which tasks in Engineering"),
        ("tasks flagged as urgent", "tasks urgent"),
        ("goals considered off track", "goals off track"),
        ("which goals run beyond March 2027", "which goals run after March 2027"),
        ("tasks created earlier than 3 November", "tasks created before 3 November"),
        ("what was overdue on the evening of 3 November", "what was overdue on 3 November"),
    ],
)
def test_it_is_said_plainer(question, plain):
    assert _said(question).words == plain


@pytest.mark.parametrize(
    "question",
    [
        "exactly 5 open tasks",
        "tasks that are not blocked",
        "only urgent tasks without an owner",
        "what was finished in the evening of 3 November",  # a part of the day is a condition
        "tasks marked by Alice",
        "open tasks in Directly Sold",
        'tasks about "really simply"',
        "at least three overdue tasks",
    ],
)
def test_what_says_something_stays(question):
    assert _said(question).words == question


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("overude", "overdue"),
        ("blokced", "blocked"),
        ("asigned", "assigned"),
        ("compleeted", "completed"),
        ("whcih", "which"),
        ("stil", "still"),
        ("tihs", "this"),
    ],
)
def test_a_slip_is_put_right(wrong, right):
    assert corrected(wrong) == right


@pytest.mark.parametrize(
    ("word", "before", "after"),
    [
        ("lisa", ["does"], ["own"]),  # as near to “list”
        ("dona", ["is"], ["working"]),
        ("tina", ["with"], []),
        ("due", [], []),
        ("opn", [], []),  # too short to tell
        ("kanban", [], []),
    ],
)
def test_what_may_be_a_name_is_left(word, before, after):
    assert corrected(word, before, after) == word


def test_what_was_put_right_is_told():
    said = _said("which taks are overude")

    assert said.words == "which task are overdue"
    assert said.note == "I read “taks” as “task”, “overude” as “overdue”."


def test_a_word_of_a_title_is_no_slip():
    assert _said("what blocks the opne portal", written=("opne",)).note == ""


def test_a_capital_is_a_name():
    assert _said("what does Opne do").note == ""


@pytest.mark.parametrize(
    "word", ["form", "expect", "field", "sent", "short", "plain", "export", "coding", "locked"]
)
def test_a_word_of_its_own_is_no_slip(word):
    assert corrected(word) == word


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("tasks about the Frankfrut contract", "tasks about the frankfurt contract"),
        ("why can't I start with direct debti?", "why can't I start with direct debit?"),
        # One letter more is another word, not a slip.
        ("who plans the lunch?", "who plans the lunch?"),
    ],
)
def test_letters_that_changed_places_are_put_right_by_titles(question, plain):
    said = _said(question, written=("frankfurt", "debit", "launch"))

    assert said.words == plain
    assert bool(said.slips) == (question != plain)
