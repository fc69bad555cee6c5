"""People come in by invitation, sign in, are given roles and locked out."""

from datetime import timedelta

import pytest
from sqlmodel import select

from app import access
from app.domain.errors import Conflict, Invalid, NotAllowed, NotFound, NotSignedIn
from app.models import ApiToken, SignIn
from app.work import invitations, passwords, people, sessions, workspaces
from tests.conftest import NOW

LATER = NOW + timedelta(days=1)


def _admin(session, alice, bob):
    people.change_role(session, bob.user_id, to="admin", by=alice)
    session.flush()
    return access.actor(session, bob.user_id)


def test_a_workspace_is_founded_once(session, cast):
    with pytest.raises(Conflict, match="already has an owner"):
        people.found(session, email="eve@example.com", name="E", password="x" * 8, workspace="E")


@pytest.mark.parametrize("email", ["", "alice", "a b@c.de", "a@b", f"{'a' * 250}@b.de"])
def test_an_address_looks_like_one(session, alice, email):
    with pytest.raises(Invalid, match="not an e-mail"):
        people.add(session, email=email, name="X", role="member", by=alice)


def test_an_address_has_one_account_however_it_is_written(session, alice):
    with pytest.raises(Conflict, match=r"bob@example.com already"):
        people.add(session, email=" BOB@Example.com ", name="X", role="member", by=alice)


# -- invitations ---------------------------------------------------------------------------------------


def test_an_invitation_lets_one_person_in_once_with_its_role_and_spaces(session, alice, space):
    _, token = invitations.make(session, role="guest", space_ids=[space.id], by=alice, now=NOW)
    user = invitations.accept(
        session, token, email="dan@example.com", name="Dan", password="long enough", now=LATER
    )
    session.flush()
    assert (user.role, access.actor(session, user.id).spaces) == ("guest", {space.id})

    with pytest.raises(NotFound):
        invitations.accept(
            session, token, email="eve@example.com", name="E", password="x" * 8, now=NOW
        )


def test_an_invitation_ends_by_time_or_when_taken_back(session, alice):
    _, old = invitations.make(session, by=alice, now=NOW)
    with pytest.raises(NotFound):
        invitations.find(session, old, now=NOW + timedelta(days=14))
    invitation, token = invitations.make(session, by=alice, now=NOW)
    invitations.revoke(session, invitation.id, by=alice, now=NOW)
    for wrong in (token, "made up"):
        with pytest.raises(NotFound):
            invitations.find(session, wrong, now=NOW)


def test_an_invitation_for_an_address_is_for_nobody_else(session, alice):
    _, token = invitations.make(session, email="dan@example.com", by=alice, now=NOW)

    with pytest.raises(Invalid, match=r"for dan@example.com"):
        invitations.accept(
            session, token, email="eve@example.com", name="E", password="x" * 8, now=NOW
        )


def test_a_guest_is_invited_somewhere(session, alice):
    with pytest.raises(Invalid, match="at least one space"):
        invitations.make(session, role="guest", by=alice, now=NOW)


# -- roles ---------------------------------------------------------------------------------------------


def test_the_last_owner_stays_one_and_stays_in(session, alice):
    for verb in (
        lambda: people.change_role(session, alice.user_id, to="member", by=alice),
        lambda: people.disable(session, alice.user_id, by=alice),
    ):
        with pytest.raises(Conflict, match="last owner"):
            verb()


def test_an_admin_neither_makes_nor_changes_an_owner(session, alice, bob):
    admin = _admin(session, alice, bob)
    for verb in (
        lambda: people.change_role(session, bob.user_id, to="owner", by=admin),
        lambda: people.change_role(session, alice.user_id, to="member", by=admin),
        lambda: people.disable(session, alice.user_id, by=admin),
        lambda: invitations.make(session, role="owner", by=admin, now=NOW),
        lambda: people.add(session, email="o@example.com", name="O", role="owner", by=admin),
    ):
        with pytest.raises(NotAllowed, match="Only an owner"):
            verb()


def test_a_second_owner_lets_the_first_go(session, alice, bob):
    people.change_role(session, bob.user_id, to="owner", by=alice)
    people.change_role(session, alice.user_id, to="member", by=alice)
    session.flush()

    assert not access.actor(session, alice.user_id).manages


# -- in and out ----------------------------------------------------------------------------------------


