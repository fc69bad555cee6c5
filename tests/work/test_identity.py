"""Who asks is read anew for each request, in one statement: what was taken away is gone at once."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from app import access, db
from app.domain.errors import NotSignedIn
from app.lookups import zone
from app.work import lists, passwords, sessions, spaces
from tests.conftest import NOW, assemble
from tests.statements import counted

Elsewhere = Callable[..., None]


@pytest.fixture
def elsewhere(database: Path) -> Elsewhere:
    """Another process: an engine of its own, which tells this one nothing."""
    engine = create_engine(f"sqlite:///{database}")

    def do(statement: str, **values: object) -> None:
        with engine.begin() as connection:
            assert connection.execute(text(statement), values).rowcount

    yield do
    engine.dispose()


@pytest.fixture
def token(database: Path) -> str:
    with db.writing() as session:
        assemble(session)
        alice = access.actor(session, 1)
        open_one = spaces.create(session, key="ENG", name="Engineering", by=alice)
        lists.create(session, open_one.id or 0, name="Platform", by=access.actor(session, 1))
        closed = spaces.create(session, key="SEC", name="Secret", is_private=True, by=alice)
        alice = access.actor(session, 1)
        hidden = lists.create(session, closed.id or 0, name="Plans", by=alice)
        spaces.share(session, closed.id or 0, with_user=2, by=alice)
        lists.share(session, hidden.id or 0, with_user=3, by=access.actor(session, 1))
        _, secret = sessions.make_token(
            session, 2, name="t", scope="write", now=NOW, by=access.actor(session, 2)
        )
    return secret


def bob_by(token: str):
    with db.reading() as session:
        return sessions.actor_of_token(session, token)


def test_who_asks_is_one_statement(token):
    with db.writing() as session:
        cookie = sessions.start(session, 2, now=NOW)
    with db.reading() as session:
        for ask in (
            lambda: access.actor(session, 2),
            lambda: sessions.actor_of_token(session, token),
            lambda: sessions.actor_of(session, cookie, now=NOW),
        ):
            with counted() as statements:
                actor = ask()
            assert (len(statements), actor.name) == (1, "Bob Okafor"), statements
            assert (actor.spaces, actor.lists) == (frozenset({1, 2}), frozenset({1, 2}))


@pytest.mark.parametrize(
    "loss",
    [
        "UPDATE api_token SET revoked_at = '2026-11-18'",
        "DELETE FROM api_token",
        "UPDATE user SET is_active = 0 WHERE id = 2",
    ],
)
def test_a_lost_token_is_refused_at_the_next_request_of_every_process(token, elsewhere, loss):
    assert bob_by(token).user_id == 2
    elsewhere(loss)
    with pytest.raises(NotSignedIn):
        bob_by(token)


@pytest.mark.parametrize(
    ("loss", "spaces_left", "lists_left"),
    [
        ("DELETE FROM space_member WHERE user_id = 2", {1}, {1}),
        ("UPDATE space SET deleted_at = '2026-11-18' WHERE id = 2", {1}, {1}),
        ("UPDATE task_list SET is_private = 1 WHERE id = 1", {1, 2}, {2}),
        ("UPDATE task_list SET deleted_at = '2026-11-18' WHERE id = 2", {1, 2}, {1}),
        ("UPDATE user SET role = 'guest' WHERE id = 2", {2}, {2}),
    ],
)
def test_a_lost_right_is_gone_at_the_next_request_of_every_process(
    token, elsewhere, loss, spaces_left, lists_left
):
    bob_by(token)
    elsewhere(loss)
    bob = bob_by(token)
    assert (bob.spaces, bob.lists) == (spaces_left, lists_left)


def test_an_ended_session_is_refused(token, elsewhere):
    with db.writing() as session:
        cookie = sessions.start(session, 2, now=NOW)
    with db.reading() as session:
        assert sessions.actor_of(session, cookie, now=NOW).user_id == 2
        with pytest.raises(NotSignedIn):
            sessions.actor_of(session, cookie, now=NOW + timedelta(days=31))
    elsewhere("DELETE FROM signin WHERE token_hash = :it", it=passwords.digest(cookie))
    with db.reading() as session, pytest.raises(NotSignedIn):
        sessions.actor_of(session, cookie, now=NOW)


def test_a_guest_has_the_shared_list_without_its_space(token):
    with db.reading() as session:
        carol = access.actor(session, 3)
    assert (carol.spaces, carol.lists) == (frozenset(), frozenset({2}))


def test_a_read_only_token_does_not_write(token):
    with db.writing() as session:
        _, secret = sessions.make_token(
            session, 1, name="r", scope="read", now=NOW, by=access.actor(session, 1)
        )
    actor = bob_by(secret)
    assert (actor.user_id, actor.writes, actor.everything) == (1, False, True)


def test_the_zone_is_known_with_the_person(token):
    with db.reading() as session:
        access.actor(session, 2)
        with counted() as statements:
            assert str(zone(session)) == "Europe/Berlin"
        assert len(statements) == 0
