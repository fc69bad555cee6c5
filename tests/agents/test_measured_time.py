"""Questions on how long work takes, how late it is, and who moved what: each becomes one typed query."""

import pytest

from agents.algebra.reading import compose
from tests.agents.test_algebra import ME, NAMES, OPEN, TODAY

DONE = {"field": "category", "op": "is", "value": "done"}
OVERDUE = {"field": "overdue", "op": "is", "value": True}
PLATFORM = {"field": "list_id", "op": "in", "value": [1]}
ONE = {"field": "key", "op": "in", "value": ["ENG-1"]}
BOB = {"field": "assignees", "op": "has_any", "value": [2]}
NOVEMBER = {"start": "2026-11-01", "end": "2026-12-01", "words": "November 2026"}
TOLD_ALONE = ("before", "after", "part_words", "limit")


def _composed(question):
    return compose(question, NAMES, today=TODAY, me=ME)


def _query(question):
    found = _composed(question)
    assert found.is_whole, (question, found.unread)
    return {k: v for k, v in found.query.plain().items() if k not in TOLD_ALONE}


@pytest.mark.parametrize(
    ("question", "query"),
    [
        ("median calendar days start to done, Bob", {"measure": "cycle", "where": BOB}),
        (
            "How many calendar days does Bob need on average between starting a task and finishing it?",
            {"measure": "cycle", "where": BOB, "mean": True},
        ),
        ("how long was ENG-1 open before it was done?", {"measure": "lead", "where": ONE}),
        ("how many days did ENG-1 take from start to done", {"measure": "cycle", "where": ONE}),
        ("how long from creation to start?", {"measure": "pickup"}),
        (
            "days between creation and start in Platform, on average",
            {"measure": "pickup", "where": PLATFORM, "mean": True},
        ),
        ("cycle time per list", {"measure": "cycle", "per": "list"}),
        ("slowest list, start to done", {"measure": "cycle", "per": "list", "order": "most"}),
        (
            "who needs the least time per task",
            {"measure": "cycle", "per": "person", "order": "least"},
        ),
        (
            "Which list has the oldest open work on average?",
            {"measure": "age", "where": OPEN, "mean": True, "per": "list", "order": "most"},
        ),
        (
            "How old are the open tasks in Platform on average, counted from the day they were created?",
            {"measure": "age", "where": {"all": [OPEN, PLATFORM]}, "mean": True},
        ),
        ("time in review per list", {"measure": "in_status", "status": "In review", "per": "list"}),
        (
            "longest any task stayed in review before it was done",
            {"measure": "in_status", "status": "In review", "where": DONE, "order": "most"},
        ),
        (
            "average estimate of a task in Platform",
            {"measure": "hours", "where": {"all": [PLATFORM, OPEN]}, "mean": True},
        ),
    ],
)
def test_how_long_it_takes(question, query):
    assert _query(question) == query


@pytest.mark.parametrize(
    ("question", "query"),
    [
        (
            "which finished task missed its due date by the most days, and who had it",
            {"measure": "lateness", "where": DONE, "late": True, "order": "most"},
        ),
        (
            "which open task is most overdue, by how many days and whose is it?",
            {"measure": "lateness", "where": {"all": [OVERDUE, OPEN]}, "order": "most"},
        ),
        (
            "average number of days our overdue tasks are late",
            {"measure": "lateness", "where": OVERDUE, "mean": True},
        ),
        (
            "by how many days did we miss due dates in October, on average?",
            {
                "measure": "lateness",
                "where": DONE,
                "event": "done",
                "when": {"start": "2026-10-01", "end": "2026-11-01", "words": "October 2026"},
                "late": True,
                "mean": True,
            },
        ),
        ("how many days was ENG-1 late?", {"measure": "lateness", "where": ONE}),
        (
            "which task was finished furthest ahead of its due date?",
            {"measure": "earliness", "where": DONE, "order": "most"},
        ),
        (
            "who has the most overdue tasks",
            {"measure": "count", "where": OVERDUE, "per": "person", "order": "most"},
        ),
    ],
)
def test_how_late_it_is(question, query):
    assert _query(question) == query


@pytest.mark.parametrize(
    ("question", "query"),
    [
        (
            "who moves due dates the most",
            {"measure": "count", "event": "moved", "per": "mover", "order": "most"},
        ),
        (
            "who had the most date moves",
            {"measure": "count", "event": "moved", "per": "person", "order": "most"},
        ),
        (
            "how many dates did Bob move in November?",
            {"measure": "count", "event": "moved", "when": NOVEMBER, "by": ["Bob Okafor"]},
        ),
        (
            "who moved more dates, Bob or Maya?",
            {
                "measure": "count",
                "event": "moved",
                "order": "most",
                "versus": [
                    {"label": "Bob Okafor", "by": ["Bob Okafor"]},
                    {"label": "Maya Lind", "by": ["Maya Lind"]},
                ],
            },
        ),
        (
            "who created the most tasks in November",
            {
                "measure": "count",
                "event": "created",
                "when": NOVEMBER,
                "per": "creator",
                "order": "most",
            },
        ),
        (
            "which tasks had their due date pushed to a later day in November?",
            {"event": "slipped", "when": NOVEMBER},
        ),
        (
            "were any due dates pulled forward in November?",
            {"event": "hastened", "when": NOVEMBER},
        ),
        (
            "which tasks had their date moved more than once?",
            {
                "measure": "count",
                "event": "moved",
                "per": "task",
                "having": {"op": "gt", "value": 1.0},
            },
        ),
        (
            "What is the reason people give most often when they move a due date?",
            {"measure": "count", "event": "moved", "per": "reason", "order": "most"},
        ),
        (
            "what was cancelled in November and why?",
            {"event": "cancelled", "when": NOVEMBER},
        ),
        (
            "Which tasks had to be reopened after they were already done, in November?",
            {"event": "reopened", "when": NOVEMBER},
        ),
        (
            "what happened to ENG-1 in November?",
            {"measure": "story", "where": ONE, "when": NOVEMBER, "keys": ["ENG-1"]},
        ),
    ],
)
def test_what_was_moved_and_by_whom(question, query):
    assert _query(question) == query


def test_better_is_told_of_what_is_better_when_low():
    found = _query("Did our cycle time get better in November compared with October?")

    assert found["measure"] == "cycle"
    assert found["order"] == "least"
    assert [side["label"] for side in found["versus"]] == ["November 2026", "October 2026"]


def test_less_time_on_average_is_compared_by_the_mean():
    found = _query("In Platform, who takes less time from start to done on average, Bob or Maya?")

    assert found["where"] == PLATFORM
    assert found["mean"] is True
    assert found["order"] == "least"


@pytest.mark.parametrize(
    "question",
    [
        "Which open tasks are due before the very task that blocks them is due?",
        "Is anything due earlier than the task it waits for?",
        "tasks blocked by something that is due later",
    ],
)
def test_two_days_are_set_against_each_other(question):
    assert _composed(question).query.measure == "clashes"
    assert _composed(question).is_whole


@pytest.mark.parametrize(
    "question",
    [
        "is Bob better than Maya?",
        "average cycle time of tasks that Zed tested",
        "what happened to ENG-1's estimate?",
        "does Bob's work fit into next week?",
        "which tasks were finished early in November?",
        "in review for longer than 20 days",
    ],
)
def test_what_no_query_says_is_none(question):
    assert not _composed(question).is_whole
