"""Who made it and who has it, what is left out, how many and how often: each question is the query that is meant."""

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
        Named("space", 1, "Engineering", ("ENG",)),
        Named("list", 1, "Platform"),
        Named("list", 2, "Billing"),
        Named("status", 1, "In review"),
        Named("status", 2, "Backlog"),
        Named("tag", 1, "security"),
        Named("tag", 2, "vat"),
        Named("tag", 3, "legal"),
        Named("tag", 4, "upkeep"),
    ]
)
OPEN = {"field": "is_open", "op": "is", "value": True}
OVERDUE = {"field": "overdue", "op": "is", "value": True}
STARTED = {"field": "category", "op": "is", "value": "started"}
DONE = {"field": "category", "op": "is", "value": "done"}
ASSIGNED = {"field": "assignees", "op": "is_not_empty"}
TROUBLE = {"field": "health", "op": "in", "value": ["at_risk", "off_track"]}
WORDS = ("before", "after", "part_words", "limit")


def _query(question):
    found = compose(question, NAMES, today=TODAY, me=ME)
    assert found.is_whole, (question, found.unread)
    return {k: v for k, v in found.query.plain().items() if k not in WORDS}


def every(*trees):
    return {"where": {"all": list(trees)}}


def of(field, *values, op="in"):
    return {"field": field, "op": op, "value": list(values)}


def made_by(*ids):
    return of("created_by", *ids)


def with_(*ids):
    return of("assignees", *ids, op="has_any")


def tagged(*names, op="has_any"):
    return of("tags", *names, op=op)


@pytest.mark.parametrize(
    ("question", "query"),
    [
        ("tasks in any list but Platform", every(of("list_id", 1, op="not_in"), OPEN)),
        (
            "tasks in any list but Platform and Billing",
            every(of("list_id", 1, 2, op="not_in"), OPEN),
        ),
        ("open tasks in every space but Engineering", every(OPEN, of("space_id", 1, op="not_in"))),
        (
            "overdue tasks in every list except Platform",
            every(OVERDUE, of("list_id", 1, op="not_in")),
        ),
        ("everything but Platform", every(of("list_id", 1, op="not_in"), OPEN)),
        ("tasks tagged anything but security", every(tagged("security", op="has_none"), OPEN)),
        ("tasks created by anyone but me", every(of("created_by", 1, op="not_in"), OPEN)),
        (
            "tasks assigned to anyone but Bob",
            every(ASSIGNED, of("assignees", 2, op="has_none"), OPEN),
        ),
        ("tasks of everybody but Bob and Maya", every(of("assignees", 2, 3, op="has_none"), OPEN)),
        ("overdue tasks but in Platform", every(OVERDUE, of("list_id", 1))),
        ("overdue tasks but not in Platform", every(OVERDUE, of("list_id", 1, op="not_in"))),
        ("all open tasks except overdue ones", every(OPEN, {"not": OVERDUE})),
        (
            "who but Bob and Maya has overdue tasks",
            {
                "measure": "count",
                "where": OVERDUE,
                "per": "person",
                "but": ["Bob Okafor", "Maya Lind"],
            },
        ),
        ("comments not by Bob", {"of": "comments", "but": ["Bob Okafor"]}),
        ("docs by anyone but me", {"of": "docs", "but": ["Alice Moreau"]}),
        (
            "which lists but Platform have overdue tasks",
            {"measure": "count", "per": "list"} | every(OVERDUE, of("list_id", 1, op="not_in")),
        ),
    ],
)
def test_what_is_left_out_is_left_out(question, query):
    assert _query(question) == query


@pytest.mark.parametrize(
    ("question", "query"),
    [
        ("tasks created by Bob and assigned to Maya", every(made_by(2), with_(3), OPEN)),
        ("tasks created by Bob assigned to Maya", every(made_by(2), with_(3), OPEN)),
        ("tasks assigned to Maya that Bob created", every(with_(3), made_by(2), OPEN)),
        ("tasks I created for Maya", every(made_by(1), with_(3), OPEN)),
        ("tasks created by Bob or Maya", every(made_by(2, 3), OPEN)),
        ("tasks created by Bob or assigned to Maya", every({"any": [made_by(2), with_(3)]}, OPEN)),
        ("tasks opened by Bob and closed by Maya", every(DONE, made_by(2), with_(3))),
        ("tasks not created by Bob or Maya", every(of("created_by", 2, 3, op="not_in"), OPEN)),
        ("tasks of Bob and Maya", every(with_(2, 3), OPEN)),
        ("open assigned tasks", every(OPEN, ASSIGNED)),
        ("which tasks are assigned", every(ASSIGNED, OPEN)),
        ("tasks assigned to anyone", every(ASSIGNED, OPEN)),
        ("open assigned tasks Bob created", every(OPEN, ASSIGNED, made_by(2))),
        (
            "who is assigned overdue tasks",
            {"measure": "count", "where": OVERDUE, "per": "person"},
        ),
    ],
)
def test_who_made_it_is_told_from_who_has_it(question, query):
    assert _query(question) == query


