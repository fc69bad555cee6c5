"""A day's work of an integration, by a client made from the description alone, over a real socket."""

import pytest

from app import wiring
from app.consumers.loop import catch_up
from tests.api.described import DescribedClient
from tests.api.served import live


@pytest.fixture
def bob(as_, hidden):
    with live() as url:
        yield DescribedClient(url, as_("bob").secret)


def test_an_integration_finds_makes_changes_and_follows(bob, hidden):
    # It finds where to put things.
    [space] = bob.list_spaces().json()["items"]
    [home] = bob.list_lists(space_id=space["id"]).json()["items"]
    [person] = bob.list_people(email="alice@example.com").json()["items"]
    start = bob.list_events(limit=500).json()["next"]

    # It brings tickets in, and again after a lost connection.
    tickets = [
        {"list_id": home["id"], "title": f"Ticket {n}", "tags": ["desk"], "points": n}
        for n in range(12)
    ]
    key = {"Idempotency-Key": "night-run-1"}
    made = bob.create_tasks({"tasks": tickets}, headers=key)
    again = bob.create_tasks({"tasks": tickets}, headers=key)
    assert made.content == again.content

    # It reads them back page by page, in its own order, with the fields it needs.
    titles, after = [], ""
    while after is not None:
        page = bob.list_tasks(
            tag="desk", sort="-created_at", fields=["key", "title"], after=after, limit=5
        ).json()
        titles += [one["title"] for one in page["items"]]
        after = page["next"]
    assert sorted(titles) == sorted(one["title"] for one in tickets)

    # It changes one as it saw it; somebody else's change in between is not overwritten.
    first = made.json()["items"][0]["key"]
    seen = bob.get_task(key=first)
    etag = {"If-Match": seen.headers["etag"]}
    assert bob.change_task({"assignees": [person["id"]]}, key=first, headers=etag).is_success
    assert bob.change_task({"assignees": []}, key=first, headers=etag).status_code == 412
    assert bob.get_task(key=first, headers={"If-None-Match": seen.headers["etag"]}).is_success
    fresh = bob.get_task(key=first)
    same = bob.get_task(key=first, headers={"If-None-Match": fresh.headers["etag"]})
    assert same.status_code == 304

    # It closes many, tells why, and finds them by words.
    closing = [{"key": one["key"], "status": "Done"} for one in made.json()["items"][1:]]
    assert bob.change_tasks({"changes": closing}).is_success
    assert bob.add_comment({"text": "Closed at the desk."}, kind="tasks", item=first).is_success
    catch_up(wiring.current().consumers)
    assert bob.search(q="Ticket 3").json()["results"]

    # It follows what happened since the morning.
    events = bob.list_events(after=start, limit=500).json()
    kinds = [one["kind"] for one in events["items"]]
    assert kinds.count("task.created") == 12
    assert kinds.count("comment.added") == 1
    assert not events["more"]

    # And takes its import back.
    batch = made.json()["batch"]
    assert bob.undo_acts(batch=batch).status_code in (200, 409)
    assert bob.list_tasks(space_id=space["id"], limit=500).is_success


def test_what_it_may_not_do_is_told_in_the_shape_that_is_described(bob, hidden):
    refused = bob.change_task({"title": "Mine"}, key=hidden.key)

    assert refused.status_code == 404
    assert refused.json()["detail"].endswith(".")
    assert bob.get_goal(goal_id=hidden.goal_id).status_code == 404
    assert bob.list_tasks(tag="nothing").json() == {"items": [], "next": None}
