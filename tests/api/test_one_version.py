"""One version of a record, whoever asks and however: what a change answers, what reading answers, and for whom."""

import pytest

from app import access, db
from app.reads import live
from app.work import folders, goals, lists, relations, spaces, tasks
from tests.api.test_versions import _with


def _read(caller, path):
    return caller("GET", path).headers["etag"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/v1/tasks", {"list_id": 1, "title": "New"}),
        ("/api/v1/goals", {"title": "New"}),
        ("/api/v1/docs", {"title": "New"}),
        ("/api/v1/spaces", {"key": "NEW", "name": "New"}),
        ("/api/v1/spaces/1/lists", {"name": "New"}),
        ("/api/v1/spaces/1/lists", {"name": "New", "is_private": True}),
        ("/api/v1/goals/1/targets", {"name": "New", "kind": "number"}),
        ("/api/v1/teams", {"name": "New", "members": [1]}),
        ("/api/v1/tokens", {"name": "New"}),
        ("/api/v1/invitations", {"role": "member"}),
    ],
)
def test_what_was_made_has_the_version_that_reading_it_answers(as_, hidden, path, body):
    alice = as_("alice")
    made = alice("POST", path, json=body)

    assert made.status_code == 201, made.text
    noun = path.rpartition("/")[2]
    item = made.json()["key"] if noun == "tasks" else made.json()["id"]
    made_tag, read_tag = made.headers["etag"], _read(alice, f"/api/v1/{noun}/{item}")
    # Making a task answers less than reading it: the versions agree, the digests of the answers need not.
    assert made_tag == read_tag if noun != "tasks" else _version(made_tag) == _version(read_tag)


def _version(tag):
    return tag.strip('"').partition("-")[0]


def test_a_change_of_a_task_answers_the_version_that_reading_answers(as_, hidden):
    alice, path = as_("alice"), "/api/v1/tasks/ENG-1"
    alice("POST", f"{path}/comments", json={"text": "Look"})
    tag = _read(alice, path)
    for points in (1, 2, 3):
        changed = _with(alice, "PATCH", path, {"If-Match": tag}, {"points": points})
        assert changed.status_code == 200, changed.text
        tag = changed.headers["etag"]
        assert _version(tag) == _version(_read(alice, path))
    moved = _with(alice, "PATCH", path, {"If-Match": tag}, {"status": "Done"})
    assert moved.status_code == 200
    assert _version(moved.headers["etag"]) == _version(_read(alice, path))


def test_a_deletion_shows_no_version_of_what_is_gone(as_, hidden):
    alice = as_("alice")
    for path in ("/api/v1/tasks/ENG-1", "/api/v1/goals/1", "/api/v1/spaces/2"):
        tag = _read(alice, path)
        gone = _with(alice, "DELETE", path, {"If-Match": tag})
        assert gone.status_code == 200, gone.text
        assert "-" not in gone.headers.get("etag", "")


