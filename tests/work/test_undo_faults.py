"""Undo takes back one's own part and nothing else, under today's rights, and says what it left."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import select

from app import access
from app.domain.errors import Conflict, NotAllowed, NotFound
from app.domain.events import Kind
from app.lookups import assignees_of, statuses_of, tags_of
from app.models import Event, TaskList
from app.work import (
    comments,
    docs,
    folders,
    goals,
    lists,
    people,
    spaces,
    statuses,
    targets,
    tasks,
    undo,
)
from app.work.recording import of_task, record
from tests.conftest import a_task
from tests.work.undoing import as_one, broken, now

ALICE, BOB, CAROL = 1, 2, 3


def back(session, batch, by):
    return as_one(session, lambda: undo.undo(session, batch, by=by))[0]


def test_taking_a_task_back_leaves_whoever_joined_since(session, home, alice, bob):
    task = a_task(session, home, alice)
    _, took = as_one(session, lambda: tasks.edit(session, task.id, assignees=[ALICE], by=alice))
    as_one(session, lambda: tasks.edit(session, task.id, assignees=[ALICE, BOB], by=bob))

    undone = back(session, took, alice)

    assert assignees_of(session, task.id) == [BOB]
    assert (undone.taken_back, undone.left) == (1, ())


def test_tags_and_counted_work_are_taken_back_element_by_element(session, home, alice, bob):
    first, second, third = (a_task(session, home, alice, t) for t in "ABC")
    tasks.edit(session, first.id, tags=["old"], by=alice)
    goal = goals.create(session, title="Launch", by=alice)
    target = targets.add(session, goal.id, name="Work", kind="tasks", by=alice)
    _, tagged = as_one(session, lambda: tasks.edit(session, first.id, tags=["new"], by=alice))
    as_one(session, lambda: tasks.edit(session, first.id, tags=["new", "bobs"], by=bob))
    _, counted = as_one(
        session, lambda: targets.edit(session, target.id, tasks=[first.id, second.id], by=alice)
    )
    as_one(session, lambda: targets.edit(session, target.id, tasks=[first.id, third.id], by=bob))

    back(session, tagged, alice)
    back(session, counted, alice)

    assert tags_of(session, first.id) == ["bobs", "old"]
    assert targets.counted(session, target.id) == ([third.id], [])


def test_undoing_a_move_that_would_close_a_circle_is_refused_naming_it(session, alice, bob):
    top, other = (goals.create(session, title=t, by=alice) for t in ("Grow", "Launch"))
    goals.edit(session, other.id, parent_id=top.id, by=alice)
    _, moved = as_one(session, lambda: goals.edit(session, other.id, parent_id=None, by=alice))
    as_one(session, lambda: goals.edit(session, top.id, parent_id=other.id, by=bob))

    with pytest.raises(Conflict, match="nest in a circle: Launch > Grow > Launch"):
        back(session, moved, alice)
    assert broken(session) == []


@pytest.mark.parametrize("noun", ["task", "doc"])
def test_the_same_for_tasks_and_docs(session, home, alice, bob, noun):
    def make(title):
        if noun == "doc":
            return docs.create(session, title=title, by=alice)
        return a_task(session, home, alice, title)

    def nest(item, parent, by):
        if noun == "doc":
            return docs.move(session, item.id, parent_id=parent, by=by)
        return tasks.edit(session, item.id, parent_id=parent, by=by)

    top, other = make("A"), make("B")
    nest(other, top.id, alice)
    _, moved = as_one(session, lambda: nest(other, None, alice))
    as_one(session, lambda: nest(top, other.id, bob))
    with pytest.raises(Conflict, match="nest in a circle"):
        back(session, moved, alice)
    assert broken(session) == []


def test_a_guest_and_a_read_only_token_take_nothing_back(session, home, alice, bob):
    task = a_task(session, home, bob)
    _, edited = as_one(session, lambda: tasks.edit(session, task.id, title="Mine", by=bob))
    with pytest.raises(NotAllowed, match="may only read"):
        back(session, edited, replace(bob, writes=False))

    people.change_role(session, BOB, to="guest", by=alice)
    lists.share(session, home.id, with_user=BOB, by=alice)
    with pytest.raises(NotAllowed, match="read-only"):
        back(session, edited, now(session, BOB))
    pressed = undo.undo_last(session, by=now(session, BOB))
    assert isinstance(pressed.refusal, NotAllowed)
    assert task.key in pressed.sentence
    assert task.title == "Mine"


def test_a_guest_takes_back_their_own_words(session, home, alice):
    lists.share(session, home.id, with_user=CAROL, by=alice)
    task, carol = a_task(session, home, alice), now(session, CAROL)
    made, said = as_one(
        session, lambda: comments.add(session, ("task", task.id), text="Oops", by=carol)
    )

    assert back(session, said, carol).taken_back == 1
    assert made.deleted_at is not None


def test_rights_lost_since_count(session, home, space, alice, bob):
    task = a_task(session, home, bob)
    _, edited = as_one(session, lambda: tasks.edit(session, task.id, title="Mine", by=bob))
    spaces.edit(session, space.id, is_private=True, by=alice)

    with pytest.raises(Conflict, match="not shared with you"):
        back(session, edited, now(session, BOB))
    assert task.title == "Mine"


def test_edits_of_statuses_can_be_taken_back(session, home, alice):
    first = statuses_of(session, home)[0]
    task = a_task(session, home, alice, status_id=first.id)
    for values in ({"name": "Ideas"}, {"wip_limit": 3}, {"category": "done"}, {"position": 9}):
        was = {name: getattr(first, name) for name in values}
        _, batch = as_one(session, lambda v=values: statuses.edit(session, first.id, by=alice, **v))
        assert {name: getattr(first, name) for name in values} == values
        back(session, batch, alice)
        assert {name: getattr(first, name) for name in values} == was
    assert (task.category, task.done_at) == ("backlog", None)
    assert broken(session) == []


def test_a_field_changed_since_is_left_and_said(session, home, alice, bob):
    task = a_task(session, home, alice, due=date(2026, 12, 1), priority=3)
    _, batch = as_one(
        session,
        lambda: tasks.edit(
            session, task.id, due=date(2026, 12, 2), priority=1, title="New", by=alice
        ),
    )
    as_one(session, lambda: tasks.edit(session, task.id, due=date(2026, 12, 9), by=bob))

    undone = back(session, batch, alice)

    assert (task.title, task.priority, task.due) == ("Rotate keys", 3, date(2026, 12, 9))
    assert [(one.field, one.reason) for one in undone.left] == [
        ("due", "Bob Okafor changed it since.")
    ]
    assert undone.sentence == (
        f"Taken back: {task.key} Rotate keys, the priority, the title. "
        f"Not taken back: {task.key} Rotate keys, the due date (Bob Okafor changed it since)."
    )


def test_when_all_of_it_changed_since_undo_refuses_and_says_why(session, home, alice, bob):
    task = a_task(session, home, alice)
    _, batch = as_one(session, lambda: tasks.edit(session, task.id, title="Mine", by=alice))
    as_one(session, lambda: tasks.edit(session, task.id, title="Theirs", by=bob))

    with pytest.raises(Conflict, match="Bob Okafor changed it since"):
        back(session, batch, alice)
    assert task.title == "Theirs"


def test_what_a_rule_did_is_not_the_persons_of_the_same_number(session, home, alice):
    task = a_task(session, home, alice)
    rule = replace(alice, kind="automation")
    _, batch = as_one(session, lambda: tasks.edit(session, task.id, title="By rule", by=rule))

    with pytest.raises(NotFound, match="change"):
        back(session, batch, alice)
    with pytest.raises(NotFound):
        back(session, batch, access.machine(session))
    assert task.title == "By rule"


def test_somebody_elses_change_looks_like_none(session, home, alice, bob):
    task = a_task(session, home, alice)
    _, batch = as_one(session, lambda: tasks.edit(session, task.id, title="Hers", by=alice))
    answers = []
    for wanted in (batch, "no such batch"):
        with pytest.raises(NotFound) as refused:
            back(session, wanted, bob)
        answers.append(str(refused.value))
    assert answers[0] == answers[1]


def test_a_status_taken_away_meanwhile_is_not_set_back(session, home, alice):
    todo, doing = statuses_of(session, home)[1:3]
    task = a_task(session, home, alice, status_id=todo.id)
    _, batch = as_one(session, lambda: tasks.move(session, task.id, to=doing.id, by=alice))
    as_one(session, lambda: statuses.remove(session, todo.id, by=alice))

    with pytest.raises(Conflict, match="not in this list any more"):
        back(session, batch, alice)
    assert (task.status_id, broken(session)) == (doing.id, [])


def test_making_something_is_not_taken_back_once_others_work_on_it(session, home, alice, bob):
    task, made = as_one(session, lambda: a_task(session, home, alice))
    as_one(session, lambda: tasks.edit(session, task.id, priority=1, by=bob))
    with pytest.raises(Conflict, match="Bob Okafor worked on it since"):
        back(session, made, alice)

    parent, made = as_one(session, lambda: a_task(session, home, alice))
    child, _ = as_one(session, lambda: a_task(session, home, bob, parent_id=parent.id))
    with pytest.raises(Conflict, match=f"subtasks since: {child.key}"):
        back(session, made, alice)
    assert parent.deleted_at is child.deleted_at is None


def test_a_list_comes_back_into_the_space_when_its_folder_went(session, space, alice):
    folder = folders.create(session, space.id, name="Later", by=alice)
    made = lists.create(session, space.id, name="Ideas", folder_id=folder.id, by=alice)
    _, gone = as_one(session, lambda: lists.delete(session, made.id, by=now(session, ALICE)))
    as_one(session, lambda: folders.delete(session, folder.id, by=now(session, ALICE)))

    back(session, gone, now(session, ALICE))

    assert (made.deleted_at, made.folder_id, broken(session)) == (None, None, [])


def test_a_place_taken_meanwhile_is_given_beside(session, home, alice, bob):
    first, second, third = (a_task(session, home, alice, t) for t in "ABC")
    status = first.status_id
    _, moved = as_one(
        session, lambda: tasks.move(session, second.id, to=status, after=third.key, by=alice)
    )
    other = a_task(session, home, alice, "D")
    as_one(
        session,
        lambda: tasks.move(session, other.id, to=status, after=first.key, before=third.key, by=bob),
    )

    back(session, moved, alice)

    order = sorted([first, second, third, other], key=lambda one: one.rank)
    assert order[0] is first
    assert order[-1] is third
    assert broken(session) == []


def test_a_move_to_another_space_and_back_keeps_the_key_and_the_place(session, home, alice):
    space = spaces.create(session, key="OPS", name="Operations", by=alice)
    alice = now(session, ALICE)
    other = lists.create(session, space.id, name="Run", by=alice)
    alice = now(session, ALICE)
    task = a_task(session, home, alice)
    a_task(session, home, alice, "next")
    was = (task.key, task.number, task.list_id, task.rank, task.status_id)
    _, batch = as_one(session, lambda: tasks.transfer(session, task.id, to_list=other.id, by=alice))
    moved = task.key

    undone = back(session, batch, alice)
    assert (task.key, task.number, task.list_id, task.rank, task.status_id) == was
    back(session, undone.batch, alice)

    assert (task.key, task.list_id) == (moved, other.id)
    assert access.task(session, was[0], alice).id == task.id
    assert broken(session) == []


def test_undo_is_recorded_as_ordinary_events_that_say_what_caused_them(session, home, alice):
    task = a_task(session, home, alice)
    _, batch = as_one(session, lambda: tasks.edit(session, task.id, title="New", by=alice))
    undone = back(session, batch, alice)

    caused = session.exec(select(Event).where(Event.batch == undone.batch)).one()
    first = session.exec(select(Event).where(Event.batch == batch)).one()
    assert (caused.kind, caused.caused_by, caused.actor_id) == ("task.changed", first.id, ALICE)
    assert undone.what == f"{task.key} Rotate keys, the title"
    assert undone.sentence == f"Taken back: {undone.what}."


def test_events_of_before_the_moments_were_logged_are_taken_back_by_the_flows_rule(
    session, home, alice
):
    todo, done = statuses_of(session, home)[1], statuses_of(session, home)[4]
    task = a_task(session, home, alice, status_id=todo.id)

    def as_it_was_logged():
        task.status_id, task.category = done.id, "done"
        task.done_at = task.updated_at
        changes = {"status": [todo.id, done.id], "category": ["unstarted", "done"]}
        record(session, Kind.TASK_CHANGED, of_task(task), changes, by=alice)

    _, batch = as_one(session, as_it_was_logged)
    back(session, batch, alice)

    assert (task.status_id, task.done_at, broken(session)) == (todo.id, None, [])


def test_a_deleted_list_hides_what_was_done_in_it(session, home, alice):
    task = a_task(session, home, alice)
    _, batch = as_one(session, lambda: tasks.edit(session, task.id, title="New", by=alice))
    _, gone = as_one(session, lambda: lists.delete(session, home.id, by=alice))
    with pytest.raises(Conflict, match="does not exist"):
        back(session, batch, now(session, ALICE))

    back(session, gone, now(session, ALICE))
    back(session, batch, now(session, ALICE))
    assert (session.get(TaskList, home.id).deleted_at, task.title) == (None, "Rotate keys")
