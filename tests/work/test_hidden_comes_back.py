"""What went along unseen comes back with what it went along with: as it was, and without a word of it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
from sqlmodel import Session, col, select

from app import access, trash
from app.domain.access import Actor
from app.domain.errors import WorkError
from app.lookups import statuses_of_space
from app.models import Event, Folder, Goal, Purge, Space, Task, TaskList
from app.reads import trash as reading
from app.work import (
    folders,
    goals,
    lists,
    purging,
    spaces,
    statuses,
    tasks,
    undo,
)
from app.work.undo import Undone
from tests.conftest import NOW, a_task
from tests.work.undoing import as_one, difference, now, state


@dataclass(frozen=True)
class Closed:
    """Alice's own places, and what of hers hangs on what everybody sees."""

    space: Space
    vault: TaskList  # in the private space
    drawer: TaskList  # a private list of the open space


@pytest.fixture
def closed(session: Session, alice: Actor, home: TaskList) -> Closed:
    space = spaces.create(session, key="SEC", name="Secret", is_private=True, by=alice)
    vault = lists.create(session, space.id or 0, name="Vault", by=now(session, alice))
    drawer = lists.create(
        session, home.space_id, name="Drawer", is_private=True, by=now(session, alice)
    )
    return Closed(space, vault, drawer)


@dataclass(frozen=True)
class Case:
    """A deletion of Bob's that takes hidden things along."""

    kind: str
    item_id: int
    delete: Callable[[Actor], object]
    hidden: dict[str, set[int]]  # ids that Bob may not learn, by kind


def a_task_with_hidden_subtasks(session, home, closed, alice, bob) -> Case:
    top = a_task(session, home, bob)
    seen = a_task(session, home, bob, parent_id=top.id)
    one = a_task(session, closed.vault, now(session, alice), parent_id=seen.id)
    two = a_task(session, closed.drawer, now(session, alice), parent_id=one.id)
    below = a_task(session, home, now(session, alice), parent_id=two.id)
    assert below.list_id == home.id  # one he sees, under one he does not see
    return Case(
        "task",
        top.id,
        lambda by: tasks.delete(session, top.id, by=by),
        {"task": {one.id, two.id}},
    )


def a_goal_with_hidden_subgoals_and_places(session, home, closed, alice, bob) -> Case:
    goal = goals.create(session, title="Launch", by=bob)
    goals.create(session, title="Open", parent_id=goal.id, by=bob)
    alice = now(session, alice)
    secret = goals.create(
        session, title="Quiet", space_id=closed.space.id, parent_id=goal.id, by=alice
    )
    lists.edit(session, closed.vault.id, goal_id=goal.id, by=alice)
    lists.edit(session, closed.drawer.id, goal_id=goal.id, by=alice)
    lists.edit(session, home.id, goal_id=goal.id, by=alice)
    box = folders.create(session, closed.space.id, name="Box", goal_id=goal.id, by=alice)
    return Case(
        "goal",
        goal.id,
        lambda by: goals.delete(session, goal.id, by=by),
        {"goal": {secret.id}, "list": {closed.vault.id, closed.drawer.id}, "folder": {box.id}},
    )


def a_folder_with_a_hidden_list(session, home, closed, alice, bob) -> Case:
    folder = folders.create(session, home.space_id, name="Box", by=bob)
    lists.edit(session, home.id, folder_id=folder.id, by=bob)
    lists.edit(session, closed.drawer.id, folder_id=folder.id, by=now(session, alice))
    return Case(
        "folder",
        folder.id,
        lambda by: folders.delete(session, folder.id, by=by),
        {"list": {closed.drawer.id}},
    )


CASES = [
    a_task_with_hidden_subtasks,
    a_goal_with_hidden_subgoals_and_places,
    a_folder_with_a_hidden_list,
]


def told(undone: Undone) -> str:
    return f"{undone.sentence} {undone.what} {undone.left} {undone.taken_back}"


def assert_untold(case: Case, undone: Undone) -> None:
    """Of what is hidden: no id, no count, no word."""
    assert undone.left == ()
    assert not undone.refused
    assert "Not " not in undone.sentence
    assert "the task" not in told(undone)
    assert "shared with you" not in told(undone)


def back_from_trash(session: Session, case: Case, who: Actor) -> Undone:
    actor = now(session, who)
    return as_one(session, lambda: undo.restore(session, case.kind, case.item_id, by=actor))[0]


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
