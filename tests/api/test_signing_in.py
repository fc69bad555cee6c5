"""The cookie: who gets one, how often one may try, and what another site may not do with it."""

from datetime import UTC, datetime

import pytest
from sqlmodel import func, select

from app import access, db
from app.api import counted, tries
from app.api.tries import ASKED, OF_RESETS, OF_TOKENS, PER_ACCOUNT, PER_ADDRESS
from app.models import Job
from app.settings import load
from app.work import resets, token_uses
from tests.api.conftest import ORIGIN
from tests.statements import counted as statements

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


def test_failures_are_still_counted_after_a_restart(client, hidden):
    for _ in range(PER_ACCOUNT):
        client.post("/api/auth/login", json=ALICE | {"password": "no"}, headers=ORIGIN)
    tries.forget()  # what a process holds in memory is gone

    answer = client.post("/api/auth/login", json=ALICE, headers=ORIGIN)

    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= tries.MINUTES * 60


def test_who_failed_is_not_readable_in_the_file(client, hidden):
    client.post("/api/auth/login", json=ALICE | {"password": "no"}, headers=ORIGIN)

    kept = b"".join(path.read_bytes() for path in load().data.glob(f"{counted.FILE}*"))
    assert kept
    assert b"alice" not in kept


def test_expired_failures_are_swept_away(tmp_path, monkeypatch):
    now = [1_000.0]
    monkeypatch.setattr(counted.time, "time", lambda: now[0])
    storage = counted.FileStorage(tmp_path / "tries.db")
    for number in range(5):
        assert storage.acquire_entry(f"address {number}", 8, 60)
    now[0] += 200
    assert storage.acquire_entry("another", 8, 60)

    assert storage.kept() == 1
    assert storage.get_moving_window("another", 8, 60) == (now[0], 1)
    storage.close()


def test_an_office_opens_as_many_good_invitations_as_it_likes(client, hidden, as_):
    made = as_("alice")("POST", "/api/v1/invitations", json={"role": "member"}).json()
    secret = made["url"].rpartition("=")[2]

    for _ in range(PER_ACCOUNT + 1):
        assert client.get(f"/api/auth/invitations/{secret}").status_code == 200


def test_a_good_link_is_never_refused_for_bad_ones_of_its_address(client, hidden, as_):
    """An office has one address, and whoever is in it can send what they like."""
    made = as_("alice")("POST", "/api/v1/invitations", json={"role": "member"}).json()
    secret = made["url"].rpartition("=")[2]
    with db.writing() as session:
        reset = resets.make(session, 2, by=access.actor(session, 1), now=datetime.now(UTC))
    new = {"email": "dora@example.com", "name": "Dora", "password": "long enough"}
    for number in range(PER_ADDRESS):
        guess = {"token": f"guess{number}", "password": "another one"}
        client.get(f"/api/auth/invitations/guess{number}")
        client.post("/api/auth/invitations", json=new | guess, headers=ORIGIN)
        client.post("/api/auth/resets", json=guess, headers=ORIGIN)

    assert client.get("/api/auth/invitations/guess").status_code == 429
    assert client.get(f"/api/auth/invitations/{secret}").status_code == 200
    joined = client.post("/api/auth/invitations", json=new | {"token": secret}, headers=ORIGIN)
    assert joined.status_code == 200, joined.text
    again = {"token": reset, "password": "another one"}
    assert client.post("/api/auth/resets", json=again, headers=ORIGIN).status_code == 200


def test_an_invitation_names_nobody_who_has_an_account_and_is_not_asked_for_long(
    client, hidden, as_
):
    made = as_("alice")("POST", "/api/v1/invitations", json={"role": "member"}).json()
    secret = made["url"].rpartition("=")[2]
    body = {"token": secret, "email": "bob@example.com", "name": "Eve", "password": "long enough"}
    answers = [
        client.post("/api/auth/invitations", json=body, headers=ORIGIN)
        for _ in range(PER_ACCOUNT + 1)
    ]

    assert [one.status_code for one in answers] == [409] * PER_ACCOUNT + [429]
    assert "bob" not in answers[0].text.lower()
    assert "already" not in answers[0].text


def test_who_invites_is_told_of_an_account_as_far_as_they_may_list_people(hidden, as_):
    invited = {"role": "member", "email": "bob@example.com"}
    free = {"role": "member", "email": "new@example.com"}
    told = as_("alice")("POST", "/api/v1/invitations", json=invited)

    assert (told.status_code, "bob@example.com" in told.text) == (409, True)
    for who in ("bob", "carol"):
        asks = as_(who)
        answers = [asks("POST", "/api/v1/invitations", json=body) for body in (invited, free)]
        assert answers[0].status_code == 403
        assert answers[0].text == answers[1].text


