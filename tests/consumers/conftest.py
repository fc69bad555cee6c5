"""A small workspace with a library beside it; unlike elsewhere, every step is committed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlmodel import Session

from app import access, db
from app.consumers.indexer import Indexer
from app.consumers.loop import catch_up
from app.domain.access import Actor
from app.models import Event
from app.work import lists, spaces, undo
from knowledge.library import Library
from tests.conftest import NOW, assemble
from tests.fakes import WordEmbedder

ALICE, BOB, CAROL = 1, 2, 3
T = TypeVar("T")


class Twice:
    """A consumer that handles every stretch twice; nobody may notice."""

    def __init__(self, one: Any) -> None:
        self.name = one.name
        self._one = one

    def handle(self, events: Sequence[Event]) -> None:
        self._one.handle(events)
        self._one.handle(events)


@dataclass
class World:
    """The workspace as it is committed, and its library."""

    library: Library
    space: int = 0
    home: int = 0

    def do(self, verb: Callable[[Session, Actor], T], *, by: int = ALICE, batch: str = "") -> T:
        """One operation of a person, committed."""
        with db.writing() as session:
            if batch:
                session.info["batch"] = batch
            return verb(session, access.actor(session, by))

    def undo(self, batch: str) -> None:
        self.do(lambda s, alice: undo.undo(s, batch, by=alice))

    def catch_up(self) -> None:
        """The indexer reads on, each stretch twice, and everything is embedded."""
        catch_up([Twice(Indexer(self.library))])
        while self.library.embed_pending():
            pass

    def finds(self, words: str, *, by: int = ALICE) -> list[str]:
        """The records a person finds, in the library's order."""
        with db.reading() as session:
            scope = access.actor(session, by).places
        return [hit.record for hit in self.library.search(words, scope=scope)]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library(tmp_path / "library", embedder=WordEmbedder())
    opened.warm_up()
    yield opened
    opened.close()


@pytest.fixture
def world(database: Path, library: Library) -> World:
    """Alice's Engineering with the list Platform; Bob is a member, Carol a guest."""
    made = World(library)
    with db.writing() as session:
        assemble(session)
    made.space = made.do(
        lambda s, by: spaces.create(s, key="ENG", name="Engineering", by=by, at=NOW).id or 0
    )
    made.home = made.do(
        lambda s, by: lists.create(s, made.space, name="Platform", by=by, at=NOW).id or 0
    )
    return made
