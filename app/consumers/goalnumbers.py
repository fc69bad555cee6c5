"""Keeps the present number of each goal, so that no page computes it."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlmodel import Session, func, select

from app import db
from app.consumers import consumer
from app.models import Event, GoalNumber
from app.reads import goalnumbers, goalschanged
from app.reads.goalnumbers import Number


class GoalNumbers:
    """Computes again the numbers that events touch, from the work as it is now (so twice is once)."""

    name = goalschanged.CONSUMER

    def handle(self, events: Sequence[Event]) -> None:
        if not goalschanged.touched(events):
            return
        with db.reading() as session:
            found, newest = goalnumbers.outdated(session), _newest(session)
        _keep(found, as_of=newest)


def resume() -> None:
    """A workspace without kept numbers gets them all at once; the log behind them is not read."""
    with db.reading() as session:
        if consumer.offset(session, GoalNumbers.name):
            return
    rebuild()


def rebuild() -> int:
    """Compute every number anew; returns how many."""
    with db.reading() as session:
        found, newest = goalnumbers.computed(session), _newest(session)
    _keep(found, as_of=newest)
    consumer.move(GoalNumbers.name, newest)
    return len(found)


def wrong() -> list[int]:
    """The goals whose kept number, with what is unread, is not what a full computation says."""
    with db.reading() as session:
        kept, true = goalnumbers.current(session), goalnumbers.computed(session)
    return [goal_id for goal_id, number in true.items() if kept.get(goal_id) != number]


def _newest(session: Session) -> int:
    return session.exec(select(func.max(Event.id))).one() or 0


def _keep(numbers: dict[int, Number], *, as_of: int) -> None:
    """Write them, unless somebody wrote later ones."""
    now = datetime.now(UTC)
    with db.writing() as session:
        for goal_id, number in numbers.items():
            found = session.get(GoalNumber, goal_id)
            if found is None:
                found = GoalNumber(goal_id=goal_id, computed_at=now)
                session.add(found)
            elif found.as_of_event > as_of:
                continue
            found.actual, found.as_of_event, found.computed_at = number.actual, as_of, now
            found.counts = {str(i): list(pair) for i, pair in number.counts.items()}
