"""Days to come: what is done then is due then; a stand-up's own sections, and a day's name beside days that have it."""

import pytest

from agents.algebra.reading import compose
from tests.agents.test_whose_and_which import (
    ME,
    NAMES,
    OPEN,
    OVERDUE,
    TODAY,
    _query,
    every,
    of,
    with_,
)

NEXT_WEEK = (
    {"field": "due", "op": "gte", "value": "2026-11-23"},
    {"field": "due", "op": "lt", "value": "2026-11-30"},
)


@pytest.mark.parametrize(
    ("question", "query"),
    [
        ("what do I have to deliver next week?", every(with_(1), *NEXT_WEEK, OPEN)),
        ("what will Bob finish next week", every(with_(2), *NEXT_WEEK, OPEN)),
        (
            "how many tasks will be finished next week",
            {"measure": "count", **every(*NEXT_WEEK, OPEN)},
        ),
        ("what is on Bob's plate next week", every(OPEN, with_(2), *NEXT_WEEK)),
        (
            "does the work of Bob for next week fit into 40 hours",
            {
                "measure": "hours",
                "having": {"op": "lte", "value": 40.0},
                **every(with_(2), *NEXT_WEEK, OPEN),
            },
        ),
    ],
)
def test_what_is_done_in_days_to_come_is_what_is_due_then(question, query):
    assert _query(question) == query


def test_whether_one_thing_is_done_by_then_is_no_list_of_what_is_due():
    for question in ("will EU launch be done next week", "will ENG-1 be done next week"):
        found = compose(question, NAMES, today=TODAY, me=ME).query
        assert found is None or "due" not in str(found.where)


def test_what_was_done_looks_back():
    assert _query("what did Bob finish last week")["event"] == "done"


def test_a_stand_up_is_not_narrowed_by_the_sections_it_has():
    found = _query(
        "stand-up for the Platform list: finished since Monday, in progress now, overdue"
    )

    assert found["measure"] == "standup"
    assert found["where"] == of("list_id", 1)
    assert "event" not in found


def test_the_name_of_a_day_beside_days_that_have_it_is_no_other_day():
    found = _query("open tasks due this weekend (sat + sun)")
    due = [tree for tree in found["where"]["all"] if tree["field"] == "due"]

    assert [tree["value"] for tree in due] == ["2026-11-21", "2026-11-23"]
    assert _query("what was overdue on Sunday")["where"] == OVERDUE