@pytest.mark.parametrize("since", ["", "?since=1"])
def test_a_list_that_did_not_change_is_not_sent_again(as_, hidden, since):
    bob, path = as_("bob"), f"/api/v1/lists/{hidden.open_list}/view{since}"
    first = bob("GET", path)
    again = _with(bob, "GET", path, {"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    with db.writing() as session:  # elsewhere, where Bob may not look
        tasks.edit(session, hidden.key, title="Other", by=access.actor(session, 1))
    assert _with(bob, "GET", path, {"If-None-Match": first.headers["etag"]}).status_code == 304
    with db.writing() as session:
        tasks.edit(session, "ENG-1", title="Other", by=access.actor(session, 1))
    changed = _with(bob, "GET", path, {"If-None-Match": first.headers["etag"]})
    assert changed.status_code == 200
    assert {"version", "as_of"} <= changed.json().keys()


def test_a_list_is_followed_by_versions_that_only_what_one_sees_moves(as_, hidden):
    bob, owner = as_("bob"), as_("alice")
    path = f"/api/v1/lists/{hidden.open_list}"
    asked = [f"{path}/view", f"{path}/fitting", "/api/v1/events?limit=500"]

    def marks(caller, paths=asked):
        found = [caller("GET", one).json() for one in paths]
        return [one["version"] if "version" in one else one["next"] for one in found]

    with db.writing() as session:
        tasks.edit(session, "ENG-2", title="Other", by=access.actor(session, 1))
    first, all_of_it = marks(bob), marks(owner)
    _do_hidden(hidden)
    since = [f"{path}/view?since={first[0]}", f"{path}/fitting?since={first[1]}"]
    since.append(f"/api/v1/events?after={first[2]}")
    assert marks(bob) == marks(bob, since) == first
    assert marks(owner) > all_of_it

    with db.writing() as session:
        tasks.edit(session, "ENG-1", title="Other", by=access.actor(session, 1))
        session.flush()
        told = live.newest(session)
    _do_hidden(hidden)
    changed = bob("GET", since[0]).json()
    assert [one["key"] for one in changed["rows"]] == ["ENG-1"]
    assert marks(bob) == marks(bob, since) == [told] * 3
    assert bob("GET", f"{path}/view?since={told}").json()["rows"] == []


def test_what_fits_names_no_task_of_another_list(as_, hidden):
    bob = as_("bob")
    path = f"/api/v1/lists/{hidden.open_list}/fitting"
    with db.writing() as session:
        tasks.edit(session, "ENG-2", title="Other", by=access.actor(session, 1))
    since = bob("GET", path).json()["version"]
    with db.writing() as session:
        by = access.actor(session, 1)
        other = tasks.create(session, hidden.list_id, title="Behind", by=by)
        relations.relate(session, "ENG-1", kind="blocks", to_task=other.id, by=by)
        mine = access.task(session, "ENG-1", by).id
    assert bob("GET", path).json()["version"] == since  # whose other end is hidden

    found = bob("GET", f"{path}?since={since}").json()

    assert (found["among"], found["version"]) == ([], since)
    with db.writing() as session:
        tasks.edit(session, "ENG-1", title="Mine", by=access.actor(session, 1))
    assert bob("GET", f"{path}?since={since}").json()["among"] == [mine]


def _do_hidden(hidden):
    """What Bob may not see, the newest of it being in a list."""
    with db.writing() as session:
        by = access.actor(session, 1)
        relations.relate(session, hidden.key, kind="relates", to_task="ENG-1", by=by)
        relations.unrelate(session, hidden.key, kind="relates", to_task="ENG-1", by=by)
        tasks.edit(session, "ENG-1", parent_id=access.task(session, hidden.key, by).id, by=by)
        lists.archive(session, hidden.list_id, by=by)
        lists.unarchive(session, hidden.list_id, by=by)
        goals.edit(session, hidden.goal_id, title="Other still", by=by)
        spaces.edit(session, hidden.space_id, name="Other still", by=by)
        tasks.create(session, hidden.list_id, title="More", by=by)


PATHS = [
    "/api/v1/tasks/ENG-1",
    "/api/v1/goals/{goal}",
    "/api/v1/lists/1",
    "/api/v1/folders/{folder}",
    "/api/v1/spaces/1",
    "/api/v1/docs/{doc}",
    "/api/v1/spaces",
    "/api/v1/tasks",
    "/api/v1/goals",
    "/api/v1/lists/1/view",
    "/api/v1/lists/1/fitting",
    "/api/v1/about/list/1",
    "/api/v1/events",
]


def test_what_one_may_not_see_moves_the_version_of_nothing_one_sees(as_, hidden):
    alice, bob = as_("alice"), as_("bob")
    ids = {
        "goal": bob("POST", "/api/v1/goals", json={"title": "Open"}).json()["id"],
        "folder": bob("POST", "/api/v1/spaces/1/folders", json={"name": "Box"}).json()["id"],
        "doc": bob("POST", "/api/v1/docs", json={"title": "Page"}).json()["id"],
    }
    paths = [path.format(**ids) for path in PATHS]
    before = {path: _read(bob, path) for path in paths}
    seen_by_alice = {path: _read(alice, path) for path in paths}
    with db.writing() as session:
        by = access.actor(session, 1)
        secret = tasks.create(session, hidden.list_id, title="More", by=by)
        relations.relate(session, "ENG-1", kind="relates", to_task=secret.id, by=by)
        for kind, item_id in (("task", 3), ("goal", ids["goal"]), ("doc", ids["doc"])):
            relations.link(session, (kind, item_id), ("goal", hidden.goal_id), by=by)
        lists.edit(session, 1, goal_id=hidden.goal_id, by=by)
        folders.edit(session, ids["folder"], goal_id=hidden.goal_id, by=by)
        goals.edit(session, hidden.goal_id, title="Other", by=by)
        lists.create(session, 1, name="Private", is_private=True, by=by)
        spaces.edit(session, hidden.space_id, name="Other", by=by)

    assert {path: _read(bob, path) for path in paths} == before
    assert any(_read(alice, path) != seen_by_alice[path] for path in paths)
    for path in paths[:6]:
        body = {"version": 1, "title": "Mine"} if "docs" in path else {"name": "Mine"}
        body = {"title": "Mine"} if "tasks" in path or "goals" in path else body
        if path != "/api/v1/spaces/1":
            changed = _with(bob, "PATCH", path, {"If-Match": before[path]}, body)
            assert changed.status_code == 200, (path, changed.text)
