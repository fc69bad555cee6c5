"""What a field answers comes first, as it is and with its last change, from the log, under the viewer's rights."""

from datetime import date

import pytest

from agents.changed import LastChange
from app import access
from app.assist import assistant
from app.domain.events import Category
from app.lookups import statuses_of
from app.work import comments, goals, lists, people, relations, spaces, tasks
from tests.assist.conftest import NOW, on
from tests.conftest import a_task


@pytest.fixture
def task(session, alice, home):
    made = a_task(
        session,
        home,
        alice,
        "Rotate keys",
        due=date(2026, 12, 2),
        assignees=[1],
        priority=3,
        at=on(11, 1),
    )
    tasks.edit(session, made.id, due=date(2026, 12, 12), by=access.actor(session, 2), at=on(11, 9))
    return made


def status(session, home, category):
    return next(one for one in statuses_of(session, home) if one.category == category)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            "when is ENG-1 due?",
            "ENG-1 (Rotate keys) is due Sat 12 Dec; changed on Mon 9 Nov by Bob Okafor, from Wed 2 Dec.",
        ),
        (
            "until when must ENG-1 be done?",
            "ENG-1 (Rotate keys) is due Sat 12 Dec; changed on Mon 9 Nov by Bob Okafor, from Wed 2 Dec.",
        ),
        (
            "what is the deadline of ENG-1?",
            "ENG-1 (Rotate keys) is due Sat 12 Dec; changed on Mon 9 Nov by Bob Okafor, from Wed 2 Dec.",
        ),
        ("who is on ENG-1?", "Alice Moreau is on ENG-1 (Rotate keys); since Sun 1 Nov."),
        ("who owns ENG-1?", "Alice Moreau is on ENG-1 (Rotate keys); since Sun 1 Nov."),
        ("which status is ENG-1 in?", "ENG-1 (Rotate keys) is in “To do”; since Sun 1 Nov."),
        (
            "what is the priority of ENG-1?",
            "ENG-1 (Rotate keys) has normal priority; set on Sun 1 Nov by Alice Moreau.",
        ),
        ("what is the estimate of ENG-1?", "ENG-1 (Rotate keys) has no estimate."),
        (
            "when was ENG-1 finished?",
            "ENG-1 (Rotate keys) is not finished: it is in “To do”; since Sun 1 Nov.",
        ),
        (
            "when was ENG-1 started?",
            "ENG-1 (Rotate keys) was not started yet: it is in “To do”; since Sun 1 Nov.",
        ),
        ("who created ENG-1?", "ENG-1 (Rotate keys) was added on Sun 1 Nov by Alice Moreau."),
    ],
)
def test_a_tasks_field_is_said_first(task, texts, question, answer):
    assert texts(question)[0] == answer


def test_a_finished_task_says_when_and_by_whom(session, home, bob, task, texts):
    tasks.move(
        session, task.id, to=status(session, home, Category.STARTED).id, by=bob, at=on(11, 10)
    )
    tasks.move(session, task.id, to=status(session, home, Category.DONE).id, by=bob, at=on(11, 12))

    assert texts("when was ENG-1 finished?") == [
        "ENG-1 (Rotate keys) was finished on Thu 12 Nov by Bob Okafor."
    ]
    assert texts("when was ENG-1 started?") == ["ENG-1 (Rotate keys) was started on Tue 10 Nov."]
    assert texts("when is ENG-1 due?")[0].startswith(
        "ENG-1 (Rotate keys) was due Sat 12 Dec and was finished on Thu 12 Nov"
    )


def test_why_it_is_late_says_since_when_and_what_it_waits_for(session, alice, bob, home, texts):
    late = a_task(session, home, alice, "Rotate keys", due=date(2026, 11, 9), at=on(11, 1))
    tasks.edit(session, late.id, due=date(2026, 11, 16), by=bob, at=on(11, 8))
    other = a_task(session, home, alice, "Call the auditors", assignees=[2], at=on(11, 1))
    relations.relate(session, other.id, kind="blocks", to_task=late.id, by=alice)
    comments.add(
        session, ("task", late.id), text="The auditors are on holiday.", by=bob, at=on(11, 18)
    )

    said = texts("why is ENG-1 late?")

    assert said == [
        "ENG-1 (Rotate keys) was due Mon 16 Nov, 7 days ago; changed on Sun 8 Nov by Bob Okafor, from Mon 9 Nov.",
        "It waits for Call the auditors (Bob Okafor).",
        "Last said, by Bob Okafor on Wed 18 Nov: “The auditors are on holiday.”",
    ]


