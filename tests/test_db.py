"""Writes take their turn: who waits too long is told so, and how long each held the lock is known."""

import gc
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from psycopg import errors as postgres
from sqlmodel import Session, select
from starlette.testclient import TestClient

from app import access, db, locking
from app.api import tries
from app.app import api
from app.domain.access import Actor
from app.domain.errors import Busy
from app.models import Tag, Task, TaskList, metadata
from app.work import invitations, passwords
from tests.conftest import a_task


@pytest.fixture
def hasty(tmp_path: Path) -> Iterator[Path]:
    """A database whose writers wait a twentieth of a second."""
    path = tmp_path / "goalward.db"
    metadata.create_all(db.connect(f"sqlite:///{path}", patience=0.05))
    yield path
    db.close()


@contextmanager
def _kept(path: Path) -> Iterator[sqlite3.Connection]:
    """Another process's transaction, open for the block."""
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield other
    finally:
        if other.in_transaction:
            other.execute("ROLLBACK")
        other.close()


def _tag(name: str) -> None:
    with db.writing() as session:
        session.add(Tag(name=name))


def _tags() -> list[str]:
    with db.reading() as session:
        return list(session.exec(select(Tag.name).order_by(Tag.name)))


def test_a_writer_that_waited_in_vain_is_told_to_come_again(hasty):
    with _kept(hasty), pytest.raises(Busy, match="try again"):
        _tag("late")

    assert _tags() == []


def test_giving_up_leaves_no_connection_behind(hasty):
    with _kept(hasty):
        for _ in range(20):  # more than the pool has
            with pytest.raises(Busy):
                _tag("late")

    _tag("in time")
    assert _tags() == ["in time"]
    assert db.engine().pool.checkedout() == 0  # type: ignore[attr-defined]


def test_a_writer_goes_on_as_soon_as_the_other_is_done(database):
    with _kept(database) as other:
        waiting = threading.Thread(target=_tag, args=("second",))
        waiting.start()
        other.execute("INSERT INTO tag (name) VALUES ('first')")
        other.execute("COMMIT")
        waiting.join(timeout=30)

    assert _tags() == ["first", "second"]


def test_readers_never_wait_for_a_writer(hasty):
    with _kept(hasty) as other:
        other.execute("INSERT INTO tag (name) VALUES ('not yet')")
        assert _tags() == []


def test_writers_of_one_process_wait_without_a_connection(hasty):
    """However many wait, whoever reads finds a connection."""
    begun, done = threading.Event(), threading.Event()

    def long() -> None:
        with db.writing():
            begun.set()
            done.wait(30)

    keeper = threading.Thread(target=long)
    keeper.start()
    begun.wait(30)
    with pytest.raises(Busy):
        _tag("late")
    assert db.engine().pool.checkedout() == 1  # type: ignore[attr-defined]
    assert _tags() == []
    done.set()
    keeper.join(timeout=30)


def test_how_long_writes_held_the_lock_is_known(database):
    locking.holds.forget()
    for number in range(3):
        _tag(str(number))

    held = locking.holds.held()
    assert held.count == 3
    assert 0 < held.p50 <= held.p99 <= held.longest


def test_no_garbage_is_collected_while_others_wait_for_the_lock(database):
    collected: list[str] = []

    def note(phase: str, _info: object) -> None:
        collected.append(phase)

    gc.callbacks.append(note)
    try:
        with db.writing(), db.reading():
            collected.clear()
            _make_garbage()
            held = list(collected)
        _make_garbage()
    finally:
        gc.callbacks.remove(note)
    assert held == []
    assert collected
    assert gc.isenabled()


def test_what_was_off_before_a_write_stays_off(database):
    gc.disable()
    try:
        with pytest.raises(ZeroDivisionError), db.writing():
            raise ZeroDivisionError
        assert not gc.isenabled()
    finally:
        gc.enable()


def _make_garbage() -> None:
    """Circles beyond the first generation's threshold."""
    for _ in range(gc.get_threshold()[0] * 3):
        circle: list[object] = []
        circle.append(circle)


@pytest.mark.parametrize(
    ("error", "passes"),
    [
        (postgres.LockNotAvailable(), True),
        (postgres.DeadlockDetected(), True),
        (postgres.SerializationFailure(), True),
        (postgres.UniqueViolation(), False),
        (sqlite3.OperationalError("no such table: tag"), False),
    ],
)
def test_only_what_passes_by_itself_is_called_busy(error, passes):
    assert locking.is_busy(error) is passes


def test_passwords_are_hashed_before_the_lock_is_taken(database, monkeypatch):
    """Argon2 is slow on purpose; whoever else saves must not wait for it."""
    seen: list[bool] = []

    class Watching:
        def hash(self, _password: str) -> str:
            seen.append(db._home.gate.locked())
            return "hash"

        def verify(self, *_: object) -> bool:
            return True

    monkeypatch.setattr(passwords, "_hasher", Watching())
    monkeypatch.setenv("GOALWARD_DATA_DIR", str(database.parent))
    tries.forget()
    client = TestClient(api, base_url="http://localhost:8080")
    body = {"email": "a@example.com", "password": "correct horse", "name": "Alice"}
    headers = {"Origin": "http://localhost:8080"}

    client.post("/api/auth/welcome", json=body | {"workspace": "Acme"}, headers=headers)
    with db.writing() as session:
        alice = access.actor(session, 1)
        _, token = invitations.make(session, by=alice, now=datetime.now(UTC))
    taken = client.post(
        "/api/auth/invitations",
        json=body | {"email": "b@example.com", "token": token},
        headers=headers,
    )

    assert taken.status_code == 200
    assert seen == [False, False]


def test_a_rehearsal_keeps_nothing_and_leaves_the_process_its_database(
    session: Session, home: TaskList, alice: Actor
):
    session.commit()
    own = db.engine()
    told: list[int] = []
    stop = db.on_commit(lambda: told.append(1))
    with db.rehearsal() as trial:
        a_task(trial, trial.get_one(TaskList, home.id), alice, title="Only tried")
        trial.flush()
        # Who saves meanwhile waits for nobody, and does not see what is tried.
        with db.writing() as other:
            a_task(other, other.get_one(TaskList, home.id), alice, title="Real")
        assert db.engine() is own
    with db.reading() as reader:
        assert [one.title for one in reader.exec(select(Task))] == ["Real"]
    assert told == [1]
    stop()
