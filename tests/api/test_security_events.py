"""Security events are for the person they are about, and for owners and admins; nothing else speaks of them."""

import json

import pytest
from limits import RateLimitItemPerMinute
from sqlmodel import col, select

from app import access, db, wiring
from app.api import tries
from app.domain.events import SECURITY, Kind
from app.models import Event, Job
from app.reads import live
from app.work import invitations, people, sessions
from tests.api.conftest import CANARY, ORIGIN, an_import
from tests.conftest import NOW

ALICE, BOB, CAROL = 1, 2, 3
RIGHT = {"email": "bob@example.com", "password": "battery staple"}


@pytest.fixture
def bobs(client, hidden) -> int:
    """All that can happen to Bob's account, and what an owner does; returns the last event before."""
    with db.writing() as session:
        bob, alice = access.actor(session, BOB), access.actor(session, ALICE)
        start = live.newest(session)
        sessions.start(session, BOB, now=NOW)
        sessions.make_token(session, BOB, name=CANARY, scope="read", now=NOW, by=bob)
        sessions.note_failure(session, BOB)
        sessions.change_password(session, BOB, password_hash="#", by=bob)
        invitations.make(session, email=f"{CANARY}@example.com".lower(), by=alice, now=NOW)
    return start


def _security(caller) -> list[dict]:
    page = caller("GET", "/api/v1/events?limit=500").json()
    assert not page["more"]
    return [one for one in page["items"] if one["kind"].startswith(SECURITY)]


def test_the_person_and_owners_and_admins_read_them(as_, bobs):
    bob = [one["kind"] for one in _security(as_("bob")) if one["id"] > bobs]
    assert bob[:4] == [
        Kind.SIGNED_IN,
        Kind.TOKEN_CREATED,
        Kind.SIGN_IN_FAILED,
        Kind.PASSWORD_CHANGED,
    ]
    assert Kind.INVITED not in bob
    assert {Kind.INVITED, *bob} <= {one["kind"] for one in _security(as_("alice"))}
    with db.writing() as session:
        people.change_role(session, CAROL, to="admin", by=access.actor(session, ALICE))
    assert {Kind.INVITED, *bob} <= {one["kind"] for one in _security(as_("carol"))}


def test_others_read_only_their_own(as_, bobs):
    told = _security(as_("carol"))

    assert {one["subject"]["id"] for one in told} == {CAROL}
    assert CANARY not in json.dumps(told)
    mine = _security(as_("bob"))
    assert {(one["subject"]["kind"], one["subject"]["id"]) for one in mine} == {("user", BOB)}


def test_no_open_page_is_told(as_, bobs):
    with db.reading() as session:
        changes = live.since(session, bobs)
        for who in (ALICE, BOB, CAROL):
            heard = live.heard(changes, version=1, actor=access.actor(session, who))
            assert heard.topics == ()


def test_many_of_them_make_no_page_read_everything_again(as_, bobs, monkeypatch):
    monkeypatch.setattr(live, "MOST_EVENTS", 2)
    with db.reading() as session:
        assert live.since(session, bobs) == []


def test_no_consumer_fails_on_them_and_nothing_of_them_is_found(client, as_, bobs):
    running = wiring.current()
    with db.reading() as session:
        query = select(Event).where(col(Event.id) > bobs, col(Event.kind).startswith(SECURITY))
        events = session.exec(query).all()
    before = running.library.fingerprints()
    for consumer in wiring.consumers(running.library):
        consumer.handle(events)
        consumer.handle(events)

    assert running.library.fingerprints() == before
    with db.reading() as session:
        assert session.exec(select(Job)).all() == []


ANSWERS = [
    ("GET", "/api/v1/search?q=token", None),
    ("GET", "/api/v1/users", None),
    ("GET", "/api/v1/tasks/{key}", None),
    ("GET", "/api/v1/goals", None),
    ("POST", "/api/v1/ask", {"question": "What did Bob Okafor do today?"}),
    ("POST", "/api/v1/ask", {"question": "What changed today?"}),
    ("POST", "/api/v1/ask", {"question": "Who signed in today?"}),
]