def test_what_was_taken_away_says_what_it_was(session, alice, task, texts):
    tasks.edit(session, task.id, due=None, assignees=[], by=alice, at=on(11, 16))

    assert texts("when is ENG-1 due?") == [
        "ENG-1 (Rotate keys) has no due date; taken away on Mon 16 Nov by Alice Moreau, before it was Sat 12 Dec."
    ]
    assert texts("who is on ENG-1?") == [
        "Nobody is on ENG-1 (Rotate keys); taken away on Mon 16 Nov by Alice Moreau, before it was Alice Moreau."
    ]


def test_a_past_day_knows_only_the_changes_until_then(session, task, texts):
    assert texts("when was ENG-1 due as of 2026-11-05?") == [
        "ENG-1 (Rotate keys) is due Wed 2 Dec; set on Sun 1 Nov by Alice Moreau."
    ]


def test_a_status_says_when_the_date_was_moved(task, texts):
    assert "Its due date was moved on Mon 9 Nov by Bob Okafor, from Wed 2 Dec." in texts(
        "status of ENG-1"
    )


def test_what_changed_of_a_task(session, alice, task, texts):
    assert texts("what changed on ENG-1?") == [
        "ENG-1 (Rotate keys) is due Sat 12 Dec; changed on Mon 9 Nov by Bob Okafor, from Wed 2 Dec."
    ]
    assert texts("what changed on ENG-1 last week?") == [
        "ENG-1 (Rotate keys) has no change (16 to 22 Nov)."
    ]


def test_whose_a_goal_is_and_when_it_was_closed(session, alice, texts):
    goal = goals.create(session, title="EU launch", owner_id=1, by=alice, at=on(11, 1))
    goals.edit(session, goal.id, owner_id=2, by=alice, at=on(11, 9))

    assert texts("who owns EU launch?") == [
        "Bob Okafor owns EU launch; changed on Mon 9 Nov by Alice Moreau, from Alice Moreau."
    ]

    goals.close(
        session, goal.id, as_="achieved", progress=100.0, reason="shipped", by=alice, at=on(11, 16)
    )

    assert (
        texts("when was EU launch achieved?")[0]
        == "EU launch was achieved on Mon 16 Nov by Alice Moreau."
    )


def test_a_task_that_cannot_be_seen_is_not_answered_for_all_others(
    session, alice, home, task, texts, ask
):
    hidden = spaces.create(session, key="SEC", name="Secret", is_private=True, by=alice)
    vault = lists.create(session, hidden.id, name="Vault", by=access.actor(session, 1))
    tasks.create(
        session, vault.id, title="Sell it", due=date(2026, 12, 1), by=access.actor(session, 1)
    )
    bob = access.actor(session, 2)

    for question in (
        "when is SEC-1 due?",
        "who is on SEC-1?",
        "was SEC-1 finished?",
        "what changed on SEC-1?",
        "why is SEC-1 late?",
    ):
        assert texts(question, bob) == texts(question.replace("SEC-1", "SEC-9"), bob) == []


def test_a_guest_is_told_no_name_they_may_not_know(session, alice, bob, home, task, library):
    people.add(session, email="dora@example.com", name="Dora", role="member", by=None)
    tasks.edit(session, task.id, due=date(2026, 12, 20), by=access.actor(session, 4), at=on(11, 12))
    lists.share(session, home.id, with_user=3, by=alice)
    session.commit()

    def seen(user_id):
        gateway = assistant.gateway_of(
            session, access.actor(session, user_id), now=NOW, library=library
        )
        return gateway.last_change("task", task.id, "due")

    assert seen(2) == LastChange(on(11, 12), "Dora", "2026-12-12", "2026-12-20")
    assert seen(3) == LastChange(on(11, 12), "", "2026-12-12", "2026-12-20")


def test_the_log_of_what_is_hidden_stays_closed(session, alice, carol, home, task, library):
    goal = goals.create(session, title="EU launch", owner_id=1, by=alice)
    session.commit()
    gateway = assistant.gateway_of(session, carol, now=NOW, library=library)

    assert gateway.last_change("task", task.id, "due") is None
    assert gateway.last_change("goal", goal.id, "owner") is None
    assert gateway.last_change("task", 999, "due") is None
