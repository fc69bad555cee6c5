"""Long answers are packed for whoever takes it, and read the same; short ones, streams and secrets are left alone."""

import gzip

import pytest

from app.api import compressing
from tests.api.conftest import Caller


@pytest.fixture
def asks(as_, hidden):
    alice: Caller = as_("alice")
    for n in range(20):
        alice("POST", "/api/v1/tasks", json={"list_id": hidden.open_list, "title": f"More {n}"})

    def ask(path: str, encoding: str | None, method: str = "GET", **more):
        headers = {"Authorization": f"Bearer {alice.secret}", "Accept-Encoding": encoding or ""}
        return alice.client.stream(method, path, headers=headers, **more)

    return ask


@pytest.mark.parametrize("path", ["/api/v1/tasks", "/api/v1/lists/1/view", "/api/v1/openapi.json"])
def test_a_long_answer_is_packed_and_is_the_same(asks, path):
    with asks(path, "gzip, br") as packed, asks(path, "identity") as plain:
        kept = b"".join(packed.iter_raw())
        whole = plain.read()

    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) == len(kept) < len(whole) / 3
    assert len(gzip.decompress(kept)) == len(whole)
    assert packed.headers["vary"] == plain.headers.get("vary", "accept-encoding")
    assert "content-encoding" not in plain.headers


@pytest.mark.parametrize("encoding", [None, "identity", "gzip;q=0", "br"])
def test_who_does_not_take_it_gets_it_plain(asks, encoding):
    with asks("/api/v1/tasks", encoding) as answer:
        assert answer.read().startswith(b"{")
    assert "content-encoding" not in answer.headers


def test_a_short_answer_is_not_packed(asks):
    with asks("/api/v1/users", "gzip") as answer:
        assert len(answer.read()) < compressing.SHORTEST
    assert "content-encoding" not in answer.headers


def test_a_stream_is_not_packed(asks):
    question = {"question": "what is open?"}
    with asks("/api/v1/ask/stream", "gzip", "POST", json=question) as answer:
        assert answer.read().startswith(b"event: ")
    assert "content-encoding" not in answer.headers


def test_a_packed_answer_is_still_unchanged_by_its_version(asks, as_):
    with asks("/api/v1/tasks", "gzip") as first:
        tag = first.headers["etag"]
    with asks("/api/v1/tasks", "identity") as plain:
        assert plain.headers["etag"] == tag
    alice = as_("alice")
    headers = {"Authorization": f"Bearer {alice.secret}", "If-None-Match": tag}
    assert alice.client.get("/api/v1/tasks", headers=headers).status_code == 304


def test_the_head_of_a_packed_answer_tells_its_length(asks):
    with asks("/api/v1/tasks", "gzip") as answer, asks("/api/v1/tasks", "gzip", "HEAD") as head:
        assert head.headers["content-length"] == answer.headers["content-length"]
