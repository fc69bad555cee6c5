"""The API over a real database: a workspace with a private corner, and people with tokens."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app import access, db, wiring
from app.api import gate, tries
from app.app import api
from app.consumers.indexer import Indexer
from app.importing import runs
from app.importing.plan import DocPlan, NotCarried, Plan
from app.settings import load
from app.work import (
    comments,
    docs,
    folders,
    goals,
    lists,
    questions,
    relations,
    sessions,
    spaces,
    targets,
    tasks,
    teams,
)
from knowledge.library import Library
from tests.conftest import assemble
from tests.fakes import WordEmbedder

CANARY = "Zanzibar"  # in every title and text that only Alice may see
ORIGIN = {"Origin": "http://localhost:8080"}


@dataclass(frozen=True)
class Hidden:
    """What stands in Alice's private space, by the names of the addresses' parameters."""

    space_id: int
    list_id: int
    status_id: int
    key: str
    other_key: str
    goal_id: int
    target_id: int
    doc_id: int
    comment_id: int
    word_id: int
    conversation_id: int
    answer_id: int
    open_list: int  # and one list every member sees
    batch: str  # something Alice did
    gone_id: int = 0  # a doc there that was put away
    folder_id: int = 1
    team_id: int = 1


@dataclass(frozen=True)
class Caller:
    """A client that brings one person's token, if any."""

    client: TestClient
    secret: str = ""

    def __call__(self, method: str, path: str, **more: object):
        headers = {"Authorization": f"Bearer {self.secret}"} if self.secret else {}
        return self.client.request(method, path, headers=headers, **more)  # type: ignore[arg-type]


@pytest.fixture
def settled(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The process's long-lived objects, open for the test on its own folder."""
    monkeypatch.setenv("GOALWARD_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("PORT", raising=False)
    tries.forget()
    gate.forget()
    library = Library(tmp_path / "library", embedder=WordEmbedder())
    library.warm_up()
    wiring._running[:] = [wiring.Running(load(), library, [Indexer(library)])]
    yield
    wiring._running.clear()
    library.close()
    tries.forget()


@pytest.fixture
def client(settled: None) -> TestClient:
    return TestClient(api, base_url="http://localhost:8080", raise_server_exceptions=True)


@pytest.fixture
def hidden(database: Path) -> Hidden:
    with db.writing() as session:
        cast = assemble(session)
        shown = spaces.create(session, key="ENG", name="Engineering", by=cast.alice)
        private = spaces.create(
            session, key="SEC", name=f"{CANARY} space", is_private=True, by=cast.alice
        )
        alice = access.actor(session, 1)
        open_list = lists.create(session, shown.id or 0, name="Platform", by=alice)
        secret = lists.create(session, private.id or 0, name=f"{CANARY} list", by=alice)
        alice = access.actor(session, 1)
        folders.create(session, private.id or 0, name=f"{CANARY} folder", by=alice)
        home = secret.id or 0
        one = tasks.create(session, home, title=f"{CANARY} task", by=alice, assignees=[1])
        two = tasks.create(session, home, title=f"{CANARY} other", by=alice)
        relations.relate(session, one.id or 0, kind="blocks", to_task=two.id or 0, by=alice)
        said = comments.add(session, ("task", one.id or 0), text=f"{CANARY} word", by=alice)
        goal = goals.create(session, title=f"{CANARY} goal", space_id=private.id, by=alice)
        target = targets.add(
            session, goal.id or 0, name=f"{CANARY} target", kind="number", target=10, by=alice
        )
        doc = docs.create(session, title=f"{CANARY} doc", space_id=private.id, by=alice)
        gone = docs.create(session, title=f"{CANARY} gone", space_id=private.id, by=alice)
        docs.delete(session, gone.id or 0, by=alice)
        for n in range(5):
            tasks.create(session, open_list.id or 0, title=f"Step {n}", by=alice)
        alice = access.actor(session, 1)
        word = questions.learn(session, words="the hush list", kind="list", item_id=home, by=alice)
        answer = {"question": f"{CANARY}?", "sentences": []}
        turn = questions.keep(session, conversation_id=None, answer=answer, fixed=[], by=alice)
        session.flush()
        teams.create(session, name="Founders", members=[1], by=alice)
        made = (
            private.id or 0,
            home,
            one.status_id,
            f"SEC-{one.number}",
            f"SEC-{two.number}",
            goal.id or 0,
            target.id or 0,
            doc.id or 0,
            said.id or 0,
            word.id or 0,
            turn.conversation_id,
            turn.id or 0,
            open_list.id or 0,
        )
    with db.writing() as session:
        tasks.edit(session, made[3], priority=2, by=access.actor(session, 1))
        return Hidden(*made, session.info["batch"], gone.id or 0)


@pytest.fixture
def as_(client: TestClient, hidden: Hidden) -> Callable[..., Caller]:
    """Call as alice, bob or carol with a personal token, or as nobody."""

    def make(who: str = "", scope: str = "write") -> Caller:
        ids = {"alice": 1, "bob": 2, "carol": 3}
        if who not in ids:
            return Caller(client)
        with db.writing() as session:
            _, secret = sessions.make_token(
                session,
                ids[who],
                name="test",
                scope=scope,
                now=datetime.now(UTC),
                by=access.actor(session, ids[who]),
            )
        return Caller(client, secret)

    return make


def an_import(folder: Path) -> int:
    """Two pages brought in from elsewhere, and votes that were not; returns the import's id."""
    plan = Plan(
        source="wiki:TEST",
        key="WIKI",
        name="Wiki",
        docs=[DocPlan("1", "One page", "Here."), DocPlan("2", "Another page", "There.")],
        not_carried=[NotCarried("votes", 3, "There are no votes here.")],
    )
    now = datetime(2026, 11, 18, 12, tzinfo=UTC)
    return runs.run_import(plan, now=now, folder=folder).run_id or 0
