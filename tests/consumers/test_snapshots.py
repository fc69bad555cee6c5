"""Each goal's number of the day is kept."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import select

from app import db
from app.consumers import snapshots
from app.consumers.loop import catch_up
from app.consumers.snapshots import Snapshots
from app.models import GoalSnapshot
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
    with db.writing() as session:
        snapshots.take(session, now=now)


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


def test_the_follower_writes_once_however_often_it_reads(world, target):
    catch_up([Twice(Snapshots())])

    assert len(_days()) == 1
