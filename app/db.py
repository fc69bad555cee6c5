"""One engine. `reading()` and `writing()` are the only ways to a session, and only here is committed."""

import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, CursorResult, Engine, Executable, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session, create_engine

from app import locking, numbering, postgres
from app.domain.errors import Busy, NoSpace

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "foreign_keys=ON",
    "busy_timeout=5000",
    "temp_store=MEMORY",
    "cache_size=-32768",
    "mmap_size=268435456",
)
# Taken before the first event of a transaction on PostgreSQL, so that ids commit in order.
LOG_LOCK = 0x60A1


@dataclass
class _Home:
    """The process's engine and who wants to know of commits."""

    engine: Engine | None = None
    listeners: list[Callable[[], None]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    patience: float = locking.PATIENCE
    # SQLite has one writer: ours queue here, without a connection each, so that readers find one.
    has_gate: bool = False
    gate: threading.Lock = field(default_factory=threading.Lock)
    is_full: bool = False  # the last write found no space
    writes: int = 0  # of this process, so far


_home = _Home()


def connect(url: str, *, patience: float = locking.PATIENCE) -> Engine:
    """Open the database; called once per process (again in tests, for another file).

    `patience` is how many seconds a writer waits for others before it raises Busy.
    """
    close()
    _home.patience = patience
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        if parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        engine = _sqlite(url, patience=patience)
        _home.has_gate, _home.gate = True, threading.Lock()
    else:
        engine = create_engine(url, **postgres.OPENED, pool_timeout=patience)
        event.listen(engine, "begin", partial(_begin_other, patience=patience))
        _home.has_gate = False
    _home.engine = engine
    return engine


def engine() -> Engine:
    if _home.engine is None:
        raise RuntimeError("db.connect(url) has not been called")
    return _home.engine


def close() -> None:
    """Dispose the engine and forget the listeners."""
    if _home.engine is not None:
        _home.engine.dispose()
    _home.engine = None
    _home.listeners = []
    _home.is_full = False


def on_commit(listener: Callable[[], None]) -> Callable[[], None]:
    """Call `listener` after every commit of this process; returns what stops it."""
    with _home.lock:
        _home.listeners.append(listener)

    def stop() -> None:
        with _home.lock:
            if listener in _home.listeners:
                _home.listeners.remove(listener)

    return stop


@contextmanager
def reading() -> Generator[Session]:
    """One snapshot to read from, begun after as many writes as it notes; never commits."""
    # Closing lets the rows go as they are; a rollback would empty them.
    with Session(engine(), expire_on_commit=False, autoflush=False) as session:
        session.info["writes"] = _home.writes
        yield session


@contextmanager
def planning() -> Generator[Session]:
    """A snapshot to plan changes on, as far as they refuse before they write: nothing is flushed, nobody waits."""
    with reading() as session:
        # What is recorded here never reaches the log, so its turn is not waited for.
        session.info |= {"batch": uuid.uuid4().hex, "log_locked": True}
        yield session


@contextmanager
def writing(batch: str = "") -> Generator[Session]:
    """One operation: all of it or nothing. Everything recorded inside shares one batch, a new one unless given.

    Raises Busy when others kept the database longer than this process is patient, NoSpace when the disk is full.
    """
    began = time.perf_counter()
    with (
        _gate(),
        Session(engine().execution_options(write=True), expire_on_commit=False) as session,
    ):
        session.info["batch"] = batch or uuid.uuid4().hex
        numbering.number_ahead(session)
        with _told_when_busy():
            session.connection()
        taken, worked = time.perf_counter(), time.thread_time()
        try:
            with locking.without_collecting(), _told_when_busy():
                yield session
                session.commit()
            _home.is_full = False
        except BaseException:
            session.rollback()
            raise
        finally:
            _home.writes += 1
            locking.holds.note(
                waited=taken - began,
                held=time.perf_counter() - taken,
                worked=time.thread_time() - worked,
            )
    for listener in tuple(_home.listeners):
        listener()


def is_full() -> bool:
    """The last write of this process found no space."""
    return _home.is_full


@contextmanager
def rehearsal() -> Generator[Session]:
    """A session to try in what nobody will keep; on SQLite in a copy, so that nobody waits for it.

    The process's own engine stays as it is: a server may rehearse while it serves.
    """
    real = engine()
    if real.dialect.name != "sqlite" or not real.url.database:
        with _trying(real) as session:
            yield session
        return
    folder = Path(real.url.database).parent
    with tempfile.TemporaryDirectory(dir=folder, prefix="rehearsal-") as copies:
        copy = Path(copies) / "goalward.db"
        with real.connect() as connection:
            connection.exec_driver_sql("COMMIT")  # a copy can't be made within a transaction
            connection.exec_driver_sql("VACUUM INTO ?", (str(copy),))
            connection.exec_driver_sql("BEGIN")
        other = _sqlite(f"sqlite:///{copy}", patience=_home.patience)
        try:
            with _trying(other) as session:
                yield session
        finally:
            other.dispose()


@contextmanager
def _trying(on: Engine) -> Generator[Session]:
    """A session like a writer's, whose work is always taken back."""
    with Session(on.execution_options(write=True), expire_on_commit=False) as session:
        session.info["batch"] = uuid.uuid4().hex
        numbering.number_ahead(session)
        try:
            with _told_when_busy():
                yield session
        finally:
            session.rollback()


def execute(
    session: Session, statement: Executable, parameters: dict[str, object] | None = None
) -> CursorResult[*tuple[Any, ...]]:
    """Rows of plain columns, which cost a fraction of objects; what the session changed is written first."""
    if session.autoflush:
        session.flush()
    return session.connection().execute(statement, parameters)


def execute_many(
    session: Session, statement: Executable, rows: Sequence[dict[str, Any]]
) -> CursorResult[*tuple[Any, ...]] | None:
    """Write plain rows, all with the same columns, as `execute` does; none is fine."""
    if session.autoflush:
        session.flush()
    return session.connection().execute(statement, list(rows)) if rows else None


def tune() -> None:
    """Let SQLite look at how its tables are filled, so that it takes the right index; costs little.

    PostgreSQL does so by itself.
    """
    if engine().dialect.name == "sqlite":
        with engine().connect() as connection:
            connection.exec_driver_sql("PRAGMA analysis_limit=400")
            connection.exec_driver_sql("ANALYZE")
            connection.commit()


def lock_log(session: Session) -> None:
    """On PostgreSQL, make later writers of the log wait, so that ids rise in commit order."""
    if session.get_bind().dialect.name == "postgresql" and not session.info.get("log_locked"):
        session.connection().exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOG_LOCK})")
        session.info["log_locked"] = True


