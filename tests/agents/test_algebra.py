"""A question becomes one typed query with every word in it, or none at all."""

from datetime import date

import pytest

from agents.algebra.reading import compose
from agents.facts import Named
from agents.reading.names import Gazetteer

TODAY = date(2026, 11, 18)  # a Wednesday
ME = Named("person", 1, "Alice Moreau", ("Alice",))
NAMES = Gazetteer.of(
    [
        ME,
        Named("person", 2, "Bob Okafor", ("Bob",)),
        Named("person", 3, "Maya Lind", ("Maya",)),
        Named("goal", 1, "EU launch"),
        Named("goal", 2, "Frankfurt region carries all EU accounts"),
        Named("space", 1, "Engineering", ("ENG",)),
        Named("list", 1, "Platform"),
        Named("list", 2, "EU launch"),
        Named("status", 1, "In review"),
        Named("tag", 1, "security"),
    ]
)
OPEN = {"field": "is_open", "op": "is", "value": True}
OVERDUE = {"field": "overdue", "op": "is", "value": True}
NO_ESTIMATE = {"field": "estimate_minutes", "op": "is_empty"}


def _composed(question):
    return compose(question, NAMES, today=TODAY, me=ME)


def _query(question):
    found = _composed(question)
    assert found.is_whole, (question, found.unread)
    plain = found.query.plain()
    return {k: v for k, v in plain.items() if k not in ("before", "after", "part_words", "limit")}


def of_bob(*trees):
    bob = {"field": "assignees", "op": "has_any", "value": [2]}
    return {"all": [*trees, bob]} if trees else bob


@pytest.mark.parametrize(
    ("question", "query"),
    [
        ("overdue", {"where": OVERDUE}),
        ("what is overdue?", {"where": OVERDUE}),
        ("How many open tasks does Bob have?", {"measure": "count", "where": of_bob(OPEN)}),
        (
            "open tasks without an estimate",
            {"where": {"all": [OPEN, NO_ESTIMATE]}},
        ),
        ("tasks that lack an estimate", {"where": {"all": [NO_ESTIMATE, OPEN]}}),
        (
            "Who has the most open tasks?",
            {"measure": "count", "where": OPEN, "per": "person", "order": "most"},
        ),
        (
            "which list has the fewest overdue tasks",
            {"measure": "count", "where": OVERDUE, "per": "list", "order": "least"},
        ),
        (
            "who has no overdue tasks?",
            {
                "measure": "count",
                "where": OVERDUE,
                "per": "person",
                "having": {"op": "eq", "value": 0.0},
            },
        ),
        (
            "who has more than 5 open tasks",
            {
                "measure": "count",
                "where": OPEN,
                "per": "person",
                "having": {"op": "gt", "value": 5.0},
            },
        ),
        (
            "how many hours of open work does Bob have",
            {"measure": "hours", "where": of_bob(OPEN)},
        ),
        ("the oldest open task", {"measure": "age", "where": OPEN, "order": "most"}),
        ("date moves by reason", {"measure": "count", "event": "moved", "per": "reason"}),
        (
            "which goal is furthest behind?",
            {"measure": "behind", "of": "goals", "order": "most"},
        ),
        (
            "goals with no work",
            {"of": "goals", "where": {"field": "work", "op": "is", "value": 0}},
        ),
        (
            "open tasks of the goal Frankfurt region carries all EU accounts",
            {"where": {"all": [OPEN, {"field": "helps_goal", "op": "in", "value": [2]}]}},
        ),
        (
            "open tasks in EU launch",
            {"where": {"all": [OPEN, {"field": "list_id", "op": "in", "value": [2]}]}},
        ),
        (
            "open tasks for EU launch",
            {"where": {"all": [OPEN, {"field": "helps_goal", "op": "in", "value": [1]}]}},
        ),
    ],
)
def test_a_question_is_one_query(question, query):
    assert _query(question) == query


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("Who finished more last week, Bob or Maya?", ["Bob Okafor", "Maya Lind"]),
        ("Did we finish more in September or October?", ["September 2026", "October 2026"]),
        ("were more tasks created than finished last week?", ["created", "done"]),
        ("are more open tasks in Platform or EU launch?", ["Platform", "EU launch"]),
    ],
)
def test_what_is_compared_has_two_sides(question, sides):
    query = _composed(question).query

    assert [side.label for side in query.versus] == sides
    assert query.order == "most"


