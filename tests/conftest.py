"""The cast, and a real database file for each test.

Alice owns the workspace and the list, Bob is a member, Carol is a guest with nothing shared.
"""

import os
import shutil
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlmodel import Session, create_engine

import app.models
from app import access, db
from app.domain.access import Actor
from app.models import Space, Task, TaskList
from app.work import lists, passwords, people, spaces, tasks
from tests.guarded.sitecustomize import foreign

NOW = datetime(2026, 11, 18, 14, 3, tzinfo=UTC)  # a Wednesday
# A PostgreSQL server to run the tests with a database on, in place of SQLite: `postgresql+psycopg://user@host:port/`.
SERVER = os.environ.get("GOALWARD_TEST_SERVER", "").rstrip("/")


_asked_for: list[str] = []


def _note_foreign(event: str, args: tuple[object, ...]) -> None:
    if name := foreign(event, args):
        _asked_for.append(name)


sys.addaudithook(_note_foreign)


@pytest.fixture(autouse=True)
def tells_nobody() -> Iterator[None]:
    """No test looks up or contacts anything but this machine, nor does what it started in this process."""
    _asked_for.clear()
    yield
    assert _asked_for == []


@dataclass(frozen=True)
class Cast:
    """Everyone, as they may act at the start of the test."""

    alice: Actor
    bob: Actor
    carol: Actor


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> None:
    """Real argon2id at its lowest cost: half a second less for every test with the cast."""
    passwords._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty workspace's file, made once: a copy costs a thirtieth of making its tables."""
    path = tmp_path_factory.mktemp("empty") / f"empty{uuid.uuid4().hex[:8]}.db"
    if SERVER:
        _on_server(f"CREATE DATABASE {path.stem}")
    engine = db.connect(f"{SERVER}/{path.stem}" if SERVER else f"sqlite:///{path}")
    app.models.metadata.create_all(engine)
    if not SERVER:
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    yield path
    if SERVER:
        _on_server(f"DROP DATABASE {path.stem}")


@pytest.fixture
def database(empty_database: Path, tmp_path: Path) -> Iterator[Path]:
    """An empty workspace database, connected for the test."""
    path = tmp_path / "goalward.db"
    if SERVER:
        name = f"test{uuid.uuid4().hex[:12]}"
        _on_server(f"CREATE DATABASE {name} TEMPLATE {empty_database.stem}")
        db.connect(f"{SERVER}/{name}")
        yield path
        db.close()
        _on_server(f"DROP DATABASE {name} WITH (FORCE)")
        return
    shutil.copyfile(empty_database, path)
    db.connect(f"sqlite:///{path}")
    yield path
    db.close()


def _on_server(statement: str) -> None:
    engine = create_engine(f"{SERVER}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


@pytest.fixture
def session(database: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """One writing session; what the test does in it is committed at its end.

    It takes no turn among the process's writers, so that a test may commit it and let a consumer write.
    """
    monkeypatch.setattr(db._home, "has_gate", False)
    with db.writing() as open_session:
        yield open_session


@pytest.fixture
def cast(session: Session) -> Cast:
    return assemble(session)


def assemble(session: Session) -> Cast:
    """Found the workspace with Alice, add Bob and Carol."""
    people.found(
        session,
        email="alice@example.com",
        name="Alice Moreau",
        password="correct horse",
        workspace="Acme",
        zone="Europe/Berlin",
        at=NOW,
    )
    people.add(
        session,
        email="bob@example.com",
        name="Bob Okafor",
        role="member",
        password="battery staple",
        by=None,
        at=NOW,
    )
    people.add(
        session,
        email="carol@example.com",
        name="Carol Reyes",
        role="guest",
        password="open sesame",
        by=None,
        at=NOW,
    )
    session.flush()
    return Cast(*(access.actor(session, user_id) for user_id in (1, 2, 3)))


@pytest.fixture
def alice(session: Session, cast: Cast, space: Space, home: TaskList) -> Actor:
    return access.actor(session, cast.alice.user_id or 0)


@pytest.fixture
def bob(session: Session, cast: Cast, space: Space, home: TaskList) -> Actor:
    return access.actor(session, cast.bob.user_id or 0)


@pytest.fixture
def carol(session: Session, cast: Cast, space: Space, home: TaskList) -> Actor:
    return access.actor(session, cast.carol.user_id or 0)


@pytest.fixture
def space(session: Session, cast: Cast) -> Space:
    """Engineering, open to members."""
    return spaces.create(session, key="ENG", name="Engineering", by=cast.alice, at=NOW)


@pytest.fixture
def home(session: Session, cast: Cast, space: Space) -> TaskList:
    """A list in Engineering."""
    owner = access.actor(session, cast.alice.user_id or 0)
    return lists.create(session, space.id or 0, name="Platform", by=owner, at=NOW)


def a_task(
    session: Session, home: TaskList, by: Actor, title: str = "Rotate keys", **fields: object
) -> Task:
    """A task in a list, as somebody would make it."""
    return tasks.create(session, home.id or 0, title=title, by=by, **fields)  # type: ignore[arg-type]
