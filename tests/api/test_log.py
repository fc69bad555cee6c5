"""The log through the API: in order, without a gap, and nothing of what the reader may not see."""

import json

import pytest

from app import access, db
from app.work import comments, goals, lists, relations, spaces, tasks
from tests.api.conftest import CANARY


def _all(caller, query: str = "", limit: int = 3) -> list[dict]:
    found, after, more = [], 0, True
    while more:
        page = caller("GET", f"/api/v1/events?after={after}&limit={limit}{query}").json()
        found += page["items"]
        assert page["next"] >= after
        after, more = page["next"], page["more"]
    return found


@pytest.fixture
def alice(as_, hidden):
    with db.reading() as session:
        return access.actor(session, 1)


def _task(title: str, by, **more) -> int:
    with db.writing() as session:
        made = tasks.create(session, 1, title=title, by=by, **more)
        return made.id or 0


def test_the_owner_reads_all_of_it_in_order(as_, hidden):
    events = _all(as_("alice"))

    ids = [one["id"] for one in events]
    assert ids == list(range(1, len(ids) + 1))
    assert {"workspace.changed", "user.added", "task.created"} & {one["kind"] for one in events}


def test_a_follower_goes_on_where_it_stopped(as_, hidden, alice):
    bob = as_("bob")
    page = bob("GET", "/api/v1/events?limit=500").json()
    assert not page["more"]
    nothing = bob("GET", f"/api/v1/events?after={page['next']}").json()
    _task("New", alice)
    then = bob("GET", f"/api/v1/events?after={nothing['next']}").json()

    assert nothing["items"] == []
    assert [one["kind"] for one in then["items"]] == ["task.created"]


def test_kinds_narrow_it(as_, hidden):
    events = _all(as_("alice"), "&kinds=task.changed&kinds=task.related")

    assert {one["kind"] for one in events} == {"task.changed", "task.related"}
    assert as_("alice")("GET", "/api/v1/events?kinds=task.eaten").status_code == 422


@pytest.mark.parametrize("who", ["bob", "carol"])
def test_what_is_private_is_not_in_it(as_, hidden, who):
    events = _all(as_(who))

    assert CANARY not in json.dumps(events)
    assert hidden.space_id not in {one["space_id"] for one in events}
    assert hidden.list_id not in {one["list_id"] for one in events}


def test_a_guest_with_nothing_shared_reads_nothing(as_, hidden):
    kinds = {(one["subject"]["kind"], one["subject"]["id"]) for one in _all(as_("carol"))}

    assert kinds <= {("user", 3)}


def test_of_people_one_reads_what_is_ones_own(as_, hidden):
    people = {one["subject"]["id"] for one in _all(as_("bob")) if one["subject"]["kind"] == "user"}

    assert people <= {2}


def test_what_became_private_is_gone_with_its_past(as_, hidden, alice):
    assert any(one["list_id"] == 1 for one in _all(as_("bob")))
    with db.writing() as session:
        lists.set_private(session, 1, is_private=True, by=alice)

    assert not [one for one in _all(as_("bob")) if one["list_id"] == 1]


def test_a_task_that_moved_away_takes_its_past_along(as_, hidden, alice):
    """Its place then was open; its place now is not."""
    moved = _task("Moved away", alice)
    with db.writing() as session:
        tasks.transfer(session, moved, to_list=hidden.list_id, by=alice)

    assert "Moved away" not in json.dumps(_all(as_("bob")))
    assert "Moved away" in json.dumps(_all(as_("alice")))


def test_a_task_that_came_from_a_hidden_place_leaves_its_past_there(as_, hidden, alice):
    with db.writing() as session:
        tasks.transfer(session, hidden.key, to_list=hidden.open_list, by=alice)
        task_id = access.task(session, hidden.key, alice).id
    mine = [one for one in _all(as_("bob")) if one["subject"] == {"kind": "task", "id": task_id}]

    assert [one["changes"]["list_id"] for one in mine] == [[None, hidden.open_list]]


def test_of_what_is_put_away_only_that_it_was_is_told(as_, hidden, alice):
    gone = _task("A secret regretted", alice)
    with db.writing() as session:
        said = comments.add(session, ("task", 3), text="regretted words", by=alice)
        session.flush()
        comments.delete(session, said.id or 0, by=alice)
        tasks.delete(session, gone, by=alice)
    events = _all(as_("bob"))

    assert "regretted" not in json.dumps(events)
    assert [one["kind"] for one in events if one["subject"] == {"kind": "task", "id": gone}] == [
        "task.deleted"
    ]


def test_ids_of_hidden_things_are_left_out(as_, hidden, alice):
    with db.writing() as session:
        shown = tasks.create(session, 1, title="Shown", by=alice)
        session.flush()
        secret = access.task(session, hidden.key, alice).id or 0
        tasks.edit(session, shown.id or 0, parent_id=secret, by=alice)
        relations.relate(session, shown.id or 0, kind="relates", to_task=secret, by=alice)
        lists.edit(session, 1, goal_id=hidden.goal_id, by=alice)
        child = goals.create(session, title="Open child", parent_id=hidden.goal_id, by=alice)
        session.flush()
        open_child = child.space_id is None
    mine = _all(as_("bob"))
    about = [one for one in mine if one["subject"] == {"kind": "task", "id": shown.id}]

    assert [one["kind"] for one in about] == ["task.created"]
    assert not [one for one in mine if one["kind"] == "list.changed"]
    assert not open_child or all(
        one["changes"].get("parent_id") in (None, [None, None])
        for one in mine
        if one["subject"] == {"kind": "goal", "id": child.id}
    )


def test_a_shared_list_is_told_to_its_guest(as_, hidden, alice):
    with db.writing() as session:
        lists.share(session, 1, with_user=3, by=alice)
        spaces.edit(session, 1, name="Engines", by=alice)
    kinds = {one["kind"] for one in _all(as_("carol"))}

    assert "task.created" in kinds
    assert "space.changed" not in kinds


def test_neither_a_guessed_version_nor_the_history_tells_a_hidden_past(as_, hidden, alice):
    with db.writing() as session:
        task_id = access.task(session, hidden.key, alice).id or 0
        tasks.edit(session, task_id, title="Plan", by=alice)
    with db.writing() as session:
        tasks.transfer(session, task_id, to_list=hidden.open_list, by=alice)
    bob = as_("bob")
    place = {"noun": "task", "id": task_id, "field": "title"}
    clash = bob("POST", "/api/v1/texts", json={**place, "text": "Guess", "based_on": 1})
    page = bob("GET", f"/api/v1/tasks/{hidden.key}")

    assert (clash.status_code, clash.json()["clash"]["theirs"]["text"]) == (409, "Plan")
    assert page.json()["activity"]
    assert CANARY not in clash.text + json.dumps(page.json()["activity"])
