"""Goals are planned, measured, judged and closed; their numbers come from targets, never from typing."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import select

from app import access
from app.domain.errors import Conflict, Cycle, Invalid
from app.models import Event, Goal
from app.work import goals, lists, targets, undo
from tests.conftest import NOW, a_task


def _last(session, kind):
    session.flush()
    return session.exec(select(Event).where(Event.kind == kind).order_by(Event.id)).all()[-1]


def test_a_goal_records_why_it_was_made_and_where_it_belongs(session, alice, space):
    goal = goals.create(
        session,
        title="  EU   launch ",
        by=alice,
        space_id=space.id,
        owner_id=alice.user_id,
        period_start=date(2026, 7, 1),
        period_end=date(2026, 9, 30),
        at=NOW,
    )
    event = _last(session, "goal.created")

    assert (goal.title, goal.created_at) == ("EU launch", NOW)
    assert (event.space_id, event.changes["period_end"]) == (space.id, [None, "2026-09-30"])


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": " "}, "can't be empty"),
        ({"kind": "epic"}, "goal, initiative"),
        ({"state": "late"}, "planned"),
        ({"weight": -1}, "0 .shown"),
        ({"period_start": date(2026, 9, 1), "period_end": date(2026, 8, 1)}, "ends before"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(session, alice, fields, words):
    with pytest.raises(Invalid, match=words):
        goals.create(session, **{"title": "Launch", **fields}, by=alice)


def test_nesting_in_a_circle_is_refused_naming_the_path(session, alice):
    top = goals.create(session, title="Grow", by=alice)
    middle = goals.create(session, title="Launch", parent_id=top.id, by=alice)
    bottom = goals.create(session, title="Translate", parent_id=middle.id, by=alice)

    with pytest.raises(Cycle) as refused:
        goals.edit(session, top.id, parent_id=bottom.id, by=alice)
    assert refused.value.path == ["Grow", "Launch", "Translate", "Grow"]


def test_a_judgement_needs_its_reason_and_can_be_taken_back(session, alice):
    goal = goals.create(session, title="Launch", by=alice)
    with pytest.raises(Invalid, match="Say why"):
        goals.override_health(session, goal.id, health="at_risk", reason=" ", by=alice)
    goals.override_health(
        session, goal.id, health="at_risk", reason="The vendor is late", by=alice, at=NOW
    )
    assert (goal.override_health, goal.override_at, goal.override_by) == ("at_risk", NOW, 1)

    goals.override_health(session, goal.id, health=None, reason="", by=alice)
    assert (goal.override_health, goal.override_at, goal.override_reason) == (None, None, "")


def test_closing_freezes_the_number_and_reopening_frees_it(session, alice):
    goal = goals.create(session, title="Launch", by=alice)
    goals.close(session, goal.id, as_="achieved", progress=96.5, reason="shipped", by=alice, at=NOW)
    assert (goal.state, goal.final_progress, goal.closed_at) == ("achieved", 96.5, NOW)
    assert _last(session, "goal.closed").reason == "shipped"
    with pytest.raises(Conflict, match="closed already"):
        goals.close(session, goal.id, as_="missed", progress=1, reason="", by=alice)

    goals.reopen(session, goal.id, by=alice)
    assert (goal.state, goal.final_progress, goal.closed_at) == ("in_progress", None, None)


def test_a_goal_is_not_closed_by_the_way(session, alice):
    goal = goals.create(session, title="Launch", by=alice)

    with pytest.raises(Invalid, match="Close or reopen"):
        goals.edit(session, goal.id, state="achieved", by=alice)


def test_the_sub_goals_of_a_deleted_goal_rise_and_undo_puts_all_back(session, alice):
    top = goals.create(session, title="Grow", by=alice)
    middle = goals.create(session, title="Launch", parent_id=top.id, by=alice)
    bottom = goals.create(session, title="Translate", parent_id=middle.id, by=alice)
    session.info["batch"] = "away"
    goals.delete(session, middle.id, by=alice)
    session.flush()
    assert (bottom.parent_id, middle.deleted_at is None) == (top.id, False)

    session.info["batch"] = "back"
    undo.undo(session, "away", by=alice)
    assert (bottom.parent_id, middle.deleted_at) == (middle.id, None)


def test_an_edit_that_changes_nothing_records_nothing(session, alice):
    goal = goals.create(session, title="Launch", by=alice)
    session.flush()
    before = len(session.exec(select(Event)).all())
    goals.edit(session, goal.id, title=" Launch", weight=1, by=alice)
    session.flush()

    assert len(session.exec(select(Event)).all()) == before


# -- targets -------------------------------------------------------------------------------------------


@pytest.fixture
def goal(session, alice) -> Goal:
    return goals.create(session, title="Launch", by=alice)


def test_a_target_starts_where_it_starts_and_is_reported(session, alice, goal):
    target = targets.add(
        session, goal.id, name="Churn", kind="percent", start=8, target=4, unit="%", by=alice
    )
    targets.edit(session, target.id, current=6, reason="new pricing", by=alice)
    event = _last(session, "target.changed")

    assert (event.changes, event.reason) == ({"current_value": [8.0, 6.0]}, "new pricing")


def test_yes_or_no_goes_from_no_to_yes_only(session, alice, goal):
    target = targets.add(session, goal.id, name="Signed", kind="boolean", target=7, by=alice)
    assert (target.start_value, target.target_value) == (0.0, 1.0)

    with pytest.raises(Invalid, match="either reached"):
        targets.edit(session, target.id, current=0.5, by=alice)


def test_counted_work_cannot_be_typed(session, alice, goal, home):
    task = a_task(session, home, alice)
    target = targets.add(session, goal.id, name="Work", kind="tasks", tasks=[task.id], by=alice)

    with pytest.raises(Invalid, match="counted, not typed"):
        targets.edit(session, target.id, current=5, by=alice)


@pytest.mark.parametrize("kind", ["number", "currency", "percent"])
def test_a_target_that_is_where_it_starts_is_refused(session, alice, goal, kind):
    with pytest.raises(Invalid, match="differ from where it starts"):
        targets.add(session, goal.id, name="Nothing", kind=kind, start=3, target=3, by=alice)


def test_only_a_tasks_target_counts_work(session, alice, goal, home):
    with pytest.raises(Invalid, match="Only a tasks target"):
        targets.add(session, goal.id, name="N", kind="number", lists=[home.id], by=alice)


def test_what_a_target_counts_is_set_and_undone(session, alice, goal, home):
    first, second = a_task(session, home, alice), a_task(session, home, alice)
    target = targets.add(session, goal.id, name="Work", kind="tasks", tasks=[first.id], by=alice)
    session.info["batch"] = "more"
    targets.edit(session, target.id, tasks=[second.id], lists=[home.id], by=alice)
    session.flush()
    assert targets.counted(session, target.id) == ([second.id], [home.id])

    session.info["batch"] = "back"
    undo.undo(session, "more", by=alice)
    assert targets.counted(session, target.id) == ([first.id], [])


def test_what_somebody_cannot_see_they_cannot_take_out_of_the_count(
    session, alice, bob, goal, home
):
    board = lists.create(session, home.space_id, name="Board", is_private=True, by=alice)
    session.flush()
    alice = access.actor(session, alice.user_id)
    hidden, open_ = a_task(session, board, alice), a_task(session, home, alice)
    target = targets.add(
        session, goal.id, name="Work", kind="tasks", tasks=[hidden.id], lists=[board.id], by=alice
    )
    bob = access.actor(session, bob.user_id)
    targets.edit(session, target.id, tasks=[open_.id], lists=[], by=bob)

    assert targets.counted(session, target.id) == (sorted([hidden.id, open_.id]), [board.id])


def test_a_deleted_target_comes_back_by_undo(session, alice, goal):
    target = targets.add(session, goal.id, name="Markets", kind="number", target=5, by=alice)
    session.info["batch"] = "away"
    targets.delete(session, target.id, by=alice, at=datetime(2026, 11, 1, tzinfo=UTC))
    session.flush()
    session.info["batch"] = "back"
    undo.undo(session, "away", by=alice)

    assert access.target(session, target.id, alice).deleted_at is None


def test_a_closed_goals_targets_stay_as_they_were(session, alice):
    goal = goals.create(session, title="EU launch", by=alice)
    target = targets.add(session, goal.id, name="Users", kind="number", target=10, by=alice)
    with pytest.raises(Invalid, match="It stands at 48 %"):
        goals.close(session, goal.id, as_="achieved", progress=48.0, reason=" ", by=alice)
    goals.close(session, goal.id, as_="achieved", progress=48.0, reason="Enough.", by=alice)

    with pytest.raises(Conflict, match="reopen it"):
        targets.edit(session, target.id, current=5, by=alice)
    with pytest.raises(Conflict, match="reopen it"):
        targets.add(session, goal.id, name="More", kind="boolean", by=alice)
    goals.reopen(session, goal.id, by=alice)
    assert targets.edit(session, target.id, current=5, by=alice).current_value == 5
