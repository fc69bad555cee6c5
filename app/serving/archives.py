"""Backups as files: written while the server runs, and looked through before one is put in place."""

import contextlib
import lzma
import shutil
import sqlite3
import tarfile
import tempfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from app.serving.swap import DATABASE, SECRET

FILES = "files"
GZIP = b"\x1f\x8b"
PART = 1024 * 1024  # bytes read at once
MARGIN = 50 * 1024 * 1024  # bytes that stay free
# What a file that was cut off, or changed on the way, makes of reading it.
DAMAGED = (EOFError, zlib.error, lzma.LZMAError, tarfile.TarError, OSError)


class Unfit(Exception):
    """A backup that can't be put in place; the message says why, and what to do."""


class Damaged(Exception):
    """The database can't be kept, for it is not whole; the message is what SQLite says."""


def write(path: Path, *, database: Path, folder: Path) -> None:
    """Write database, files and key of a workspace into one .tar.gz; none is left when that fails.

    Raises Damaged for a database that is not whole: what could not be restored is no backup.
    """
    fresh = path.with_name(f".{path.name}.new")
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".backup-") as inside:
            copy = Path(inside) / DATABASE
            with (
                contextlib.closing(sqlite3.connect(database)) as live,
                contextlib.closing(sqlite3.connect(copy)) as kept,
            ):
                try:
                    live.backup(kept)
                    [found] = kept.execute("PRAGMA quick_check(1)").fetchone()
                except sqlite3.DatabaseError as error:
                    raise Damaged(str(error)) from error
                if found != "ok":
                    raise Damaged(found)
            fresh.touch(mode=0o600)
            with tarfile.open(fresh, "w:gz") as archive:
                archive.add(copy, DATABASE)
                for name in (FILES, SECRET):
                    if (folder / name).exists():
                        archive.add(folder / name, name)
        fresh.rename(path)
    finally:
        fresh.unlink(missing_ok=True)


def unpack(path: Path, folder: Path) -> None:
    """Write what a backup holds into `folder`, after looking through all of it; raises Unfit."""
    with _opened(path) as archive:
        needed = sum(member.size for member in _ours(archive, path))
        if DATABASE not in archive.getnames():
            raise Unfit(f"{path} is no backup of Goalward: it holds no {DATABASE}.")
    free = shutil.disk_usage(folder).free
    if free < needed + MARGIN:
        raise Unfit(
            f"The disk that holds {folder} has {_mb(free)} left and this backup needs "
            f"{_mb(needed + MARGIN)}: free some space, then try again."
        )
    with _opened(path) as archive:
        for member in _ours(archive, path):
            content = archive.extractfile(member)
            if content is None:
                continue
            target = folder.joinpath(*PurePosixPath(member.name).parts)
            target.parent.mkdir(parents=True, exist_ok=True)
            with content, target.open("wb") as out:
                for part in _read(content, path):
                    out.write(part)
            target.chmod(0o600)


def check(database: Path, *, path: Path) -> None:
    """Raises Unfit for a database that is damaged, or none of ours."""
    try:
        with contextlib.closing(sqlite3.connect(database)) as opened:
            [found] = opened.execute("PRAGMA integrity_check(1)").fetchone()
            tables = {name for (name,) in opened.execute("SELECT name FROM sqlite_master")}
    except sqlite3.DatabaseError as error:
        raise Unfit(f"The database in {path} is damaged ({error}): use another backup.") from error
    if found != "ok":
        raise Unfit(f"The database in {path} is damaged ({found}): use another backup.")
    if not {"alembic_version", "workspace", "event"} <= tables:
        raise Unfit(f"{path} is no backup of Goalward: its database is another program's.")


@contextmanager
def _opened(path: Path) -> Generator[tarfile.TarFile]:
    try:
        with path.open("rb") as file:
            is_packed = file.read(2) == GZIP
    except OSError as error:
        raise Unfit(f"{path} can't be read ({error.strerror}): name another file.") from error
    if not is_packed:
        raise Unfit(f"{path} is no backup of Goalward: those are made by `goalward backup`.")
    try:
        archive = tarfile.open(path)  # noqa: SIM115 - closed below
    except DAMAGED as error:
        raise _cut_off(path) from error
    with archive:
        yield archive


def _read_to_the_end(archive: tarfile.TarFile) -> None:
    """Only there it shows whether all of it is as it was written."""
    while archive.fileobj.read(PART):
        pass


def _read(content: IO[bytes], path: Path) -> Iterator[bytes]:
    while True:
        try:
            part = content.read(PART)
        except DAMAGED as error:
            raise _cut_off(path) from error
        if not part:
            return
        yield part


def _cut_off(path: Path) -> Unfit:
    return Unfit(f"{path} is cut off or damaged: copy it anew, or use another backup.")


def _ours(archive: tarfile.TarFile, path: Path) -> Iterator[tarfile.TarInfo]:
    """The files of a backup; raises Unfit for what none of ours holds, and for one that is cut off."""
    members = iter(archive)
    while True:
        try:
            member = next(members, None)
            if member is None:
                return _read_to_the_end(archive)
        except DAMAGED as error:
            raise _cut_off(path) from error
        parts = PurePosixPath(member.name).parts
        ours = member.name in (DATABASE, SECRET) or parts[:1] == (FILES,)
        if not ours or ".." in parts or not (member.isfile() or member.isdir()):
            raise Unfit(f"The backup holds {member.name!r}, which no backup of ours does.")
        if member.isfile():
            yield member


def _mb(count: int) -> str:
    return f"{count / 1e6:,.0f} MB"
