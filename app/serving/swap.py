"""Puts a restored workspace in the place of another, so that a crash leaves the one or the other.

What is to come lies whole in `restore-ready` before anything is moved; making that folder is the moment of
decision. From then on whoever opens the workspace first finishes the move: before it, the old one is there.
"""

import errno
import fcntl
import json
import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

READY, LOCK = "restore-ready", "restore.lock"
DATABASE, SECRET = "goalward.db", "secret.key"
# In READY: where things go, and that all that was there is aside.
PLAN, MOVED = "plan.json", "moved"
REST = ("files", "library")  # beside the database


class Restoring(Exception):
    """Another process puts a workspace in place right now."""


def decide(folder: Path, made: Path, *, database: Path, aside: Path) -> None:
    """From now on the workspace is what lies in `made`; `swap` does the moving.

    `made` holds the database and what else a backup has; it is a folder in `folder`, the data folder.
    """
    plan = {"database": str(database), "aside": aside.name}
    (made / PLAN).write_text(json.dumps(plan))
    for path in made.rglob("*"):
        _sync(path)
    _sync(made)
    made.rename(folder / READY)
    _sync(folder)


def is_decided(folder: Path) -> bool:
    return (folder / READY).is_dir()


def swap(folder: Path) -> None:
    """Move what was decided on into place, and what was there aside; may be called again after a crash."""
    ready = folder / READY
    plan = json.loads((ready / PLAN).read_text())
    database, aside = Path(plan["database"]), folder / plan["aside"]
    if not (ready / MOVED).exists():
        aside.mkdir(exist_ok=True)
        if (ready / SECRET).exists():
            _move(folder / SECRET, aside / SECRET)
        elif (folder / SECRET).exists():
            shutil.copy2(folder / SECRET, aside / SECRET)
        for end in ("-wal", "-shm", ""):
            _move(database.with_name(database.name + end), aside / f"{DATABASE}{end}")
        for name in REST:
            _move(folder / name, aside / name)
        _sync(aside)
        (ready / MOVED).touch()
        _sync(ready)
    for item in sorted(ready.iterdir()):
        if item.name not in (PLAN, MOVED):
            _move(item, database if item.name == DATABASE else folder / item.name)
    _sync(folder)
    shutil.rmtree(ready)


def finish(folder: Path) -> None:
    """Finish what a crash cut off; raises Restoring while somebody is at it."""
    if is_decided(folder):
        with alone(folder):
            if is_decided(folder):
                swap(folder)


@contextmanager
def alone(folder: Path) -> Generator[None]:
    """Be the only one who puts a workspace in place here; raises Restoring."""
    with (folder / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Restoring(
                f"A backup is being put in place in {folder}: wait until that is done."
            ) from error
        yield


def _move(source: Path, target: Path) -> None:
    """Rename, or copy to another disk; what isn't there was moved before."""
    if not source.exists():
        return
    try:
        source.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        fresh = target.with_name(f"{target.name}.new")
        shutil.copy2(source, fresh)
        _sync(fresh)
        fresh.replace(target)
        source.unlink()


def _sync(path: Path) -> None:
    """See that it is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
