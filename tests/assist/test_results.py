"""A search line finds records with the stretches that fit, narrowed as its reader likes and to what they may see."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app import access
from app.assist import results
from app.assist.results import Narrowed
from app.consumers.indexer import Indexer
from app.consumers.loop import catch_up
from app.work import comments, docs, lists, spaces
from knowledge.library import Library
from tests.conftest import a_task
from tests.fakes import WordEmbedder

NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)


@pytest.fixture
def find(session, alice, home, tmp_path):
    keys = a_task(session, home, alice, title="Rotate keys", description="The auditor wants it.")
    for text in (
        "The auditor called about the keys.",
        "Keys are rotated by the auditor.",
        "Lunch.",
    ):
        comments.add(session, ("task", keys.id), text=text, by=alice)
    docs.create(session, title="Handbook", text="# Keys\n\nAsk the auditor.", by=alice)
    other = spaces.create(session, key="GTM", name="Go to market", by=alice)
    alice = access.actor(session, alice.user_id)
    far = lists.create(session, other.id or 0, name="Campaigns", by=alice)
    alice = access.actor(session, alice.user_id)
    a_task(session, far, alice, title="Auditor dinner")
    session.commit()
    library = Library(tmp_path / "library", embedder=WordEmbedder())
    catch_up([Indexer(library)])

    def of(line: str, who=alice, **narrowed: object) -> list[results.Hit]:
        wanted = Narrowed(**narrowed)
        return results.search(session, who, line, wanted, library=library, now=NOW).hits

    yield of
    library.close()


def _titles(hits: list[results.Hit]) -> set[str]:
    return {hit.title.split(" ", 1)[-1] if hit.key else hit.title for hit in hits}


def test_a_record_stands_once_with_its_stretches(find):
    hits = find("auditor keys")

    assert len({hit.record for hit in hits}) == len(hits)
    [keys] = [hit for hit in hits if hit.title.endswith("Rotate keys")]
    said = [keys.snippet, *(one.snippet for one in keys.more)]
    assert len(said) > 1
    assert "Lunch." not in said


def test_where_the_name_alone_holds_the_words_other_remarks_are_not_shown(find):
    [keys] = [hit for hit in find("rotate") if hit.record == "task:1"]

    assert "Lunch." not in [keys.snippet, *(one.snippet for one in keys.more)]


def test_kinds_a_space_and_days_narrow_it(find):
    assert _titles(find("auditor")) == {"Rotate keys", "Handbook", "Auditor dinner"}
    assert _titles(find("auditor", kinds=frozenset(["doc"]))) == {"Handbook"}
    assert {hit.kind for hit in find("auditor", kinds=frozenset(["comment"]))} == {"comment"}
    assert _titles(find("auditor", space_id=2)) == {"Auditor dinner"}
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    assert find("auditor", since=tomorrow) == []
    assert find("auditor", since=date(2020, 1, 1))


def test_what_is_quoted_must_stand_in_it(find):
    assert _titles(find('"called about the keys"')) == {"Rotate keys"}
    assert find('"calling about the keys"') == []
    assert _titles(find('dinner "ask the auditor"')) == {"Handbook"}


def test_gibberish_finds_nothing(find):
    assert find("xqzvkp wrtplm") == []


def test_a_space_one_may_not_see_holds_nothing(find, carol):
    assert find("auditor", carol) == []
    assert find("auditor", carol, space_id=1) == []
