"""A link to a new password: made by an owner, used once, and it opens nothing that was closed."""

from datetime import timedelta

import pytest
from sqlmodel import select

from app import access
from app.domain.errors import Invalid, NotAllowed, NotFound, NotSignedIn
from app.domain.events import Kind
from app.models import Event, User
from app.work import passwords, people, resets, sessions
from tests.conftest import NOW

BOB = 2


def _new(session, token, *, now=NOW):
    return resets.use(session, token, password_hash=passwords.hashed("another one"), now=now)


def test_a_link_sets_the_password_and_ends_sessions_and_tokens(session, alice, bob):
    cookie = sessions.start(session, BOB, now=NOW)
    _, secret = sessions.make_token(session, BOB, name="CI", scope="read", now=NOW, by=bob)
    token = resets.make(session, BOB, by=alice, now=NOW)

    _new(session, token)

    with pytest.raises(NotSignedIn):
        sessions.actor_of(session, cookie, now=NOW)
    with pytest.raises(NotSignedIn):
        sessions.actor_of_token(session, secret)
    known = sessions.credentials(session, "bob@example.com")
    assert passwords.fits("another one", known.password_hash)
    kinds = [one.kind for one in session.exec(select(Event))]
    assert kinds.count(Kind.RESET_LINK_MADE) == 1
    assert Kind.PASSWORD_RESET in kinds
    assert token not in str([one.changes for one in session.exec(select(Event))])


def test_a_link_works_once_for_a_day_and_until_another_is_made(session, alice):
    used, replaced = (resets.make(session, BOB, by=alice, now=NOW) for _ in range(2))
    late = NOW + timedelta(hours=resets.HOURS)

    with pytest.raises(NotFound):
        _new(session, used)  # the second replaced it
    with pytest.raises(NotFound):
        _new(session, replaced, now=late)
    _new(session, replaced)
    with pytest.raises(NotFound):
        _new(session, replaced)
    with pytest.raises(NotFound):
        _new(session, "guess")


def test_only_an_owner_makes_one(session, alice, bob, carol):
    people.change_role(session, BOB, to="admin", by=alice)
    for actor in (access.actor(session, BOB), carol):
        with pytest.raises(NotAllowed):
            resets.make(session, 1, by=actor, now=NOW)


def test_nobody_is_let_in_again_by_a_link(session, alice):
    token = resets.make(session, BOB, by=alice, now=NOW)
    people.disable(session, BOB, by=alice)

    with pytest.raises(NotFound):
        _new(session, token)
    with pytest.raises(Invalid):
        resets.make(session, BOB, by=alice, now=NOW)
    assert not session.get_one(User, BOB).is_active
