"""A toast offers an undo where one can succeed: the registry of inverses decides, not the page."""

from datetime import UTC, datetime

import pytest

from app import db
from app.ui.base import Undo, writing_as
from app.work import invitations, language, lists, sessions, tasks


@pytest.fixture
def alice(place) -> str:
    """Her cookie."""
    with db.writing() as session:
        return sessions.start(session, 1, now=datetime.now(UTC))


def test_what_can_be_taken_back_is_offered(place, alice):
    _, batch = writing_as(
        alice, lambda d: tasks.edit(d.session, place.mine.id, title="Turn keys", by=d.actor)
    )

    assert batch


@pytest.mark.parametrize(
    "final",
    [
        lambda d: invitations.make(d.session, now=d.now, by=d.actor),
        lambda d: language.choose_model(d.session, model="ollama:x", secret="s", by=d.actor),
        lambda d: sessions.make_token(d.session, 1, name="CI", scope="read", now=d.now, by=d.actor),
        lambda d: lists.edit(d.session, 1, name="Platform", by=d.actor),  # it is called so
    ],
)
def test_what_is_final_or_changed_nothing_is_not(place, alice, final):
    _, batch = writing_as(alice, final)

    assert batch == ""


async def test_an_undo_offers_to_do_it_again_and_that_to_undo_it(place, tab_of, alice):
    _, batch = writing_as(
        alice, lambda d: tasks.edit(d.session, place.mine.id, title="Turn keys", by=d.actor)
    )
    _, undone = await tab_of("alice").fire(Undo.undo(batch))
    assert "Taken back" in str(undone)
    assert "Redo" in str(undone)
    _, again = await tab_of("alice").fire(Undo.redo_last())

    assert "Done again" in str(again)
    assert "Undo" in str(again)
