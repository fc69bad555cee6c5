"""What must be true before the server starts; each trouble is one sentence."""

import errno
import os
import socket
import stat
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy.exc import DatabaseError, OperationalError

from app import db, locking
from app.serving import swap
from app.settings import Settings
from knowledge.owning import LibraryBusy, owning

ROOT = Path(__file__).resolve().parents[2]
LEAST_FREE = 50 * 1024 * 1024  # bytes: below this SQLite may not finish a checkpoint


class NotReady(Exception):
    """The server can't start; the message says why and what to do."""


def made(settings: Settings) -> None:
    """Raises NotReady when there is no workspace, and makes nothing: only `serve` and `migrate` do."""
    finished_restore(settings)
    file = settings.sqlite
    if file is None:
        present = revision(settings) is not None
        where = "the database of GOALWARD_DATABASE_URL"
    else:
        folder = file.parent
        # What is there and can't be read is told by whoever opens it.
        is_closed = folder.exists() and not (folder.is_dir() and os.access(folder, os.X_OK))
        present = is_closed or (file.is_file() and file.stat().st_size > 0)
        where = str(file.parent)
    if not present:
        # Where commands looked until 0.4: beside whoever ran them.
        former = Path.cwd() / ".data"
        other = str(former) if (former / settings.DATABASE).is_file() else "its folder"
        raise NotReady(
            f"There is no workspace in {where}: `goalward serve` makes one; "
            f"if yours is elsewhere, name {other} in GOALWARD_DATA_DIR."
        )


def finished_restore(settings: Settings) -> None:
    """Finish putting a backup in place where that was cut off; raises NotReady while somebody is at it."""
    try:
        swap.finish(settings.data)
    except swap.Restoring as error:
        raise NotReady(str(error)) from error


def data_folder(settings: Settings) -> None:
    """Make the data folder, close it to other users of this machine, and prove it can be written."""
    folder = settings.data
    only_ours()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _close(folder)
        probe = folder / ".write-test"
        probe.write_bytes(b"ok")
        probe.unlink()
        finished_restore(settings)
        free = os.statvfs(folder)
    except OSError as error:
        raise NotReady(what_failed(error, folder)) from error
    if free.f_bavail * free.f_frsize < LEAST_FREE:
        raise NotReady(f"The disk that holds {folder} is full: free some space, then start again.")


def only_ours() -> None:
    """From now on this process makes files that only its own user reads."""
    os.umask(0o077)


# What stands in a data folder; whatever else lies there is not ours to close.
OURS = (
    f"{Settings.DATABASE}*",
    "library",
    "files",
    "imports",
    "before-restore-*",
    "restore-*",
    "*.key",
    "*.lock",
    Settings.LOCAL_TOKEN,
    "server.json",
    "tries.db*",
)


def _close(folder: Path) -> None:
    """0700 and 0600 for what is there, whoever made it so; a folder that all share (`/tmp`) stays open."""
    found = folder.stat()
    if found.st_uid != os.geteuid() or found.st_mode & stat.S_ISVTX:
        return
    tops = [path for pattern in OURS for path in folder.glob(pattern)]
    inside = (path for top in tops if top.is_dir() for path in top.rglob("*"))
    for path in (folder, *tops, *inside):
        if path.is_symlink() or path.stat().st_uid != os.geteuid():
            continue
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & 0o077:
            path.chmod(mode & 0o700)


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


def alone(settings: Settings) -> None:
    """Raises NotReady when another server, or a worker, has this data folder open."""
    try:
        with owning(settings.library):
            pass
    except LibraryBusy as error:
        raise NotReady(
            f"{settings.data} is in use: {error} Stop that one, or set GOALWARD_DATA_DIR to another folder."
        ) from error


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
    now = revision(settings)
    script = ScriptDirectory.from_config(config)
    if now is not None:
        _known(script, now)
    if now == script.get_current_head():
        return False
    try:
        command.upgrade(config, "head")
    except DatabaseError as error:
        raise _unopened(error) from error
    return True


def revision(settings: Settings) -> str | None:
    """What shape the database has, None for an empty one; connects to it. Raises NotReady."""
    try:
        engine = db.connect(settings.database, patience=settings.busy_seconds)
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    except DatabaseError as error:
        raise _unopened(error) from error


def _unopened(error: DatabaseError) -> NotReady:
    if locking.is_damaged(error.orig):
        return NotReady(damaged(error.orig))
    if not isinstance(error, OperationalError):
        raise error
    return NotReady(
        f"The database can't be opened ({error.orig}): check GOALWARD_DATABASE_URL and the data folder."
    )


def damaged(reason: object) -> str:
    """The sentence for a database file that is not whole."""
    return (
        f"The database is damaged ({reason}): stop the server if it runs, and put your last backup "
        "in place with `goalward restore FILE`, which keeps what is there aside."
    )


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
