"""A week tells how each goal moved, by whom and why; what is past stays as it was told."""

import itertools
import re
from datetime import date

import pytest

from app import access
from app.assist import summaries
from app.assist.week import telling
from app.work import comments, goals, lists, relations, spaces, targets
from tests.assist.conftest import NOW, on
from tests.assist.test_weeks import move, week_of
from tests.conftest import a_task


@pytest.fixture
def space(session, cast):
    return spaces.create(session, key="ENG", name="Engineering", by=cast.alice, at=on(10, 1))


@pytest.fixture
def home(session, cast, space):
    by = access.actor(session, cast.alice.user_id)
    return lists.create(session, space.id, name="Platform", by=by, at=on(10, 1))


@pytest.fixture
def goal(session, bob):
    """Half of its period is gone by the end of the week (15 November)."""
    made = goals.create(
        session,
        title="EU launch",
        owner_id=bob.user_id,
        state="in_progress",
        period_start=date(2026, 10, 17),
        period_end=date(2026, 12, 15),
        by=bob,
        at=on(10, 17),
    )
    return made.id


@pytest.fixture
def accounts(session, bob, goal):
    made = targets.add(
        session, goal, name="Accounts", kind="number", target_value=100, by=bob, at=on(10, 17)
    )
    targets.edit(session, made.id, current=20, by=bob, at=on(11, 2))
    return made.id


def of(session, actor, goal):
    [found] = week_of(session, actor, ("goal", goal)).goals
    return found


def test_a_target_is_told_from_where_to_where_since_when_by_whom_and_why(
    session, alice, bob, goal, accounts
):
    targets.edit(session, accounts, current=35, reason="the vendor signed", by=bob, at=on(11, 12))
    found = of(session, alice, goal)

    assert found.verdict == "At risk: 35 %, up 15 points; 50 % expected."
    assert [telling.move(one) for one in found.moves] == [
        "Accounts: 20 → 35 (aim 100), since 12 Nov, Bob Okafor: the vendor signed"
    ]


def test_an_aim_a_period_and_a_health_that_changed_are_told(session, alice, bob, goal, accounts):
    targets.edit(session, accounts, target=80, by=bob, at=on(11, 10))
    goals.edit(session, goal, period_end=date(2026, 12, 31), reason="France", by=bob, at=on(11, 11))
    goals.override_health(
        session, goal, health="on_track", reason="Signed today", by=bob, at=on(11, 13)
    )
    found = of(session, alice, goal)

    assert [(one.what, one.old, one.new, one.who, one.reason) for one in found.moves] == [
        ("Health", "at risk", "on track", "Bob Okafor", "Signed today"),
        ("Aim of Accounts", "100", "80", "Bob Okafor", ""),
        ("Ends", "15 Dec 2026", "31 Dec 2026", "Bob Okafor", "France"),
    ]
    assert "Bob Okafor judged it on track Fri 13 Nov: “Signed today”" in found.confidence


def test_counted_work_is_told_with_what_was_finished(session, alice, home, goal):
    one = a_task(session, home, alice, "Rotate keys", at=on(11, 2))
    targets.add(
        session, goal, name="The work", kind="tasks", lists=[home.id], by=alice, at=on(11, 2)
    )
    a_task(session, home, alice, "Release", at=on(11, 2))
    move(session, one, "done", alice, on(11, 11))
    found = of(session, alice, goal)

    assert [telling.move(one) for one in found.moves] == [
        "Health: off track → on track: by its pace",
        f"The work: 0 of 2 done → 1 of 2 done: {one.key} was finished",
    ]


def test_what_holds_a_goal_up_is_work_that_can_be_begun(session, alice, bob, home, goal, accounts):
    made = [
        a_task(session, home, alice, title, at=on(11, 2))
        for title in ("Contract", "Region", "Move", "Prove")
    ]
    for one in made:
        relations.link(session, ("task", one.id), ("goal", goal), by=alice, at=on(11, 3))
    for first, second in itertools.pairwise(made):
        relations.relate(
            session, first.id, kind="blocks", to_task=second.id, by=alice, at=on(11, 3)
        )
    found = of(session, alice, goal)

    assert found.cause == f"Contract ({made[0].key}, nobody is on it) holds up 3 tasks."
    assert found.cause in week_of(session, alice, ("goal", goal)).lead


def test_later_reports_judgements_and_words_change_nothing(session, alice, bob, goal, accounts):
    targets.edit(session, accounts, current=35, by=bob, at=on(11, 12))
    said = comments.add(
        session, ("goal", goal), text="We decided to go with Frankfurt.", by=bob, at=on(11, 12)
    )
    before = telling.text(week_of(session, alice, ("goal", goal)))
    assert "We decided to go with Frankfurt." in before

    targets.edit(session, accounts, current=90, target=95, by=bob, at=on(11, 17))
    goals.edit(session, goal, period_end=date(2027, 3, 1), by=bob, at=on(11, 17))
    goals.override_health(session, goal, health="off_track", reason="Late", by=bob, at=on(11, 17))
    comments.edit(session, said.id, text="We decided on Dublin.", by=bob, at=on(11, 17))
    comments.add(session, ("goal", goal), text="We decided to wait.", by=bob, at=on(11, 17))

    assert telling.text(week_of(session, alice, ("goal", goal))) == before


def test_words_that_were_taken_back_are_counted_and_not_told(session, alice, bob, goal):
    said = comments.add(
        session, ("goal", goal), text="We decided to go with Frankfurt.", by=bob, at=on(11, 12)
    )
    session.flush()
    comments.delete(session, said.id, by=bob)
    found = week_of(session, alice, ("goal", goal))

    [line] = next(one for one in found.sections if one.name == "decisions").items
    assert (line.title, line.url) == ("A comment that was deleted since", "")


def test_ask_and_summary_say_the_same_of_pace_updates_and_decisions(
    session, alice, bob, goal, accounts, texts
):
    comments.add(
        session, ("goal", goal), text="We decided to go with Frankfurt.", by=bob, at=on(11, 18)
    )
    goals.create(session, title="Quiet", state="in_progress", owner_id=1, by=alice, at=on(10, 1))
    session.flush()
    week = summaries.of_week(session, alice, week="2026-W48", subject=("workspace", 1), now=NOW)
    last = summaries.of_week(session, alice, week="2026-W47", subject=("workspace", 1), now=NOW)

    pace = re.search(r"at (\d+) %", next(g.confidence for g in week.goals if g.id == goal))
    assert f"at {pace.group(1)} %" in " ".join(texts("Will EU launch make it?"))
    owing = [one.title for one in week.goals if one.owes]
    assert owing == ["Quiet"]
    assert any("Quiet" in one for one in texts("Which goals were not updated?"))
    decided = next(one.count for one in last.sections if one.name == "decisions")
    assert decided == 1
    assert "1 comment speaks of a decision" in texts("Decisions of last week")[0]


def test_who_may_not_see_a_goal_is_told_nothing_of_it(session, alice, bob, carol, space, goal):
    goals.edit(session, goal, space_id=space.id, by=alice, at=on(10, 18))
    session.flush()
    hidden = telling.text(week_of(session, bob, ("workspace", 1)))
    assert "EU launch" in hidden
    with pytest.raises(Exception, match="does not exist"):
        week_of(session, carol, ("workspace", 1))
