"""What is deleted can be brought back with all that hung on it, by whoever may change it, and by nobody else."""

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from app import access
from app.domain.access import Actor
from app.domain.errors import Conflict, InTrash, Invalid, NotAllowed, NotFound
from app.lookups import statuses_of_space
from app.models import Doc, Event, Goal, Purge, Relation, Task, TaskList
from app.reads import trash as reading
from app.work import (
    comments,
    docs,
    folders,
    goals,
    lists,
    people,
    purging,
    relations,
    spaces,
    statuses,
    tasks,
    undo,
)
from tests.conftest import NOW
from tests.work.undoing import as_one


def titles(session: Session, who: Actor, **more: object) -> list[str]:
    who = access.actor(session, who.user_id or 0)
    found = reading.entries(session, actor=who, limit=100, **more)  # type: ignore[arg-type]
    return [one.title for one in found]


def back(session: Session, who: Actor, kind: str, item_id: int, **more: int) -> undo.Undone:
    actor = access.actor(session, who.user_id or 0)
    done, _ = as_one(session, lambda: undo.restore(session, kind, item_id, by=actor, **more))
    return done


@pytest.fixture
def tree(session: Session, alice: Actor, home: TaskList) -> list[Task]:
    """A task with a subtask and one under that, said on and related."""
    top = tasks.create(session, home.id or 0, title="Top", by=alice)
    sub = tasks.create(session, home.id or 0, title="Sub", parent_id=top.id, by=alice)
    leaf = tasks.create(session, home.id or 0, title="Leaf", parent_id=sub.id, by=alice)
    comments.add(session, ("task", leaf.id or 0), text="Mind the gap", by=alice)
    relations.relate(session, top.id or 0, kind="relates", to_task=leaf.id or 0, by=alice)
    return [top, sub, leaf]


def test_a_task_is_one_entry_with_its_subtasks_and_comes_back_with_all(session, alice, bob, tree):
    top, _, leaf = tree
    as_one(session, lambda: tasks.delete(session, top.key, by=alice))

    [entry] = reading.entries(session, actor=bob, limit=10)
    assert (entry.title, entry.contents.tasks, entry.place) == ("Top", 2, "Engineering › Platform")
    assert entry.deleted_by is not None
    assert entry.deleted_by.name == "Alice Moreau"
    assert entry.until - entry.deleted_at == timedelta(days=30)

    done = back(session, bob, "task", top.id or 0)

    assert done.sentence == f"Restored: {top.key} Top, with 2 subtasks."
    assert titles(session, bob) == []
    assert access.task(session, leaf.key, bob).parent_id == tree[1].id
    assert session.exec(select(Relation)).one().to_id == leaf.id


def test_what_was_deleted_before_its_parent_is_an_entry_of_its_own(session, alice, tree):
    top, _, leaf = tree
    as_one(session, lambda: tasks.delete(session, leaf.key, by=alice))
    as_one(session, lambda: tasks.delete(session, top.key, by=alice))
    assert titles(session, alice) == ["Top", "Leaf"]

    back(session, alice, "task", top.id or 0)

    assert titles(session, alice) == ["Leaf"]


def test_undo_takes_a_restore_back_and_redo_does_it_again(session, alice, bob, tree):
    top = tree[0]
    as_one(session, lambda: tasks.delete(session, top.key, by=alice))
    back(session, bob, "task", top.id or 0)
    as_one(session, lambda: undo.undo_last(session, by=bob))
    assert titles(session, bob) == ["Top"]
    as_one(session, lambda: undo.redo_last(session, by=bob))
    assert titles(session, bob) == []


def test_who_could_not_see_it_finds_nothing_and_restores_nothing(session, alice, bob, carol, home):
    lists.set_private(session, home.id or 0, is_private=True, by=alice)
    hidden = tasks.create(session, home.id or 0, title="Secret", by=alice)
    as_one(session, lambda: tasks.delete(session, hidden.key, by=alice))
    goal = goals.create(session, title="Open", by=alice)
    as_one(session, lambda: goals.delete(session, goal.id or 0, by=alice))

    assert titles(session, alice) == ["Open", "Secret"]
    assert titles(session, bob) == ["Open"]
    assert titles(session, carol) == []
    assert reading.count(session, actor=access.actor(session, 2)) == 1
    with pytest.raises(NotFound):
        back(session, bob, "task", hidden.id or 0)
    with pytest.raises(NotAllowed):
        back(session, carol, "goal", goal.id or 0)
    as_one(session, lambda: lists.delete(session, home.id or 0, by=alice))
    assert titles(session, bob) == ["Open"]
    with pytest.raises(NotFound):
        back(session, bob, "list", home.id or 0)


