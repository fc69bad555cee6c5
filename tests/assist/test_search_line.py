"""Filters in the search line narrow to exactly what they say, for who may see it."""

from datetime import UTC, date, datetime

import pytest

from app import access
from app.assist import assistant
from app.consumers.indexer import Indexer
from app.consumers.loop import catch_up
from app.work import lists, relations, tasks
from knowledge.library import Library
from tests.conftest import a_task
from tests.fakes import WordEmbedder

NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)  # a Monday


@pytest.fixture
def find(session, alice, bob, home, tmp_path):
    one = a_task(
        session,
        home,
        alice,
        title="Rotate signing keys",
        due=date(2026, 11, 20),
        assignees=[alice.user_id],
        priority=1,
        tags=["security"],
    )
    two = a_task(
        session,
        home,
        alice,
        title="Rotate the backup tapes",
        due=date(2026, 12, 20),
        assignees=[bob.user_id],
    )
    a_task(session, home, alice, title="Order chairs")
    relations.relate(session, one.id, kind="blocks", to_task=two.id, by=alice)
    session.commit()
    library = Library(tmp_path / "library", embedder=WordEmbedder())
    catch_up([Indexer(library)])
    yield lambda line, who=alice: sorted(
        h.title.split(" ", 1)[1]
        for h in assistant.search(session, who, line, library=library, now=NOW)
    )
    library.close()


KEYS, TAPES, CHAIRS = "Rotate signing keys", "Rotate the backup tapes", "Order chairs"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("is:open", [CHAIRS, KEYS, TAPES]),
        ("is:blocked", [TAPES]),
        ("is:blocking", [KEYS]),
        ("is:overdue", [KEYS]),
        ("is:unassigned", [CHAIRS]),
        ("owner:me", [KEYS]),
        ("owner:bob", [TAPES]),
        ("-owner:bob is:open", [CHAIRS, KEYS]),
        ("owner:nobody", [CHAIRS]),
        ("in:ENG rotate", [KEYS, TAPES]),
        ("in:Platform tag:security", [KEYS]),
        ("-tag:security is:open", [CHAIRS, TAPES]),
        ("priority:urgent", [KEYS]),
        ("before:friday", [KEYS]),
        ("after:friday", [TAPES]),
        ('"backup tapes" is:open', [TAPES]),
        ("rotate is:blocked owner:bob in:ENG after:fri", [TAPES]),
        ("status:done", []),
        ("assignee:me due:<today", [KEYS]),
        ("due:<today+60 -tag:security", [TAPES]),
        ("due:none", [CHAIRS]),
        ("-is:blocked rotate", [KEYS]),
        ("owner:me owner:bob", [KEYS, TAPES]),
        ("created:<2020-01-01", []),
        ("title:CHAIRS", [CHAIRS]),
        ("due:<whenever", []),
        ("points:>=many", []),
        ("is:purple", []),
        ("in:Atlantis rotate", []),
        ("owner:zebulon", []),
    ],
)
def test_a_filter_finds_exactly_what_fits(find, line, found):
    assert find(line) == found


def test_a_filter_opens_nothing_that_is_closed(session, alice, bob, space, find):
    shut = lists.create(session, space.id, name="Board", is_private=True, by=alice)

    alice = access.actor(session, 1)
    tasks.create(session, shut.id, title="Sell the company", by=alice, priority=1)
    session.commit()

    assert "Sell the company" not in find("priority:urgent", bob)
    assert find("in:Board", bob) == []
