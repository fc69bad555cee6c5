"""Ctrl-z takes back one's last change of what the page shows, a deletion among them; it deletes nothing unasked."""

import pytest

from app import db
from app.models import Space, TaskList
from app.ui.base import Undo, writing_as
from app.work import lists, spaces, undo


@pytest.fixture
def made(place, cookie) -> TaskList:
    """A list of the space she works in."""
    task_list, _ = writing_as(
        cookie, lambda d: lists.create(d.session, place.home.space_id, name="Rollout", by=d.actor)
    )
    return task_list


def _is_there(table, item_id: int) -> bool:
    with db.reading() as session:
        return session.get_one(table, item_id).deleted_at is None


async def test_a_list_just_deleted_comes_back_on_its_space(place, tab_of, cookie, made):
    writing_as(cookie, lambda d: lists.delete(d.session, made.id, by=d.actor))

    _, sent = await tab_of("alice").fire(Undo.undo_last([f"space:{place.home.space_id}"]))

    assert "Taken back: Rollout, deleted." in str(sent)
    assert _is_there(TaskList, made.id)


async def test_a_space_just_deleted_comes_back_on_home(tab_of, cookie):
    space, _ = writing_as(
        cookie, lambda d: spaces.create(d.session, key="GRO", name="Growth", by=d.actor)
    )
    writing_as(cookie, lambda d: spaces.delete(d.session, space.id, by=d.actor))

    _, sent = await tab_of("alice").fire(Undo.undo_last(["me", "goals", "access"]))

    assert "Taken back: Growth, deleted." in str(sent)
    assert _is_there(Space, space.id)


async def test_what_came_back_from_the_trash_is_deleted_only_when_asked(
    place, tab_of, cookie, made
):
    writing_as(cookie, lambda d: lists.delete(d.session, made.id, by=d.actor))
    writing_as(cookie, lambda d: undo.restore(d.session, "list", made.id, by=d.actor))

    for shows in ([f"list:{made.id}"], [f"space:{place.home.space_id}"]):
        _, sent = await tab_of("alice").fire(Undo.undo_last(shows))
        assert "Your last change here: Rollout, restored. To take it back deletes it." in str(sent)
        assert "Delete it" in str(sent)

    assert _is_there(TaskList, made.id)


async def test_nobody_loses_the_page_they_look_at(tab_of, made):
    _, sent = await tab_of("alice").fire(Undo.undo_last([f"list:{made.id}"]))

    assert "Delete it" in str(sent)
    assert _is_there(TaskList, made.id)


async def test_what_was_just_made_on_another_page_goes_and_comes_again(place, tab_of, made):
    shows = [f"space:{place.home.space_id}"]
    tab = tab_of("alice")

    for _ in range(2):
        _, sent = await tab.fire(Undo.undo_last(shows))
        assert "Taken back: Rollout," in str(sent)
        assert not _is_there(TaskList, made.id)
        await tab.fire(Undo.redo_last(shows))
        assert _is_there(TaskList, made.id)