def test_a_list_comes_back_as_a_whole_and_what_was_deleted_in_it_says_what_to_do(
    session, alice, bob, space, home
):
    kept = tasks.create(session, home.id or 0, title="Kept", by=alice)
    lost = tasks.create(session, home.id or 0, title="Lost", by=alice)
    other = lists.create(session, space.id or 0, name="Other", by=alice)
    as_one(session, lambda: tasks.delete(session, lost.key, by=alice))
    as_one(session, lambda: lists.delete(session, home.id or 0, by=alice))
    alice, bob = access.actor(session, 1), access.actor(session, 2)

    entry = reading.entry(session, "task", lost.id or 0, actor=bob)
    assert entry is not None
    assert "restore the list first" in entry.waits
    with pytest.raises(InTrash, match="The list “Platform”"):
        back(session, bob, "task", lost.id or 0)
    with pytest.raises(NotAllowed):
        back(session, bob, "list", home.id or 0)

    back(session, bob, "task", lost.id or 0, into=other.id or 0)
    assert access.task(session, lost.id or 0, access.actor(session, 2)).list_id == other.id

    back(session, alice, "list", home.id or 0)
    assert access.task(session, kept.key, access.actor(session, 2)).title == "Kept"
    assert titles(session, alice) == []


def test_a_space_holds_what_is_in_it_and_its_docs_can_go_elsewhere(session, alice, bob, space):
    page = docs.create(session, title="Plan", space_id=space.id, by=alice)
    docs.create(session, title="Below", parent_id=page.id, by=alice)
    as_one(session, lambda: docs.delete(session, page.id or 0, by=alice))
    other = spaces.create(session, key="OPS", name="Operations", by=alice)
    as_one(session, lambda: spaces.delete(session, space.id or 0, by=alice))

    assert titles(session, bob) == ["Engineering", "Plan"]
    with pytest.raises(NotAllowed):
        back(session, bob, "space", space.id or 0)
    with pytest.raises(InTrash, match="space “Engineering”"):
        back(session, bob, "doc", page.id or 0)
    back(session, bob, "doc", page.id or 0, into=other.id or 0)
    assert {one.space_id for one in session.exec(select(Doc))} == {other.id}
    back(session, alice, "space", space.id or 0)
    assert titles(session, alice) == []


def test_a_goal_comes_back_with_its_sub_goals_and_places_but_what_others_changed_stays(
    session, alice, bob, space, home
):
    goal = goals.create(session, title="Why", by=alice)
    one, two = (goals.create(session, title=t, parent_id=goal.id, by=alice) for t in ("One", "Two"))
    lists.edit(session, home.id or 0, goal_id=goal.id, by=alice)
    as_one(session, lambda: goals.delete(session, goal.id or 0, by=alice))
    new = goals.create(session, title="New", by=bob)
    as_one(session, lambda: goals.edit(session, two.id or 0, parent_id=new.id, by=bob))

    done = back(session, alice, "goal", goal.id or 0)

    assert session.get_one(Goal, one.id).parent_id == goal.id
    assert session.get_one(Goal, two.id).parent_id == new.id
    assert session.get_one(TaskList, home.id).goal_id == goal.id
    assert [one.subject_id for one in done.left] == [two.id]


def test_a_folder_takes_its_lists_back(session, alice, space, home):
    folder = folders.create(session, space.id or 0, name="Box", by=alice)
    lists.edit(session, home.id or 0, folder_id=folder.id, by=alice)
    as_one(session, lambda: folders.delete(session, folder.id or 0, by=alice))
    assert session.get_one(TaskList, home.id).folder_id is None

    back(session, alice, "folder", folder.id or 0)

    assert session.get_one(TaskList, home.id).folder_id == folder.id


def test_what_is_not_in_the_trash_is_refused(session, alice, tree):
    with pytest.raises(Conflict, match="not in the trash"):
        back(session, alice, "task", tree[0].id or 0)
    with pytest.raises(NotFound):
        back(session, alice, "task", 4711)
    with pytest.raises(Invalid):
        back(session, alice, "goal", 1, into=1)