@pytest.mark.parametrize(("method", "path", "body"), ANSWERS)
def test_no_answer_speaks_of_them(as_, hidden, method, path, body):
    caller = as_("alice")
    path = path.replace("{key}", hidden.key)
    before = caller(method, path, json=body)
    with db.writing() as session:
        sessions.start(session, BOB, now=NOW)
        bob = access.actor(session, BOB)
        sessions.make_token(session, BOB, name=CANARY, scope="read", now=NOW, by=bob)
    after = caller(method, path, json=body)

    assert before.status_code == 200, before.text
    assert _said(after) == _said(before)


def _said(answer) -> str:
    """What an answer says, but for the ids and times that are new in each."""
    passing = {"answer_id", "conversation_id", "at", "as_of", "took_ms", "time"}
    kept = json.loads(answer.text)
    return json.dumps({k: v for k, v in kept.items() if k not in passing}, sort_keys=True)


# -- failed sign-ins -----------------------------------------------------------------------------------


def test_a_failed_sign_in_is_told_to_whom_it_aims_at(client, as_, hidden):
    wrong = [RIGHT | {"password": "no"}, {"email": "nobody@example.com", "password": "no"}]
    for body in wrong:
        assert client.post("/api/auth/login", json=body, headers=ORIGIN).status_code == 401
    told = {
        who: [one for one in _security(as_(who)) if one["kind"] == Kind.SIGN_IN_FAILED]
        for who in ("alice", "bob", "carol")
    }

    assert [(one["subject"], one["changes"]) for one in told["bob"]] == [
        ({"kind": "user", "id": BOB}, {})
    ]
    assert [one["subject"]["kind"] for one in told["alice"]] == ["user", "workspace"]
    assert told["carol"] == []


def test_of_many_failures_only_so_many_are_kept(client, hidden, monkeypatch):
    monkeypatch.setattr(tries, "NOTED", RateLimitItemPerMinute(2, 15, namespace="few"))
    for n in range(5):
        body = {"email": f"nobody{n}@example.com", "password": "no"}
        assert client.post("/api/auth/login", json=body, headers=ORIGIN).status_code == 401
    with db.reading() as session:
        kept = session.exec(select(Event).where(Event.kind == Kind.SIGN_IN_FAILED)).all()

    assert len(kept) == 2


def test_a_whole_visit_is_told_step_by_step(client, as_, hidden):
    client.post("/api/auth/login", json=RIGHT, headers=ORIGIN)
    client.post("/api/auth/logout", headers=ORIGIN)
    with db.reading() as session:
        query = select(Event.kind).where(col(Event.kind).startswith(SECURITY)).order_by(Event.id)
        kinds = session.exec(query).all()

    assert kinds[-2:] == [Kind.SIGNED_IN, Kind.SIGNED_OUT]


def test_imports_and_exports_are_told_with_who_what_and_how_much(as_, hidden, tmp_path):
    alice = as_("alice")
    made = an_import(tmp_path)
    assert alice("DELETE", f"/api/v1/imports/{made}").status_code == 202
    lines = alice("GET", "/api/v1/audit.csv?groups=data").text.splitlines()
    told = alice("GET", "/api/v1/audit?groups=data").json()["items"]

    assert len(lines) == 3  # its head, and what was told before it was taken out
    assert [(one["kind"], one["who"], one["what"]) for one in told] == [
        ("security.exported", "Alice Moreau", "exported the security log, 2 rows"),
        (
            "security.import_removed",
            "Alice Moreau",
            "took away the import of 3 records from wiki:TEST>WIKI",
        ),
        ("security.imported", told[2]["who"], "imported 3 records from wiki:TEST>WIKI"),
    ]
    kinds = {one["kind"] for one in as_("bob")("GET", "/api/v1/events").json()["items"]}
    assert not {one["kind"] for one in told} & kinds
