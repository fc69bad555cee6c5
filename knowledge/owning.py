"""One process owns a library: its lock is a file the system gives back however that process ends."""

import fcntl
import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

LOCK = "owner.lock"


class LibraryBusy(Exception):
    """Another process owns this library."""


def own(folder: Path) -> IO[str]:
    """Take the folder's lock, until the file is closed; raises LibraryBusy."""
    folder.mkdir(parents=True, exist_ok=True)
    file = (folder / LOCK).open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.seek(0)
        owner = file.read().strip() or "another process"
        file.close()
        raise LibraryBusy(f"The library is open in process {owner}.") from error
    file.seek(0)
    file.truncate()
    file.write(str(os.getpid()))
    file.flush()
    return file


@contextmanager
def owning(folder: Path) -> Generator[None]:
    """Own the library in a folder without opening it; raises LibraryBusy."""
    with own(folder):
        yield
