"""Spaces, folders, lists and their statuses: set up, shared, closed, put away."""

from datetime import UTC, datetime

import pytest
from sqlmodel import select

from app import access
from app.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from app.lookups import statuses_of
from app.models import Event, TaskList
from app.reads import spaces as trees
from app.work import erasing, folders, goals, lists, purging, spaces, statuses, tasks, undo
from tests.conftest import a_task


def _as(session, actor):
    """The person as they may act now."""
    session.flush()
    return access.actor(session, actor.user_id)


def _named(session, home):
    return {status.name: status for status in statuses_of(session, home)}


# -- spaces --------------------------------------------------------------------------------------------


def test_a_key_is_free_and_looks_like_one(session, alice, space):
    with pytest.raises(Conflict, match="ENG is or was in use here: ENG2 is free"):
        spaces.create(session, key="eng", name="Engines", by=alice)
    for key in ("E", "1ENG", "E-G", "ENGINEERING"):
        with pytest.raises(Invalid, match="like ENG"):
            spaces.create(session, key=key, name="x", by=alice)


def test_a_key_that_is_kept_says_the_same_whatever_keeps_it(session, alice, bob, space):
    seen = spaces.create(session, key="AAA", name="Seen", by=alice)
    away = spaces.create(session, key="BBB", name="Away", by=alice)
    spaces.create(session, key="CCC", name="Hidden", is_private=True, by=alice)
    gone = spaces.create(session, key="DDD", name="Gone", by=alice)
    alice = _as(session, alice)
    spaces.delete(session, away.id, by=alice)
    spaces.delete(session, gone.id, by=alice)
    session.flush()
    purging.purge(session, "space", gone.id, by=alice, now=datetime.now(UTC))
    session.flush()
    erasing.space(session, gone.id)
    session.expunge(gone)
    refusals = []

    for key in ("AAA", "BBB", "CCC", "DDD"):
        with pytest.raises(Conflict) as refused:
            spaces.create(session, key=key, name="Mine", by=_as(session, bob))
        assert refused.value.field == "key"
        refusals.append(refused.value.sentence.replace(key, "KEY"))

    assert refusals == ["The key KEY is or was in use here: KEY2 is free."] * 4
    bob = _as(session, bob)
    assert access.space(session, seen.id, bob)
    assert spaces.create(session, key="CCC2", name="Mine", by=bob).key == "CCC2"
    assert spaces.create(session, key="DDD", name="Anew", by=alice).key == "DDD"


def test_the_free_key_that_is_offered_fits(session, alice, space):
    for key in ("LONGLONGLO", "LONGLONGL2"):
        spaces.create(session, key=key, name="x", by=alice)
    with pytest.raises(Conflict, match="LONGLONGL3 is free"):
        spaces.create(session, key="LONGLONGLO", name="x", by=alice)


@pytest.mark.parametrize(
    ("name", "key"), [("Platform & API", "PA"), ("Engineering", "ENGI"), ("日本", "SPA")]
)
def test_a_key_is_suggested_that_is_free(session, alice, space, name, key):
    # ENG is taken, and one letter is no key.
    assert spaces.suggested_key(session, name) == key


def test_a_private_space_is_its_members_alone(session, alice, bob, space, home):
    spaces.edit(session, space.id, is_private=True, by=alice)
    assert trees.tree(session, actor=_as(session, bob)) == []
    spaces.share(session, space.id, with_user=bob.user_id, by=alice)
    spaces.share(session, space.id, with_user=bob.user_id, by=alice)
    assert [node.key for node in trees.tree(session, actor=_as(session, bob))] == ["ENG"]
    spaces.unshare(session, space.id, with_user=bob.user_id, by=alice)
    assert trees.tree(session, actor=_as(session, bob)) == []

    kinds = [e.kind for e in session.exec(select(Event).where(Event.subject_kind == "space"))]
    assert kinds.count("space.shared") == kinds.count("space.unshared") == 1


def test_a_member_sets_up_their_own_space_but_not_anothers(session, alice, bob, space):
    with pytest.raises(NotAllowed, match="whoever made"):
        spaces.edit(session, space.id, name="Mine", by=bob)
    own = spaces.create(session, key="BOB", name="Bob's", by=bob)
    spaces.edit(session, own.id, name="Bob's corner", by=_as(session, bob))

    assert own.name == "Bob's corner"
    with pytest.raises(NotAllowed):
        spaces.delete(session, own.id, by=_as(session, bob))


def test_a_guest_sees_the_shared_list_and_not_its_space(session, alice, carol, space, home):
    lists.create(session, space.id, name="Other", by=alice)
    goals.create(session, title="Launch", space_id=space.id, by=alice)
    lists.share(session, home.id, with_user=carol.user_id, by=alice)
    carol = _as(session, carol)
    [node] = trees.tree(session, actor=carol)

    assert ([one.name for one in node.lists], node.whole) == (["Platform"], False)
    assert carol.places == {f"list:{home.id}", f"user:{carol.user_id}"}
    with pytest.raises(NotFound):
        access.space(session, space.id, carol)


def test_a_deleted_space_hides_all_in_it_and_undo_brings_it_back(session, alice, space, home):
    task = a_task(session, home, alice)
    session.info["batch"] = "away"
    spaces.delete(session, space.id, by=alice)
    with pytest.raises(NotFound):
        access.task(session, task.id, _as(session, alice))

    session.info["batch"] = "back"
    undo.undo(session, "away", by=alice)
    assert access.task(session, task.id, _as(session, alice)).id == task.id


