"""A follow-up is read with the words before it: what it replaces, what it narrows, what it asks anew."""

from datetime import date

import pytest

from agents.algebra.reading import compose
from tests.agents.test_algebra import ME, NAMES, OPEN, OVERDUE, TODAY

PLATFORM = {"field": "list_id", "op": "in", "value": [1]}
LAUNCH = {"field": "list_id", "op": "in", "value": [2]}
BOB = {"field": "assignees", "op": "has_any", "value": [2]}
MAYA = {"field": "assignees", "op": "has_any", "value": [3]}
NOBODY = {"field": "assignees", "op": "is_empty"}


def _asked(*questions, today: date = TODAY):
    before = None
    for question in questions:
        found = compose(question, NAMES, today=today, me=ME, before=before)
        before = found.tagged
    return found


def _query(*questions):
    found = _asked(*questions)
    assert found.is_whole, (questions, found.unread)
    plain = found.query.plain()
    return {k: v for k, v in plain.items() if k not in ("before", "after", "part_words", "limit")}


@pytest.mark.parametrize(
    ("first", "then", "query"),
    [
        (
            "how many tasks are overdue in Platform",
            "and in the list EU launch?",
            {"measure": "count", "where": {"all": [OVERDUE, LAUNCH]}},
        ),
        (
            "how many open tasks does Bob have",
            "and Maya?",
            {"measure": "count", "where": {"all": [OPEN, MAYA]}},
        ),
        (
            "open tasks in Platform",
            "which of those have no owner?",
            {"where": {"all": [OPEN, NOBODY, PLATFORM]}},
        ),
        (
            "how many open tasks in Platform have nobody",
            "who has most of them?",
            {
                "measure": "count",
                "where": {"all": [OPEN, NOBODY, PLATFORM]},
                "per": "person",
                "order": "most",
            },
        ),
        (
            "open tasks of Bob",
            "how many hours is that",
            {"measure": "hours", "where": {"all": [OPEN, BOB]}},
        ),
        (
            "how many open tasks does Bob have",
            "by list",
            {"measure": "count", "where": {"all": [OPEN, BOB]}, "per": "list"},
        ),
        (
            "open tasks of Bob",
            "without the blocked ones",
            {
                "where": {
                    "all": [
                        OPEN,
                        {"not": {"field": "blocked", "op": "is", "value": True}},
                        BOB,
                    ]
                }
            },
        ),
    ],
)
def test_it_changes_what_it_says_and_keeps_the_rest(first, then, query):
    assert _query(first, then) == query


def test_the_time_before_is_the_one_before_what_was_asked():
    query = _query("how many tasks did we finish last week?", "and the week before?")

    assert (query["when"]["start"], query["when"]["end"]) == ("2026-11-02", "2026-11-09")


def test_how_work_is_now_has_no_time_of_what_happened():
    query = _query("how many tasks did Bob finish last week?", "and how many are blocked?")

    assert "when" not in query
    assert "event" not in query
    assert BOB in query["where"]["all"]


def test_a_question_that_says_all_is_not_read_with_another():
    found = _asked("open tasks of Bob", "how many tasks are overdue in Platform?")

    assert not found.follows
    assert BOB not in found.query.where["all"]


def test_a_chain_keeps_what_was_said_before():
    query = _query("how many tasks are overdue in Platform", "only urgent ones", "and of Bob?")

    assert query["where"]["all"] == [
        OVERDUE,
        {"field": "priority", "op": "is", "value": 1},
        PLATFORM,
        BOB,
    ]
