"""Goals are filtered, sorted and chosen from as tasks are; targets' shapes follow the registry."""

import json

import pytest

from app import access, db
from app.api.schemas.goals import GOAL_FIELDS, NewTarget, Target, TargetReport
from app.domain import fields
from app.domain.filters import vocabulary
from app.lookups import statuses_of
from app.models import TaskList
from app.work import goals, targets, tasks

SORTABLE = [name for name, field in vocabulary.GOAL.items() if field.is_sortable]


@pytest.fixture
def several(hidden):
    """Four goals all see, one of them closed, beside Alice's private one."""
    with db.writing() as session:
        alice = access.actor(session, 1)
        launch = goals.create(
            session,
            title="Launch",
            owner_id=2,
            period_start="2026-01-01",
            period_end="2026-12-31",
            state="in_progress",
            by=alice,
        )
        session.flush()
        goals.create(session, title="Beta", parent_id=launch.id, kind="initiative", by=alice)
        goals.create(session, title="Alpha", space_id=1, by=alice)
        done = goals.create(session, title="Old", by=alice)
        session.flush()
        targets.add(session, launch.id, name="Seats", kind="number", target=10, current=5, by=alice)
        goals.close(session, done.id, as_="dropped", progress=None, reason="No", by=alice)
        return launch.id


def found(asks, **query) -> list[str]:
    if "where" in query:
        query["where"] = json.dumps(query["where"])
    answer = asks("GET", "/api/v1/goals", params=query)
    assert answer.status_code == 200, answer.text
    return [one["title"] for one in answer.json()["items"]]


@pytest.mark.parametrize(
    ("where", "titles"),
    [
        ({"field": "owner", "op": "is", "value": "me"}, ["Launch"]),
        ({"field": "state", "op": "is", "value": "dropped"}, ["Old"]),
        ({"field": "is_open", "op": "is", "value": True}, ["Alpha", "Beta", "Launch"]),
        ({"field": "actual", "op": "gte", "value": 50}, ["Launch"]),
        ({"field": "actual", "op": "is_empty"}, ["Alpha", "Beta", "Old"]),
        ({"field": "title", "op": "contains", "value": "LAU"}, ["Launch"]),
        ({"field": "period_end", "op": "lt", "value": "2027-01-01"}, ["Launch"]),
        ({"not": {"field": "parent", "op": "is_empty"}}, ["Beta"]),
        ({"field": "kind", "op": "in", "value": ["initiative"]}, ["Beta"]),
        ({"field": "created_at", "op": "is", "value": "today"}, ["Alpha", "Beta", "Launch", "Old"]),
    ],
)
def test_goals_are_found_by_the_filter_language(as_, several, where, titles):
    assert found(as_("bob"), where=where, sort="title") == titles


@pytest.mark.parametrize("way", ["", "-"])
@pytest.mark.parametrize("name", [*SORTABLE, "id", "-health,title"])
def test_each_order_shows_every_goal_once_over_its_pages(as_, several, name, way):
    bob, seen, after, sort = as_("bob"), [], "", name if name[0] == "-" else f"{way}{name}"
    while True:
        query = {"sort": sort, "limit": 2, "after": after, "fields": "title"}
        page = bob("GET", "/api/v1/goals", params=query).json()
        seen += [one["title"] for one in page["items"]]
        after = page["next"]
        if not after:
            break

    assert sorted(seen) == ["Alpha", "Beta", "Launch", "Old"]
    assert seen == found(bob, sort=sort)


def test_the_vocabulary_of_goals_says_which_fields_have_an_order(as_, several):
    bob = as_("bob")
    told = bob("GET", "/api/v1/filters/vocabulary?noun=goal").json()["fields"]

    assert {one["name"] for one in told} == set(vocabulary.GOAL)
    for one in told:
        answer = bob("GET", f"/api/v1/goals?sort={one['name']}")
        assert answer.status_code == (200 if one["is_sortable"] else 422), one["name"]


def test_every_field_goals_are_filtered_by_can_be_asked_for(as_, several):
    assert set(vocabulary.GOAL) <= set(GOAL_FIELDS)
    bob = as_("bob")
    items = bob("GET", "/api/v1/goals", params={"fields": list(GOAL_FIELDS)}).json()["items"]

    assert {frozenset(one) for one in items} == {frozenset(GOAL_FIELDS)}


@pytest.mark.parametrize(
    "query",
    ["sort=colour", "sort=description", "after=xyz", "after=WyJpZCJd", "fields=rank", "where=x"],
)
def test_what_means_nothing_is_refused_in_one_sentence(as_, several, query):
    answer = as_("bob")("GET", f"/api/v1/goals?{query}")

    assert answer.status_code == 422
    assert answer.json()["detail"].endswith(".")


def test_targets_are_made_changed_and_answered_with_all_the_registry_has(as_, several):
    plain = {field.api_name for field in fields.TARGET.values() if field.is_plain}
    made = as_("alice")(
        "POST",
        f"/api/v1/goals/{several}/targets",
        json={"name": "Cost", "kind": "currency", "start": 9, "target": 4, "unit": "EUR"},
    ).json()
    body = {"name": "Costs", "start": 8, "target": 3, "current": 5, "unit": "USD", "weight": 2}
    changed = as_("alice")("PATCH", f"/api/v1/targets/{made['id']}", json=body).json()

    assert plain <= set(NewTarget.model_fields)
    assert plain <= set(TargetReport.model_fields)
    assert plain <= set(Target.model_fields)
    assert {name: changed[name] for name in body} == body


def test_a_target_counts_all_work_as_its_goal_does_and_tells_no_hidden_count(as_, hidden, several):
    with db.writing() as session:
        alice = access.actor(session, 1)
        one, other = access.task(session, "ENG-1", alice), access.task(session, hidden.key, alice)
        goal = goals.create(session, title="Work", by=alice)
        session.flush()
        targets.add(session, goal.id, name="T", kind="tasks", tasks=[one.id, other.id], by=alice)
        tasks.move(session, other.id, to=_done(session, other), by=alice)
        goal_id = goal.id
    told = {who: as_(who)("GET", f"/api/v1/goals/{goal_id}").json() for who in ("alice", "bob")}

    counts = {who: _counts(goal["targets"][0]) for who, goal in told.items()}
    assert counts == {"alice": (1, 2, 50, False), "bob": (None, None, 50, True)}
    assert told["bob"]["actual"] == told["alice"]["actual"] == 50


def test_a_target_all_of_whose_work_is_seen_tells_its_counts(as_, hidden, several):
    with db.writing() as session:
        alice = access.actor(session, 1)
        goal = goals.create(session, title="Work", by=alice)
        session.flush()
        targets.add(session, goal.id, name="T", kind="tasks", lists=[hidden.open_list], by=alice)
        goal_id = goal.id

    told = as_("bob")("GET", f"/api/v1/goals/{goal_id}").json()

    assert _counts(told["targets"][0]) == (0, 5, 0, False)


def _counts(target) -> tuple[object, ...]:
    return tuple(target[name] for name in ("done", "total", "percent", "counts_confidential"))


def _done(session, task) -> int:
    home = session.get_one(TaskList, task.list_id)
    return next(one.id for one in statuses_of(session, home) if one.category == "done")
