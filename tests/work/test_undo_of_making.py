"""Taking back the making of a thing loses nothing that a colleague joined to it; what was done is named right."""

import pytest
from sqlmodel import select

from app.domain.errors import Conflict
from app.models import Event, Folder, Task
from app.work import comments, docs, folders, goals, lists, questions, targets, tasks, undo
from tests.conftest import a_task
from tests.work.undoing import as_one, broken, difference, now, state

ALICE, BOB = 1, 2


def back(session, batch, by):
    return as_one(session, lambda: undo.undo(session, batch, by=by))[0]


def press(session, verb, by):
    undone = as_one(session, lambda: verb(session, by=by))[0]
    session.expire_all()
    return undone


JOINS = {
    "added a target to it": lambda s, goal, home, space, by: targets.add(
        s, goal.id, name="Signed", kind="number", target_value=5, by=by
    ),
    "tied a list to it": lambda s, goal, home, space, by: lists.edit(
        s, home.id, goal_id=goal.id, by=by
    ),
    "tied a folder to it": lambda s, goal, home, space, by: folders.create(
        s, space.id, name="Runs", goal_id=goal.id, by=by
    ),
    "taught a word for it": lambda s, goal, home, space, by: questions.learn(
        s, words="the big one", kind="goal", item_id=goal.id, by=by
    ),
}


@pytest.mark.parametrize("what", JOINS)
def test_a_goal_stays_while_a_colleague_has_joined_something_to_it(
    session, home, space, alice, bob, what
):
    goal, made = as_one(session, lambda: goals.create(session, title="Launch", by=alice))
    as_one(session, lambda: JOINS[what](session, goal, home, space, bob))
    was = state(session)

    with pytest.raises(Conflict, match=rf"Launch \(Bob Okafor {what} since\)"):
        back(session, made, alice)
    assert difference(was, state(session)) == {}


@pytest.mark.parametrize("what", JOINS)
def test_what_one_joined_oneself_goes_along_and_comes_back(session, home, space, alice, what):
    goal, made = as_one(session, lambda: goals.create(session, title="Launch", by=alice))
    as_one(session, lambda: JOINS[what](session, goal, home, space, alice))
    was = state(session)

    undone = back(session, made, alice)
    assert goal.deleted_at is not None
    assert goal.id not in {home.goal_id, *(f.goal_id for f in session.exec(select(Folder)))}
    back(session, undone.batch, alice)
    assert difference(was, state(session)) == {}


def test_what_a_colleague_took_off_again_does_not_hinder(session, home, alice, bob):
    goal, made = as_one(session, lambda: goals.create(session, title="Launch", by=alice))
    target = targets.add(session, goal.id, name="Signed", kind="number", target_value=5, by=bob)
    targets.delete(session, target.id, by=bob)
    lists.edit(session, home.id, goal_id=goal.id, by=bob)
    lists.edit(session, home.id, goal_id=0, by=bob)
    word = questions.learn(session, words="big", kind="goal", item_id=goal.id, by=bob)
    session.flush()
    questions.unlearn(session, word.id, by=bob)

    assert back(session, made, alice).taken_back == 1


@pytest.mark.parametrize("noun", ["task", "list"])
def test_work_that_a_colleagues_target_counts_stays(session, home, space, alice, bob, noun):
    goal = goals.create(session, title="Launch", by=bob)
    if noun == "task":
        item, made = as_one(session, lambda: a_task(session, home, alice))
    else:
        item, made = as_one(session, lambda: lists.create(session, space.id, name="New", by=alice))
    alice, bob = now(session, ALICE), now(session, BOB)
    counted = {f"{noun}s": [item.id]}
    target = targets.add(session, goal.id, name="Work", kind="tasks", by=bob, **counted)
    with pytest.raises(Conflict, match="Bob Okafor counts it in a target since"):
        back(session, made, alice)
    assert item.deleted_at is None

    targets.delete(session, target.id, by=bob)
    assert back(session, made, alice).taken_back == 1