@pytest.mark.parametrize(
    ("question", "measure", "order"),
    [
        ("is Platform faster than Engineering", "cycle", "least"),
        ("is ENG-1 older than ENG-2", "age", "most"),
        ("did Platform get slower this month than last month?", "cycle", "most"),
        ("are there more urgent or more high priority tasks open", "count", "most"),
        ("were more tasks created or finished last week?", "count", "most"),
    ],
)
def test_a_comparison_knows_by_what(question, measure, order):
    query = _query(question)

    assert (query["measure"], query["order"]) == (measure, order)
    assert len(query["versus"]) == 2


@pytest.mark.parametrize(
    ("question", "query"),
    [
        (
            "overdue not assigned to Bob or Maya",
            {
                "where": {
                    "all": [OVERDUE, {"field": "assignees", "op": "has_none", "value": [2, 3]}]
                }
            },
        ),
        (
            "open tasks without an estimate or a due date",
            {"where": {"all": [OPEN, NO_ESTIMATE, {"field": "due", "op": "is_empty"}]}},
        ),
        (
            "who finished nothing this month?",
            {
                "measure": "count",
                "event": "done",
                "per": "person",
                "when": {"start": "2026-11-01", "end": "2026-12-01", "words": "November 2026"},
                "having": {"op": "eq", "value": 0.0},
            },
        ),
        (
            "which task was moved most often?",
            {"measure": "count", "event": "moved", "per": "task", "order": "most"},
        ),
        (
            "what is the biggest blocker?",
            {
                "measure": "holds",
                "where": {"field": "blocks", "op": "is", "value": True},
                "order": "most",
            },
        ),
    ],
)
def test_a_not_reaches_all_it_denies_and_most_is_of_something(question, query):
    assert _query(question) == query


def test_what_was_not_finished_in_a_month_was_open_at_its_end():
    found = _composed("tasks not finished in October")

    assert found.is_whole
    assert found.as_of == date(2026, 10, 31)
    assert found.query.where == OPEN


def test_a_share_knows_its_part_from_its_whole():
    query = _composed("What share of open tasks has no estimate?").query

    assert (query.where, query.part) == (OPEN, NO_ESTIMATE)


@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("what is due in February?", "2027-02-01"),
        ("what was due in February?", "2026-02-01"),
        ("what is due next week?", "2026-11-23"),
    ],
)
def test_due_looks_forward_and_was_due_back(question, start):
    where = _query(question)["where"]
    days = [one["value"] for one in where.get("all", []) if one["field"] == "due"]

    assert days[0] == start


def test_done_looks_back():
    assert _query("what was finished in December?")["when"]["start"] == "2025-12-01"
    assert "2025" in _query("what was finished in December?")["when"]["words"]


def test_a_state_on_a_past_day_is_asked_of_that_day():
    assert _composed("How many tasks were overdue on 8 November?").as_of == date(2026, 11, 8)


@pytest.mark.parametrize(
    ("question", "unread"),
    [
        ("how many purple open tasks does Bob have", "purple"),
        ("open tasks of Zebulon", "zebulon"),
        ("who is the nicest person with open tasks", "nicest"),
        ("how many open tasks will be overdue", "will"),
    ],
)
def test_a_word_in_no_slot_leaves_no_query(question, unread):
    found = _composed(question)

    assert not found.is_whole
    assert unread in found.unread


def test_slips_of_the_pen_are_read():
    assert _query("overdeu taks in Platform") == _query("overdue tasks in Platform")


def test_a_word_that_another_begins_with_is_no_slip():
    assert not _composed("the blockade tasks of Bob").is_whole
