"""A change is found by search and by an answer soon after its commit, and gone as soon.

The loop runs as it does in the server: its own thread, woken by commits. Times are printed; the bound
is wide, for a busy machine is no fault of the index.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from app import access, db
from app.assist import assistant, results
from app.consumers.indexer import Indexer
from app.consumers.loop import Loop
from app.work import comments, docs, lists, spaces, tasks
from knowledge.library import SLICE, Library
from tests.conftest import assemble
from tests.fakes import WordEmbedder

WIDE = 15.0  # seconds; the budget is 2


@pytest.fixture
def place(database, tmp_path):
    """A running loop over a workspace with Alice and Bob; the ids of an open and a private list."""
    with db.writing() as session:
        assemble(session)

    with db.writing() as session:
        space = spaces.create(session, key="ENG", name="Engineering", by=access.actor(session, 1))
        open_list = lists.create(session, space.id, name="Platform", by=access.actor(session, 1))
    with db.writing() as session:
        shut = lists.create(session, space.id, name="Board", by=access.actor(session, 1))
    with db.writing() as session:
        lists.set_private(session, shut.id, is_private=True, by=access.actor(session, 1))
    library = Library(tmp_path / "library", embedder=WordEmbedder())
    library.warm_up()
    loop = Loop([Indexer(library)], idle=lambda: library.embed_pending() >= SLICE)
    loop.start()
    yield library, open_list.id, shut.id
    loop.stop()
    library.close()


def _found(library: Library, words: str, *, who: int = 2) -> list[str]:
    with db.reading() as session:
        hits = results.search(
            session, access.actor(session, who), words, library=library, now=datetime.now(UTC)
        )
        return [
            hit.title
            for hit in hits.hits
            if words.split()[0].casefold() in f"{hit.title} {hit.snippet}".casefold()
        ]


def _answered(library: Library, question: str, *, who: int = 2) -> str:
    with db.reading() as session:
        answer = assistant.ask(
            session, access.actor(session, who), question, now=datetime.now(UTC), library=library
        )
        return str(answer.plain()["sentences"])


def _soon(fits: Callable[[], bool], what: str) -> None:
    began = time.monotonic()
    while not fits():
        assert time.monotonic() - began < WIDE, what
        time.sleep(0.02)
    print(f"{what}: {time.monotonic() - began:.2f} s")


def test_what_is_written_is_found_and_what_goes_is_gone(place):
    library, open_list, shut = place
    with db.writing() as session:
        task = tasks.create(
            session, open_list, title="Calibrate the quarkometer", by=access.actor(session, 1)
        )
        key = task.key
    _soon(lambda: bool(_found(library, "quarkometer")), "a new task is found")

    with db.writing() as session:
        comments.add(
            session,
            ("task", task.id),
            text="The flibbertigibbet valve must be warm before calibration.",
            by=access.actor(session, 1),
        )
    _soon(
        lambda: (
            "flibbertigibbet" in _answered(library, "why must the flibbertigibbet valve be warm?")
        ),
        "a new comment is quoted",
    )

    with db.writing() as session:
        tasks.edit(session, key, title="Calibrate the gravimeter", by=access.actor(session, 1))
    assert not _found(library, "quarkometer")  # at once: what is shown is read from the database
    _soon(lambda: bool(_found(library, "gravimeter")), "the new title is found")

    with db.writing() as session:
        tasks.transfer(session, key, to_list=shut, by=access.actor(session, 1))
    assert not _found(library, "gravimeter"), "moved to a private place it is gone at once"
    assert "flibbertigibbet" not in _answered(
        library, "why must the flibbertigibbet valve be warm?"
    )
    _soon(lambda: bool(_found(library, "gravimeter", who=1)), "its owner still finds it")

    with db.writing() as session:
        tasks.delete(session, key, by=access.actor(session, 1))
    assert not _found(library, "gravimeter", who=1)
    with db.writing() as session:
        tasks.restore(session, task.id, by=access.actor(session, 1))
    _soon(lambda: bool(_found(library, "gravimeter", who=1)), "restored it is found again")


def test_an_edited_page_never_shows_its_old_words(place):
    library, _, _ = place
    with db.writing() as session:
        page = docs.create(
            session,
            title="Handbook",
            text="The wombat policy allows two wombats.",
            by=access.actor(session, 1),
        )
        version = page.version
    _soon(
        lambda: "two wombats" in _answered(library, "how many does the wombat policy allow?"),
        "a new page is quoted",
    )
    with db.writing() as session:
        docs.save(
            session,
            page.id,
            title="Handbook",
            text="The wombat policy allows three wombats.",
            based_on=version,
            by=access.actor(session, 1),
        )

    assert "two wombats" not in _answered(library, "how many does the wombat policy allow?")
    _soon(
        lambda: "three wombats" in _answered(library, "how many does the wombat policy allow?"),
        "the new words are quoted",
    )
