"""A library for each test, and questions to it in November 2026."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from agents.answer import Answer
from app.assist import assistant
from app.consumers.indexer import Indexer
from app.consumers.loop import catch_up
from knowledge.library import Library
from tests.fakes import WordEmbedder

NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)  # a Monday


def on(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 10, tzinfo=UTC)


@pytest.fixture
def library(tmp_path) -> Iterator[Library]:
    assistant._names.clear()  # names are remembered by the log's number, of one database
    found = Library(tmp_path / "library", embedder=WordEmbedder())
    yield found
    found.close()


@pytest.fixture
def ask(session, alice, library) -> Callable[..., Answer]:
    """Ask as Alice, or as another, of what was written so far."""

    def asked(question: str, by=None) -> Answer:
        session.commit()
        catch_up([Indexer(library)])
        return assistant.ask(session, by or alice, question, now=NOW, library=library)

    return asked


@pytest.fixture
def texts(ask) -> Callable[..., list[str]]:
    return lambda question, by=None: [one.text for one in ask(question, by).sentences]
