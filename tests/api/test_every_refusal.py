"""Each refusal that is declared can be met: a declaration nobody can meet would be a lie of the description."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection
from starlette.testclient import TestClient

from app import db
from app.api import gate
from app.app import api
from app.work import idempotency, passwords
from app.work.idempotency import Asked
from tests.api.conftest import ORIGIN
from tests.api.test_every_route import OPEN, sent

SPEC = api.openapi()
DECLARED = {
    (method.upper(), path): {s for s in operation["responses"] if s[0] in "45"}
    for path, operations in SPEC["paths"].items()
    for method, operation in operations.items()
}
SAFE = ("GET",)
FULL = sqlite3.OperationalError("database or disk is full")
FULL.sqlite_errorcode = sqlite3.SQLITE_FULL
JSON = {"Content-Type": "application/json"}
SIGN_INS = {
    "/api/auth/login": {"email": "nobody@example.com", "password": "wrong"},
    "/api/auth/welcome": {
        "email": "a@example.com",
        "password": "long enough",
        "name": "A",
        "workspace": "W",
    },
    "/api/auth/invitations": {
        "token": "none",
        "email": "a@example.com",
        "password": "long enough",
        "name": "A",
    },
    "/api/auth/resets": {"token": "none", "password": "long enough"},
    "/api/auth/reset-checks": {"token": "none"},
    "/api/auth/reset-requests": {"email": "nobody@example.com"},
}
# What a body or a query names that is not there, where the address itself names nothing.
NOT_THERE = {
    ("GET", "/api/v1/tasks"): "?list_id=990",
    ("GET", "/api/v1/filters/vocabulary"): "?list_id=990",
    ("GET", "/api/v1/summaries"): "?space=990",
    ("GET", "/api/v1/trash"): "?space_id=990",
    ("POST", "/api/v1/trash/empty"): {"space_id": 990},
    ("GET", "/api/v1/texts"): "?noun=goal&id=990&field=title&since=0",
    ("POST", "/api/v1/texts"): {
        "noun": "goal",
        "id": 990,
        "field": "title",
        "text": "x",
        "based_on": 0,
    },
    ("POST", "/api/v1/tasks"): {"list_id": 990, "title": "x"},
    ("POST", "/api/v1/tasks/bulk"): {"tasks": [{"list_id": 990, "title": "x"}]},
    ("PATCH", "/api/v1/tasks/bulk"): {"changes": [{"key": "NO-1", "title": "x"}]},
    ("POST", "/api/v1/goals"): {"title": "x", "parent_id": 990},
    ("POST", "/api/v1/docs"): {"title": "x", "parent_id": 990},
    ("POST", "/api/v1/undo"): {"batch": "f" * 32},
    ("POST", "/api/v1/acts"): {"acts": [{"do": "edit", "key": "NO-1", "set": {"title": "x"}}]},
    ("POST", "/api/v1/ask/words"): {"words": "mine", "kind": "list", "id": 990},
    ("POST", "/api/v1/teams"): {"name": "x", "members": [990]},
    ("POST", "/api/v1/invitations"): {"role": "guest", "space_ids": [990]},
    ("POST", "/api/auth/invitations"): SIGN_INS["/api/auth/invitations"],
    ("POST", "/api/auth/resets"): SIGN_INS["/api/auth/resets"],
    ("POST", "/api/auth/reset-checks"): SIGN_INS["/api/auth/reset-checks"],
    ("POST", "/api/auth/reset-requests"): SIGN_INS["/api/auth/reset-requests"],
}


@contextmanager
def _broken(error: Exception) -> Iterator[None]:
    """As `db.reading` and `db.writing`, where the database does not answer."""
    raise error
    yield


class Asking:
    """Sends what is well meant to a route, but for what a test changes."""

    def __init__(self, client: TestClient, secrets: dict[str, str], hidden) -> None:
        self.client, self.secrets, self._hidden = client, secrets, hidden

    def sign_in(self) -> None:
        """Gives the client Alice's cookie, unless it has it."""
        body = {"email": "alice@example.com", "password": "correct horse"}
        if "goalward" not in self.client.cookies:
            self.client.post("/api/auth/login", json=body, headers=ORIGIN)

    def __call__(self, method, path, *, by="alice", headers=None, query="", **more):
        address, body = sent(method, path.replace("{token}", "none"), self._hidden)
        body = SIGN_INS.get(path, body)
        if method not in SAFE and not more and body is not None:
            more = {"json": body}
        proof = {"Authorization": f"Bearer {self.secrets[by]}"} if by else {}
        joined = f"{address}{'&' if '?' in address else '?'}{query}" if query else address
        return self.client.request(
            method, joined, headers={**ORIGIN, **proof, **(headers or {})}, **more
        )


@pytest.fixture
def ask(settled, as_, hidden) -> Asking:
    secrets = {who: as_(who).secret for who in ("alice", "carol")}
    patient = TestClient(api, base_url="http://localhost:8080", raise_server_exceptions=False)
    return Asking(patient, secrets, hidden)


