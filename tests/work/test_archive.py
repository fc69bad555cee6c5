"""The archive: out of sight, read only, counted as before, and back with one word."""

import pytest
from sqlmodel import select

from app import access
from app.assist import findings
from app.domain.errors import Archived, Conflict, NotAllowed, NotFound, PlaceArchived
from app.domain.events import Kind
from app.domain.filters import Every, Leaf, Op
from app.lookups import statuses_of
from app.models import TaskList
from app.reads import filtering, goto, taskpage
from app.reads import goals as goal_reads
from app.reads import home as home_reads
from app.reads import spaces as reads
from app.reads import tasks as task_reads
from app.work import comments, docs, folders, goals, lists, relations, spaces, targets, tasks, undo
from tests.conftest import NOW
from tests.work.undoing import as_one, now

TODAY = NOW.date()
ALICE, BOB, CAROL = 1, 2, 3


@pytest.fixture
def work(session, alice, home):
    """A task in the list, with a comment."""
    task = tasks.create(session, home.id, title="Rotate", assignees=[ALICE], by=alice, at=NOW)
    comments.add(session, ("task", task.id), text="Noted", by=alice)
    session.flush()
    return task


def _names(session, by):
    return {one.name for one in reads.lists_in_order(session, actor=by.current)}


def test_an_archived_list_is_out_of_sight_and_readable_by_its_address(session, work, home):
    lists.archive(session, home.id, by=now(session, ALICE))
    alice = now(session, ALICE)

    assert home.name not in _names(session, alice)
    [space] = reads.tree(session, actor=alice.current)
    assert [one.id for one in space.lists] == []
    assert goto.matches(session, "Rotate", actor=alice) == []
    assert home_reads.own_work(session, actor=alice, today=TODAY).mine == []
    assert findings.current(session, alice, now=NOW) == []
    assert access.task_list(session, home.id, alice) is home
    assert access.task(session, work.key, alice) is work


def test_it_is_found_when_it_is_asked_for(session, work, home):
    lists.archive(session, home.id, by=now(session, ALICE))
    alice = now(session, ALICE)

    def found(wanted):
        reader = filtering.actor_for(wanted, alice)
        fits = filtering.compile(session, wanted, actor=reader, today=TODAY)
        return [one.key for one in task_reads.rows(session, [fits], actor=reader)]

    assert found(Leaf("is_open", Op.IS, (True,))) == []
    assert found(Leaf("archived", Op.IS, (True,))) == [work.key]
    assert found(Leaf("archived", Op.IS, (False,))) == []
    assert found(Leaf("list_id", Op.IS, (home.id,))) == [work.key]


@pytest.mark.parametrize("place", ["list", "folder", "space"])
def test_no_work_is_changed_in_what_is_archived(session, work, home, space, place):
    alice = now(session, ALICE)
    folder = folders.create(session, space.id, name="Later", by=alice)
    session.flush()
    lists.edit(session, home.id, folder_id=folder.id, by=alice)
    other = lists.create(session, space.id, name="Other", by=alice)
    session.flush()
    alice = now(session, ALICE)
    moving = tasks.create(session, other.id, title="Comes", by=alice)
    {
        "list": lambda: lists.archive(session, home.id, by=alice),
        "folder": lambda: folders.archive(session, folder.id, by=alice),
        "space": lambda: spaces.archive(session, space.id, by=alice),
    }[place]()
    alice = now(session, ALICE)
    done = statuses_of(session, home)[-2].id
    tries = [
        lambda: tasks.create(session, home.id, title="x", by=alice),
        lambda: tasks.edit(session, work.id, title="x", by=alice),
        lambda: tasks.move(session, work.id, to=done, by=alice),
        lambda: tasks.transfer(session, work.id, to_list=other.id, by=alice),
        lambda: tasks.transfer(session, moving.id, to_list=home.id, by=alice),
        lambda: tasks.delete(session, work.id, by=alice),
        lambda: tasks.delete_many(session, [work.id], by=alice),
        lambda: comments.add(session, ("task", work.id), text="x", by=alice),
        lambda: relations.relate(session, work.id, kind="blocks", to_task=moving.id, by=alice),
        lambda: lists.edit(session, home.id, name="x", by=alice),
    ]
    for do in tries:
        with pytest.raises(Archived, match="unarchive it to change it"), session.begin_nested():
            do()


