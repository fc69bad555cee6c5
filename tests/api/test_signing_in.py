"""The cookie: who gets one, how often one may try, and what another site may not do with it."""

import pytest

from app.api.auth import PER_ACCOUNT, PER_ADDRESS
from app.work import token_uses
from tests.api.conftest import ORIGIN

ALICE = {"email": "alice@example.com", "password": "correct horse"}


def test_signing_in_gives_a_cookie_scripts_cannot_read(client, hidden):
    answer = client.post("/api/auth/login", json=ALICE, headers=ORIGIN)

    cookie = answer.headers["set-cookie"].lower()
    assert answer.status_code == 200
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert client.get("/api/v1/me").json()["name"] == "Alice Moreau"


def test_over_https_the_cookie_is_secure(client, hidden, monkeypatch):
    monkeypatch.setenv("GOALWARD_BASE_URL", "https://work.example")
    answer = client.post("/api/auth/login", json=ALICE, headers={"Origin": "https://work.example"})

    assert "secure" in answer.headers["set-cookie"].lower()


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "alice@example.com", "password": "wrong"},
        {"email": "nobody@example.com", "password": "wrong"},
    ],
)
def test_every_failure_reads_the_same(client, hidden, wrong):
    answer = client.post("/api/auth/login", json=wrong, headers=ORIGIN)
    other = client.post(
        "/api/auth/login", json={"email": "x@example.com", "password": "y"}, headers=ORIGIN
    )

    assert answer.status_code == 401
    assert answer.json() == other.json()


def test_too_many_tries_are_refused_even_with_the_right_password(client, hidden):
    for _ in range(PER_ACCOUNT):
        client.post("/api/auth/login", json=ALICE | {"password": "no"}, headers=ORIGIN)
    answer = client.post("/api/auth/login", json=ALICE, headers=ORIGIN)

    assert answer.status_code == 429
    assert "wait" in answer.json()["detail"]


def test_an_office_behind_one_address_signs_in_as_often_as_it_likes(client, hidden):
    answers = {
        client.post("/api/auth/login", json=ALICE, headers=ORIGIN).status_code
        for _ in range(PER_ADDRESS + 1)
    }

    assert answers == {200}


def test_one_address_can_not_try_many_accounts(client, hidden):
    for number in range(PER_ADDRESS):
        wrong = {"email": f"somebody{number}@example.com", "password": "no"}
        client.post("/api/auth/login", json=wrong, headers=ORIGIN)

    assert client.post("/api/auth/login", json=ALICE, headers=ORIGIN).status_code == 429


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_another_site_cannot_use_the_cookie(client, hidden, headers):
    client.post("/api/auth/login", json=ALICE, headers=ORIGIN)
    body = {"list_id": hidden.open_list, "title": "Planted"}

    assert client.post("/api/v1/tasks", json=body, headers=headers).status_code == 403
    assert client.post("/api/v1/tasks", json=body, headers=ORIGIN).status_code == 201


def test_another_site_cannot_sign_somebody_in(client, hidden):
    answer = client.post("/api/auth/login", json=ALICE, headers={"Origin": "https://evil.example"})

    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_signing_out_ends_the_session_itself(client, hidden):
    client.post("/api/auth/login", json=ALICE, headers=ORIGIN)
    kept = client.cookies["goalward"]
    client.post("/api/auth/logout", headers=ORIGIN)
    client.cookies.set("goalward", kept)

    assert client.get("/api/v1/me").status_code == 401


def test_a_workspace_is_founded_once(client, hidden):
    again = {**ALICE, "email": "eve@example.com", "name": "Eve", "workspace": "Mine"}

    assert client.post("/api/auth/welcome", json=again, headers=ORIGIN).status_code == 409


def test_a_revoked_token_is_nobodys(client, as_, hidden):
    alice = as_("alice")
    made = alice("POST", "/api/v1/tokens", json={"name": "script"}).json()
    alice("DELETE", f"/api/v1/tokens/{made['id']}")

    bearer = {"Authorization": f"Bearer {made['secret']}"}
    assert client.get("/api/v1/me", headers=bearer).status_code == 401


def test_the_command_lines_door_opens_only_with_the_local_file(client, hidden):
    asked_as = {"x-goalward-local": "guess", "x-goalward-as": "alice@example.com"}

    assert client.get("/api/v1/me", headers=asked_as).status_code == 401
    assert client.post("/api/local/doctor", headers=asked_as).status_code == 401


def test_the_use_of_a_token_is_noted_by_the_request_and_written_later(as_):
    token_uses.take()
    as_("bob")("GET", "/api/v1/me")
    as_("alice")("GET", "/api/v1/me")

    assert len(token_uses.take()) == 2


def test_a_wrong_token_is_no_use(client, hidden):
    token_uses.take()
    client.get("/api/v1/me", headers={"Authorization": "Bearer gw_wrong"})

    assert token_uses.take() == {}
