"""The workspaces that are asked: each built once a run, opened when it is its turn."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlmodel import Session

from agents.answer import Answer
from app import access, db, sample
from app.assist import assistant
from app.consumers.indexer import Indexer
from app.consumers.loop import catch_up
from app.importing import apply, jira, markdown
from app.importing.plan import Plan
from app.models import metadata
from app.work import people
from knowledge.embedding import Embedder
from knowledge.library import Library
from tests.eval.embedding import NotKept
from tests.fakes import WordEmbedder
from tests.real import GOALS, JIRA

NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)
OWNER = 1
SLICE = 1024  # texts embedded at a time


class Workspace:
    """A database and its library. The process has one engine, so each use opens its own."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self.folder, self._embedder = folder, embedder
        self._library: Library | None = None
        self._by_meaning = False

    @property
    def library(self) -> Library:
        if self._library is None:
            self._library = Library(self.folder / "library", embedder=self._embedder)
            if self._by_meaning:
                self._library.warm_up()
        return self._library

    def embed(self) -> None:
        """Find by meaning from now on, too; by words alone when its vectors are not kept."""
        self._by_meaning = True
        self.library.warm_up()
        try:
            while self.library.embed_pending(SLICE):
                pass
        except NotKept:
            self._by_meaning = False
            self.close()

    @property
    def file(self) -> Path:
        return self.folder / "goalward.db"

    def opened(self) -> "Workspace":
        """This workspace's database as the process's."""
        url = f"sqlite:///{self.file}"
        try:
            here = str(db.engine().url) == url
        except RuntimeError:
            here = False
        if not here:
            db.connect(url)
            assistant._names.clear()  # names are remembered by the log's number, of one database
        return self

    def ask(self, question: str, *, user_id: int = OWNER) -> Answer:
        self.opened()
        with db.reading() as session:
            actor = access.actor(session, user_id)
            return assistant.ask(session, actor, question, now=NOW, library=self.library)

    @contextmanager
    def plain(self) -> Iterator[sqlite3.Connection]:
        """The file itself, past everything of ours."""
        with closing(sqlite3.connect(self.file)) as connection:
            yield connection

    def rows(self, query: str, *values: object) -> list[tuple]:  # type: ignore[type-arg]
        with self.plain() as plain:
            return plain.execute(query, values).fetchall()

    def write(self, change: Callable[[Session], object]) -> None:
        """Change the work; what is searched follows at once."""
        self.opened()
        with db.writing() as session:
            change(session)
        catch_up([Indexer(self.library)])

    def copy(self, folder: Path) -> "Workspace":
        """One to change things in."""
        self.close()
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return Workspace(folder, self._embedder)

    def close(self) -> None:
        if self._library is not None:
            self._library.close()
            self._library = None
        db.close()


def company(folder: Path, embedder: Embedder) -> Workspace:
    """The sample company."""
    return _made(folder, embedder, lambda s: sample.create(s, by=access.actor(s, OWNER), now=NOW))


def alloy(folder: Path, embedder: Embedder) -> Workspace:
    """The imported Jira project."""
    return _made(folder, embedder, lambda s: _bring(s, jira.read(JIRA)))


def rust(folder: Path, embedder: Embedder) -> Workspace:
    """The imported pages of the Rust project's goals."""
    return _made(folder, embedder, lambda s: _bring(s, markdown.read(GOALS)))


MAKERS = {"company": company, "Jira": alloy, "Rust": rust}


def made(name: str, folder: Path, embedder: Embedder | None = None) -> Workspace:
    """A workspace by its name; without an embedder questions find by words alone."""
    return MAKERS[name](folder, embedder or WordEmbedder())


def _bring(session: Session, plan: Plan) -> None:
    apply.apply(session, plan, now=NOW)


def _made(folder: Path, embedder: Embedder, fill: Callable[[Session], object]) -> Workspace:
    workspace = Workspace(folder, embedder)
    metadata.create_all(db.connect(f"sqlite:///{workspace.file}"))
    with db.writing() as session:
        people.found(
            session,
            email="alice@example.com",
            name="Alice Moreau",
            password="correct horse",
            workspace="Acme",
            at=NOW,
        )
    workspace.write(fill)
    return workspace