def test_a_goal_and_a_space_are_read_only_with_their_targets_and_pages(session, space):
    alice = now(session, ALICE)
    goal = goals.create(session, title="Launch", by=alice)
    target = targets.add(session, goal.id, name="Markets", kind="number", target=5, by=alice)
    page = docs.create(session, title="Run", space_id=space.id, by=alice)
    session.flush()
    goals.archive(session, goal.id, by=alice)
    spaces.archive(session, space.id, by=alice)
    alice = now(session, ALICE)
    for do in (
        lambda: goals.edit(session, goal.id, title="x", by=alice),
        lambda: targets.edit(session, target.id, current=1, by=alice),
        lambda: comments.add(session, ("goal", goal.id), text="x", by=alice),
        lambda: docs.move(session, page.id, by=alice),
        lambda: folders.create(session, space.id, name="x", by=alice),
        lambda: lists.create(session, space.id, name="x", by=alice),
    ):
        with pytest.raises(Archived), session.begin_nested():
            do()


def test_numbers_go_on_counting_it_and_its_goal_stands_apart(session, work, home):
    alice = now(session, ALICE)
    goal = goals.create(session, title="Launch", state="in_progress", by=alice)
    targets.add(session, goal.id, name="Work", kind="tasks", lists=[home.id], by=alice)
    done = next(one.id for one in statuses_of(session, home) if one.category == "done")
    tasks.move(session, work.id, to=done, by=alice)
    session.flush()

    def line(by):
        return goal_reads.lines(session, actor=by, now=NOW, today=TODAY).get(goal.id)

    before = line(now(session, ALICE))
    lists.archive(session, home.id, by=alice)
    after = line(now(session, ALICE).current)
    goals.archive(session, goal.id, by=now(session, ALICE))
    alice = now(session, ALICE)

    assert (before.actual, before.targets) == (after.actual, after.targets)
    assert before.actual == 100
    assert line(alice).is_archived
    assert line(alice.current) is None


def test_what_came_back_is_changed_again_and_both_are_told_once(session, work, home):
    alice = now(session, ALICE)
    lists.archive(session, home.id, by=alice)
    lists.archive(session, home.id, by=now(session, ALICE))
    lists.unarchive(session, home.id, by=now(session, ALICE))
    lists.unarchive(session, home.id, by=now(session, ALICE))
    tasks.edit(session, work.id, title="Again", by=now(session, ALICE))

    from sqlmodel import select

    from app.models import Event

    kinds = [one for one in session.exec(select(Event.kind)) if "archived" in one]
    assert kinds == [Kind.LIST_ARCHIVED, Kind.LIST_UNARCHIVED]


def test_what_is_archived_with_its_place_comes_back_with_it(session, home, space):
    lists.archive(session, home.id, by=now(session, ALICE))
    spaces.archive(session, space.id, by=now(session, ALICE))
    with pytest.raises(PlaceArchived, match="unarchive the space first"):
        lists.unarchive(session, home.id, by=now(session, ALICE))
    spaces.unarchive(session, space.id, by=now(session, ALICE))

    assert home.id in now(session, ALICE).archived.lists
    lists.unarchive(session, home.id, by=now(session, ALICE))
    assert not now(session, ALICE).archived


def test_who_may_not_delete_may_not_archive(session, home, space):
    with pytest.raises(NotAllowed):
        lists.archive(session, home.id, by=now(session, BOB))
    with pytest.raises(NotAllowed):
        spaces.archive(session, space.id, by=now(session, BOB))
    with pytest.raises((NotFound, NotAllowed)):
        lists.archive(session, home.id, by=now(session, CAROL))


def test_a_guest_reads_what_is_archived_and_cannot_comment(session, work, home):
    lists.share(session, home.id, with_user=CAROL, by=now(session, ALICE))
    lists.archive(session, home.id, by=now(session, ALICE))
    carol = now(session, CAROL)

    assert access.task(session, work.key, carol) is work
    assert reads.tree(session, actor=carol.current) == []
    with pytest.raises(Archived):
        comments.add(session, ("task", work.id), text="x", by=carol)
    # Who sees it may still be set.
    lists.unshare(session, home.id, with_user=CAROL, by=now(session, ALICE))


def test_a_change_from_before_is_not_taken_back_while_it_is_archived(session, work, home):
    _, batch = as_one(
        session, lambda: tasks.edit(session, work.id, title="New", by=now(session, ALICE))
    )
    lists.archive(session, home.id, by=now(session, ALICE))
    with pytest.raises(Conflict, match="archived"), session.begin_nested():
        undo.undo(session, batch, by=now(session, ALICE))
    lists.unarchive(session, home.id, by=now(session, ALICE))
    undo.undo(session, batch, by=now(session, ALICE))
    session.flush()
    session.refresh(work)

    assert work.title == "Rotate"