def _routes(status: int):
    return [route for route, statuses in DECLARED.items() if str(status) in statuses]


def _met(answer, status, *at) -> None:
    assert answer.status_code == status, (*at, answer.text)
    assert answer.headers["content-type"] == "application/problem+json", at


def test_all_statuses_that_are_declared_are_tried_here():
    tried = {401, 403, 404, 405, 409, 412, 413, 415, 422, 429, 500, 503, 507}

    assert {int(s) for statuses in DECLARED.values() for s in statuses} <= tried


def test_401_without_a_proof(ask):
    for method, path in _routes(401):
        _met(ask(method, path, by=None), 401, method, path)


def test_403_for_who_may_not(ask):
    for method, path in _routes(403):
        if method in SAFE:
            answer = ask(method, path, by="carol")
        else:  # a page of another site, with the browser's cookie
            ask.sign_in()
            answer = ask(method, path, by=None, headers={"Origin": "http://elsewhere.example"})
        _met(answer, 403, method, path)


def test_404_for_what_is_not_there(ask, hidden):
    absent = dict.fromkeys(vars(hidden), 990) | {"batch": "f" * 32}
    absent |= {"key": "NO-1", "other_key": "NO-2", "item": "NO-1", "token": "none", "to": "NO-2"}
    absent |= {"user_id": 990, "token_id": 990, "invitation_id": 990, "import_id": 990}
    absent |= {"kind": "tasks", "other_kind": "docs", "other": 990, "session_id": 990}
    for method, path in _routes(404):
        named = NOT_THERE.get((method, path))
        if isinstance(named, str):
            answer = ask.client.get(path + named, headers=_proof(ask))
        elif named is not None:
            answer = ask(method, path, json=named)
        else:
            kind = (
                {"kind": "task", "item_id": 990} if "/about/" in path or "/trash/" in path else {}
            )
            kind |= {"kind": "blocks"} if "/relations/" in path else {}
            address = path.format(**absent | kind)
            _, body = sent(method, path.replace("{token}", "none"), hidden)
            body = {"json": body} if body is not None else {}
            headers = {**ORIGIN, **_proof(ask)}
            answer = ask.client.request(method, address, headers=headers, **body)
        _met(answer, 404, method, path)


def _proof(ask) -> dict[str, str]:
    return {"Authorization": f"Bearer {ask.secrets['alice']}"}


def test_409_for_a_key_of_another_request(ask, hidden):
    for method, path in _routes(409):
        if (method, path) in OPEN:
            answer = ask(method, path, by=None)  # there is a workspace already
        else:
            address = sent(method, path, hidden)[0]
            _was_used(ask.secrets["alice"], f"{method} {address}?")
            answer = ask(method, path, headers={"Idempotency-Key": "used"})
        _met(answer, 409, method, path)


def _was_used(secret: str, route: str) -> None:
    """Another request was sent there under this key."""
    route = route if "?" not in route[:-1] else route[:-1]
    asked = Asked(passwords.digest(secret), route, "used", "of another body")
    with db.writing() as session:
        idempotency.claim(session, asked, now=datetime.now(UTC))


def test_412_for_what_was_changed_since(ask):
    for method, path in _routes(412):
        if "{import_id}" in path or "{invitation_id}" in path or "{token_id}" in path:
            continue  # there are none here; test_versions makes some
        _met(ask(method, path, headers={"If-Match": '"999999-0"'}), 412, method, path)


def test_413_and_415_for_bodies_of_another_size_or_kind(ask):
    for method, path in _routes(413):
        most = SPEC["paths"][path][method.lower()]["x-most-bytes"]
        _met(ask(method, path, content=b" " * (most + 1), headers=JSON), 413, method, path)
    for method, path in _routes(415):
        _met(ask(method, path, data={"a": "b"}), 415, method, path)


def test_422_for_what_is_not_known(ask):
    for method, path in _routes(422):
        _met(ask(method, path, query="nobody_knows=1"), 422, method, path)


def test_429_for_too_many(ask, monkeypatch):
    monkeypatch.setenv("GOALWARD_API_RATE", "1")
    gate.forget()
    ask("GET", "/api/v1/me")
    for method, path in _routes(429):
        answer = ask(method, path)
        _met(answer, 429, method, path)
        assert "retry-after" in answer.headers


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (500, RuntimeError("a bug")),
        (503, NoConnection("none left")),
        (507, DBAPIError("", {}, FULL)),
    ],
)
def test_500_503_and_507_when_the_database_fails(ask, monkeypatch, status, error):
    for name in ("reading", "writing", "planning"):
        monkeypatch.setattr(db, name, lambda *_, **__: _broken(error))
    for method, path in _routes(status):
        headers = {"Cookie": "goalward=x"} if path == "/api/auth/logout" else {}
        _met(ask(method, path, headers=headers), status, method, path)
