"""Docs keep every version, and nobody overwrites what they have not read."""

import pytest
from sqlmodel import select

from app import access
from app.domain.errors import Cycle, NotFound
from app.models import DocVersion, Event
from app.reads import docs as pages
from app.work import docs, spaces, undo
from app.work.docs import SomebodySaved
from tests.conftest import NOW


@pytest.fixture
def doc(session, alice, space):
    return docs.create(
        session, title="Runbook", text="Call Bob.", space_id=space.id, by=alice, at=NOW
    )


def _texts(session, doc_id):
    rows = session.exec(select(DocVersion).where(DocVersion.doc_id == doc_id))
    return [row.text for row in sorted(rows, key=lambda row: row.version)]


def test_every_save_is_a_version(session, alice, bob, doc):
    docs.save(session, doc.id, text="Call Alice.", based_on=1, by=bob)
    docs.save(session, doc.id, title="On call", based_on=2, by=alice)

    assert (doc.version, doc.updated_by) == (3, alice.user_id)
    assert _texts(session, doc.id) == ["Call Bob.", "Call Alice.", "Call Alice."]
    assert [v.author.name for v in pages.versions(session, doc.id, actor=alice)] == [
        "Alice Moreau",
        "Bob Okafor",
        "Alice Moreau",
    ]


def test_a_save_over_somebody_elses_is_refused_and_overwrites_nothing(session, alice, bob, doc):
    docs.save(session, doc.id, text="Call Alice.", based_on=1, by=alice)
    with pytest.raises(SomebodySaved) as refused:
        docs.save(session, doc.id, text="Call Carol.", based_on=1, by=bob)

    assert (refused.value.version, doc.text) == (2, "Call Alice.")


def test_saving_the_same_again_is_no_version(session, alice, doc):
    docs.save(session, doc.id, text="Call Bob.", based_on=1, by=alice)

    assert doc.version == 1


def test_an_old_version_comes_back_as_the_newest(session, alice, doc):
    docs.save(session, doc.id, text="Call Alice.", based_on=1, by=alice)
    docs.restore_version(session, doc.id, version=1, by=alice)
    assert (doc.version, doc.text) == (3, "Call Bob.")

    with pytest.raises(NotFound):
        docs.restore_version(session, doc.id, version=9, by=alice)


def test_undo_of_a_save_brings_the_words_before_it_back(session, alice, doc):
    session.info["batch"] = "save"
    docs.save(session, doc.id, text="Call Alice.", based_on=1, by=alice)
    session.flush()
    session.info["batch"] = "back"
    undo.undo(session, "save", by=alice)

    assert (doc.text, doc.version) == ("Call Bob.", 3)


def test_a_page_below_another_lives_in_its_space_and_moves_with_it(session, alice, doc, space):
    below = docs.create(session, title="Contacts", parent_id=doc.id, by=alice)
    lowest = docs.create(session, title="Numbers", parent_id=below.id, by=alice)
    assert below.space_id == lowest.space_id == space.id

    other = spaces.create(session, key="OPS", name="Operations", by=alice)
    session.flush()
    docs.move(session, doc.id, space_id=other.id, by=access.actor(session, alice.user_id))
    session.flush()
    assert {below.space_id, lowest.space_id} == {other.id}
    moved = session.exec(select(Event).where(Event.kind == "doc.changed")).all()
    assert {(e.subject_id, e.space_id) for e in moved} == {
        (one.id, other.id) for one in (doc, below, lowest)
    }


def test_nesting_in_a_circle_is_refused(session, alice, doc):
    below = docs.create(session, title="Contacts", parent_id=doc.id, by=alice)

    with pytest.raises(Cycle, match="nest in a circle"):
        docs.move(session, doc.id, parent_id=below.id, by=alice)


def test_a_deleted_page_takes_those_below_along_and_undo_brings_them_back(session, alice, doc):
    below = docs.create(session, title="Contacts", parent_id=doc.id, by=alice)
    session.info["batch"] = "away"
    docs.delete(session, doc.id, by=alice)
    session.flush()
    with pytest.raises(NotFound):
        pages.page(session, below.id, actor=alice)

    session.info["batch"] = "back"
    undo.undo(session, "away", by=alice)
    assert pages.page(session, below.id, actor=alice).parents == [(doc.id, "Runbook")]
