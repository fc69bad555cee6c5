"""What hangs, hidden, on what everybody sees: Alice's own places, and deletions of Bob's that take such things along."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session

from app.domain.access import Actor
from app.models import Space, TaskList
from app.work import folders, goals, lists, tasks, undo
from app.work.undo import Undone
from tests.conftest import a_task
from tests.work.undoing import as_one, now


@dataclass(frozen=True)
class Closed:
    """Alice's own places, and what of hers hangs on what everybody sees."""

    space: Space
    vault: TaskList  # in the private space
    drawer: TaskList  # a private list of the open space


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
    """All an undo says."""
    return f"{undone.sentence} {undone.what} {undone.left} {undone.taken_back}"


def back_from_trash(session: Session, case: Case, who: Actor) -> Undone:
    actor = now(session, who)
    return as_one(session, lambda: undo.restore(session, case.kind, case.item_id, by=actor))[0]
