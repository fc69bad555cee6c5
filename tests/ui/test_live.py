"""An open tab is told of what its person may see, and of nothing else."""

from datetime import UTC, datetime

import pytest
from sqlmodel import delete

from app import access, db
from app.models import SignIn
from app.reads import live
from app.reads.live import Heard
from app.ui.live import feed
from app.work import lists, passwords, sessions, tasks
from tests.statements import counted

IDS = {"alice": 1, "bob": 2, "carol": 3}


@pytest.fixture
def start(place):
    feed.start()
    return feed.version


def _session_of(who: str) -> str:
    """The digest of a session of theirs."""
    with db.writing() as session:
        return passwords.digest(sessions.start(session, IDS[who], now=datetime.now(UTC)))


def _heard(digest: str, after: int) -> Heard:
    return feed.heard([digest], after)[digest]


def _edit(place, **values):
    with db.writing() as session:
        tasks.edit(session, place.mine.id, by=access.actor(session, 1), **values)


def test_a_tab_hears_what_a_colleague_changed(place, start):
    bob = _session_of("bob")
    _edit(place, title="Rotate all keys")

    heard = _heard(bob, feed.look())

    assert f"task:{place.mine.id}" in heard.topics
    assert heard.version == feed.version > start


def test_what_was_told_is_not_told_again(place, start):
    bob = _session_of("bob")
    _edit(place, title="Rotate all keys")
    feed.look()

    assert _heard(bob, feed.version).topics == ()


def test_a_hidden_change_says_nothing_to_who_may_not_see_it(place, start):
    alice_here, bob_here = _session_of("alice"), _session_of("bob")
    with db.writing() as session:
        alice = access.actor(session, 1)
        secret = lists.create(
            session, place.home.space_id, name="Secret", is_private=True, by=alice
        )
        session.flush()
        task = tasks.create(session, secret.id, title="Quiet", by=access.actor(session, 1))
        session.flush()
    feed.look()
    quiet = feed.version
    with db.writing() as session:
        tasks.edit(session, task.id, title="Quieter", by=access.actor(session, 1))
    feed.look()

    assert _heard(bob_here, quiet).topics == ()
    assert f"task:{task.id}" in _heard(alice_here, quiet).topics


def test_whose_session_is_over_reads_again(place, start):
    bob = _session_of("bob")
    _edit(place, title="Rotate all keys")
    feed.look()
    with db.writing() as session:
        session.exec(delete(SignIn))

    assert _heard(bob, start).topics == ("access",)


def test_a_tab_that_slept_too_long_reads_everything_again(place, start, monkeypatch):
    monkeypatch.setattr("app.ui.live.KEPT", 2)
    monkeypatch.setattr(live, "MOST_EVENTS", 2)
    for number in range(4):
        _edit(place, title=f"Rotate {number}")
        feed.look()

    assert _heard(_session_of("bob"), start).topics == ("all",)


def test_many_hidden_changes_tell_nobody_to_read_again(place, start, monkeypatch):
    monkeypatch.setattr(live, "MOST_EVENTS", 2)
    with db.writing() as session:
        by = access.actor(session, 1)
        secret = lists.create(session, place.home.space_id, name="S", is_private=True, by=by)
        session.flush()
        by = access.actor(session, 1)
        for title in "abcd":
            tasks.create(session, secret.id, title=title, by=by)
    before = feed.look()

    assert _heard(_session_of("bob"), before).topics == ()
    assert _heard(_session_of("alice"), before).topics == ("all",)


def test_a_session_costs_one_statement_however_many_tabs_it_has(place, start):
    people = [_session_of("alice"), _session_of("bob")]
    _edit(place, title="Rotate all keys")
    feed.look()

    with counted() as statements:
        feed.heard(people, start)

    assert len(statements) == len(people)