def test_search_looks_at_key_and_title_and_pages_go_on(session, alice, home):
    made = [tasks.create(session, home.id or 0, title=f"Ümlaut {n}", by=alice) for n in range(5)]
    for one in made:
        as_one(session, lambda one=one: tasks.delete(session, one.key, by=alice))
    assert titles(session, alice, words="mlaut ÜMLAUT 5") == ["Ümlaut 4"]  # ENG-5
    assert titles(session, alice, words=made[1].key.lower()) == ["Ümlaut 1"]
    first = reading.entries(session, actor=alice, limit=3)
    rest = reading.entries(session, actor=alice, limit=3, before=first[-1].id)
    assert [one.title[-1] for one in (*first, *rest)] == ["4", "3", "2", "1", "0"]


def test_search_finds_what_went_along_as_part_of_what_took_it(session, alice, home, tree):
    top, _, leaf = tree
    space = spaces.create(session, key="GRO", name="Growth", by=alice)
    alice = access.actor(session, 1)
    funnel = lists.create(session, space.id or 0, name="Funnel", by=alice)
    alice = access.actor(session, 1)
    ad = tasks.create(session, funnel.id or 0, title="Buy an ad", by=alice)
    page = docs.create(session, title="Plan", space_id=space.id, by=alice)
    docs.create(session, title="Ädvent", space_id=space.id, parent_id=page.id, by=alice)
    as_one(session, lambda: tasks.delete(session, top.key, by=alice))
    as_one(session, lambda: docs.delete(session, page.id or 0, by=alice))
    as_one(session, lambda: lists.delete(session, funnel.id or 0, by=alice))
    alice = access.actor(session, 1)

    def held(words: str) -> list[tuple[str, tuple[str, ...]]]:
        found = reading.entries(session, actor=alice, words=words, limit=9)
        return [(one.title, one.holds) for one in found]

    assert held("leaf") == [("Top", (f"{leaf.key} Leaf",))]
    assert held(ad.key) == held("BUY ad") == [("Funnel", (f"{ad.key} Buy an ad",))]
    assert held("äDV") == [("Plan", ("Ädvent",))]
    assert held("top") == [("Top", ())]

    as_one(session, lambda: spaces.delete(session, space.id or 0, by=alice))
    alice = access.actor(session, 1)
    assert held("buy") == [("Funnel", (f"{ad.key} Buy an ad",))]


def test_search_inside_a_space_finds_its_lists_tasks_docs_and_goals_for_who_saw_them(
    session, alice, bob
):
    space = spaces.create(session, key="GRO", name="Growth", by=alice)
    alice = access.actor(session, 1)
    shut = lists.create(session, space.id or 0, name="Salaries aim", by=alice)
    lists.set_private(session, shut.id or 0, is_private=True, by=access.actor(session, 1))
    alice = access.actor(session, 1)
    tasks.create(session, shut.id or 0, title="Raise aim", by=alice)
    docs.create(session, title="Doc aim", space_id=space.id, by=alice)
    goals.create(session, title="Goal aim", space_id=space.id, by=alice)
    folders.create(session, space.id or 0, name="Folder aim", by=alice)
    as_one(session, lambda: spaces.delete(session, space.id or 0, by=alice))

    def held(who: Actor) -> list[tuple[str, ...]]:
        actor = access.actor(session, who.user_id or 0)
        return [one.holds for one in reading.entries(session, actor=actor, words="aim", limit=9)]

    assert held(alice) == [("GRO-1 Raise aim", "Salaries aim", "Folder aim", "Doc aim", "Goal aim")]
    assert held(bob) == [("Folder aim", "Doc aim", "Goal aim")]


