"""A process may die at any moment: nothing is lost, nothing is there twice."""

import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from sqlmodel import Session

from app import db
from app.consumers import consumer, upkeep
from app.consumers.indexer import Indexer
from app.domain.access import Actor
from app.work import comments, tasks
from knowledge.library import Library
from tests.consumers.conftest import World
from tests.fakes import WordEmbedder

TASKS = 60

INDEX = """
    from app.consumers.consumer import step
    from app.consumers import consumer
    consumer.STRETCH = 20
    while step(Indexer(library)):
        print("step", flush=True)
        library.embed_pending(8)
        print("embedded", flush=True)
"""
REINDEX = """
    from app.consumers import indexer, upkeep
    indexer.PAGE = upkeep.PAGE = 10
    def progress(done, total, what):
        print(what, flush=True)
    upkeep.reindex(library, progress)
"""


def _some_work(world: World) -> None:
    def make(session: Session, by: Actor) -> None:
        for n in range(TASKS):
            task = tasks.create(session, world.home, title=f"Task number {n}", by=by)
            comments.add(session, ("task", task.id or 0), text=f"Remark number {n}", by=by)

    world.do(make)


def _killed(world: World, folder: Path, database: Path, what: str, *, at: str, after: int) -> None:
    """Do `what` in a process of its own, and kill it when it said `at` so many times."""
    world.library.close()
    script = f"""
    from pathlib import Path
    from app import db
    from app.consumers.indexer import Indexer
    from knowledge.library import Library
    from tests.fakes import WordEmbedder
    db.connect({f"sqlite:///{database}"!r})
    library = Library(Path({str(folder)!r}), embedder=WordEmbedder())
    library.warm_up()
    """
    code = textwrap.dedent(script) + textwrap.dedent(what)
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    while after and (line := child.stdout.readline()):
        after -= line.strip() == at
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    assert after == 0
    world.library = Library(folder, embedder=WordEmbedder())
    world.library.warm_up()
    upkeep.resume(world.library)


def _all_is_there_once(world: World) -> None:
    diagnosis, wrong = upkeep.examine(world.library)
    assert (diagnosis.is_well, diagnosis.waiting, wrong) == (True, 0, [])
    assert world.library.counts() == (2 * TASKS, 2 * TASKS, 0)


@pytest.mark.parametrize(("at", "after"), [("step", 2), ("embedded", 1)])
def test_killed_while_indexing(world, tmp_path, database, at, after):
    _some_work(world)
    _killed(world, tmp_path / "library", database, INDEX, at=at, after=after)
    world.catch_up()

    _all_is_there_once(world)
    world.library.close()


@pytest.mark.parametrize(("at", "after"), [("filed", 1)])
def test_killed_while_rebuilding(world, tmp_path, database, at, after):
    _some_work(world)
    world.catch_up()
    _killed(world, tmp_path / "library", database, REINDEX, at=at, after=after)
    world.catch_up()

    _all_is_there_once(world)
    world.library.close()


def test_a_stretch_handled_but_not_noted_is_handled_again(world):
    _some_work(world)
    # As if the process died between the two steps of consumer.step.
    Indexer(world.library).handle(consumer.unread(Indexer.name))
    world.catch_up()

    _all_is_there_once(world)


def test_a_library_folder_taken_away_fills_itself_again(world, tmp_path):
    _some_work(world)
    world.catch_up()
    world.library.close()
    world.library = Library(tmp_path / "fresh", embedder=WordEmbedder())
    world.library.warm_up()
    upkeep.resume(world.library)
    world.catch_up()

    _all_is_there_once(world)
    world.library.close()


def test_opening_a_whole_library_reads_nothing_again(world):
    upkeep.resume(world.library)
    _some_work(world)
    world.catch_up()
    upkeep.resume(world.library)

    with db.reading() as session:
        assert consumer.lag(session, Indexer.name) == 0
