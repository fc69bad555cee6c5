"""Two workspaces to ask: the imported Jira project, and the sample company."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agents.answer import Answer
from app import db, doors, sample
from app.assist import assistant
from app.followers.indexer import Indexer
from app.followers.loop import catch_up
from app.importing import apply, jira
from app.models import metadata
from app.work import people
from knowledge.library import Library
from tests.fakes import WordEmbedder
from tests.real import JIRA

NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)


@dataclass
class Workspace:
    """A database and its library; `ask` speaks for its owner unless told otherwise."""

    library: Library

    def ask(self, question: str, *, user_id: int = 1) -> Answer:
        with db.reading() as session:
            actor = doors.actor(session, user_id)
            return assistant.ask(session, actor, question, now=NOW, library=self.library)


def _opened(folder: Path, fill) -> Iterator[Workspace]:  # type: ignore[no-untyped-def]
    metadata.create_all(db.connect(f"sqlite:///{folder / 'goalward.db'}"))
    with db.writing() as session:
        people.found(
            session,
            email="alice@example.com",
            name="Alice Moreau",
            password="correct horse",
            workspace="Acme",
            at=NOW,
        )
    with db.writing() as session:
        fill(session)
    library = Library(folder / "library", embedder=WordEmbedder())
    catch_up([Indexer(library)])
    yield Workspace(library)
    library.close()
    db.close()


@pytest.fixture(scope="module")
def company(tmp_path_factory) -> Iterator[Workspace]:
    def fill(session):
        sample.create(session, by=doors.actor(session, 1), now=NOW)

    yield from _opened(tmp_path_factory.mktemp("company"), fill)


@pytest.fixture(scope="module")
def alloy(tmp_path_factory) -> Iterator[Workspace]:
    def fill(session):
        by = doors.machine(session, kind="importer", name="An import")
        apply.apply(session, jira.read(JIRA), by=by, now=NOW)

    yield from _opened(tmp_path_factory.mktemp("alloy"), fill)
