"""When a token was last used is known, without a write in any request."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from sqlmodel import select

from app import db
from app.consumers import uses
from app.models import ApiToken, Event
from app.work import sessions, token_uses
from tests.conftest import NOW


@pytest.fixture(autouse=True)
def nothing_noted():
    token_uses.take()


def _token(session, who):
    token, secret = sessions.make_token(
        session, who.user_id, name="ci", scope="read", now=NOW, by=who
    )
    return token.id, token.token_hash, secret


def test_uses_are_noted_in_memory_and_written_once(session, alice):
    token_id, digest, _ = _token(session, alice)
    session.commit()
    for minutes in range(3):
        token_uses.note(digest, at=NOW + timedelta(minutes=minutes))
    before = len(session.exec(select(Event)).all())
    session.commit()

    assert session.get_one(ApiToken, token_id).last_used_at is None
    session.commit()
    assert uses.look() is False
    session.expire_all()
    assert session.get_one(ApiToken, token_id).last_used_at == NOW + timedelta(minutes=2)
    assert len(session.exec(select(Event)).all()) == before
    assert token_uses.take() == {}


def test_an_earlier_use_never_replaces_a_later_one(session, alice):
    token_id, digest, _ = _token(session, alice)
    for hours in (2, 1):
        token_uses.write(session, {digest: NOW + timedelta(hours=hours)})

    session.expire_all()
    assert session.get_one(ApiToken, token_id).last_used_at == NOW + timedelta(hours=2)


def test_what_could_not_be_written_waits_and_the_later_counts(session):
    token_uses.note("a", at=NOW)
    token_uses.note("b", at=NOW)
    taken = token_uses.take()
    token_uses.note("a", at=NOW + timedelta(minutes=1))
    token_uses.give_back(taken)

    assert token_uses.take() == {"a": NOW + timedelta(minutes=1), "b": NOW}


def test_a_busy_database_loses_no_use(database):
    db.connect(f"sqlite:///{database}", patience=0.05)
    token_uses.note("a", at=NOW)
    with closing(sqlite3.connect(database)) as other:
        other.execute("BEGIN IMMEDIATE")
        uses.look()

    assert token_uses.take() == {"a": NOW}
