"""Keeps each goal's number of the day, so that its history can be drawn."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, func, select

from app import access, db
from app.assist import past
from app.lookups import zone as zone_of
from app.models import Event, Goal, GoalSnapshot
from app.reads import goals
from app.work import jobs

TELLING = ("task.", "goal.", "target.", "list.")
KIND = "goal_snapshots"
# All changes within it are one taking: the numbers of all goals are computed for each.
STRETCH = timedelta(minutes=1)
# Days looked back at most: each reads the workspace as it was.
FURTHEST = 400
Numbers = dict[int, tuple[float | None, float | None]]


class Snapshots:
    """Has today's numbers taken again whenever something that may move them happened."""

    name = "snapshots"

    def handle(self, events: Sequence[Event]) -> None:
        if any(event.kind.startswith(TELLING) for event in events):
            now = datetime.now(UTC)
            due_at = now - (now - datetime.min.replace(tzinfo=UTC)) % STRETCH + STRETCH
            with db.writing() as session:
                jobs.schedule(session, KIND, key=f"{KIND}:{due_at.isoformat()}", due_at=due_at)


def take(*, now: datetime) -> date:
    """Set every goal's snapshot of today (in the workspace's zone), and of the days nobody was there to.

    Returns the day.
    """
    with db.reading() as session:
        zone = zone_of(session)
        today = now.astimezone(zone).date()
        last = session.exec(select(func.max(GoalSnapshot.day))).one()
        every = goals.everything(session, now=now, today=today)
    numbers: Numbers = {goal_id: (line.actual, line.expected) for goal_id, line in every.items()}
    missed = (today - last).days - 1 if last else 0
    for ago in range(min(missed, FURTHEST), 0, -1):
        _take_late(today - timedelta(days=ago), zone)
    with db.writing() as session:
        keep(session, numbers, day=today)
    return today


def _take_late(day: date, zone: ZoneInfo) -> None:
    """The numbers of a day that is over, from the workspace as it was then."""
    end = datetime.combine(day + timedelta(days=1), time.min, zone).astimezone(UTC)
    with db.reading() as session, past.as_of(session, access.machine(session), end):
        then = goals.everything(session, now=end - timedelta(seconds=1), today=day)
        late: Numbers = {goal_id: (line.actual, line.expected) for goal_id, line in then.items()}
    with db.writing() as session:
        keep(session, late, day=day)


def keep(session: Session, numbers: Numbers, *, day: date) -> None:
    """Write numbers computed before, of the goals that are still there."""
    known = {
        row.goal_id: row
        for row in session.exec(select(GoalSnapshot).where(GoalSnapshot.day == day))
    }
    there = set(session.exec(select(Goal.id)))
    for goal_id in numbers.keys() & there:
        actual, expected = numbers[goal_id]
        row = known.get(goal_id) or GoalSnapshot(goal_id=goal_id, day=day)
        row.actual, row.expected = actual, expected
        session.add(row)