def test_no_place_keeps_a_goal_that_is_gone_and_the_tie_comes_back_with_it(
    session, home, space, alice
):
    goal = goals.create(session, title="Launch", by=alice)
    lists.edit(session, home.id, goal_id=goal.id, by=alice)
    folder = folders.create(session, space.id, name="Runs", goal_id=goal.id, by=alice)
    away = folders.create(session, space.id, name="Old", goal_id=goal.id, by=alice)
    folders.delete(session, away.id, by=alice)

    _, gone = as_one(session, lambda: goals.delete(session, goal.id, by=alice))
    folders.restore(session, away.id, by=alice)
    assert (home.goal_id, folder.goal_id, away.goal_id) == (None, None, None)

    undone = back(session, gone, alice)
    assert undone.left == ()
    assert (home.goal_id, folder.goal_id, away.goal_id) == (goal.id, goal.id, None)
    assert broken(session) == []


def test_what_is_done_again_is_named_as_it_was_first_done(session, home, alice):
    task = a_task(session, home, alice, "Top")
    as_one(session, lambda: a_task(session, home, alice, "Sub", parent_id=task.id))
    as_one(session, lambda: comments.add(session, ("task", task.id), text="Hm", by=alice))
    as_one(session, lambda: tasks.delete(session, task.id, by=alice))

    for _ in range(2):
        for _ in range(3):
            press(session, undo.undo_last, alice)
        again = [press(session, undo.redo_last, alice) for _ in range(3)]
        assert [one.what for one in reversed(again)] == [
            f"{task.key} Top and {_sub(session)} Sub: deleted",
            f"a comment on {task.key} Top, made",
            f"{_sub(session)} Sub, made",
        ]
        assert again[0].sentence == f"Done again: {_sub(session)} Sub, made."


def _sub(session):
    return session.exec(select(Task.key).where(Task.title == "Sub")).one()


def test_a_docs_text_is_called_the_text(session, alice):
    doc = docs.create(session, title="Plan", text="One", by=alice)
    _, wrote = as_one(
        session,
        lambda: docs.save(
            session, doc.id, based_on=doc.version, title="Plan B", text="Two", by=alice
        ),
    )
    assert set(back(session, wrote, alice).what.split(", ")) == {"Plan", "the title", "the text"}
    _, wrote = as_one(
        session,
        lambda: docs.save(session, doc.id, based_on=doc.version, text="Two", by=alice),
    )
    assert back(session, wrote, alice).what == "Plan, the text"


def test_what_is_taken_back_already_counts_as_nothing(session, home, alice):
    task, made = as_one(session, lambda: a_task(session, home, alice))
    assert back(session, made, alice).taken_back == 1
    before = session.exec(select(Event.id)).all()

    again = back(session, made, alice)
    assert again.sentence == f"Nothing changed, it is so already: {task.key} {task.title}, made."
    assert again.taken_back == 0
    assert session.exec(select(Event.id)).all() == before


def test_what_goes_with_a_goal_is_named_beside_it(session, home, alice):
    goal = goals.create(session, title="EU launch", by=alice)
    goals.create(session, title="Berlin", parent_id=goal.id, by=alice)
    lists.edit(session, home.id, goal_id=goal.id, by=alice)
    _, deleted = as_one(session, lambda: goals.delete(session, goal.id, by=alice))

    undone = back(session, deleted, alice)
    assert undone.taken_back == 3
    assert undone.sentence == (
        f"Taken back: EU launch, deleted; Berlin and {home.name}: the goal, the parent."
    )


def test_of_a_batch_partly_back_only_the_rest_counts_and_is_named(session, home, alice):
    one, other = (a_task(session, home, alice, title) for title in ("One", "Other"))
    _, done = as_one(
        session,
        lambda: [tasks.edit(session, task.id, priority=2, by=alice) for task in (one, other)],
    )
    as_one(session, lambda: tasks.edit(session, one.id, priority=0, by=alice))

    undone = back(session, done, alice)
    assert undone.taken_back == 1
    assert undone.sentence == f"Taken back: {other.key} Other, the priority."


def test_what_comes_back_along_with_another_counts(session, home, alice):
    task = a_task(session, home, alice, "Whole")
    part = a_task(session, home, alice, "Part", parent_id=task.id)
    _, deleted = as_one(session, lambda: tasks.delete(session, task.id, by=alice))

    undone = back(session, deleted, alice)
    assert (undone.taken_back, part.deleted_at) == (2, None)
