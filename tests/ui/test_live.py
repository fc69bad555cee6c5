"""An open tab is told of what its person may see, and of nothing else."""

import pytest
from sqlmodel import delete

from app import access, db
from app.models import SignIn
from app.ui.live import Live, feed
from app.work import lists, tasks
from tests.ui.tab import of


@pytest.fixture
def start(place):
    feed.start()
    return feed.version


def _edit(place, **values):
    with db.writing() as session:
        tasks.edit(session, place.mine.id, by=access.actor(session, 1), **values)


async def test_a_tab_hears_what_a_colleague_changed(place, start, tab_of):
    _edit(place, title="Rotate all keys")
    before = feed.look()

    changed, _ = await tab_of("bob").fire(Live.heard(before))

    told = of(changed, Live)
    assert f"task:{place.mine.id}" in told["touched"]
    assert told["version"] == feed.version > start


async def test_a_tab_is_told_each_change_once(place, start, tab_of):
    tab = tab_of("bob")
    _edit(place, title="Rotate all keys")
    feed.look()
    await tab.fire(Live.heard(start))

    changed, _ = await tab.fire(Live.heard(0))

    assert of(changed, Live) == {}


async def test_a_hidden_change_says_nothing_to_who_may_not_see_it(place, start, tab_of):
    with db.writing() as session:
        alice = access.actor(session, 1)
        secret = lists.create(
            session, place.home.space_id, name="Secret", is_private=True, by=alice
        )
        session.flush()
        task = tasks.create(session, secret.id, title="Quiet", by=access.actor(session, 1))
        session.flush()
    feed.look()
    quiet = feed.version
    with db.writing() as session:
        tasks.edit(session, task.id, title="Quieter", by=access.actor(session, 1))
    feed.look()

    changed, _ = await tab_of("bob").fire(Live.heard(quiet))
    assert of(changed, Live) == {}
    changed, _ = await tab_of("alice").fire(Live.heard(quiet))
    assert f"task:{task.id}" in of(changed, Live)["touched"]


async def test_a_stranger_hears_nothing_and_a_revoked_session_reads_again(place, start, tab_of):
    bob = tab_of("bob")
    _edit(place, title="Rotate all keys")
    feed.look()
    changed, _ = await tab_of("").fire(Live.heard(start))
    assert of(changed, Live) == {}

    with db.writing() as session:
        session.exec(delete(SignIn))
    changed, _ = await bob.fire(Live.heard(start))
    assert of(changed, Live)["touched"] == ["access"]


async def test_a_tab_that_slept_too_long_reads_everything_again(place, start, tab_of, monkeypatch):
    monkeypatch.setattr("app.ui.live.KEPT", 2)
    for number in range(4):
        _edit(place, title=f"Rotate {number}")
        feed.look()

    changed, _ = await tab_of("bob").fire(Live.heard(start))

    assert of(changed, Live)["touched"] == ["all"]
