"""Keeps each goal's number of the day, so that its history can be drawn."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from app import db
from app.lookups import workspace
from app.models import Event, GoalSnapshot
from app.reads import goals

TELLING = ("task.", "goal.", "target.", "list.")


class Snapshots:
    """Writes today's numbers again whenever something that may move them happened."""

    name = "snapshots"

    def handle(self, events: Sequence[Event]) -> None:
        if any(event.kind.startswith(TELLING) for event in events):
            with db.writing() as session:
                take(session, now=datetime.now(UTC))


def take(session: Session, *, now: datetime) -> date:
    """Set every goal's snapshot of today (in the workspace's zone); returns the day."""
    home = workspace(session)
    today = now.astimezone(ZoneInfo(home.zone if home else "UTC")).date()
    for goal_id, line in goals.everything(session, now=now, today=today).items():
        found = session.get(GoalSnapshot, (goal_id, today))
        if found is None:
            found = GoalSnapshot(goal_id=goal_id, day=today)
            session.add(found)
        found.actual, found.expected = line.actual, line.expected
    return today
