"""Requests as the standards of HTTP have them: what is to be ignored is, and what can't be read is refused."""

from datetime import UTC, datetime

import pytest
from starlette.applications import Starlette
from starlette.staticfiles import StaticFiles
from starlette.testclient import TestClient

from app import access, db
from app.api import tries
from app.api.web import with_headers
from app.app import api
from app.work import invitations
from tests.api.conftest import ORIGIN


def test_whatever_is_there_is_what_a_star_asks_for(as_, hidden):
    alice = as_("alice")
    headers = {"Authorization": f"Bearer {alice.secret}", "If-None-Match": " * "}

    assert alice.client.get("/api/v1/tasks/ENG-1", headers=headers).status_code == 304
    assert alice.client.get("/api/v1/tasks/ENG-999", headers=headers).status_code == 404


@pytest.mark.parametrize(
    ("asked", "status", "got"),
    [
        ("bytes=2-4", 206, "234"),
        ("bytes=-3", 206, "789"),
        ("bytes=20-", 416, None),
        ("bytes=4-2", 200, "0123456789"),
        ("bytes=a-b", 200, "0123456789"),
        ("bytes", 200, "0123456789"),
        ("bytes=", 200, "0123456789"),
        ("bytes=-", 200, "0123456789"),
        ("rows=1-2", 200, "0123456789"),
        ("bytes=1-2, x", 200, "0123456789"),
        ("", 200, "0123456789"),
    ],
)
def test_a_range_nobody_can_read_is_as_if_it_were_not_there(tmp_path, asked, status, got):
    (tmp_path / "a.txt").write_text("0123456789")
    inner = Starlette()
    inner.mount("/fonts", StaticFiles(directory=tmp_path))
    browser = TestClient(with_headers(inner))
    answer = browser.get("/fonts/a.txt", headers={"Range": asked})

    assert answer.status_code == status
    assert got is None or answer.text == got
    assert browser.head("/fonts/a.txt", headers={"Range": "bytes=2-4"}).status_code == 200


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/v1/inbox/looked"),
        ("POST", "/api/v1/redo"),
        ("DELETE", "/api/v1/tasks/ENG-1"),
        ("POST", "/api/auth/logout"),
    ],
)
def test_who_takes_no_body_takes_no_large_one_either(as_, hidden, method, path):
    large = as_("alice")(method, path, content=b"x" * 70 * 1024)
    assert large.status_code == 413
    assert large.headers["content-type"] == "application/problem+json"
    template = path.replace("ENG-1", "{key}")
    assert "413" in api.openapi()["paths"][template][method.lower()]["responses"]
    small = as_("alice")("POST", "/api/v1/inbox/looked", content=b"{}")
    assert small.status_code == 204


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        (
            {"Content-Type": "application/json; charset=utf-16"},
            '{"text": "Hi"}'.encode("utf-16"),
            415,
        ),
        ({"Content-Type": "application/json;charset=latin-1"}, b'{"text": "Hi"}', 415),
        ({"Content-Type": 'application/json; charset="UTF-8"'}, b'{"text": "Hi"}', 201),
        ({"Content-Type": "application/json"}, b'{"text": "Hi"}', 201),
        ({"Content-Type": "application/json", "Content-Encoding": "gzip"}, b'{"text": "Hi"}', 415),
        (
            {"Content-Type": "application/json", "Content-Encoding": "identity"},
            b'{"text": "Hi"}',
            201,
        ),
    ],
)
def test_a_body_in_other_letters_than_json_has_is_refused(as_, hidden, headers, body, status):
    alice = as_("alice")
    bearer = {"Authorization": f"Bearer {alice.secret}"}
    answer = alice.client.post(
        "/api/v1/tasks/ENG-1/comments", content=body, headers=bearer | headers
    )

    assert answer.status_code == status, answer.text


def test_that_no_mail_goes_out_is_a_refusal_the_description_names(client, hidden):
    path = "/api/auth/reset-requests"
    answer = client.post(path, json={"email": "alice@example.com"}, headers=ORIGIN)

    assert str(answer.status_code) in api.openapi()["paths"][path]["post"]["responses"]


def test_an_invitation_tells_of_few_addresses_that_they_are_taken(client, hidden):
    """Also when it is asked from many places: then it takes no address any more."""
    with db.writing() as session:
        _, token = invitations.make(
            session, by=access.actor(session, 1), now=datetime.now(UTC), role="member"
        )

    def accept(email):
        body = {"token": token, "email": email, "name": "Eve", "password": "a long password"}
        return client.post("/api/auth/invitations", json=body, headers=ORIGIN)

    for _ in range(tries.OF_INVITATION.amount):
        tries._limiter().clear(tries.OF_ACCOUNT, "testclient|address of an invitation")
        assert accept("bob@example.com").status_code == 409
    tries._limiter().clear(tries.OF_ACCOUNT, "testclient|address of an invitation")

    taken, free = accept("bob@example.com"), accept("nobody@example.com")

    assert (taken.status_code, free.status_code) == (409, 409)
    assert taken.json() == free.json()
