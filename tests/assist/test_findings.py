"""Whoever looks at their first page finds what is theirs first, said to them."""

from datetime import date, timedelta

import pytest

from app import access
from app.assist import findings
from app.lookups import statuses_of_space
from app.work import lists, relations, tasks
from tests.assist.conftest import NOW, on
from tests.conftest import a_task


@pytest.fixture
def full(session, alice, bob, home):
    """Bob has more due than fits; a task of Alice's holds up three others."""
    for n in range(4):
        a_task(
            session,
            home,
            alice,
            f"Due {n}",
            assignees=[bob.user_id],
            due=date(2026, 11, 27),
            estimate_minutes=60 * 40,
            at=on(11, 2),
        )
    root = a_task(session, home, alice, "Contract", assignees=[alice.user_id], at=on(11, 2))
    for n in range(3):
        waiting = a_task(session, home, alice, f"Waits {n}", at=on(11, 2))
        relations.relate(
            session, root.id, kind="blocks", to_task=waiting.id, by=alice, at=on(11, 2)
        )
    return root


def told(session, actor):
    session.flush()
    return findings.for_person(session, actor, now=NOW)


def test_an_overloaded_person_sees_it_first(session, bob, full):
    first, second = told(session, bob)

    assert first.title == "You have more due than fits."
    assert first.comparison.startswith("you have ")
    assert first.next_act.startswith("Hand over ENG-")
    assert bob.user_id in first.people
    assert second.title == "Contract holds up 3 tasks."


def test_others_see_it_as_bobs_behind_their_own(session, alice, full):
    assert [one.title for one in told(session, alice)] == [
        "Contract holds up 3 tasks.",
        "Bob Okafor has more due than fits.",
    ]


def test_nobody_is_told_to_finish_what_waits(session, alice, home, full):
    before = a_task(session, home, alice, "Signature", at=on(11, 2))
    relations.relate(session, before.id, kind="blocks", to_task=full.id, by=alice, at=on(11, 3))
    for one in told(session, alice):
        assert "Finish" not in one.next_act or before.key in one.next_act


def test_old_work_is_mine_in_one_line_and_the_rest_in_another(session, alice, bob, home):
    for n in range(20):
        quick = a_task(session, home, alice, f"Quick {n}", at=on(10, 1))
        _move(session, quick, "started", alice, on(10, 2))
        _move(session, quick, "done", alice, on(10, 3))
    for who in (alice, alice, bob):
        slow = a_task(session, home, alice, "Slow", assignees=[who.user_id], at=on(10, 1))
        _move(session, slow, "started", alice, NOW - timedelta(days=30))
    assert [one.title for one in told(session, alice)] == [
        "2 of your tasks are older than usual.",
        "1 task in Platform is older than usual.",
    ]


def _move(session, task, category, by, at):
    wanted = next(s for s in statuses_of_space(session, task.space_id) if s.category == category)
    tasks.move(session, task.id, to=wanted.id, by=by, at=at)


@pytest.fixture
def guest(session, alice, carol, home):
    """Carol, who reads the list and comments."""
    lists.share(session, home.id, with_user=carol.user_id, by=alice)
    session.flush()
    return access.actor(session, carol.user_id)


def test_who_only_reads_is_offered_no_change_of_work(session, guest, full):
    steps = {one.kind: (one.next_act, one.about) for one in told(session, guest)}

    assert steps == {"overload": ("", None), "blocker": ("", None)}


def test_what_is_compared_is_what_the_reader_can_see(session, alice, bob, full):
    [hers] = [one for one in told(session, alice) if one.kind == "blocker"]
    [his] = [one for one in told(session, bob) if one.kind == "blocker"]

    assert hers.comparison == "nothing else that can be worked on has more waiting behind it"
    assert his.comparison == "nothing else you can see has more waiting behind it"
    assert his.next_act == f"Of what you can see, finish {full.key} first."


def test_waiting_for_nothing_is_told_alike_whether_something_is_hidden(
    session, alice, guest, home, texts
):
    there = lists.create(session, home.space_id, name="Board", by=alice)
    alice = access.actor(session, alice.user_id)
    hidden = a_task(session, there, alice, "Acquire Initech", at=on(11, 2))
    held, free = (a_task(session, home, alice, title, at=on(11, 2)) for title in ("One", "Two"))
    relations.relate(session, hidden.id, kind="blocks", to_task=held.id, by=alice, at=on(11, 2))
    for key in (held.key, free.key):
        for asked in (f"what is blocking {key}?", f"what does {key} wait for?"):
            said = " ".join(texts(asked, guest))
            assert "you can see" in said, asked
            assert "Initech" not in said
        said = texts(f"is {key} blocked?", guest)[0]
        assert said == f"No: {key} is not blocked by anything you can see."
    assert "you can see" not in " ".join(texts(f"what is blocking {free.key}?"))
    assert texts(f"is {free.key} blocked?")[0] == f"No: {free.key} is not blocked."
    for key in (held.key, free.key):
        assert "no goal you can see" in " ".join(texts(f"which goal does {key} serve?", guest))