@pytest.mark.parametrize(
    ("question", "tree"),
    [
        ("tasks created this week by me", made_by(1)),
        ("tasks added by Bob in October", made_by(2)),
        ("new tasks by Bob this week", made_by(2)),
        ("tasks created last week not by Bob", of("created_by", 2, op="not_in")),
        ("how many tasks did Bob create last month", made_by(2)),
    ],
)
def test_days_may_stand_between_what_was_made_and_by_whom(question, tree):
    query = _query(question)

    assert (query["event"], query["where"]) == ("created", tree)
    assert "when" in query


@pytest.mark.parametrize(
    ("question", "per", "having"),
    [
        ("who created the most tasks", "creator", None),
        ("who created the fewest this month", "creator", None),
        ("who added tasks last week", "creator", None),
        ("who has not created any tasks", "creator", {"op": "eq", "value": 0.0}),
    ],
)
def test_who_creates_is_asked_of_who_made_them(question, per, having):
    query = _query(question)

    assert (query["event"], query["per"], query.get("having")) == ("created", per, having)


def test_who_created_more_compares_who_made_them():
    for question in ("who created more, Bob or Maya?", "did Bob or Maya create more tasks?"):
        sides = _query(question)["versus"]

        assert [side["where"] for side in sides] == [made_by(2), made_by(3)]
        assert _query(question)["event"] == "created"


@pytest.mark.parametrize(
    ("question", "query"),
    [
        ("tasks not in progress", every({"not": STARTED}, OPEN)),
        ("tasks that are not in progress", every({"not": STARTED}, OPEN)),
        ("tasks of Bob not in progress", every({"not": STARTED}, with_(2), OPEN)),
        ("tasks in review but not overdue", every({"not": OVERDUE}, of("status", "In review"))),
        ("goals not on track", {"of": "goals", "where": TROUBLE}),
        ("which goals aren't on track", {"of": "goals", "where": TROUBLE}),
        (
            "which lists have no unassigned open tasks",
            {"measure": "count", "per": "list", "having": {"op": "eq", "value": 0.0}}
            | every({"field": "assignees", "op": "is_empty"}, OPEN),
        ),
        (
            "who has not started any tasks",
            {
                "measure": "count",
                "event": "started",
                "per": "person",
                "having": {"op": "eq", "value": 0.0},
            },
        ),
        (
            "who hasn't finished any tasks",
            {
                "measure": "count",
                "event": "done",
                "per": "person",
                "having": {"op": "eq", "value": 0.0},
            },
        ),
        (
            "tasks nobody touched this week",
            every(OPEN, {"field": "updated_at", "op": "lt", "value": "2026-11-16"}),
        ),
        (
            "tasks not updated in 10 days",
            every(OPEN, {"field": "updated_at", "op": "lt", "value": "2026-11-08"}),
        ),
        ("tasks nobody started", every({"not": STARTED}, OPEN)),
    ],
)
def test_a_not_is_never_dropped_and_denies_what_it_stands_before(question, query):
    assert _query(question) == query


def test_goals_nobody_updated_are_no_goals_without_an_owner():
    where = _query("which goals nobody updated this month")["where"]

    assert {"field": "updated", "op": "lt", "value": "2026-11-01"} in where["all"][0]["any"]
    assert "people_ids" not in str(where)


@pytest.mark.parametrize(
    ("question", "query"),
    [
        (
            "open tasks with subtasks",
            every(OPEN, {"field": "has_subtasks", "op": "is", "value": True}),
        ),
        (
            "tasks without subtasks",
            every({"not": {"field": "has_subtasks", "op": "is", "value": True}}, OPEN),
        ),
        ("open subtasks", every(OPEN, {"field": "parent_id", "op": "is_not_empty"})),
        ("upkeep tasks", every({"field": "is_upkeep", "op": "is", "value": True}, OPEN)),
        ("tasks tagged upkeep", every(tagged("upkeep"), OPEN)),
        ("tasks with the upkeep tag", every(tagged("upkeep"), OPEN)),
        ("tasks tagged security or upkeep", every(tagged("security", "upkeep"), OPEN)),
        ("tasks tagged security and vat", every(tagged("security"), tagged("vat"), OPEN)),
        (
            "who has the most tasks in review",
            {
                "measure": "count",
                "where": of("status", "In review"),
                "per": "person",
                "order": "most",
            },
        ),
        (
            "which list has the fewest tasks in the backlog",
            {"measure": "count", "where": of("status", "Backlog"), "per": "list", "order": "least"},
        ),
        (
            "which tasks sit in review longest",
            {"measure": "in_status", "status": "In review", "order": "most"},
        ),
        (
            "why did Bob's tasks slip",
            {"measure": "count", "where": with_(2), "event": "slipped", "per": "reason"},
        ),
        (
            "why were the tasks in Platform moved",
            {"measure": "count", "where": of("list_id", 1), "event": "moved", "per": "reason"},
        ),
        (
            "which list has the oldest tasks",
            {"measure": "age", "where": OPEN, "per": "list", "order": "most"},
        ),
        (
            "which person blocks most",
            {
                "measure": "count",
                "where": {"field": "blocks", "op": "is", "value": True},
                "per": "person",
                "order": "most",
            },
        ),
        ("goals per state", {"measure": "count", "of": "goals", "per": "state"}),
    ],
)
def test_words_stand_for_what_they_say_here(question, query):
    assert _query(question) == query


