"""Versions: what did not change is not sent again, what somebody changed is not overwritten."""

import pytest

from app.app import api
from tests.api.conftest import an_import
from tests.api.test_every_route import sent


def _with(caller, method, path, headers, body=None):
    bearer = {"Authorization": f"Bearer {caller.secret}"}
    return caller.client.request(method, path, json=body, headers=bearer | headers)


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/me",
        "/api/v1/spaces",
        "/api/v1/lists/1",
        "/api/v1/tasks",
        "/api/v1/tasks/ENG-1",
        "/api/v1/goals/1",
        "/api/v1/docs/1",
        "/api/v1/users",
        "/api/v1/events",
    ],
)
def test_an_unchanged_answer_is_not_sent_again(as_, hidden, path):
    alice = as_("alice")
    first = alice("GET", path)
    again = _with(alice, "GET", path, {"If-None-Match": f'"other", W/{first.headers["etag"]}'})

    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == first.headers["etag"]


def test_a_comment_changes_the_answer_but_is_no_conflict(as_, hidden):
    alice, path = as_("alice"), "/api/v1/tasks/ENG-1"
    seen = alice("GET", path).headers["etag"]
    alice("POST", f"{path}/comments", json={"text": "Look"})

    assert _with(alice, "GET", path, {"If-None-Match": seen}).status_code == 200
    assert _with(alice, "PATCH", path, {"If-Match": seen}, {"points": 1}).status_code == 200


@pytest.mark.parametrize(
    ("path", "first", "second"),
    [
        ("/api/v1/tasks/ENG-1", {"points": 2}, {"points": 3}),
        ("/api/v1/goals/1", {"title": "A"}, {"title": "B"}),
        ("/api/v1/lists/1", {"name": "A"}, {"name": "B"}),
        ("/api/v1/spaces/1", {"name": "A"}, {"name": "B"}),
        ("/api/v1/docs/1", {"version": 1, "text": "a"}, {"version": 2, "text": "b"}),
    ],
)
def test_a_change_based_on_an_old_version_is_refused(as_, hidden, path, first, second):
    alice = as_("alice")
    seen = alice("GET", path).headers["etag"]
    done = _with(alice, "PATCH", path, {"If-Match": seen}, first)
    stale = _with(alice, "PATCH", path, {"If-Match": seen}, second)

    assert done.status_code == 200, done.text
    assert stale.status_code == 412
    assert stale.headers["content-type"] == "application/problem+json"
    assert _with(alice, "DELETE", path, {"If-Match": seen}).status_code == 412
    # What a change answers can be the base of the next.
    newer = done.headers["etag"]
    assert _with(alice, "PATCH", path, {"If-Match": newer}, second).status_code == 200
    assert _with(alice, "DELETE", path, {"If-Match": "*"}).status_code in (200, 204)


def test_a_hidden_thing_has_no_version(as_, hidden):
    answer = _with(
        as_("bob"), "PATCH", f"/api/v1/tasks/{hidden.key}", {"If-Match": '"1"'}, {"points": 1}
    )

    assert answer.status_code == 404


def test_what_is_asked_of_a_limit_is_told_and_kept(client, as_, hidden, monkeypatch):
    monkeypatch.setenv("GOALWARD_API_RATE", "3")
    alice, bob = as_("alice"), as_("bob")
    left = [alice("GET", "/api/v1/me").headers["ratelimit-remaining"] for _ in range(3)]
    refused = alice("GET", "/api/v1/me")

    assert left == ["2", "1", "0"]
    assert refused.status_code == 429
    assert refused.headers["content-type"] == "application/problem+json"
    assert 0 < int(refused.headers["retry-after"]) <= 61
    assert refused.headers["ratelimit-limit"] == "3"
    assert bob("GET", "/api/v1/me").status_code == 200


def test_no_limit_is_told_when_there_is_none(as_, hidden, monkeypatch):
    monkeypatch.setenv("GOALWARD_API_RATE", "0")

    assert "ratelimit-limit" not in as_("alice")("GET", "/api/v1/me").headers


# What changes nothing that another could have changed meanwhile, each for its reason.
UNVERSIONED = {
    "/api/v1/acts/{batch}": "an undo compares what it replaces by itself",
    "/api/v1/tasks/bulk": "many tasks; each is compared by its own PATCH",
    "/api/v1/answers/{answer_id}/thumb": "one's own, and the last word counts",
    "/api/v1/ask/words/{word_id}": "made and forgotten, never changed",
    "/api/v1/conversations/{conversation_id}": "one's own, forgotten as a whole",
    "/api/v1/spaces/{space_id}/members/{user_id}": "there or not there",
    "/api/v1/lists/{list_id}/members/{user_id}": "there or not there",
    "/api/v1/lists/{list_id}/statuses": "there or not there",
    "/api/v1/tasks/{key}/relations/{kind}/{to}": "there or not there",
    "/api/v1/{kind}/{item}/links/{other_kind}/{other}": "there or not there",
}


def _changes():
    return [
        (method.upper(), path, operation)
        for path, operations in api.openapi()["paths"].items()
        for method, operation in operations.items()
        if method in ("patch", "put", "delete")
    ]


def test_whatever_can_be_changed_says_so_of_its_version():
    silent = {path for _, path, operation in _changes() if "412" not in operation["responses"]}

    assert silent == set(UNVERSIONED)


@pytest.mark.parametrize(
    ("method", "path"), [(m, p) for m, p, _ in _changes() if p not in UNVERSIONED]
)
def test_each_change_compares_the_version_it_is_based_on(as_, hidden, tmp_path, method, path):
    alice = as_("alice")
    made = _there_is(alice, path, tmp_path)
    address, body = sent(method, path, hidden)
    address = address.replace("/999", f"/{made}") if made else address
    old = _with(alice, method, address, {"If-Match": '"of-long-ago"'}, body)
    # A goal's judgement is read with the goal, a page's place with the page.
    seen = alice("GET", address.removesuffix("/health"))
    fresh = _with(alice, method, address, {"If-Match": seen.headers["etag"]}, body)

    assert old.status_code == 412, old.text
    assert old.headers["content-type"] == "application/problem+json"
    assert fresh.status_code in (200, 202, 204, 409, 422), fresh.text


def _there_is(alice, path, folder):
    """Makes what the workspace of these tests has none of; returns its id."""
    if "token_id" in path:
        return alice("POST", "/api/v1/tokens", json={"name": "One"}).json()["id"]
    if "invitation_id" in path:
        return alice("POST", "/api/v1/invitations", json={"role": "member"}).json()["id"]
    if "import_id" in path:
        return an_import(folder)
    return None


# A change answers the row of the task alone, which costs a third of reading all that stands around it.
OF_ANOTHER_SHAPE = {"/api/v1/tasks/{key}"}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        (m, p)
        for m, p, operation in _changes()
        if p not in UNVERSIONED and m != "DELETE" and p not in OF_ANOTHER_SHAPE
    ],
)
def test_a_change_answers_the_version_that_reading_answers(as_, hidden, tmp_path, method, path):
    alice = as_("alice")
    address, body = sent(method, path, hidden)
    changed = alice(method, address, json=body)
    read = alice("GET", address.removesuffix("/health"))

    assert changed.status_code == 200, changed.text
    assert changed.json() == read.json()
    assert changed.headers["etag"] == read.headers["etag"]
    headers = {"If-None-Match": changed.headers["etag"]}
    assert _with(alice, "GET", address.removesuffix("/health"), headers).status_code == 304
