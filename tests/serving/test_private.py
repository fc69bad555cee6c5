"""What stands in a data folder is its owner's alone, whoever made it, and however open it was."""

import os
import stat
from pathlib import Path

import pytest

from app.serving import ready
from app.settings import Settings
from tests.commands.test_commands import goalward, owned

__all__ = ["goalward", "owned"]


@pytest.fixture(autouse=True)
def usual_umask():
    before = os.umask(0o022)
    yield
    os.umask(before)


def _open_to_others(folder: Path) -> list[str]:
    found = [folder, *folder.rglob("*")]
    return [str(path) for path in found if stat.S_IMODE(path.stat().st_mode) & 0o077]


def test_what_commands_make_is_closed(owned, tmp_path):
    assert owned("sample")[0] == 0
    assert owned("catch-up")[0] == 0
    assert owned("backup", str(tmp_path / "kept.tar.gz"))[0] == 0
    assert owned("restore", str(tmp_path / "kept.tar.gz"))[0] == 0

    assert _open_to_others(tmp_path / "data") == []
    assert stat.S_IMODE((tmp_path / "kept.tar.gz").stat().st_mode) == 0o600


def test_what_was_open_is_closed_at_the_next_start(tmp_path):
    folder = tmp_path / "data"
    (folder / "library" / "deep").mkdir(parents=True)
    for name in ("goalward.db", "goalward.db-wal", "secret.key", "library/deep/words.db"):
        (folder / name).touch(mode=0o644)
    (folder / "notes.txt").touch(mode=0o644)  # not ours
    ready.data_folder(Settings(data_dir=folder))

    assert _open_to_others(folder) == [str(folder / "notes.txt")]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_folder_that_all_share_stays_theirs(tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o1777)
    ready.data_folder(Settings(data_dir=folder))

    assert stat.S_IMODE(folder.stat().st_mode) == 0o1777
