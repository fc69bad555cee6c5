"""A past day tells nobody what was written where they could not look then, though all of it is open now."""

from datetime import timedelta

import pytest
from sqlmodel import select

from agents.facts import Quote
from app import access
from app.assist import changed, past, summaries
from app.assist.week import telling
from app.models import Event, Folder, Goal, Target, Task, TaskList
from app.work import folders, goals, lists, spaces, targets, tasks
from tests.assist.conftest import NOW, on
from tests.conftest import a_task

SECRET = "Walrus layoffs"
THEN = on(10, 10)


def again(session, actor):
    session.flush()
    return access.actor(session, actor.user_id)


def aged(session, day, do):
    """What is done happened on that day."""
    last = max(session.exec(select(Event.id)), default=0)
    made = do()
    session.flush()
    for number, event in enumerate(session.exec(select(Event).where(Event.id > last))):
        event.at = day + timedelta(seconds=number)
    session.flush()
    return made


def told(session, table, item_id, field, actor):
    """What a text was, as somebody is told it of the past day."""
    actor = again(session, actor)
    with past.as_of(session, actor, THEN):
        return session.exec(select(getattr(table, field)).where(table.id == item_id)).one()


@pytest.fixture
def board(session, alice, space):
    return aged(
        session,
        on(10, 1),
        lambda: lists.create(session, space.id, name=f"{SECRET} list", is_private=True, by=alice),
    )


@pytest.fixture
def closed(session, alice):
    return aged(
        session,
        on(10, 1),
        lambda: spaces.create(session, key="SEC", name="People", is_private=True, by=alice),
    )


def opened(session, alice, board):
    aged(
        session,
        on(10, 20),
        lambda: lists.set_private(session, board.id, is_private=False, by=again(session, alice)),
    )


def test_an_old_title_stays_in_the_list_that_was_private(session, alice, bob, board):
    alice = again(session, alice)
    task = aged(
        session, on(10, 2), lambda: a_task(session, board, alice, f"{SECRET} plan", tags=["axe"])
    )
    aged(
        session,
        on(10, 15),
        lambda: tasks.edit(session, task.id, title="Plan", description="Fine", tags=[], by=alice),
    )
    opened(session, alice, board)
    aged(
        session,
        on(10, 25),
        lambda: tasks.edit(session, task.id, title="The plan", by=again(session, alice)),
    )

    assert told(session, Task, task.id, "title", alice) == f"{SECRET} plan"
    # Bob is told the oldest one he could read, not today's.
    assert told(session, Task, task.id, "title", bob) == "Plan"
    assert told(session, Task, task.id, "description", bob) == "Fine"


def test_a_member_of_the_list_is_told_as_ever(session, alice, bob, board):
    lists.share(session, board.id, with_user=bob.user_id, by=again(session, alice))
    alice = again(session, alice)
    task = aged(session, on(10, 2), lambda: a_task(session, board, alice, f"{SECRET} plan"))
    aged(session, on(10, 15), lambda: tasks.edit(session, task.id, title="Plan", by=alice))
    opened(session, alice, board)

    assert told(session, Task, task.id, "title", bob) == f"{SECRET} plan"


def test_the_name_of_a_list_stays_what_it_was_when_it_was_opened(session, alice, bob, board):
    alice = again(session, alice)
    aged(session, on(10, 15), lambda: lists.edit(session, board.id, name="Board", by=alice))
    opened(session, alice, board)

    assert told(session, TaskList, board.id, "name", alice) == f"{SECRET} list"
    assert told(session, TaskList, board.id, "name", bob) == "Board"


def test_goals_targets_and_folders_of_a_space_that_was_opened_keep_theirs(
    session, alice, bob, closed
):
    alice = again(session, alice)

    def made():
        goal = goals.create(session, title=f"{SECRET} goal", space_id=closed.id, by=alice)
        target = targets.add(
            session, goal.id, name=f"{SECRET} heads", kind="number", target_value=10, by=alice
        )
        return goal, target, folders.create(session, closed.id, name=SECRET, by=alice)

    goal, target, folder = aged(session, on(10, 2), made)

    def renamed():
        goals.edit(session, goal.id, title="Goal", by=alice)
        targets.edit(session, target.id, name="Heads", by=alice)
        folders.edit(session, folder.id, name="Folder", by=alice)

    aged(session, on(10, 15), renamed)
    aged(
        session,
        on(10, 20),
        lambda: spaces.edit(session, closed.id, is_private=False, by=alice),
    )

    for table, item, field, now in (
        (Goal, goal, "title", "Goal"),
        (Target, target, "name", "Heads"),
        (Folder, folder, "name", "Folder"),
    ):
        assert SECRET in told(session, table, item.id, field, alice)
        assert told(session, table, item.id, field, bob) == now


def test_the_name_that_changed_with_the_opening_itself_is_not_told(session, alice, bob, closed):
    alice = again(session, alice)
    board = aged(
        session, on(10, 2), lambda: lists.create(session, closed.id, name=SECRET, by=alice)
    )
    aged(
        session,
        on(10, 20),
        lambda: (
            lists.edit(session, board.id, name="Board", by=again(session, alice)),
            spaces.edit(session, closed.id, is_private=False, by=again(session, alice)),
        ),
    )

    assert told(session, TaskList, board.id, "name", bob) == "Board"


def test_a_summary_of_a_past_week_names_no_old_title_and_quotes_no_reason(
    session, alice, bob, space, board
):
    alice = again(session, alice)
    due = {"due": THEN.date() + timedelta(days=1)}
    task = aged(session, on(10, 2), lambda: a_task(session, board, alice, f"{SECRET} plan", **due))
    aged(
        session,
        on(10, 8),
        lambda: tasks.edit(
            session,
            task.id,
            due=THEN.date() + timedelta(days=9),
            reason=f"{SECRET} first",
            by=alice,
        ),
    )
    aged(session, on(10, 15), lambda: tasks.edit(session, task.id, title="Plan", by=alice))
    opened(session, alice, board)

    def summary(actor):
        found = summaries.of_week(
            session, again(session, actor), week="2026-W41", subject=("space", space.id), now=NOW
        )
        return telling.text(found)

    assert f"{SECRET} plan" in summary(alice)
    assert f"{SECRET} first" in summary(alice)
    assert "Plan" in summary(bob)
    assert SECRET not in summary(bob)


def test_words_stand_since_a_moment_one_could_read_them(session, alice, bob, board):
    alice = again(session, alice)
    task = aged(
        session,
        on(10, 2),
        lambda: a_task(session, board, alice, "Plan", description="Ship in May"),
    )
    opened(session, alice, board)
    quote = Quote(
        "task", task.id, task.key, "Plan", "", "Ship in May", "", NOW, 1.0, f"task:{task.id}"
    )

    assert changed.written(session, again(session, alice), quote, "Ship in May").at.day == 2
    assert changed.written(session, again(session, bob), quote, "Ship in May").at == NOW
