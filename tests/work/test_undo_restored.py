"""What somebody worked on after it came back is not put away again by who brought it back."""

import pytest

from app.domain.errors import Conflict
from app.work import comments, docs, goals, lists, targets, tasks, undo
from tests.conftest import a_task
from tests.work.undoing import as_one


def _task(session, home, alice):
    made = a_task(session, home, alice)
    return made, tasks, lambda bob: tasks.edit(session, made.id, title="Bob's", by=bob)


def _goal(session, home, alice):
    made = goals.create(session, title="Grow", by=alice)
    return made, goals, lambda bob: goals.edit(session, made.id, title="Bob's", by=bob)


def _doc(session, home, alice):
    made = docs.create(session, title="Plan", by=alice)
    return made, docs, lambda bob: docs.save(session, made.id, title="Bob's", based_on=1, by=bob)


def _target(session, home, alice):
    goal = goals.create(session, title="Grow", by=alice)
    made = targets.add(session, goal.id, name="Sales", kind="number", by=alice)
    return made, targets, lambda bob: targets.edit(session, made.id, name="Bob's", by=bob)


def _list(session, home, alice):
    return home, lists, lambda bob: lists.edit(session, home.id, name="Bob's", by=bob)


def _comment(session, home, alice):
    task = a_task(session, home, alice)
    made = comments.add(session, ("task", task.id), text="Who?", by=alice)
    answered = lambda bob: comments.add(  # noqa: E731 - one of six
        session, ("task", task.id), text="Me.", parent_id=made.id, by=bob
    )
    return made, comments, answered


def _said_on(session, home, alice):
    made = a_task(session, home, alice)
    return made, tasks, lambda bob: comments.add(session, ("task", made.id), text="Hm.", by=bob)


@pytest.mark.parametrize("make", [_task, _goal, _doc, _target, _list, _comment, _said_on])
def test_a_redone_removal_leaves_what_somebody_worked_on_since(session, home, alice, bob, make):
    made, verbs, works_on_it = make(session, home, alice)
    as_one(session, lambda: verbs.delete(session, made.id, by=alice))
    undone, _ = as_one(session, lambda: undo.undo_last(session, by=alice))
    as_one(session, lambda: works_on_it(bob))

    redone, _ = as_one(session, lambda: undo.redo_last(session, by=alice))
    assert redone.refused
    assert any(
        why in redone.sentence
        for why in ("Bob Okafor worked on it", "answered since", "Bob Okafor commented")
    )
    with pytest.raises(Conflict):
        as_one(session, lambda: undo.undo(session, undone.batch, by=alice))
    assert made.deleted_at is None