def test_links_can_not_be_guessed_for_long(client, hidden):
    codes = [
        client.get(f"/api/auth/invitations/guess{number}").status_code
        for number in range(PER_ACCOUNT + 1)
    ]

    assert codes == [404] * PER_ACCOUNT + [429]


def test_tokens_can_not_be_guessed_for_long_and_a_good_one_goes_on(client, hidden, as_):
    wrong = {"Authorization": "Bearer gw_guess"}
    codes = [
        client.get("/api/v1/me", headers=wrong).status_code for _ in range(OF_TOKENS.amount + 1)
    ]
    last = client.get("/api/v1/me", headers=wrong)

    assert codes == [401] * OF_TOKENS.amount + [429]
    assert int(last.headers["retry-after"]) > 0
    assert as_("alice")("GET", "/api/v1/me").status_code == 200


def test_a_reset_link_signs_in_with_the_new_password_once(client, hidden):
    with db.writing() as session:
        token = resets.make(session, 2, by=access.actor(session, 1), now=datetime.now(UTC))
    body = {"token": token, "password": "another one"}

    look = {"token": token}
    assert client.post("/api/auth/reset-checks", json=look, headers=ORIGIN).status_code == 200
    first = client.post("/api/auth/resets", json=body, headers=ORIGIN)

    assert first.status_code == 200
    assert client.get("/api/v1/me").json()["name"] == "Bob Okafor"
    again = client.post("/api/auth/resets", json=body, headers=ORIGIN)
    assert again.status_code == 404
    assert client.post("/api/auth/reset-checks", json=look, headers=ORIGIN).status_code == 404


def test_looking_at_reset_links_is_no_way_to_guess_them(client, hidden):
    codes = [
        client.post("/api/auth/reset-checks", json={"token": "x"}, headers=ORIGIN).status_code
        for _ in range(PER_ACCOUNT + 1)
    ]

    assert codes == [404] * PER_ACCOUNT + [429]


def test_reset_links_can_not_be_guessed_for_long(client, hidden):
    guess = {"token": "guess", "password": "another one"}
    codes = [
        client.post("/api/auth/resets", json=guess, headers=ORIGIN).status_code
        for _ in range(PER_ACCOUNT + 1)
    ]

    assert codes == [404] * PER_ACCOUNT + [429]


@pytest.fixture
def by_mail(monkeypatch):
    monkeypatch.setenv("GOALWARD_MAIL_HOST", "localhost")
    monkeypatch.setenv("GOALWARD_MAIL_FROM", "goalward@example.com")


def _ask(client, email):
    return client.post("/api/auth/reset-requests", json={"email": email}, headers=ORIGIN)


def test_a_link_is_asked_for_alike_whether_anybody_has_the_address(client, hidden, by_mail):
    before = _jobs()
    with statements() as somebody:
        known = _ask(client, "bob@example.com")
    with statements() as nobody:
        unknown = _ask(client, "nobody@example.com")

    assert (known.status_code, known.json()) == (unknown.status_code, unknown.json())
    assert known.status_code == 200
    assert {*known.headers} == {*unknown.headers}
    assert somebody.seen == nobody.seen
    assert _jobs() - before == 2


def test_more_links_than_three_an_hour_are_not_sent_to_an_account_and_nobody_is_told(
    client, hidden, by_mail
):
    before = _jobs()
    answers = {_ask(client, "bob@example.com").status_code for _ in range(5)}

    assert answers == {200}
    assert _jobs() - before == OF_RESETS.amount


def test_one_address_asks_for_so_many_links_and_no_more(client, hidden, by_mail):
    codes = [_ask(client, f"p{n}@example.com").status_code for n in range(ASKED.amount + 1)]

    assert codes == [200] * ASKED.amount + [429]


def test_where_no_mail_goes_out_no_link_can_be_asked_for(client, hidden):
    assert _ask(client, "bob@example.com").status_code == 404


def test_only_our_own_pages_ask_for_a_link(client, hidden, by_mail):
    body = {"email": "bob@example.com"}
    foreign = {"Origin": "https://evil.example"}
    assert client.post("/api/auth/reset-requests", json=body, headers=foreign).status_code == 403


def _jobs():
    with db.reading() as session:
        return session.exec(
            select(func.count()).select_from(Job).where(Job.kind == resets.JOB)
        ).one()