# -- lists and folders ---------------------------------------------------------------------------------


def test_a_list_made_private_is_its_members_alone_and_its_closers(session, alice, bob, home):
    lists.set_private(session, home.id, is_private=True, by=alice)
    assert home.id not in _as(session, bob).lists
    assert home.id in _as(session, alice).lists
    lists.share(session, home.id, with_user=bob.user_id, by=alice)
    assert home.id in _as(session, bob).lists


def test_a_member_closes_only_a_list_they_made(session, alice, bob, space, home):
    with pytest.raises(NotAllowed, match="whoever made"):
        lists.set_private(session, home.id, is_private=True, by=bob)
    own = lists.create(session, space.id, name="Bob's", is_private=True, by=bob)

    assert own.id in _as(session, bob).lists


def test_a_folder_groups_lists_of_its_own_space_and_gives_them_back(session, alice, space, home):
    folder = folders.create(session, space.id, name="Launch", by=alice)
    lists.edit(session, home.id, folder_id=folder.id, by=alice)
    [node] = trees.tree(session, actor=_as(session, alice))
    assert ([f.name for f in node.folders], node.lists) == (["Launch"], [])

    other = spaces.create(session, key="OPS", name="Operations", by=alice)
    alice = _as(session, alice)
    with pytest.raises(Invalid, match="another space"):
        lists.create(session, other.id, name="x", folder_id=folder.id, by=alice)
    folders.delete(session, folder.id, by=alice)
    session.flush()
    assert [one.name for one in trees.tree(session, actor=alice)[0].lists] == ["Platform"]


def test_a_list_and_a_folder_are_tied_to_a_goal_and_untied(session, alice, space, home):
    goal = goals.create(session, title="Launch", by=alice)
    folder = folders.create(session, space.id, name="Launch", goal_id=goal.id, by=alice)
    lists.edit(session, home.id, goal_id=goal.id, by=alice)
    assert home.goal_id == folder.goal_id == goal.id

    lists.edit(session, home.id, goal_id=0, by=alice)
    folders.edit(session, folder.id, goal_id=0, by=alice)
    assert home.goal_id is folder.goal_id is None


# -- statuses ------------------------------------------------------------------------------------------


def test_a_status_with_tasks_goes_only_when_they_have_somewhere_to_go(session, alice, space, home):
    names = _named(session, home)
    task = a_task(session, home, alice, status_id=names["In review"].id)
    with pytest.raises(Invalid, match="1 task is in “In review”"):
        statuses.remove(session, names["In review"].id, by=alice)
    statuses.remove(session, names["In review"].id, into=names["Done"].id, by=alice)
    session.flush()

    assert (task.category, task.done_at is None) == ("done", False)
    assert "In review" not in _named(session, home)


def test_a_workflow_keeps_a_way_to_be_done(session, alice, home):
    with pytest.raises(Conflict, match="a way to be done"):
        statuses.remove(session, _named(session, home)["Done"].id, by=alice)


def test_a_new_category_carries_the_tasks_along_with_an_event_each(session, alice, home):
    review = _named(session, home)["In review"]
    task = a_task(session, home, alice, status_id=review.id)
    statuses.edit(session, review.id, category="done", by=alice)
    session.flush()
    event = session.exec(select(Event).where(Event.kind == "task.changed")).one()

    assert task.category == "done"
    assert event.changes["category"] == ["started", "done"]


def test_a_name_is_used_once_and_a_limit_is_at_least_one(session, alice, space, home):
    with pytest.raises(Conflict, match="already a status"):
        statuses.add(session, space.id, name="done", category="done", by=alice)
    with pytest.raises(Invalid, match="at least 1"):
        statuses.add(session, space.id, name="Frozen", category="backlog", wip_limit=0, by=alice)


def test_a_list_with_its_own_statuses_and_back_keeps_every_task_where_it_was(session, alice, home):
    task = a_task(session, home, alice, status_id=_named(session, home)["In review"].id)
    statuses.override(session, home.id, by=alice)
    session.flush()
    own = _named(session, session.get_one(TaskList, home.id))
    session.refresh(task)
    assert (task.status_id, own["In review"].list_id) == (own["In review"].id, home.id)
    statuses.edit(session, own["In review"].id, name="Second look", by=alice)

    statuses.inherit(session, home.id, by=alice)
    session.flush()
    session.refresh(task)
    now = {s.id: s.name for s in statuses_of(session, session.get_one(TaskList, home.id))}
    assert task.category == "started"
    assert now[task.status_id] == "In progress"  # by its category: the name is known here no more


def test_a_task_is_not_moved_to_another_lists_status(session, alice, space, home):
    other = lists.create(session, space.id, name="Other", by=alice)
    alice = _as(session, alice)
    statuses.override(session, other.id, by=alice)
    session.flush()
    foreign = _named(session, other)["Done"]
    task = a_task(session, home, alice)

    with pytest.raises(Invalid, match="no such status"):
        tasks.move(session, task.id, to=foreign.id, by=alice)


def test_a_lists_own_status_stands_in_the_lists_space(session, alice, bob, space, home):
    other = spaces.create(session, key="OPS", name="Operations", by=alice)
    statuses.override(session, home.id or 0, by=alice)
    alice = access.actor(session, 1)
    for elsewhere in (other.id or 0, 990):
        with pytest.raises(NotFound):
            statuses.add(
                session, elsewhere, name="Parked", category="backlog", list_id=home.id, by=alice
            )

    assert [one.name for one in statuses_of(session, home)].count("Parked") == 0
