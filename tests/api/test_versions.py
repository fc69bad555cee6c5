"""Versions: what did not change is not sent again, what somebody changed is not overwritten."""

import pytest


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
    assert _with(alice, "DELETE", path, {"If-Match": "*"}).status_code == 204


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