def test_a_kind_is_found_also_in_what_it_went_along_with_by_who_saw_it(
    session, alice, bob, home, tree
):
    space = spaces.create(session, key="GRO", name="Growth", by=alice)
    alice = access.actor(session, 1)
    shut = lists.create(session, space.id or 0, name="Salaries", is_private=True, by=alice)
    alice = access.actor(session, 1)
    tasks.create(session, shut.id or 0, title="Raise", by=alice)
    docs.create(session, title="Plan", space_id=space.id, by=alice)
    bare = lists.create(session, home.space_id, name="Bare", by=alice)
    alice = access.actor(session, 1)
    single = tasks.create(session, home.id or 0, title="Raise dough", by=alice)
    for put_away in (
        lambda: lists.delete(session, home.id or 0, by=alice),
        lambda: lists.delete(session, bare.id or 0, by=alice),
        lambda: spaces.delete(session, space.id or 0, by=alice),
    ):
        as_one(session, put_away)

    assert titles(session, alice, kinds=["task"]) == ["Growth", "Platform"]
    assert titles(session, bob, kinds=["task"]) == ["Platform"]
    assert titles(session, alice, kinds=["list"]) == ["Growth", "Bare", "Platform"]
    assert titles(session, bob, kinds=["list"]) == ["Bare", "Platform"]
    assert titles(session, bob, kinds=["doc"]) == ["Growth"]
    assert titles(session, alice, kinds=["goal"]) == titles(session, alice, kinds=["folder"]) == []

    def held(words: str, kind: str) -> list[tuple[str, tuple[str, ...]]]:
        actor = access.actor(session, 1)
        found = reading.entries(session, actor=actor, kinds=[kind], words=words, limit=9)
        return [(one.title, one.holds) for one in found]

    assert held("raise", "task") == [
        ("Growth", ("GRO-1 Raise",)),
        ("Platform", (f"{single.key} Raise dough",)),
    ]
    assert held("raise", "doc") == held("growth", "doc") == []
    assert held("plan", "doc") == [("Growth", ("Plan",))]


def test_a_subtask_under_a_hidden_one_is_part_of_the_task_its_reader_sees(
    session, alice, bob, home, tree
):
    hidden = lists.create(session, home.space_id, name="Hidden", is_private=True, by=alice)
    alice = access.actor(session, 1)
    top, sub, leaf = tree
    tasks.transfer(session, sub.key, to_list=hidden.id or 0, by=alice)
    tasks.transfer(session, leaf.key, to_list=home.id or 0, by=alice)
    as_one(session, lambda: tasks.delete(session, top.key, by=alice))
    bob = access.actor(session, 2)

    [entry] = reading.entries(session, actor=bob, limit=9)
    assert (entry.title, entry.contents.tasks) == ("Top", 1)
    assert reading.count(session, actor=bob) == 1
    assert reading.entry(session, "task", leaf.id or 0, actor=bob) is None
    [found] = reading.entries(session, actor=bob, words="leaf", limit=9)
    assert found.holds == (f"{leaf.key} Leaf",)

    done = back(session, bob, "task", top.id or 0)
    assert done.sentence == f"Restored: {top.key} Top, with 1 subtask."
    assert titles(session, bob) == titles(session, alice) == []


def test_only_a_manager_or_the_maker_of_a_space_erases_and_then_it_is_gone(
    session, alice, bob, carol, tree
):
    top = tree[0]
    as_one(session, lambda: tasks.delete(session, top.key, by=alice))
    for one in (bob, carol):
        with pytest.raises((NotAllowed, NotFound)):
            purging.purge(session, "task", top.id or 0, by=one, now=NOW)

    purging.purge(session, "task", top.id or 0, by=alice, now=NOW)

    assert session.get(Purge, ("task", top.id)) is not None
    assert titles(session, alice) == []
    with pytest.raises(NotFound):
        back(session, alice, "task", top.id or 0)
    told = session.exec(select(Event.kind).where(col(Event.kind).endswith(".purged"))).all()
    assert told == ["task.purged"]


def test_a_status_in_use_asks_where_its_tasks_go_and_undo_puts_them_back(
    session, alice, bob, space, home
):
    columns = {one.name: one for one in statuses_of_space(session, space.id or 0)}
    review, done = columns["In review"], columns["Done"]
    made = [tasks.create(session, home.id or 0, title=f"T{n}", by=alice) for n in range(3)]
    for one in made:
        tasks.move(session, one.id or 0, to=review.id or 0, by=alice)
    secret = lists.create(session, space.id or 0, name="Secret", is_private=True, by=alice)
    alice = access.actor(session, 1)
    hidden = tasks.create(session, secret.id or 0, title="H", status_id=review.id, by=alice)

    with pytest.raises(Invalid, match="3 tasks are in “In review”: say where they go"):
        statuses.remove(session, review.id or 0, by=bob)
    as_one(session, lambda: statuses.remove(session, review.id or 0, into=done.id, by=alice))
    assert {one.status_id for one in (*made, hidden)} == {done.id}

    as_one(session, lambda: undo.undo_last(session, by=alice))

    assert {session.get_one(Task, one.id).status_id for one in (*made, hidden)} == {review.id}


