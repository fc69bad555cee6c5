"""What many ask for within a moment is read once, and anew as soon as anything else is true."""

import threading
from datetime import timedelta

import pytest

from app import access, db, sharing
from app.assist import past
from app.models import User
from app.sharing import FRESH, Readings
from app.work import lists, spaces
from tests.conftest import NOW, assemble


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def ask(database, clock):
    """Ask as a person, in a session of one's own; answers how often it was read by then."""
    with db.writing() as session:
        assemble(session)
    readings, read = Readings(clock), []

    def asked(who=1, *, key="page", since=None):
        with db.reading() as session:
            actor = access.actor(session, who)
            if since:
                with past.as_of(session, actor, since):
                    return readings.shared(session, key, lambda: read.append(who) or len(read))
            return readings.shared(session, key, lambda: read.append(who) or len(read))

    return asked


def test_it_is_read_once_until_it_is_old(ask, clock):
    assert [ask(), ask(), ask(key="other"), ask()] == [1, 1, 2, 1]
    clock.now = FRESH
    assert [ask(), ask()] == [3, 3]


def test_what_is_written_is_seen_at_once_recorded_or_not(ask):
    assert ask() == 1
    with db.writing() as session:
        spaces.create(session, key="ENG", name="Engineering", by=access.actor(session, 1))
    assert [ask(), ask()] == [2, 2]
    with db.writing() as session:
        session.get_one(User, 2).last_visit_at = NOW  # no event
    assert [ask(), ask()] == [3, 3]


def test_what_another_process_records_is_seen_at_once(ask):
    assert ask() == 1
    written = db._home.writes
    with db.writing() as session:
        spaces.create(session, key="ENG", name="Engineering", by=access.actor(session, 1))
    db._home.writes = written  # as if it were not this one's
    assert [ask(), ask()] == [2, 2]


def test_who_writes_or_looks_at_a_past_day_reads_alone(ask):
    assert ask() == 1
    assert [ask(since=NOW + timedelta(days=1)), ask()] == [2, 1]
    with db.writing() as session:
        access.actor(session, 1)
        found = sharing.readings.shared(session, "page", lambda: "own")
        assert [found, sharing.readings.shared(session, "page", lambda: "again")] == [
            "own",
            "again",
        ]


def test_a_session_that_did_not_ask_who_reads_reads_alone(database):
    with db.reading() as session:
        found = [sharing.readings.shared(session, "page", lambda n=n: n) for n in range(2)]
    assert found == [0, 1]


def test_nothing_of_what_was_true_before_is_kept(ask):
    readings = Readings()
    with db.reading() as session:
        access.actor(session, 1)
        readings.shared(session, "page", lambda: "before")
    with db.writing() as session:
        space = spaces.create(session, key="ENG", name="Engineering", by=access.actor(session, 1))
        lists.create(session, space.id or 0, name="One", by=access.actor(session, 1))
    with db.reading() as session:
        access.actor(session, 1)
        readings.shared(session, "other", lambda: "after")
    assert len(readings._found) == 1


def test_who_asks_meanwhile_waits_for_the_one_reading(ask):
    readings, begun, go, found = Readings(), threading.Event(), threading.Event(), []

    def slow():
        begun.set()
        go.wait(10)
        return object()

    def one(make):
        with db.reading() as session:
            access.actor(session, 1)
            found.append(readings.shared(session, "page", make))

    threads = [threading.Thread(target=one, args=(slow,))]
    threads[0].start()
    begun.wait(10)
    threads += [threading.Thread(target=one, args=(lambda: "a second reading",)) for _ in range(3)]
    for thread in threads[1:]:
        thread.start()
    go.set()
    for thread in threads:
        thread.join(10)

    assert len(found) == 4
    assert len({id(one) for one in found}) == 1


def test_a_reading_that_fails_is_tried_by_the_next(ask):
    readings = Readings()

    def fails():
        raise RuntimeError("the disk")

    with db.reading() as session:
        access.actor(session, 1)
        with pytest.raises(RuntimeError):
            readings.shared(session, "page", fails)
        assert readings.shared(session, "page", lambda: "whole") == "whole"
