"""What must be true before the server starts; each trouble is one sentence."""

import errno
import os
import socket
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy.exc import OperationalError

from app import db
from app.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
LEAST_FREE = 50 * 1024 * 1024  # bytes: below this SQLite may not finish a checkpoint


class NotReady(Exception):
    """The server can't start; the message says why and what to do."""


def data_folder(settings: Settings) -> None:
    """Make the data folder and prove it can be written."""
    folder = settings.data
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".write-test"
        probe.write_bytes(b"ok")
        probe.unlink()
        free = os.statvfs(folder)
    except OSError as error:
        raise NotReady(what_failed(error, folder)) from error
    if free.f_bavail * free.f_frsize < LEAST_FREE:
        raise NotReady(f"The disk that holds {folder} is full: free some space, then start again.")


def what_failed(error: OSError, path: Path) -> str:
    """The sentence for a file system's refusal."""
    if error.errno == errno.ENOSPC:
        return f"The disk that holds {path} is full: free some space, then start again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (
            f"{path} can't be written: give this user the right to, "
            "or set GOALWARD_DATA_DIR to another folder."
        )
    return f"{path} can't be used ({error.strerror}): set GOALWARD_DATA_DIR to another folder."


def port_free(settings: Settings) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise NotReady(
                    f"Port {settings.port} is in use: stop what uses it, or choose another one, "
                    f"as in PORT={settings.port + 1} make run."
                ) from error
            raise NotReady(
                f"Port {settings.port} on {settings.host} can't be used: {error.strerror}."
            ) from error


def migrated(settings: Settings) -> bool:
    """Bring the database to this code's shape; True when something was done.

    Raises NotReady when the database was made by a newer Goalward, or can't be opened.
    """
    config = alembic_config()
    try:
        engine = db.connect(settings.database, patience=settings.busy_seconds)
        with engine.connect() as connection:
            now = MigrationContext.configure(connection).get_current_revision()
        script = ScriptDirectory.from_config(config)
        if now is not None:
            _known(script, now)
        if now == script.get_current_head():
            return False
        command.upgrade(config, "head")
    except OperationalError as error:
        raise NotReady(
            f"The database can't be opened ({error.orig}): check GOALWARD_DATABASE_URL and the data folder."
        ) from error
    return True


def alembic_config() -> Config:
    config = Config(toml_file=str(ROOT / "pyproject.toml"))
    config.attributes["quiet"] = True
    return config


def _known(script: ScriptDirectory, revision: str) -> None:
    try:
        script.get_revision(revision)
    except CommandError as error:
        raise NotReady(
            "This database was made by a newer Goalward: update the program, or restore a backup made with this version."
        ) from error
