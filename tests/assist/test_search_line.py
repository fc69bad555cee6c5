"""Filters in the search line narrow to exactly what they say, for who may see it."""

from datetime import UTC, date, datetime

import pytest

from agents.reading.names import Gazetteer
from app import access
from app.assist import results, searchline
from app.consumers.indexer import Indexer
from app.consumers.loop import catch_up
from app.domain.filters import Every, Leaf, Op
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
        for h in results.search(session, who, line, library=library, now=NOW).hits
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


@pytest.mark.parametrize(
    ("line", "locale", "leaf"),
    [
        ("points:>2,5", "de-DE", Leaf("points", Op.GT, (2.5,))),
        ("points:<12.500", "de-DE", Leaf("points", Op.LT, (12500,))),
        ("points:<12,500", "en-US", Leaf("points", Op.LT, (12500,))),
        ("estimate_minutes:>1,5", "fr-FR", Leaf("estimate_minutes", Op.GT, (90,))),
        ("estimate_minutes:>=2:30", "en-US", Leaf("estimate_minutes", Op.GTE, (150,))),
        ('estimate_minutes:"2 h 30 min"', "en-US", Leaf("estimate_minutes", Op.IS, (150,))),
        ("due:<11/12/2026", "en-GB", Leaf("due", Op.LT, (date(2026, 12, 11),))),
        ("due:<11/12/2026", "en-US", Leaf("due", Op.LT, (date(2026, 11, 12),))),
        ("before:11/12/2026", "de-DE", Leaf("due", Op.LT, (date(2026, 12, 11),))),
    ],
)
def test_numbers_and_days_are_read_as_in_a_field_of_the_screens(line, locale, leaf):
    found = searchline.read(line, Gazetteer.of([]), today=date(2026, 11, 27), locale=locale)

    assert found.wanted == Every((leaf,))
