"""A library that was damaged is set aside, said in the log, and made anew."""

import logging
import random
from pathlib import Path

import pytest

from app.consumers import upkeep
from app.consumers.indexer import Indexer
from app.consumers.loop import catch_up
from app.work import tasks
from knowledge.library import Library
from tests.consumers.conftest import World, library, world
from tests.fakes import WordEmbedder

__all__ = ["library", "world"]


def _spoil(path: Path) -> None:
    """Noise in place of what was there, of the same length."""
    path.write_bytes(random.Random(7).randbytes(path.stat().st_size))


def _halve(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def _fill(world: World) -> None:
    for number in range(30):
        world.do(lambda s, by, n=number: tasks.create(s, world.home, title=f"Rotate {n}", by=by))
    world.catch_up()


def _reopen(world: World, folder: Path) -> None:
    """As a server does when it starts."""
    world.library = Library(folder, embedder=WordEmbedder())
    upkeep.resume(world.library)
    world.library.warm_up()
    catch_up([Indexer(world.library)])
    while world.library.embed_pending():
        pass


FILES = {
    "the words": "words.db",
    "the text index": "text-index-*/*",
    "the vectors' database": "chroma/chroma.sqlite3",
    "the vectors": "chroma/*/*",
}


@pytest.mark.parametrize("spoil", [_spoil, _halve], ids=["noise", "cut off"])
@pytest.mark.parametrize("pattern", FILES.values(), ids=FILES)
def test_what_was_damaged_is_made_anew_at_the_next_start(world, tmp_path, caplog, pattern, spoil):
    folder = tmp_path / "library"
    _fill(world)
    before = world.finds("rotate 7")
    world.library.close()
    found = [path for path in folder.glob(pattern) if path.is_file() and path.stat().st_size]
    assert found
    for path in found:
        spoil(path)
    with caplog.at_level(logging.WARNING):
        _reopen(world, folder)

    diagnosis, wrong = upkeep.examine(world.library)
    assert (diagnosis.is_well, diagnosis.waiting, wrong) == (True, 0, [])
    assert world.library.counts() == (30, 30, 0)
    assert world.finds("rotate 7")[0] == before[0]
    assert world.library.state.startswith("ready")
