"""A restore looks before it swaps, keeps what was there, and leaves one workspace or the other."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from app.serving import archives, swap
from knowledge.owning import owning
from tests.commands.test_commands import goalward, owned

__all__ = ["goalward", "owned"]


def _contents(folder: Path) -> dict[str, bytes]:
    """Every file, but for locks and what SQLite makes of looking."""
    passing = {"owner.lock", "restore.lock", "import.lock", "goalward.db-shm", "goalward.db-wal"}
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in passing
    }


@pytest.fixture
def kept(owned, tmp_path):
    """A backup of Ana's workspace, which Ben joined since."""
    file = tmp_path / "kept.tar.gz"
    assert owned("backup", str(file))[0] == 0
    added = ("user", "add", "ben@example.com", "--name", "Ben", "--role", "member")
    assert owned(*added, "--password-stdin", stdin="battery staple\n")[0] == 0
    return file


def _people(owned) -> set[str]:
    return {one["email"] for one in json.loads(owned("user", "list", "--json")[1])}


def _packed(path: Path, files: dict[str, bytes]) -> Path:
    """An archive made by hand."""
    folder = path.with_suffix(".d")
    for name, content in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    with tarfile.open(path, "w:gz") as archive:
        for name in files:
            archive.add(folder / name, name)
    return path


def _database(path: Path, *statements: str) -> bytes:
    with closing(sqlite3.connect(path)) as made:
        for statement in statements:
            made.execute(statement)
        made.commit()
    return path.read_bytes()


def _middle(content: bytes, *, length: int) -> bytes:
    """Noise in the midst of it."""
    spoiled, at = bytearray(content), len(content) // 2
    spoiled[at : at + length] = random.Random(7).randbytes(length)
    return bytes(spoiled)


def _inside(kept: Path) -> bytes:
    """The database of a backup."""
    with tarfile.open(kept) as archive:
        return archive.extractfile("goalward.db").read()


def _newer(kept: Path, folder: Path) -> bytes:
    (folder / "newer.db").write_bytes(_inside(kept))
    return _database(folder / "newer.db", "UPDATE alembic_version SET version_num = '9999'")


def _others(folder: Path) -> bytes:
    return _database(folder / "other.db", "CREATE TABLE invoice (id INTEGER)")