@pytest.mark.parametrize(
    ("question", "query"),
    [
        (
            "tasks overdue by more than 10 days",
            every(OVERDUE, {"field": "due", "op": "lt", "value": "2026-11-08"}),
        ),
        (
            "tasks more than a week overdue",
            every(OVERDUE, {"field": "due", "op": "lt", "value": "2026-11-11"}),
        ),
        (
            "tasks in progress for more than 2 weeks",
            every(STARTED, {"field": "started_at", "op": "lt", "value": "2026-11-04"}),
        ),
        (
            "tasks estimated between 2 and 5 hours",
            every(
                {"field": "estimate_minutes", "op": "gte", "value": 120},
                {"field": "estimate_minutes", "op": "lte", "value": 300},
                OPEN,
            ),
        ),
        (
            "tasks with 2 to 5 points",
            every(
                {"field": "points", "op": "gte", "value": 2.0},
                {"field": "points", "op": "lte", "value": 5.0},
                OPEN,
            ),
        ),
        (
            "lists with more than 5 open tasks",
            {
                "measure": "count",
                "where": OPEN,
                "per": "list",
                "having": {"op": "gt", "value": 5.0},
            },
        ),
        (
            "people with fewer than 3 overdue tasks",
            {
                "measure": "count",
                "where": OVERDUE,
                "per": "person",
                "having": {"op": "lt", "value": 3.0},
            },
        ),
        (
            "tasks moved more than twice",
            {
                "measure": "count",
                "event": "moved",
                "per": "task",
                "having": {"op": "gt", "value": 2.0},
            },
        ),
        (
            "which tasks were moved at least 3 times",
            {
                "measure": "count",
                "event": "moved",
                "per": "task",
                "having": {"op": "gte", "value": 3.0},
            },
        ),
        (
            "goals behind plan by more than 10 percent",
            {
                "of": "goals",
                "where": {
                    "all": [
                        {"field": "behind", "op": "gt", "value": 10.0},
                        {"field": "behind", "op": "gt", "value": 0},
                    ]
                },
            },
        ),
        (
            "goals more than 5 percent ahead of plan",
            {
                "of": "goals",
                "where": {
                    "all": [
                        {"field": "behind", "op": "lt", "value": -5.0},
                        {"field": "behind", "op": "lt", "value": 0},
                    ]
                },
            },
        ),
        (
            "tasks due before next week",
            every({"field": "due", "op": "lt", "value": "2026-11-23"}, OPEN),
        ),
        (
            "tasks due by next week",
            every({"field": "due", "op": "lt", "value": "2026-11-30"}, OPEN),
        ),
    ],
)
def test_numbers_are_of_what_stands_beside_them(question, query):
    assert _query(question) == query


@pytest.mark.parametrize(
    ("question", "end"),
    [
        ("tasks finished before 1 November", "2026-11-01"),
        ("tasks created before 5 October", "2026-10-05"),
        ("tasks finished before 1 December", "2025-12-01"),
        ("tasks finished before last week", "2026-11-09"),
    ],
)
def test_done_before_a_day_is_before_the_last_such_day(question, end):
    assert _query(question)["when"]["end"] == end


@pytest.mark.parametrize(
    ("question", "order"),
    [
        ("who has the best on-time rate", "most"),
        ("which list has the worst on-time rate", "least"),
        ("which goal has the best progress", "most"),
        ("which list has the best lead time", "least"),
        ("which list has the worst cycle time", "most"),
    ],
)
def test_best_is_high_or_low_by_what_is_measured(question, order):
    assert _query(question)["order"] == order


@pytest.mark.parametrize(
    "question",
    [
        "nobody but Bob has overdue tasks",
        "who moved most to In review",
        "which task has the most subtasks",
        "tasks tagged security or vat and legal",
        "which list has more than 3 blocked and fewer than 10 open tasks",
        "tasks no longer in progress",
        "which list has the best tasks",
        "goals nobody updated in October",
    ],
)
def test_what_no_query_says_is_no_query(question):
    assert not compose(question, NAMES, today=TODAY, me=ME).is_whole
