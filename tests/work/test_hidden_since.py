"""What went along unseen and was changed since, or could go along in other ways; and what is no such thing."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import Session, col, select

from app import access, trash
from app.domain.access import Actor
from app.domain.errors import WorkError
from app.lookups import statuses_of_space
from app.models import Folder, Goal, Purge, Task, TaskList
from app.work import folders, goals, lists, purging, statuses, tasks, undo
from app.work.undo import Undone
from tests.conftest import NOW, a_task
from tests.work.hidden import a_task_with_hidden_subtasks, back_from_trash, told
from tests.work.undoing import as_one, difference, now, state


@pytest.mark.parametrize("way", ["undo", "restore"])
def test_what_somebody_put_away_before_or_after_on_purpose_stays_away(
    session, home, closed, alice, bob, way
):
    top = a_task(session, home, bob)
    alice = now(session, alice)
    early, late, other = (a_task(session, closed.vault, alice, parent_id=top.id) for _ in range(3))
    as_one(session, lambda: tasks.delete(session, early.id, by=alice))
    _, batch = as_one(session, lambda: tasks.delete(session, top.id, by=bob))
    as_one(session, lambda: undo.restore(session, "task", late.id, by=alice))
    as_one(session, lambda: tasks.delete(session, late.id, by=alice))

    undone = _taken_back(session, way, top, batch, now(session, bob))

    assert [one.deleted_at is None for one in (top, early, late, other)] == [
        True,
        False,
        False,
        True,
    ]
    assert undone.left == ()


@pytest.mark.parametrize("way", ["undo", "restore"])
@pytest.mark.parametrize("since", ["purged", "moved", "list in the trash", "list taken away"])
def test_what_happened_to_it_since_hinders_nobody_and_is_not_told(
    session, home, closed, alice, bob, way, since
):
    top = a_task(session, home, bob)
    hidden = a_task(session, closed.vault, now(session, alice), parent_id=top.id)
    _, batch = as_one(session, lambda: tasks.delete(session, top.id, by=bob))
    alice = now(session, alice)
    if since == "purged":
        purging.purge(session, "task", hidden.id, by=alice, now=NOW)
    elif since == "moved":
        as_one(session, lambda: undo.restore(session, "task", hidden.id, by=alice))
        as_one(
            session, lambda: tasks.transfer(session, hidden.id, to_list=closed.drawer.id, by=alice)
        )
    elif since == "list in the trash":
        as_one(session, lambda: lists.delete(session, closed.vault.id, by=alice))
    else:
        as_one(session, lambda: lists.set_private(session, home.id, is_private=True, by=alice))
        as_one(session, lambda: lists.share(session, home.id, with_user=bob.user_id, by=alice))

    undone = _taken_back(session, way, top, batch, now(session, bob))

    assert top.deleted_at is None
    assert undone.left == ()
    assert "Not " not in undone.sentence
    assert (session.get(Purge, ("task", hidden.id)) is not None) == (since == "purged")
    assert (hidden.deleted_at is None) == (since != "purged")
    if since == "moved":
        assert hidden.list_id == closed.drawer.id
    if since == "list in the trash":  # it is back with its list, when that is
        as_one(
            session, lambda: undo.restore(session, "list", closed.vault.id, by=now(session, alice))
        )
        assert access.task(session, hidden.id, now(session, alice)).parent_id == top.id


def _taken_back(session: Session, way: str, top: Task, batch: str, by: Actor) -> Undone:
    if way == "undo":
        return as_one(session, lambda: undo.undo(session, batch, by=by))[0]
    return as_one(session, lambda: undo.restore(session, "task", top.id or 0, by=by))[0]


def test_what_stands_under_something_left_alone_stays_with_it(session, home, closed, alice, bob):
    one, two = a_task(session, home, bob), a_task(session, home, bob)
    alice = now(session, alice)
    under_one, under_two = (
        a_task(session, closed.vault, alice, parent_id=of.id) for of in (one, two)
    )
    _, batch = as_one(session, lambda: tasks.delete_many(session, [one.id, two.id], by=bob))
    as_one(session, lambda: undo.restore(session, "task", one.id, by=alice))
    as_one(session, lambda: tasks.delete(session, one.id, by=alice))

    undone, _ = as_one(session, lambda: undo.undo(session, batch, by=now(session, bob)))

    assert [one.deleted_at is None for one in (one, under_one, two, under_two)] == [
        False,
        False,
        True,
        True,
    ]
    assert [left.subject_id for left in undone.left] == [one.id]


def test_what_one_changed_where_one_may_no_longer_look_stays_as_it_is(
    session, home, closed, alice, bob
):
    """Nothing went along: it was changed by itself, under rights that are gone."""
    shared = lists.create(session, home.space_id, name="Shared", by=now(session, alice))
    bob = now(session, bob)
    mine, theirs = a_task(session, home, bob), a_task(session, shared, bob)
    _, batch = as_one(session, lambda: tasks.delete_many(session, [mine.id, theirs.id], by=bob))
    lists.set_private(session, shared.id, is_private=True, by=now(session, alice))

    undone, _ = as_one(session, lambda: undo.undo(session, batch, by=now(session, bob)))

    assert (mine.deleted_at, theirs.deleted_at is None) == (None, False)
    assert undone.left == ()  # `left` names what can be seen
    assert "Not taken back: the task (This task does not exist" in undone.sentence


@pytest.mark.parametrize("change", ["remove", "recategorise"])
def test_tasks_a_status_carried_unseen_come_back_with_it(
    session, home, closed, alice, bob, space, change
):
    columns = {one.name: one for one in statuses_of_space(session, space.id or 0)}
    review, done = columns["In review"], columns["Done"]
    alice = now(session, alice)
    a_task(session, home, alice, status_id=review.id)
    hidden = a_task(session, closed.drawer, alice, status_id=review.id)
    before = state(session)
    if change == "remove":
        do: Callable[[], Any] = lambda: statuses.remove(  # noqa: E731 - one of two
            session, review.id, into=done.id, by=now(session, bob)
        )
    else:
        do = lambda: statuses.edit(session, review.id, category="done", by=now(session, bob))  # noqa: E731
    as_one(session, do)
    after = state(session)
    assert hidden.category == "done"

    undone, _ = as_one(session, lambda: undo.undo_last(session, by=now(session, bob)))
    assert difference(before, state(session)) == {}
    assert undone.left == ()
    assert "the task" not in told(undone)
    redone, _ = as_one(session, lambda: undo.redo_last(session, by=now(session, bob)))
    changed = {
        name for pair in difference(after, state(session)).values() for name in _fields(*pair)
    }
    assert changed <= {"done_at", "started_at"}  # when it was done again
    assert redone.left == ()


def _fields(one: dict[str, Any], other: dict[str, Any]) -> set[str]:
    return {name for name in one | other if one.get(name) != other.get(name)}


def test_a_goal_that_goes_leaves_what_is_in_the_trash_under_it(session, alice):
    """It comes back under the nearest that is there; taking the deletion back finds nothing to say."""
    top = goals.create(session, title="Top", by=alice)
    goal = goals.create(session, title="Launch", parent_id=top.id, by=alice)
    gone = goals.create(session, title="Gone", parent_id=goal.id, by=alice)
    as_one(session, lambda: goals.delete(session, gone.id, by=alice))
    _, batch = as_one(session, lambda: goals.delete(session, goal.id, by=alice))

    undone, _ = as_one(session, lambda: undo.undo(session, batch, by=alice))

    assert undone.left == ()
    as_one(session, lambda: undo.restore(session, "goal", gone.id, by=alice))
    assert gone.parent_id == goal.id


@pytest.mark.parametrize("hidden", [True, False])
def test_deleting_a_folder_says_nothing_of_a_list_one_cannot_see(
    session, home, closed, alice, bob, hidden
):
    folder = folders.create(session, home.space_id, name="Box", by=bob)
    inside = closed.drawer if hidden else home
    lists.edit(session, inside.id, folder_id=folder.id, by=now(session, alice))

    as_one(session, lambda: folders.delete(session, folder.id, by=now(session, bob)))

    assert session.get_one(Folder, folder.id).deleted_at is not None
    assert session.get_one(TaskList, inside.id).folder_id is None


def test_who_sees_only_the_part_finds_it_in_the_trash_and_brings_it_back(
    session, home, closed, alice, bob
):
    """Bob shares the list of the part, and not that of the whole."""
    top = a_task(session, closed.vault, now(session, alice))
    part = a_task(session, home, now(session, alice), parent_id=top.id)
    as_one(session, lambda: tasks.delete(session, top.id, by=now(session, alice)))

    assert trash.task(session, part.id, now(session, bob)) is part
    as_one(session, lambda: undo.restore(session, "task", part.id, by=now(session, bob)))

    away = session.exec(select(Task.id).where(col(Task.deleted_at).is_not(None))).all()
    assert away == [top.id]


def test_nothing_is_brought_back_for_who_may_not_restore(session, home, closed, alice, bob, carol):
    case = a_task_with_hidden_subtasks(session, home, closed, alice, bob)
    as_one(session, lambda: case.delete(now(session, bob)))
    with pytest.raises(WorkError):
        back_from_trash(session, case, carol)
    away = session.exec(select(Task.id).where(col(Task.deleted_at).is_(None))).all()
    assert away == []
    assert session.exec(select(Goal.id)).all() == []
