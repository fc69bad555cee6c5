"""The example questions use names the asker may see, and only those."""

from datetime import date

from app import access
from app.reads import examples
from app.work import goals, lists, relations
from tests.conftest import a_task

TODAY = date(2026, 11, 18)


def test_they_are_drawn_from_what_is_really_here(session, alice, bob, home):
    goal = goals.create(session, title="EU launch", by=alice)
    goals.edit(session, goal.id, state="in_progress", by=alice)
    late = a_task(session, home, alice, due=date(2026, 11, 2), assignees=[bob.user_id])
    waiting = a_task(session, home, alice)
    relations.relate(session, late.id, kind="blocks", to_task=waiting.id, by=alice)
    session.flush()

    assert examples.questions(session, actor=alice, today=TODAY) == [
        "How is EU launch going?",
        "What is overdue in Engineering?",
        "What is Bob Okafor working on?",
        "What is blocking Platform?",
        "What did we finish last week?",
    ]


def test_a_guest_with_nothing_shared_is_offered_nothing(session, alice, carol, home):
    a_task(session, home, alice, due=date(2026, 11, 2))
    goals.create(session, title="EU launch", by=alice)
    session.flush()

    assert examples.questions(session, actor=carol, today=TODAY) == []


def test_a_private_list_is_not_named(session, alice, bob, home):
    blocker, waiting = a_task(session, home, alice), a_task(session, home, alice)
    relations.relate(session, blocker.id, kind="blocks", to_task=waiting.id, by=alice)
    lists.set_private(session, home.id, is_private=True, by=alice)
    session.flush()

    outsider = access.actor(session, bob.user_id)
    assert "Platform" not in " ".join(examples.questions(session, actor=outsider, today=TODAY))
