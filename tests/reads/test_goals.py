"""A goal's number is computed from its targets and sub-goals, as the worked example says."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app import access
from app.assist import goalfacts
from app.assist.week import moves
from app.domain.errors import Conflict
from app.lookups import statuses_of
from app.reads import goals as numbers
from app.work import goals, lists, spaces, targets, tasks, undo
from tests.conftest import a_task

DAY = date(2026, 8, 15)
NOON = datetime(2026, 8, 15, 12, tzinfo=UTC)


def _line(session, goal_id, actor, *, now=NOON):
    session.flush()
    return numbers.lines(session, actor=actor, now=now, today=now.date())[goal_id]


def _status(session, home, category):
    return next(s.id for s in statuses_of(session, home) if s.category == category)


def _finish(session, home, by, task, category="done"):
    return tasks.move(session, task.id, to=_status(session, home, category), by=by)


@pytest.fixture
def launch(session, alice):
    """1 July to 30 September; on 15 August half of it is gone."""
    return goals.create(
        session,
        title="EU launch",
        by=alice,
        state="in_progress",
        period_start=date(2026, 7, 1),
        period_end=date(2026, 9, 30),
    )


def test_the_worked_example(session, alice, home, launch):
    work = [a_task(session, home, alice, title=f"Task {n}") for n in range(12)]
    for task in work[:5]:
        _finish(session, home, alice, task)
    for task in work[5:7]:
        _finish(session, home, alice, task, "cancelled")
    add = lambda name, kind, **values: targets.add(  # noqa: E731 - four of a kind
        session, launch.id, name=name, kind=kind, by=alice, **values
    )
    markets = add("Markets", "number", start=0, target=200, current=50)
    add("Churn", "percent", start=8, target=4, current=6)
    add("Signed", "boolean")
    add("Work", "tasks", tasks=[task.id for task in work])

    line = _line(session, launch.id, alice)
    assert [t.percent for t in line.targets] == [25.0, 50.0, 0.0, 50.0]
    assert (line.actual, line.expected, line.suggested) == (31.25, 50.0, "at_risk")
    assert line.label == "31 % · expected 50 %"

    targets.edit(session, markets.id, weight=2, by=alice)
    assert _line(session, launch.id, alice).actual == pytest.approx(30.0)
    targets.edit(session, markets.id, weight=1, by=alice)
    _finish(session, home, alice, work[7])
    assert _line(session, launch.id, alice).actual == 33.75


def test_nothing_to_count_is_no_data_and_left_out(session, alice, home, launch):
    targets.add(session, launch.id, name="Work", kind="tasks", lists=[home.id], by=alice)
    line = _line(session, launch.id, alice)
    assert (line.actual, line.suggested, line.label) == (None, "no_data", "no data")

    targets.add(session, launch.id, name="N", kind="number", target=4, current=1, by=alice)
    assert _line(session, launch.id, alice).actual == 25.0


def test_a_list_counts_whole_and_a_task_in_it_only_once(session, alice, home, launch):
    first, second = a_task(session, home, alice), a_task(session, home, alice)
    targets.add(
        session, launch.id, name="Work", kind="tasks", lists=[home.id], tasks=[first.id], by=alice
    )
    _finish(session, home, alice, first)
    assert _line(session, launch.id, alice).actual == 50.0

    tasks.delete(session, second.id, by=alice)
    assert _line(session, launch.id, alice).actual == 100.0


def test_by_estimate_a_long_task_weighs_more(session, alice, home, launch):
    long, _ = (a_task(session, home, alice, estimate_minutes=m) for m in (180, 60))
    targets.add(
        session, launch.id, name="Work", kind="tasks", lists=[home.id], by_estimate=True, by=alice
    )
    _finish(session, home, alice, long)

    assert _line(session, launch.id, alice).actual == 75.0


@pytest.mark.parametrize("away", ["list", "space"])
def test_work_put_away_with_its_list_or_space_is_not_counted(session, alice, home, launch, away):
    other = spaces.create(session, key="OPS", name="Operations", by=alice)
    alice = access.actor(session, alice.user_id)
    board = lists.create(session, other.id, name="Run", by=alice)
    alice = access.actor(session, alice.user_id)
    done, waiting = a_task(session, home, alice), a_task(session, board, alice)
    _finish(session, home, alice, done)
    targets.add(
        session, launch.id, name="Work", kind="tasks", tasks=[done.id, waiting.id], by=alice
    )
    targets.add(session, launch.id, name="Lists", kind="tasks", lists=[board.id], by=alice)
    assert [t.percent for t in _line(session, launch.id, alice).targets] == [50.0, 0.0]

    session.info["batch"] = "away"
    if away == "list":
        lists.delete(session, board.id, by=alice)
    else:
        spaces.delete(session, other.id, by=alice)
    assert [t.percent for t in _line(session, launch.id, alice).targets] == [100.0, None]
    session.info["batch"] = "back"
    undo.undo(session, "away", by=alice)
    assert [t.percent for t in _line(session, launch.id, alice).targets] == [50.0, 0.0]


def test_sub_goals_count_by_weight_dropped_ones_not_at_all(session, alice, launch):
    for title, current, weight in (("A", 1, 1), ("B", 4, 3), ("C", 0, 0), ("D", 0, 1)):
        sub = goals.create(session, title=title, parent_id=launch.id, weight=weight, by=alice)
        targets.add(session, sub.id, name="N", kind="number", target=4, current=current, by=alice)
    goals.close(session, sub.id, as_="dropped", progress=0, reason="", by=alice)

    assert _line(session, launch.id, alice).actual == (25 + 3 * 100) / 4


def test_a_closed_goals_number_stays(session, alice, launch):
    target = targets.add(session, launch.id, name="N", kind="number", target=4, by=alice)
    goals.close(session, launch.id, as_="missed", progress=40.0, reason="", by=alice)
    with pytest.raises(Conflict, match="reopen it"):
        targets.edit(session, target.id, current=4, by=alice)
    line = _line(session, launch.id, alice)

    assert (line.actual, line.is_open, line.label) == (40.0, False, "40 %")


def test_a_judgement_counts_for_a_fortnight_and_is_shown_after(session, alice, launch):
    targets.add(session, launch.id, name="N", kind="number", target=4, by=alice)
    goals.override_health(session, launch.id, health="on_track", reason="signed", by=alice, at=NOON)
    fresh = _line(session, launch.id, alice, now=NOON + timedelta(days=14))
    old = _line(session, launch.id, alice, now=NOON + timedelta(days=14, seconds=1))

    assert (fresh.health, fresh.suggested, fresh.override_is_stale) == (
        "on_track",
        "off_track",
        False,
    )
    assert (old.health, old.override, old.override_is_stale) == ("off_track", "on_track", True)


def test_hidden_work_counts_but_hidden_goals_are_not_named(session, alice, bob, launch):
    hidden = spaces.create(session, key="MNA", name="Deals", is_private=True, by=alice)
    alice = access.actor(session, alice.user_id)
    secret = goals.create(
        session, title="Initech", space_id=hidden.id, parent_id=launch.id, by=alice
    )
    below = goals.create(session, title="Press", parent_id=secret.id, by=alice)
    targets.add(session, secret.id, name="N", kind="number", target=4, current=2, by=alice)
    seen = numbers.lines(session, actor=bob, now=NOON, today=DAY)

    assert set(seen) == {launch.id, below.id}
    assert (seen[launch.id].actual, seen[launch.id].children) == (50.0, [])
    assert seen[below.id].parent_id is None


@pytest.mark.parametrize("by_estimate", [False, True])
def test_a_target_that_counts_hidden_work_is_told_by_its_percentage(
    session, alice, bob, launch, home, space, by_estimate
):
    secret = lists.create(session, space.id, name="Quiet", is_private=True, by=alice)
    session.flush()
    alice = access.actor(session, alice.user_id)
    for one in (home, secret):
        work = tasks.create(session, one.id, title="T", estimate_minutes=60, by=alice)
    _finish(session, secret, alice, work)
    targets.add(
        session,
        launch.id,
        name="Rollout",
        kind="tasks",
        lists=[home.id, secret.id],
        by_estimate=by_estimate,
        by=alice,
    )
    seen = _line(session, launch.id, bob)
    [target] = seen.targets

    assert (target.percent, seen.actual) == (50.0, 50.0)
    assert (target.done, target.total, target.counts_confidential) == (None, None, True)
    assert goalfacts.target_words(target) == "Rollout 50 %, counts confidential work"
    assert moves.value(target) == "counts confidential work"
    assert goalfacts.goal_fact(seen, {}).targets[0].now is None
    unit = "h" if by_estimate else "tasks"
    [whole] = _line(session, launch.id, alice).targets
    assert goalfacts.target_words(whole) == f"Rollout 1 of 2 {unit} done (50 %)"


def test_a_guest_sees_no_goal_of_the_workspace(session, carol, launch):
    assert numbers.lines(session, actor=carol, now=NOON, today=DAY) == {}
