"""What an undo answers to somebody who may no longer see all of it: nothing of what they may not see."""

import pytest

from app.domain.errors import WorkError
from app.models import Goal, Task
from app.work import folders, goals, lists, relations, spaces, targets, tasks, undo
from tests.conftest import a_task
from tests.work.undoing import as_one, now


@pytest.fixture
def closed(session, alice):
    """A private space with a list, which Bob does not see."""
    space = spaces.create(session, key="SEC", name="Secret", is_private=True, by=alice)
    return lists.create(session, space.id or 0, name="Vault", by=now(session, alice))


def told(session, batch, by) -> str:
    """All an undo says, done or refused."""
    try:
        undone = as_one(session, lambda: undo.undo(session, batch, by=now(session, by)))[0]
    except WorkError as refusal:
        return refusal.sentence
    return f"{undone.sentence} {undone.what} {undone.left}"


def test_a_task_that_went_where_one_does_not_see_it_is_not_named_by_its_new_key(
    session, home, closed, alice, bob
):
    task = a_task(session, home, bob)
    _, batch = as_one(session, lambda: tasks.edit(session, task.id, title="Mine", by=bob))
    tasks.transfer(session, task.id, to_list=closed.id, by=now(session, alice))
    assert task.key.startswith("SEC-")

    said = told(session, batch, bob)

    assert "SEC" not in said
    assert "the task" in said


@pytest.mark.parametrize("tie", ["relation", "link"])
@pytest.mark.parametrize("made", [True, False])
def test_whether_a_tie_stands_is_told_to_who_sees_both_ends(
    session, home, closed, alice, bob, tie, made
):
    """The answer is the same whether somebody took it apart since."""
    answers = []
    for is_taken_apart in (True, False):
        one, other = a_task(session, home, bob), a_task(session, home, bob)
        goal = goals.create(session, title="Launch", space_id=home.space_id, by=bob)
        verbs, ends = _tie(tie, one, other, goal)
        if not made:
            verbs[0](session, *ends(bob)[0], **ends(bob)[1])
        verb = verbs[0] if made else verbs[1]
        _, batch = as_one(session, lambda v=verb, e=ends: v(session, *e(bob)[0], **e(bob)[1]))
        alice = now(session, alice)
        if is_taken_apart:
            back = verbs[1] if made else verbs[0]
            back(session, *ends(alice)[0], **ends(alice)[1])
        if tie == "relation":
            tasks.transfer(session, other.id, to_list=closed.id, by=alice)
        else:
            goals.edit(session, goal.id, space_id=closed.space_id, by=alice)
        answers.append(told(session, batch, bob).replace(one.key, "KEY"))

    assert answers[0] == answers[1]


def _tie(tie: str, one: Task, other: Task, goal: Goal):  # type: ignore[no-untyped-def]
    if tie == "relation":
        return (relations.relate, relations.unrelate), lambda by: (
            (one.id,),
            {"kind": "blocks", "to_task": other.id, "by": by},
        )
    return (relations.link, relations.unlink), lambda by: (
        (("task", one.id), ("goal", goal.id)),
        {"by": by},
    )


def test_hidden_subtasks_hold_a_task_without_being_named(session, home, closed, alice, bob):
    task, batch = as_one(session, lambda: a_task(session, home, bob))
    hidden = a_task(session, closed, now(session, alice), parent_id=task.id)

    said = told(session, batch, bob)

    assert (task.deleted_at, hidden.deleted_at) == (None, None)
    assert "SEC" not in said
    assert "subtask" not in said


def test_a_hidden_subgoal_does_not_show_in_an_undo(session, closed, alice, bob):
    goal, batch = as_one(session, lambda: goals.create(session, title="Launch", by=bob))
    below = goals.create(
        session, title="Quiet", space_id=closed.space_id, parent_id=goal.id, by=now(session, alice)
    )

    assert "sub-goal" not in told(session, batch, bob)
    assert below.deleted_at is None


def test_a_hidden_list_holds_its_space_without_being_told(session, alice, bob):
    space, batch = as_one(session, lambda: spaces.create(session, key="OPS", name="Ops", by=bob))
    made = lists.create(session, space.id, name="Vault", by=now(session, alice))
    lists.set_private(session, made.id, is_private=True, by=now(session, alice))

    said = told(session, batch, bob)

    assert "list" not in said
    assert space.deleted_at is None


@pytest.mark.parametrize("tied", ["list", "folder", "target"])
def test_what_somebody_joined_unseen_holds_a_thing_without_being_told(
    session, home, closed, alice, bob, tied
):
    goal, batch = as_one(session, lambda: goals.create(session, title="Launch", by=bob))
    alice = now(session, alice)
    if tied == "list":
        lists.edit(session, closed.id, goal_id=goal.id, by=alice)
    elif tied == "folder":
        folders.create(session, closed.space_id, name="Box", goal_id=goal.id, by=alice)
    else:
        goal, batch = as_one(session, lambda: a_task(session, home, bob))
        secret = goals.create(session, title="Quiet", space_id=closed.space_id, by=alice)
        targets.add(session, secret.id, name="Count", kind="tasks", tasks=[goal.id], by=alice)

    said = told(session, batch, bob)

    assert goal.deleted_at is None
    assert "Alice" not in said
    assert tied not in said
    assert "It was changed since" in said


def test_left_names_nothing_that_went_out_of_sight(session, home, closed, alice, bob):
    one, two = a_task(session, home, bob), a_task(session, home, bob)
    _, batch = as_one(
        session, lambda: [tasks.edit(session, t.id, title="Mine", by=bob) for t in (one, two)]
    )
    tasks.transfer(session, two.id, to_list=closed.id, by=now(session, alice))

    undone = as_one(session, lambda: undo.undo(session, batch, by=now(session, bob)))[0]

    assert undone.left == ()
    assert "Not taken back: the task (This task does not exist" in undone.sentence


def test_what_went_along_unseen_is_not_told_of_a_change_elsewhere(
    session, home, closed, alice, bob
):
    top = a_task(session, home, bob)
    a_task(session, closed, now(session, alice), parent_id=top.id)
    as_one(session, lambda: tasks.delete(session, top.id, by=bob))

    with pytest.raises(undo.Elsewhere) as elsewhere:
        undo.undo_last(session, by=now(session, bob), is_meant=lambda _: False)

    assert str(elsewhere.value).endswith(f"elsewhere: {top.key} Rotate keys, deleted.")
