"""A library that can't be read is set aside: all it holds can be made again from the database."""

import logging
import sqlite3
from contextlib import closing
from pathlib import Path

log = logging.getLogger(__name__)
ASIDE = "damaged-"
# The words and what is embedded of them; without them the vectors mean nothing.
WORDS, VECTORS = "words.db", "chroma"
KEPT = ("owner.lock",)


def mend(folder: Path) -> None:
    """Look at the databases of a library nobody has open, and set aside what is damaged."""
    if not _is_whole(folder / WORDS):
        set_aside(folder, [path.name for path in folder.iterdir() if path.name not in KEPT])
    elif not _is_whole(folder / VECTORS / "chroma.sqlite3"):
        set_aside(folder, [VECTORS])


def set_aside(folder: Path, names: list[str]) -> None:
    """Move files of a library out of the way, for whoever wants to look at them."""
    target = folder / f"{ASIDE}{len(list(folder.glob(f'{ASIDE}*'))) + 1}"
    target.mkdir()
    moved = [name for name in names if not name.startswith(ASIDE) and (folder / name).exists()]
    for name in moved:
        (folder / name).rename(target / name)
    log.warning(
        "the search index was damaged (%s): it is made anew from the database; what was there is in %s",
        ", ".join(sorted(moved)),
        target,
    )


def _is_whole(file: Path) -> bool:
    """A SQLite file that can be read, or none at all."""
    if not file.exists():
        return True
    try:
        with closing(sqlite3.connect(file)) as db:
            return db.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    except sqlite3.OperationalError:
        raise  # it is locked, or the disk is full: no damage
    except sqlite3.DatabaseError:
        return False
