"""Who waits for whom, what will be late, what became of a date: told from the workspace as it is."""

from datetime import timedelta

import pytest

from app.work import relations, tasks
from tests.assist.conftest import NOW, on
from tests.conftest import a_task

TODAY = NOW.date()


@pytest.fixture
def waiting(session, alice, bob, home):
    """Alice's launch waits for Bob's contract, which is late; its date was moved once."""
    contract = a_task(
        session,
        home,
        alice,
        "Sign the contract",
        assignees=[bob.user_id],
        at=on(9, 7),
        due=TODAY - timedelta(days=2),
    )
    launch = a_task(
        session,
        home,
        alice,
        "Open the shop",
        assignees=[alice.user_id],
        at=on(9, 7),
        due=TODAY + timedelta(days=3),
    )
    relations.relate(session, contract.id, kind="blocks", to_task=launch.id, by=alice, at=on(9, 8))
    later = TODAY + timedelta(days=9)
    tasks.edit(session, launch.id, due=later, reason="The printer is late", by=bob, at=on(11, 2))
    session.flush()
    return {"contract": contract.key, "launch": launch.key}


def texts(ask, question):
    return [one.text for one in ask(question).sentences]


def test_what_i_wait_for_is_not_who_waits_for_me(ask, waiting):
    mine, theirs = texts(ask, "what am I waiting for?"), texts(ask, "who is waiting for Bob?")

    assert mine[0].startswith(f"{waiting['launch']} Open the shop waits for {waiting['contract']}")
    assert theirs[0].startswith("1 open task waits for 1 open task with Bob Okafor")
    assert "Open the shop (Alice Moreau)" in theirs[1]


@pytest.mark.parametrize(
    ("question", "yes"),
    [
        ("is {launch} blocked?", "Yes"),
        ("is {contract} blocked?", "No"),
        ("is {launch} done?", "No"),
    ],
)
def test_whether_something_is_so_is_said_first_and_what_is_true_then(ask, waiting, question, yes):
    said = texts(ask, question.format(**waiting))

    assert said[0].startswith(f"{yes}: ")
    assert "is in “" in said[1]


def test_a_task_is_as_late_as_what_it_waits_for(ask, waiting):
    [said] = texts(ask, f"will {waiting['launch']} be done in time?")

    assert said.startswith("Doubtful: ")
    assert f"waits for {waiting['contract']} Sign the contract (Bob Okafor), 2 days overdue" in said


def test_the_first_date_and_each_move_are_told_with_their_reason(ask, waiting):
    said = texts(ask, f"what was the original due date of {waiting['launch']}?")

    assert "moved once" in said[0]
    assert said[1].endswith("“The printer is late”.")


def test_parts_are_answered_or_refused_each_for_itself(ask, waiting):
    answer = ask(f"who has {waiting['contract']} and what is its shoe size?")

    assert answer.sentences[0].text.startswith("Bob Okafor is on")
    assert "Not answered" in answer.note


def test_why_is_refused_when_nothing_says_that_it_happened(ask, waiting):
    assert ask("why did we cancel the shop in Paris?").sentences == ()
