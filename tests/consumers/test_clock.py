"""What is due is done once, by one process, also after it was down; what fails is tried again and told."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from app import db
from app.consumers import clock as clocks
from app.consumers import due
from app.consumers.clock import Clock, Recurring
from app.domain.errors import Busy
from app.models import GoalSnapshot, Job, Summary
from app.work import goals, jobs
from tests.consumers.conftest import World

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)  # a Wednesday


class Bell:
    """A handler that remembers when it was rung, and fails while it is told to."""

    def __init__(self) -> None:
        self.rung: list[dict[str, object]] = []
        self.error: Exception | None = None

    def __call__(self, payload: dict[str, object], _now: datetime) -> None:
        self.rung.append(payload)
        if self.error:
            raise self.error


def _schedule(key: str, due_at: datetime = NOON, kind: str = "bell") -> None:
    with db.writing() as session:
        jobs.schedule(session, kind, key=key, due_at=due_at, payload={"key": key})


def _job(key: str) -> Job:
    with db.reading() as session:
        return session.exec(select(Job).where(Job.key == key)).one()


def _run(clock: Clock, now: datetime) -> int:
    done = 0
    while clock.look(now=now):
        done += 1
    return done


def test_the_same_key_is_done_once(database):
    bell = Bell()
    for _ in range(3):
        _schedule("one")
        _run(Clock({"bell": bell}), NOON)

    assert bell.rung == [{"key": "one"}]
    assert _job("one").done_at == NOON


def test_nothing_is_done_before_its_time_and_the_longest_due_first(database):
    bell = Bell()
    _schedule("later", NOON + timedelta(hours=1))
    _schedule("second", NOON)
    _schedule("first", NOON - timedelta(hours=1))
    _run(Clock({"bell": bell}), NOON)

    assert [one["key"] for one in bell.rung] == ["first", "second"]


def test_a_job_is_claimed_by_one_and_by_another_only_when_its_lock_ran_out(database):
    """The second claim is what follows a process that was killed at its job."""
    _schedule("one")

    assert clocks.claim(["bell"], now=NOON) is not None
    assert clocks.claim(["bell"], now=NOON + clocks.LOCK) is None
    again = clocks.claim(["bell"], now=NOON + clocks.LOCK + timedelta(seconds=1))
    assert again is not None
    assert again.tries == 2


def test_what_fails_is_tried_again_later_each_time_then_given_up_and_told(database):
    bell, now, waits = Bell(), NOON, []
    bell.error = ValueError("no bell here")
    _schedule("one")
    clock = Clock({"bell": bell})
    for _ in range(clocks.TRIES):
        assert _run(clock, now) == 1
        again = _job("one").locked_until
        assert again is not None
        waits.append(again - now)
        now = again + timedelta(seconds=1)

    assert waits == sorted(set(waits))
    assert _run(clock, now + timedelta(days=1)) == 0
    with db.reading() as session:
        [trouble] = clocks.troubles(session)
    assert (trouble.key, trouble.error) == ("one", "ValueError: no bell here")


def test_a_busy_workspace_is_no_fault_of_a_job(database):
    bell = Bell()
    bell.error = Busy()
    _schedule("one")
    _run(Clock({"bell": bell}), NOON)

    assert _job("one").tries == 0
    assert _job("one").done_at is None


def test_a_kind_nobody_handles_waits(database):
    _schedule("one", kind="whistle")

    assert _run(Clock({"bell": Bell()}), NOON) == 0
    assert _job("one").tries == 0


@pytest.mark.parametrize(("days", "done"), [(6.9, 1), (7.1, 0)])
def test_after_a_pause_a_week_is_caught_up_and_what_is_older_is_noted(database, days, done):
    bell = Bell()
    _schedule("one", NOON - timedelta(days=days))
    _run(Clock({"bell": bell}), NOON)

    assert len(bell.rung) == done
    assert ("skipped" in _job("one").last_error) is not bool(done)
    assert _job("one").done_at == NOON


def test_what_recurs_is_planned_once_for_its_last_and_its_next_time(database):
    bell = Bell()

    def hourly(_session: object, now: datetime) -> list[tuple[str, datetime]]:
        last = now.replace(minute=0, second=0, microsecond=0)
        return [(f"bell:{one.isoformat()}", one) for one in (last, last + timedelta(hours=1))]

    clock = Clock({"bell": bell}, [Recurring("bell", hourly)])
    for minutes in (5, 6, 30, 59, 61, 62):
        _run(clock, NOON + timedelta(minutes=minutes))

    assert len(bell.rung) == 2


def test_last_weeks_summaries_are_written_on_monday_morning_and_not_before(world: World, tmp_path):
    monday = datetime(2026, 11, 23, 7, tzinfo=UTC)  # 08:00 in Berlin
    early, later = due.clock(tmp_path), due.clock(tmp_path)
    _run(early, monday - timedelta(minutes=1))
    with db.reading() as session:
        before = {row.week for row in session.exec(select(Summary))}
    _run(later, monday + timedelta(minutes=1))
    _run(later, monday + timedelta(minutes=2))
    with db.reading() as session:
        rows = [(row.week, row.subject_kind) for row in session.exec(select(Summary))]

    assert "2026-W47" not in before
    assert rows.count(("2026-W47", "space")) == 1


def test_each_evening_keeps_the_goals_numbers_also_when_nothing_happened(world: World, tmp_path):
    world.do(lambda s, by: goals.create(s, title="Launch", by=by))
    clock = due.clock(tmp_path)
    for day in (25, 26):
        _run(clock, datetime(2026, 11, day, 21, tzinfo=UTC))
        _run(clock, datetime(2026, 11, day, 22, 51, tzinfo=UTC))

    with db.reading() as session:
        days = [row.day.day for row in session.exec(select(GoalSnapshot))]
    assert days == [25, 26]


def test_done_jobs_are_forgotten_after_a_month(database, tmp_path):
    bell = Bell()
    for key, day in (("old", NOON - timedelta(days=31)), ("new", NOON - timedelta(days=29))):
        _schedule(key, day)
        _run(Clock({"bell": bell}), day)
    _schedule("waits", NOON + timedelta(days=1))
    _run(due.clock(tmp_path), NOON)

    with db.reading() as session:
        left = session.exec(select(Job.key).where(Job.kind == "bell")).all()
    assert sorted(left) == ["new", "waits"]
