"""A small workspace on disk, and tabs of its people."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app import access, db
from app.lookups import statuses_of
from app.models import Task, TaskList
from app.work import comments, lists, relations, sessions, spaces, tasks
from tests.conftest import assemble
from tests.ui.tab import Tab

Opens = Callable[..., Tab]


@dataclass(frozen=True)
class Place:
    """What is there: Alice's task blocks Bob's; Bob was asked something."""

    home: TaskList
    mine: Task
    waiting: Task
    done: int
    comment: int


@pytest.fixture
def place(database: Path) -> Place:
    with db.writing() as session:
        cast = assemble(session)
        space = spaces.create(session, key="ENG", name="Engineering", by=cast.alice)
        alice = access.actor(session, 1)
        home = lists.create(session, space.id or 0, name="Platform", by=alice)
        alice = access.actor(session, 1)
        today = datetime.now(UTC).date()
        mine = tasks.create(
            session,
            home.id or 0,
            title="Rotate keys",
            by=alice,
            assignees=[1],
            due=today - timedelta(days=3),
        )
        waiting = tasks.create(session, home.id or 0, title="Release", by=alice, assignees=[2])
        relations.relate(session, mine.id or 0, kind="blocks", to_task=waiting.id or 0, by=alice)
        said = comments.add(
            session,
            ("task", mine.id or 0),
            text="Is this safe?",
            by=access.actor(session, 2),
            assigned_to=1,
        )
        done = next(one.id for one in statuses_of(session, home) if one.category == "done")
    return Place(home, mine, waiting, done or 0, said.id or 0)


@pytest.fixture
def tab_of(place: Place) -> Opens:
    """Open a tab as alice, bob or carol, or as nobody."""

    def open_tab(who: str = "", *, locale: str = "") -> Tab:
        ids = {"alice": 1, "bob": 2, "carol": 3}
        if who not in ids:
            return Tab()
        with db.writing() as session:
            token = sessions.start(session, ids[who], now=datetime.now(UTC))
        return Tab(f"goalward={token}", token=who, locale=locale)

    return open_tab


@pytest.fixture
def cookie(place: Place) -> str:
    """Alice's."""
    with db.writing() as session:
        return sessions.start(session, 1, now=datetime.now(UTC))