WHOLE = {  # the file itself is not as it was
    "cut off": lambda kept: kept[: len(kept) * 2 // 3],
    "cut off at the end": lambda kept: kept[:-6],
    "changed on the way": lambda kept: _middle(kept, length=40),
    "empty": lambda _: b"",
    "no archive": lambda _: b"a letter",
}
INSIDE = {  # what it holds is not right
    "of others": lambda _kept, _: {"letter.txt": b"Dear Ana"},
    "without a database": lambda _kept, _: {"files/letter.txt": b"Dear Ana"},
    "another program's": lambda _, folder: {"goalward.db": _others(folder)},
    "damaged within": lambda kept, _: {"goalward.db": _middle(_inside(kept), length=16384)},
    "of a newer Goalward": lambda kept, folder: {"goalward.db": _newer(kept, folder)},
}


def _broken(kind: str, kept: Path, folder: Path) -> Path:
    """A file that can't be restored."""
    target = folder / f"{kind}.tar.gz"
    if kind in WHOLE:
        target.write_bytes(WHOLE[kind](kept.read_bytes()))
    elif kind in INSIDE:
        _packed(target, INSIDE[kind](kept, folder))
    return target


TROUBLES = {
    "absent": "no file",
    "cut off": "cut off or damaged",
    "cut off at the end": "cut off or damaged",
    "changed on the way": "damaged",
    "empty": "no backup of Goalward",
    "no archive": "no backup of Goalward",
    "of others": "no backup of ours",
    "without a database": "no backup of Goalward",
    "another program's": "another program's",
    "damaged within": "damaged",
    "of a newer Goalward": "newer Goalward",
}


@pytest.mark.parametrize(("kind", "words"), TROUBLES.items(), ids=TROUBLES)
def test_what_cannot_be_restored_is_told_in_a_sentence_and_changes_nothing(
    owned, kept, tmp_path, kind, words
):
    file = _broken(kind, kept, tmp_path)
    before = _contents(tmp_path / "data")
    code, out, wrong = owned("restore", str(file))

    assert (code, out) == (1, "")
    assert words in wrong
    assert len(wrong.strip().splitlines()) == 1
    assert _contents(tmp_path / "data") == before
    assert _people(owned) == {"ana@example.com", "ben@example.com"}


def test_a_backup_that_does_not_fit_on_the_disk_is_refused(owned, kept, tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MARGIN", 1 << 60)
    before = _contents(tmp_path / "data")
    code, _, wrong = owned("restore", str(kept))

    assert code == 1
    assert "free some space" in wrong
    assert _contents(tmp_path / "data") == before


def test_nothing_is_made_of_a_broken_backup_where_no_workspace_is(
    owned, kept, tmp_path, monkeypatch
):
    monkeypatch.setenv("GOALWARD_DATA_DIR", str(tmp_path / "second"))
    file = _broken("cut off", kept, tmp_path)

    assert "cut off" in owned("restore", str(file), "--new")[2]
    assert not (tmp_path / "second").exists()


def test_what_was_there_is_kept_aside_with_its_key(owned, kept, tmp_path):
    data = tmp_path / "data"
    with tarfile.open(kept) as archive:
        files = {name: archive.extractfile(name).read() for name in archive.getnames()}
    _packed(tmp_path / "other.tar.gz", files | {"secret.key": b"another", "files/a.txt": b"new"})
    (data / "secret.key").write_text("the old one")
    (data / "files").mkdir(exist_ok=True)
    (data / "files" / "old.txt").write_text("old")
    code, out, wrong = owned("restore", str(tmp_path / "other.tar.gz"), "--json")
    assert (code, wrong) == (0, "")
    aside = Path(json.loads(out)["kept_aside"])

    assert _people(owned) == {"ana@example.com"}
    assert (data / "secret.key").read_text() == "another"
    assert [path.name for path in (data / "files").iterdir()] == ["a.txt"]
    assert (aside / "secret.key").read_text() == "the old one"
    assert (aside / "files" / "old.txt").read_text() == "old"
    with closing(sqlite3.connect(aside / "goalward.db")) as old:
        assert old.execute("SELECT count(*) FROM user").fetchone() == (2,)
    assert not list(data.glob("restore-[mr]*"))


def test_the_key_stays_where_a_backup_has_none(owned, kept, tmp_path):
    (tmp_path / "data" / "secret.key").write_text("mine")
    with tarfile.open(kept) as archive:
        only = {"goalward.db": archive.extractfile("goalward.db").read()}
    code, out, _ = owned("restore", str(_packed(tmp_path / "other.tar.gz", only)), "--json")

    assert code == 0
    assert (tmp_path / "data" / "secret.key").read_text() == "mine"
    assert (Path(json.loads(out)["kept_aside"]) / "secret.key").read_text() == "mine"


def test_a_running_server_refuses_a_restore_and_a_second_server(owned, kept, tmp_path):
    with owning(tmp_path / "data" / "library"):
        for words in (["restore", str(kept)], ["serve"]):
            code, _, wrong = owned(*words)
            assert code == 1
            assert f"process {os.getpid()}" in wrong
            assert len(wrong.strip().splitlines()) == 1
    assert _people(owned) == {"ana@example.com", "ben@example.com"}


@pytest.mark.parametrize("words", [["serve"], ["user", "list"], ["backup", "{folder}/x.tar.gz"]])
@pytest.mark.parametrize("how", ["no database", "damaged"])
def test_a_damaged_database_is_told_and_a_backup_mends_it(owned, kept, tmp_path, words, how):
    file = tmp_path / "data" / "goalward.db"
    with closing(sqlite3.connect(file)) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(file.read_bytes())
    if how == "no database":
        content[:] = b"a letter, long enough to be read as one " * 400
    else:
        content[100:] = random.Random(7).randbytes(len(content) - 100)
    file.write_bytes(content)
    code, _, wrong = owned(*[one.format(folder=tmp_path) for one in words])

    assert code == 1
    assert "goalward restore" in wrong
    assert len(wrong.strip().splitlines()) == 1
    assert file.read_bytes() == content
    assert not (tmp_path / "x.tar.gz").exists()
    assert owned("restore", str(kept))[0] == 0
    assert _people(owned) == {"ana@example.com"}


def test_no_backup_is_made_of_a_database_that_is_damaged_somewhere(owned, tmp_path):
    file = tmp_path / "data" / "goalward.db"
    with closing(sqlite3.connect(file)) as opened:
        [(page,)] = opened.execute("SELECT rootpage FROM sqlite_master WHERE name = 'event'")
        [(size,)] = opened.execute("PRAGMA page_size")
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(file.read_bytes())
    content[(page - 1) * size : page * size] = random.Random(7).randbytes(size)
    file.write_bytes(content)
    code, _, wrong = owned("backup", str(tmp_path / "kept.tar.gz"))

    assert code == 1
    assert "goalward restore" in wrong
    assert len(wrong.strip().splitlines()) == 1
    assert not (tmp_path / "kept.tar.gz").exists()


# A restore in a process of its own, that ends itself before its n-th move, as kill -9 would.
KILLED = """
import os, pathlib, shutil, signal, sys
from app.cli import program
steps = int(sys.argv.pop(1))
def counted(do):
    def counting(*args, **more):
        global steps
        steps -= 1
        if steps < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return do(*args, **more)
    return counting
for owner, name in ((pathlib.Path, "replace"), (pathlib.Path, "rename"), (pathlib.Path, "touch"),
                    (shutil, "copy2"), (shutil, "rmtree")):
    setattr(owner, name, counted(getattr(owner, name)))
program(["backups"])()
"""


def test_killed_at_any_step_it_leaves_the_old_workspace_or_the_new_one(owned, kept, tmp_path):
    data = tmp_path / "data"
    (data / "files").mkdir(exist_ok=True)
    (data / "files" / "old.txt").write_text("old")
    with tarfile.open(kept) as archive:
        files = {name: archive.extractfile(name).read() for name in archive.getnames()}
    both = files | {"files/new.txt": b"new", "secret.key": b"new"}
    other = _packed(tmp_path / "other.tar.gz", both)
    saved = tmp_path / "saved"
    subprocess.run(["cp", "-a", data, saved], check=True)
    seen = []
    for steps in range(30):
        subprocess.run(["rm", "-rf", data], check=True)
        subprocess.run(["cp", "-a", saved, data], check=True)
        ended = subprocess.run(
            [sys.executable, "-c", KILLED, str(steps), "restore", str(other)],
            check=False,
            capture_output=True,
        )
        people = _people(owned)
        names = {path.name for path in (data / "files").iterdir()}
        key = (data / "secret.key").read_text() if (data / "secret.key").exists() else ""
        seen.append((len(people), names, key == "new"))
        assert not swap.is_decided(data)
        if ended.returncode == 0:
            break
        assert ended.returncode == -signal.SIGKILL

    old, new = (2, {"old.txt"}, False), (1, {"new.txt"}, True)
    assert len(seen) > 8
    assert seen == [old] * seen.count(old) + [new] * seen.count(new)
    assert seen.count(old) >= 1
    assert seen.count(new) >= 5


def test_while_a_backup_is_put_in_place_others_wait(owned, kept, tmp_path):
    (tmp_path / "data" / swap.READY).mkdir()
    with swap.alone(tmp_path / "data"):
        assert "wait until that is done" in owned("user", "list")[2]
