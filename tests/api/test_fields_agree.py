"""One vocabulary: what may be filtered by may be asked for, and what says it can be sorted by can."""

import pytest

from app import access, db
from app.api.schemas.tasks import EXTRA, TASK_FIELDS, Task
from app.domain.fields import Type
from app.domain.filters import vocabulary
from app.reads import filtering
from app.work import comments, folders, goals, lists, relations, tasks

SORTABLE = [name for name, field in vocabulary.TASK.items() if field.is_sortable]
FLAGS = [name for name, field in vocabulary.TASK.items() if field.type is Type.FLAG]
# What rows tell in a shape of their own, and how a filter asks for it.
ASKED_OTHERWISE = {
    "id": "GET /tasks/{key}",
    "status_id": "status",
    "parent": "parent_id",
    "blocked_by": "blocked",
    "blocking": "blocks",
    "subtasks": "has_subtasks",
}
# A task's own answer; the filter asks what is handed down to it.
HANDED_DOWN = "is_upkeep"


@pytest.fixture
def varied(hidden):
    """Tasks that differ in everything, some of it out of Bob's sight."""
    with db.writing() as session:
        alice = access.actor(session, 1)
        folder = folders.create(session, 1, name="Quarter", by=alice)
        session.flush()
        other = lists.create(session, 1, name="Beta", folder_id=folder.id, by=alice)
        session.flush()
        alice = access.actor(session, 1)
        goal = goals.create(session, title="Launch", by=alice)
        session.flush()
        first = access.task(session, "ENG-1", alice).id
        for key, values in {
            "ENG-1": {"due": "2020-01-01", "points": 3, "assignees": [2], "priority": 1},
            "ENG-2": {
                "parent_id": first,
                "estimate_minutes": 30,
                "tags": ["a"],
                "description": "So",
            },
            "ENG-3": {"is_upkeep": True, "is_milestone": True, "start": "2026-11-01"},
        }.items():
            tasks.edit(session, key, by=alice, **values)
        one = access.task(session, "ENG-1", alice)
        relations.relate(session, "ENG-1", kind="blocks", to_task="ENG-4", by=alice)
        relations.relate(session, hidden.key, kind="blocks", to_task="ENG-5", by=alice)
        relations.link(session, ("task", one.id), ("goal", goal.id), by=alice)
        relations.link(session, ("task", one.id), ("goal", hidden.goal_id), by=alice)
        comments.add(session, ("task", one.id), text="Look", by=alice)
        tasks.transfer(session, "ENG-5", to_list=other.id, by=alice)


def test_every_field_one_filters_by_can_be_asked_for_and_the_reverse():
    filtered = set(vocabulary.TASK)

    assert filtered - set(TASK_FIELDS) == set(filtering.NO_VALUE)
    assert set(TASK_FIELDS) - filtered == set(ASKED_OTHERWISE)
    assert set(EXTRA).isdisjoint(Task.model_fields)


def test_the_vocabulary_says_of_each_field_whether_it_is_sorted_by(as_, varied):
    bob = as_("bob")
    told = bob("GET", "/api/v1/filters/vocabulary").json()["fields"]

    for one in told:
        name = one["name"]
        statuses = {
            bob("GET", f"/api/v1/tasks?sort={name}").status_code,
            bob("POST", "/api/v1/tasks/search", json={"sort": name}).status_code,
        }
        assert statuses == {200 if one["is_sortable"] else 422}, name


@pytest.mark.parametrize("way", ["", "-"])
@pytest.mark.parametrize("name", [*SORTABLE, "id"])
def test_each_order_shows_every_task_once_over_its_pages(as_, varied, name, way):
    bob, seen, after = as_("bob"), [], ""
    while True:
        query = f"sort={way}{name}&limit=2&fields=key&after={after}"
        page = bob("GET", f"/api/v1/tasks?{query}").json()
        seen += [one["key"] for one in page["items"]]
        after = page["next"]
        if not after:
            break

    whole = bob("GET", f"/api/v1/tasks?sort={way}{name}&fields=key").json()["items"]
    assert sorted(seen) == [f"ENG-{n}" for n in range(1, 6)]
    assert seen == [one["key"] for one in whole]


def test_fields_are_asked_for_alike_in_lists_and_searches(as_, varied):
    bob = as_("bob")
    query = "&".join(f"fields={name}" for name in TASK_FIELDS)
    listed = bob("GET", f"/api/v1/tasks?{query}").json()["items"]
    found = bob("POST", "/api/v1/tasks/search", json={"fields": list(TASK_FIELDS), "sort": "id"})

    assert len(listed) == 5
    assert listed == found.json()["items"]
    assert {frozenset(one) for one in listed} == {frozenset(TASK_FIELDS)}


@pytest.mark.parametrize("name", [name for name in FLAGS if name != HANDED_DOWN])
def test_what_is_shown_of_a_task_is_what_the_filter_finds(as_, varied, name):
    for who in ("alice", "bob"):
        asks = as_(who)
        shown = asks("POST", "/api/v1/tasks/search", json={"fields": ["key", name]}).json()["items"]
        where = {"field": name, "op": "is", "value": True}
        found = asks("POST", "/api/v1/tasks/search", json={"where": where}).json()["items"]

        assert {one["key"] for one in shown if one[name]} == {one["key"] for one in found}


def test_what_is_hidden_orders_and_shows_nothing(as_, varied, hidden):
    shown = as_("bob")("GET", "/api/v1/tasks?fields=key&fields=blocked&fields=goal_id").json()

    assert {one["key"]: one["blocked"] for one in shown["items"]}["ENG-5"] is False
    assert hidden.goal_id not in [one["goal_id"] for one in shown["items"]]
