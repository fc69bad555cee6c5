"""The bulk bar: hundreds of tasks in short transactions under one batch, that an undo takes back whole."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy import event
from sqlmodel import col, func, select

from app import access, db
from app.domain.errors import Conflict
from app.models import Event, Task
from app.ui.base import RequestContext, Undo
from app.ui.lists import many
from app.ui.lists.state import ListPage
from app.work import changing, sessions, tasks

COUNT = 250


@pytest.fixture
def keys(place) -> list[str]:
    """More tasks of Alice than are changed at once."""
    with db.writing() as session:
        drafts = [{"list_id": place.home.id, "title": f"T{n}"} for n in range(COUNT)]
        ids = changing.create_many(session, drafts, by=access.actor(session, 1))
        return list(session.exec(select(Task.key).where(col(Task.id).in_(ids))))


@pytest.fixture
def alice(place) -> str:
    with db.writing() as session:
        return sessions.start(session, 1, now=datetime.now(UTC))


@contextmanager
def commits() -> Iterator[list[int]]:
    """How many events each commit of the block added to the log."""
    found: list[int] = []
    before = _events()

    def note(_connection: object) -> None:
        found.append(0)

    event.listen(db.engine(), "commit", note)
    try:
        yield found
    finally:
        event.remove(db.engine(), "commit", note)
    assert _events() > before


def _events() -> int:
    with db.reading() as session:
        return session.exec(select(func.count()).select_from(Event)).one()


def _batches(kind: str) -> list[tuple[str, int]]:
    with db.reading() as session:
        rows = select(Event.batch, func.count()).where(Event.kind == kind).group_by(Event.batch)
        return [(batch, count) for batch, count in session.exec(rows.order_by(func.min(Event.id)))]


def _living() -> int:
    with db.reading() as session:
        rows = select(func.count()).select_from(Task).where(col(Task.deleted_at).is_(None))
        return session.exec(rows).one()


async def test_many_are_changed_in_parts_under_one_batch(place, keys, tab_of):
    with commits() as made:
        await tab_of("alice").fire(
            ListPage.change({"keys": keys, "field": "priority", "value": 1, "number": 4})
        )

    assert len(made) >= 3  # of 100, 100 and 50
    [(batch, count)] = _batches("task.changed")
    assert count == COUNT
    _, sent = await tab_of("alice").fire(Undo.undo(batch))
    assert "Taken back" in str(sent)
    with db.reading() as session:
        assert set(session.exec(select(Task.priority))) == {0}


async def test_many_are_put_away_in_parts_and_come_back_whole(place, keys, tab_of):
    with db.writing() as session:
        by = access.actor(session, 1)
        above = tasks.create(session, place.home.id, title="Above", by=by)
        tasks.edit(session, keys[0], parent_id=above.id, by=by)
        below = tasks.create(session, place.home.id, title="Below", by=by)
        tasks.edit(session, below.key, parent_id=above.id, by=by)
    chosen = [above.key, *keys]
    before = _living()
    tab = tab_of("alice")
    state, _ = await tab.fire(ListPage.remove({"keys": chosen, "number": 5}))
    assert _living() == before  # it asks first
    assert f"Delete {COUNT + 1} tasks? 1 subtask goes to the trash with them" in str(state)
    _, sent = await tab.fire(ListPage.do_asked())

    assert f"{COUNT + 1} deleted with 1 subtask." in str(sent)
    assert "Left" not in str(sent)
    [(batch, count)] = _batches("task.deleted")
    assert count == COUNT + 2  # the one below went along
    await tab_of("alice").fire(Undo.undo(batch))
    assert _living() == before


async def test_one_that_cannot_be_changed_refuses_all_before_anything_is_written(
    place, keys, tab_of
):
    _, sent = await tab_of("alice").fire(
        ListPage.change({"keys": [*keys, "ENG-9999"], "field": "priority", "value": 1})
    )

    assert "does not exist" in str(sent)
    assert _batches("task.changed") == []


def test_what_somebody_put_away_in_between_is_left_and_named(place, keys, alice):
    """Bob puts two away after the plan was made and before their part is written."""
    gone = [keys[3], keys[170]]
    with db.writing() as session:
        tasks.delete_many(session, gone, by=access.actor(session, 2))
    done = many.change(alice, keys, plan=lambda _, some: some, do=_set_priority)

    assert list(done.left) == gone
    assert f"Left as they were: {gone[0]}, {gone[1]}. This task does not exist" in done.sentence
    [(batch, count)] = _batches("task.changed")
    assert (batch, count) == (done.batch, COUNT - 2)


def _set_priority(context: RequestContext, part: Sequence[str]) -> None:
    for key in part:
        tasks.edit(context.session, key, priority=1, by=context.actor)


def test_when_none_can_be_changed_any_more_it_is_refused(place, keys, alice):
    with db.writing() as session:
        tasks.delete_many(session, keys, by=access.actor(session, 2))

    with pytest.raises(Conflict, match="does not exist"):
        many.change(alice, keys, plan=lambda _, some: some, do=_set_priority)


def test_what_refuses_everything_ends_it_at_once(place, keys, alice):
    def do(context: RequestContext, part: Sequence[str]) -> None:
        """The first part is written; then the person is signed out elsewhere."""
        _set_priority(context, part)
        sessions.end(context.session, alice)

    done = many.change(alice, keys, plan=lambda _, some: some, do=do)

    assert list(done.left) == keys[100:]
    assert "and 145 more. Sign in first." in done.sentence
    assert _batches("task.changed") == [(done.batch, 100)]
