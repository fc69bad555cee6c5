"""Each goal's number of the day is kept."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select

from app import db
from app.consumers import due, snapshots
from app.consumers.loop import catch_up
from app.consumers.snapshots import Snapshots
from app.models import GoalSnapshot, Job
from app.work import goals, targets
from tests.consumers.conftest import Twice, World

NOON = datetime(2026, 8, 15, 12, tzinfo=UTC)


@pytest.fixture
def target(world: World) -> int:
    """Markets open, 0 → 200, on a goal of the third quarter."""

    def make(session, by):
        goal = goals.create(
            session,
            title="Launch",
            by=by,
            period_start=date(2026, 7, 1),
            period_end=date(2026, 9, 30),
        )
        return targets.add(session, goal.id, name="Markets", kind="number", target=200, by=by).id

    return world.do(make)


def _days() -> list[tuple[date, float | None, float | None]]:
    with db.reading() as session:
        rows = session.exec(select(GoalSnapshot).order_by(GoalSnapshot.day)).all()
    return [(row.day, row.actual, row.expected) for row in rows]


def _take(now: datetime) -> None:
    snapshots.take(now=now)


def test_the_day_keeps_its_last_number(world, target):
    _take(NOON)
    world.do(lambda s, by: targets.edit(s, target, current=50, by=by))
    _take(NOON)
    _take(NOON)

    assert _days() == [(date(2026, 8, 15), 25.0, 50.0)]


def test_a_day_is_the_workspaces_own(world, target):
    _take(datetime(2026, 8, 15, 21, 59, tzinfo=UTC))
    _take(datetime(2026, 8, 15, 22, 1, tzinfo=UTC))  # past midnight in Berlin

    assert [day for day, _, _ in _days()] == [date(2026, 8, 15), date(2026, 8, 16)]


def test_many_changes_of_a_minute_are_one_taking(world, target, tmp_path):
    catch_up([Twice(Snapshots())])
    clock, now = due.clock(tmp_path), datetime.now(UTC) + snapshots.STRETCH

    with db.reading() as session:
        wanted = session.exec(select(Job).where(Job.kind == snapshots.KIND)).all()
    while clock.look(now=now):
        pass

    assert len(wanted) == 1
    assert len(_days()) == 1


def test_numbers_are_computed_without_the_lock(world, target, monkeypatch):
    computed = snapshots.goals.everything
    held: list[bool] = []

    def watched(*args, **more):
        held.append(db._home.gate.locked())
        return computed(*args, **more)

    monkeypatch.setattr(snapshots.goals, "everything", watched)
    _take(NOON)

    assert held == [False]


def test_a_goal_that_went_meanwhile_is_left_out(world, target):
    with db.writing() as session:
        snapshots.keep(session, {1: (1.0, None), 999: (2.0, None)}, day=NOON.date())

    assert len(_days()) == 1


def test_days_nobody_was_there_are_made_up_for(world):
    """The log says where the goal stood at the end of each."""
    day = timedelta(days=1)

    def make(session, by):
        goal = goals.create(session, title="Launch", by=by, at=NOON - day)
        made = targets.add(
            session, goal.id, name="Markets", kind="number", target=200, by=by, at=NOON - day
        )
        return made.id

    target = world.do(make)
    _take(NOON)
    world.do(lambda s, by: targets.edit(s, target, current=50, by=by, at=NOON + 2 * day))
    _take(NOON + 4 * day)

    assert [(one.day, actual) for one, actual, _ in _days()] == [
        (15, 0.0),
        (16, 0.0),
        (17, 25.0),
        (18, 25.0),
        (19, 25.0),
    ]
