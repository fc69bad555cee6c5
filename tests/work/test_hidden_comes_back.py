"""What went along unseen comes back with what it went along with: as it was, and without a word of it."""

from functools import partial

import pytest
from sqlmodel import Session, select

from app.domain.access import Actor
from app.models import Event, Task
from app.reads import trash as reading
from app.work import (
    folders,
    goals,
    lists,
    tasks,
    undo,
)
from app.work.undo import Undone
from tests.conftest import NOW
from tests.work.hidden import CASES, Case, back_from_trash, told
from tests.work.undoing import as_one, difference, now, state


def assert_untold(case: Case, undone: Undone) -> None:
    """Of what is hidden: no id, no count, no word."""
    assert undone.left == ()
    assert not undone.refused
    assert "Not " not in undone.sentence
    assert "the task" not in told(undone)
    assert "shared with you" not in told(undone)


@pytest.mark.parametrize("make", CASES)
def test_undo_and_redo_take_along_what_went_along_unseen(session, home, closed, alice, bob, make):
    case = make(session, home, closed, alice, bob)
    before = state(session)
    as_one(session, lambda: case.delete(now(session, bob)))
    after = state(session)
    assert difference(before, after)

    for _ in range(2):
        undone, _ = as_one(session, lambda: undo.undo_last(session, by=now(session, bob)))
        assert difference(before, state(session)) == {}
        assert_untold(case, undone)
        redone, _ = as_one(session, lambda: undo.redo_last(session, by=now(session, bob)))
        assert difference(after, state(session)) == {}
        assert_untold(case, redone)


@pytest.mark.parametrize("who", ["bob", "alice", "dora"])
@pytest.mark.parametrize("make", CASES)
def test_a_restore_takes_along_what_went_along_unseen_whoever_restores(
    session, home, closed, alice, bob, make, who, request
):
    from app.work import people

    case = make(session, home, closed, alice, bob)
    dora = people.add(
        session,
        email="dora@example.com",
        name="Dora Ek",
        role="member",
        password="hold the door",
        by=None,
        at=NOW,
    )
    session.flush()
    before = state(session)
    as_one(session, lambda: case.delete(now(session, bob)))
    after = state(session)
    restorer = {"alice": alice, "bob": bob, "dora": dora.id}[who]

    done, _ = as_one(
        session,
        lambda: undo.restore(session, case.kind, case.item_id, by=now(session, restorer)),
    )
    assert difference(before, state(session)) == {}
    if who != "alice":
        assert_untold(case, done)
    as_one(session, lambda: undo.undo_last(session, by=now(session, restorer)))
    assert difference(after, state(session)) == {}
    as_one(session, lambda: undo.redo_last(session, by=now(session, restorer)))
    assert difference(before, state(session)) == {}


@pytest.mark.parametrize("make", CASES)
def test_what_is_told_is_the_same_with_and_without_hidden_things(
    session, home, closed, alice, bob, make
):
    """Two workspaces in one: a deletion that takes hidden things along, and the same without any."""
    case = make(session, home, closed, alice, bob)
    answers = []
    for is_bare in (False, True):
        if is_bare:
            _let_go(session, case, now(session, alice))
        _, batch = as_one(session, lambda: case.delete(now(session, bob)))
        undone, _ = as_one(session, partial(undo.undo, session, batch, by=now(session, bob)))
        as_one(session, lambda: case.delete(now(session, bob)))
        [entry] = [
            one
            for one in reading.entries(session, actor=now(session, bob), limit=9)
            if one.item_id == case.item_id and one.kind == case.kind
        ]
        restored = back_from_trash(session, case, bob)
        answers.append((told(undone), told(restored), entry.contents))

    assert answers[0] == answers[1]


def _let_go(session: Session, case: Case, alice: Actor) -> None:
    """Alice takes what is hers out of it; what Bob sees under it stays where he saw it."""
    for task_id in case.hidden.get("task", ()):
        for child in session.exec(select(Task).where(Task.parent_id == task_id)):
            if child.id not in case.hidden["task"]:
                tasks.edit(session, child.id, parent_id=case.item_id, by=alice)
        tasks.edit(session, task_id, parent_id=None, by=alice)
    for goal_id in case.hidden.get("goal", ()):
        goals.edit(session, goal_id, parent_id=None, by=alice)
    for list_id in case.hidden.get("list", ()):
        lists.edit(session, list_id, goal_id=0, folder_id=0, by=alice)
    for folder_id in case.hidden.get("folder", ()):
        folders.edit(session, folder_id, goal_id=0, by=alice)


@pytest.mark.parametrize("make", CASES)
def test_no_event_of_it_stands_where_who_took_it_back_could_read_it(
    session, home, closed, alice, bob, make
):
    case = make(session, home, closed, alice, bob)
    as_one(session, lambda: case.delete(now(session, bob)))
    _, batch = as_one(session, lambda: undo.undo_last(session, by=now(session, bob)))
    bob = now(session, bob)

    for event in session.exec(select(Event).where(Event.batch == batch)):
        if event.subject_id in case.hidden.get(event.subject_kind, ()):
            assert event.list_id not in bob.lists
            assert event.list_id is not None or event.space_id not in bob.spaces