def _sqlite(url: str, *, patience: float) -> Engine:
    engine = create_engine(
        url,
        pool_size=8,
        max_overflow=8,
        pool_timeout=patience,
        connect_args={"timeout": 5, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", partial(_begin_sqlite, patience=patience))
    return engine


def _prepare_sqlite(connection: object, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue] - SQLAlchemy says BEGIN itself
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")  # pyright: ignore[reportAttributeAccessIssue] - a DBAPI connection


def _begin_sqlite(connection: Connection, *, patience: float) -> None:
    # A read that turns into a write fails at once with SQLITE_BUSY: writers say so from the start.
    if connection.get_execution_options().get("write"):
        locking.begin_immediate(connection.connection.driver_connection, patience)
    else:
        # To the driver at once: SQLAlchemy would take as long over it as over a read.
        connection.connection.driver_connection.execute("BEGIN")  # pyright: ignore[reportOptionalMemberAccess] - it is open


def _begin_other(connection: Connection, *, patience: float) -> None:
    if connection.get_execution_options().get("write"):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{int(patience * 1000)}ms'")


@contextmanager
def _gate() -> Generator[None]:
    """The turn of one of this process's writers."""
    if not _home.has_gate:
        yield
        return
    gate = _home.gate
    if not gate.acquire(timeout=_home.patience):
        raise Busy
    try:
        yield
    finally:
        gate.release()


@contextmanager
def _told_when_busy() -> Generator[None]:
    """A database that is kept by others, or a full disk, is a refusal that passes, not a bug."""
    try:
        yield
    except NoConnection as error:
        raise Busy from error
    except DBAPIError as error:
        refusal = locking.refusal(error.orig)
        if refusal is None:
            raise
        _home.is_full = _home.is_full or isinstance(refusal, NoSpace)
        raise refusal from error