def test_a_status_only_hidden_tasks_have_is_taken_away_without_a_word_of_them(
    session, alice, bob, space, home
):
    columns = {one.name: one for one in statuses_of_space(session, space.id or 0)}
    review, begun = columns["In review"], columns["In progress"]
    secret = lists.create(session, space.id or 0, name="Secret", is_private=True, by=alice)
    alice = access.actor(session, 1)
    hidden = tasks.create(session, secret.id or 0, title="H", status_id=review.id, by=alice)

    with pytest.raises(Invalid, match="no other status of this workflow"):
        statuses.remove(session, review.id or 0, into=review.id, by=bob)
    statuses.remove(session, review.id or 0, by=bob)

    assert (hidden.status_id, hidden.category) == (begun.id, begun.category)


def test_what_a_purge_left_for_those_who_see_it_is_in_their_trash(session, alice, bob):
    space = spaces.create(session, key="KD", name="Kitchen", by=bob)
    bob = access.actor(session, 2)
    home = lists.create(session, space.id or 0, name="Open", by=bob)
    alice = access.actor(session, 1)
    secret = lists.create(session, space.id or 0, name="Secret", is_private=True, by=alice)
    alice, bob = access.actor(session, 1), access.actor(session, 2)
    top = tasks.create(session, home.id or 0, title="Top", by=bob)
    tasks.create(session, secret.id or 0, title="Kid", parent_id=top.id, by=alice)
    as_one(session, lambda: tasks.delete(session, top.id or 0, by=bob))
    assert titles(session, alice) == ["Top"]

    purging.purge(session, "task", top.id or 0, by=bob, now=NOW)

    assert (titles(session, alice), titles(session, bob)) == (["Kid"], [])


names = st.sampled_from(["Top", "Sub", "Leaf"])


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.generate],
)
@given(deleted=st.lists(names, min_size=1, max_size=4), restored=st.lists(names, max_size=4))
def test_whatever_is_deleted_and_restored_each_task_is_here_or_in_one_entry(
    session, alice, tree, deleted, restored
):
    by_name = {one.title: one for one in tree}
    for name in deleted:
        with suppress(NotFound):
            as_one(session, lambda name=name: tasks.delete(session, by_name[name].key, by=alice))
    for name in restored:
        with suppress(Conflict):
            back(session, alice, "task", by_name[name].id or 0)
    found = reading.entries(session, actor=alice, limit=9)
    gone = session.exec(select(Task).where(col(Task.deleted_at).is_not(None))).all()

    assert sum(1 + one.contents.tasks for one in found) == len(gone)
    for one in found:
        back(session, alice, "task", one.item_id)
    assert session.exec(select(Task).where(col(Task.deleted_at).is_not(None))).all() == []
    assert reading.count(session, actor=alice) == 0


def test_what_is_being_erased_comes_back_by_no_undo_nor_what_went_with_it(session, alice, tree):
    ids = [one.id for one in tree]
    _, batch = as_one(session, lambda: tasks.delete(session, ids[0], by=alice))
    as_one(session, lambda: purging.purge(session, "task", ids[0], by=alice, now=NOW))
    with pytest.raises(Conflict, match="Not taken back"):
        as_one(session, lambda: undo.undo(session, batch, by=alice))

    assert all(session.get_one(Task, one).deleted_at is not None for one in ids)


def test_whoever_erases_a_task_erases_no_subtask_they_can_t_see(session, alice, bob, home, tree):
    hidden = lists.create(session, home.space_id, name="Hidden", is_private=True, by=alice)
    session.flush()
    alice = access.actor(session, alice.user_id or 0)
    unseen = tasks.create(session, hidden.id or 0, title="Unseen", parent_id=tree[0].id, by=alice)
    people.change_role(session, bob.user_id or 0, to="admin", by=alice)
    session.flush()
    bob = access.actor(session, bob.user_id or 0)
    as_one(session, lambda: tasks.delete(session, tree[0].id or 0, by=bob))
    as_one(session, lambda: purging.purge(session, "task", tree[0].id or 0, by=bob, now=NOW))

    going = set(session.exec(select(Purge.item_id).where(Purge.kind == "task")))
    assert going == {one.id for one in tree}
    assert unseen.id not in going