def test_a_disabled_person_is_out_at_once_everywhere(session, alice, bob):
    cookie = sessions.start(session, bob.user_id, now=NOW)
    _, secret = sessions.make_token(session, bob.user_id, name="x", scope="write", now=NOW, by=bob)
    session.flush()
    assert sessions.actor_of(session, cookie, now=NOW).name == "Bob Okafor"
    people.disable(session, bob.user_id, by=alice)
    session.flush()

    for enter in (
        lambda: sessions.actor_of(session, cookie, now=NOW),
        lambda: sessions.actor_of_token(session, secret),
    ):
        with pytest.raises(NotSignedIn):
            enter()
    assert sessions.credentials(session, "bob@example.com") == sessions.Credentials(None, None)


def test_unknown_and_disabled_look_the_same_at_the_door(session, alice, bob):
    known = sessions.credentials(session, " Bob@Example.com")
    assert passwords.fits("battery staple", known.password_hash)
    assert not passwords.fits("battery stable", known.password_hash)
    for address in ("nobody@example.com", "not an address"):
        assert sessions.credentials(session, address).password_hash is None


def test_a_session_ends_by_time_and_by_signing_out(session, bob):
    cookie = sessions.start(session, bob.user_id, now=NOW)
    session.flush()
    with pytest.raises(NotSignedIn):
        sessions.actor_of(session, cookie, now=NOW + timedelta(days=sessions.SESSION_DAYS))
    sessions.end(session, cookie)
    with pytest.raises(NotSignedIn):
        sessions.actor_of(session, cookie, now=NOW)


def test_a_new_password_ends_every_other_session(session, bob):
    here, there = (sessions.start(session, bob.user_id, now=NOW) for _ in range(2))
    session.flush()
    sessions.change_password(
        session,
        bob.user_id,
        password_hash=passwords.hashed("another one"),
        keep_token=here,
        by=bob,
    )

    assert sessions.actor_of(session, here, now=NOW).user_id == bob.user_id
    with pytest.raises(NotSignedIn):
        sessions.actor_of(session, there, now=NOW)


def test_nobody_ends_anothers_session_or_token(session, alice, bob):
    sessions.start(session, bob.user_id, now=NOW)
    token, secret = sessions.make_token(
        session, bob.user_id, name="x", scope="read", now=NOW, by=bob
    )
    session.flush()
    his = session.exec(select(SignIn)).one()
    for verb in (
        lambda: sessions.revoke(session, his.id, by=alice),
        lambda: sessions.revoke_token(session, token.id, by=alice, now=NOW),
    ):
        with pytest.raises(NotFound):
            verb()

    assert not sessions.actor_of_token(session, secret).writes
    sessions.revoke_token(session, token.id, by=bob, now=NOW)
    session.flush()
    with pytest.raises(NotSignedIn):
        sessions.actor_of_token(session, secret)


def test_no_secret_is_kept_as_it_is(session, bob):
    cookie = sessions.start(session, bob.user_id, now=NOW)
    _, secret = sessions.make_token(session, bob.user_id, name="x", scope="read", now=NOW, by=bob)
    session.flush()
    kept = [session.exec(select(SignIn)).one(), session.exec(select(ApiToken)).one()]

    assert all(value not in str(row.model_dump()) for row in kept for value in (cookie, secret))


@pytest.mark.parametrize("password", ["short", "x" * 201])
def test_a_password_has_a_length(password):
    with pytest.raises(Invalid):
        passwords.hashed(password)


# -- the workspace -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"zone": "Mars/Base"}, "no time zone"),
        ({"working_days": "0000000"}, "one working day"),
        ({"name": ""}, "can't be empty"),
    ],
)
def test_a_workspace_setting_that_makes_no_sense_is_refused(session, alice, fields, words):
    with pytest.raises(Invalid, match=words):
        workspaces.edit(session, by=alice, **fields)


def test_a_guest_knows_nobody_they_share_nothing_with(session, alice, carol):
    assert [user.name for user in access.people_open_to(session, carol)] == ["Carol Reyes"]
    with pytest.raises(NotFound):
        access.user(session, alice.user_id, carol)


def test_a_country_without_known_holidays_is_refused_by_naming_those_there_are(session, alice):
    assert workspaces.edit(session, by=alice, country=" de ").country == "DE"
    for unknown in ("Germany", "XX"):
        with pytest.raises(Invalid, match=rf"“{unknown}” are not known.* DE, "):
            workspaces.edit(session, by=alice, country=unknown)
    assert workspaces.edit(session, by=alice, country="").country == ""