def test_a_goal_is_deleted_though_what_serves_it_is_archived(session, home):
    alice = now(session, ALICE)
    goal = goals.create(session, title="Launch", by=alice)
    session.flush()
    lists.edit(session, home.id, goal_id=goal.id, by=alice)
    lists.archive(session, home.id, by=alice)
    goals.delete(session, goal.id, by=now(session, ALICE))

    assert home.goal_id is None


# -- what waits for archived work waits all the same ------------------------------------------------------


@pytest.fixture
def waiting(session, home, space):
    """A task with an open blocker, an open subtask and a parent in a list that is archived."""
    alice = now(session, ALICE)
    old = lists.create(session, space.id, name="Old", by=alice)
    session.flush()
    alice = now(session, ALICE)
    above = tasks.create(session, old.id, title="Above", by=alice)
    task = tasks.create(session, home.id, title="Waits", parent_id=above.id, by=alice)
    tasks.create(session, old.id, title="Part", parent_id=task.id, by=alice)
    blocker = tasks.create(session, old.id, title="First", by=alice)
    relations.relate(session, blocker.id, kind="blocks", to_task=task.id, by=alice)
    lists.archive(session, old.id, by=alice)
    return task


def test_a_row_says_the_same_wherever_it_is_shown(session, home, waiting):
    alice = now(session, ALICE)
    everywhere = [
        task_reads.of_list(session, home.id, actor=alice)[0],
        task_reads.rows(session, [], actor=alice.current)[0],
        taskpage.page(session, waiting.key, actor=alice, now=NOW, today=TODAY).row,
    ]
    assert [row.key for row in everywhere] == [waiting.key] * 3
    first = everywhere[0]
    assert (first.blocked_by, first.subtasks, first.parent_id) == (1, (0, 1), waiting.parent_id)
    assert all(row[: len(row) - 1] == first[: len(row) - 1] for row in everywhere)


def test_a_filter_says_what_the_row_says(session, home, waiting):
    alice = now(session, ALICE)
    for name in ("blocked", "has_subtasks"):
        for also in ((), (Leaf("list_id", Op.IS, (home.id,)),)):
            wanted = Every((Leaf(name, Op.IS, (True,)), *also))
            reader = filtering.actor_for(wanted, alice)
            fits = filtering.compile(session, wanted, actor=reader, today=TODAY)
            found = task_reads.rows(session, [fits], actor=reader)
            assert [row.key for row in found] == [waiting.key], (name, also)


# -- a private list in a folder that is archived by somebody who can't see it ----------------------------


@pytest.fixture
def folder(session, space, home, alice, bob):
    """A folder with an open list and one that Alice alone sees."""
    made = folders.create(session, space.id, name="Launch", by=alice)
    session.flush()
    lists.edit(session, home.id, folder_id=made.id, by=alice)
    lists.create(session, space.id, name="Quiet", folder_id=made.id, is_private=True, by=alice)
    session.flush()
    return made


def _quiet(session):
    session.flush()
    return session.exec(select(TaskList).where(TaskList.name == "Quiet")).one()


def test_a_folder_archived_leaves_what_its_archiver_cannot_see(session, home, folder):
    bob = now(session, BOB)
    _, batch = as_one(session, lambda: folders.archive(session, folder.id, by=bob))
    alice = now(session, ALICE)
    assert home.id in alice.archived.lists
    assert _quiet(session).id not in alice.archived.lists
    assert _quiet(session).folder_id is None

    undone = undo.undo(session, batch, by=now(session, BOB))

    assert (undone.left, undone.unseen, undone.taken_back) == ((), (), 1)
    assert "Quiet" not in undone.what
    assert (_quiet(session).folder_id, folder.archived_at) == (folder.id, None)


def test_an_unarchived_folder_has_it_again(session, folder):
    bob = now(session, BOB)
    as_one(session, lambda: folders.archive(session, folder.id, by=bob))
    folders.unarchive(session, folder.id, by=now(session, ALICE))
    assert _quiet(session).folder_id == folder.id

    folders.archive(session, folder.id, by=now(session, ALICE))
    assert _quiet(session).folder_id == folder.id  # she sees what she archives
    assert _quiet(session).id in now(session, ALICE).archived.lists


def test_a_list_that_was_moved_since_stays_where_it_was_put(session, space, folder):
    bob = now(session, BOB)
    as_one(session, lambda: folders.archive(session, folder.id, by=bob))
    alice = now(session, ALICE)
    other = folders.create(session, space.id, name="Other", by=alice)
    session.flush()
    lists.edit(session, _quiet(session).id, folder_id=other.id, by=alice)
    lists.edit(session, _quiet(session).id, folder_id=0, by=alice)
    session.flush()

    folders.unarchive(session, folder.id, by=now(session, BOB))

    assert _quiet(session).folder_id is None
