"""Who made it, who is left out, shares of groups and what happened again and again, told from the workspace."""

from datetime import date, timedelta

import pytest

from app.domain.events import Category
from app.lookups import statuses_of
from app.work import goals, targets, tasks
from tests.assist.conftest import NOW, on
from tests.conftest import a_task

TODAY = NOW.date()


@pytest.fixture
def status(session, home):
    return {one.category: one.id for one in statuses_of(session, home)}


@pytest.fixture
def work(session, alice, bob, home, status):
    """Alice made three, two of them for Bob; Bob made one for both, which is overdue."""
    made = {
        name: a_task(session, home, by, name, assignees=whose, due=due, at=on(9, 7))
        for name, by, whose, due in (
            ("Rotate the keys", alice, [bob.user_id], date(2026, 10, 1)),
            ("Write the runbook", alice, [bob.user_id], date(2026, 10, 1)),
            ("Order the chairs", alice, [alice.user_id], date(2026, 10, 20)),
            ("Call the vendor", bob, [alice.user_id, bob.user_id], TODAY - timedelta(days=3)),
        )
    }
    for name, day in (("Rotate the keys", 30), ("Write the runbook", 30), ("Order the chairs", 9)):
        tasks.move(session, made[name].id, to=status[Category.STARTED], by=alice, at=on(9, 8))
        done = on(9, day) if name == "Write the runbook" else on(10, day)
        tasks.move(session, made[name].id, to=status[Category.DONE], by=alice, at=done)
    session.flush()
    return made


def told(ask, question):
    answer = ask(question)
    assert answer.reading.intent == "query", (question, answer.reading.intent)
    return [one.text for one in answer.sentences]


@pytest.mark.usefixtures("work")
def test_who_created_is_who_made_them(ask):
    assert told(ask, "who created the most tasks?")[0] == (
        "Alice Moreau has the most tasks added so far: 3."
    )
    assert told(ask, "who created more tasks, Alice or Bob?")[0] == (
        "More: Alice Moreau. Alice Moreau: 3; Bob Okafor: 1 (tasks added)."
    )
    assert told(ask, "tasks added in September by Bob")[0] == (
        "1 task added by Bob Okafor in September 2026."
    )


@pytest.mark.usefixtures("work")
def test_who_is_left_out_keeps_shared_work_with_the_others(ask):
    assert told(ask, "who but Alice has overdue tasks?")[0] == (
        "1 overdue task (Alice Moreau left out) by person: Bob Okafor 1."
    )


@pytest.mark.usefixtures("work")
def test_the_best_on_time_rate_is_the_highest_of_all_groups(ask):
    assert told(ask, "who has the best on-time rate?") == [
        "Alice Moreau: 100 % (1 of 1) of tasks on time, the highest share.",
        "Then Bob Okafor 50 % (1 of 2).",
    ]
    assert told(ask, "who has the worst on-time rate?")[0] == (
        "Bob Okafor: 50 % (1 of 2) of tasks on time, the lowest share."
    )


def test_what_was_moved_again_and_again_is_named_with_how_often(session, ask, alice, work):
    task = work["Call the vendor"]
    for days in (5, 9):
        due = TODAY + timedelta(days=days)
        tasks.edit(session, task.id, by=alice, due=due, at=on(11, 20))

    assert told(ask, "tasks moved more than once")[0] == (
        f"{task.key} Call the vendor (2) was moved more than 1 time."
    )
    assert told(ask, "tasks moved more than twice")[0] == "No task was moved more than 2 times."


def test_a_task_is_said_not_to_be_in_a_state(ask, work):
    task = work["Call the vendor"]

    assert told(ask, f"is {task.key} not in progress?")[0] == f"Yes: {task.key} is not in progress."
    assert told(ask, f"is {task.key} not overdue?")[0] == f"No: {task.key} is overdue."


@pytest.mark.usefixtures("work")
def test_a_name_after_but_is_never_passed_over(ask):
    answer = ask("nobody but Bob has overdue tasks")

    assert answer.sentences == ()
    assert "but Bob" in answer.note


@pytest.mark.usefixtures("work")
def test_words_that_only_compare_are_said_plainer(ask):
    head = told(ask, "is the share of overdue tasks higher for Bob than for Alice?")[0]

    assert head.startswith("No, the other way round. Alice Moreau: 50 %")


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("tasks only Bob has", "only"),
        ("tasks Alice assigned to Bob", "assigned to"),
        ("who finished fewer tasks than Bob", "fewer"),
        ("tasks nobody updated in October", "updated"),
    ],
)
@pytest.mark.usefixtures("work")
def test_what_no_query_says_is_told_by_nothing_else(ask, question, word):
    answer = ask(question)

    assert answer.sentences == ()
    assert f"“{word}”" in answer.note


def test_how_far_goals_are_behind_is_no_progress(session, ask, bob):
    for name, value in (("Move everybody", 10), ("Sell twice as much", 60)):
        goal = goals.create(
            session,
            title=name,
            owner_id=bob.user_id,
            state="in_progress",
            period_start=date(2026, 11, 1),
            period_end=date(2026, 12, 15),
            by=bob,
            at=on(11, 1),
        )
        made = targets.add(
            session, goal.id, name="Accounts", kind="number", target_value=100, by=bob, at=on(11, 1)
        )
        targets.edit(session, made.id, current=value, by=bob, at=on(11, 10))

    assert told(ask, "goals behind plan by more than 10 percent")[0] == (
        "1 goal more than 10 points behind plan."
    )
