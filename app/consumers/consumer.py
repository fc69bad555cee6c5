"""A consumer reads the log in order, from a offset, and handles each stretch at least once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from sqlmodel import Session, col, func, select

from app import db
from app.models import ConsumerOffset, DeadLetter, Event

STRETCH = 500  # events handled at once


class Consumer(Protocol):
    """Handles events; handling them twice must equal handling them once."""

    name: str

    def handle(self, events: Sequence[Event]) -> None: ...


def step(consumer: Consumer) -> int:
    """Handle one stretch of unread events, then move the offset; returns how many."""
    events = unread(consumer.name)
    if not events:
        return 0
    consumer.handle(events)
    move(consumer.name, events[-1].id or 0)
    return len(events)


def unread(name: str) -> Sequence[Event]:
    """The next stretch a consumer has not handled."""
    with db.reading() as session:
        return session.exec(
            select(Event)
            .where(col(Event.id) > offset(session, name))
            .order_by(col(Event.id))
            .limit(STRETCH)
        ).all()


def pass_over(name: str, event: Event, error: Exception, *, now: datetime) -> None:
    """Leave an event that can't be handled behind, with a note of why."""
    with db.writing() as session:
        session.add(
            DeadLetter(
                consumer=name,
                event_id=event.id or 0,
                at=now,
                error=f"{type(error).__name__}: {error}"[:2000],
            )
        )
    move(name, event.id or 0)


def offset(session: Session, name: str) -> int:
    """The last event a consumer handled."""
    found = session.get(ConsumerOffset, name)
    return found.event_id if found else 0


def lag(session: Session, name: str) -> int:
    """How many events a consumer has not handled."""
    read = offset(session, name)
    return session.exec(select(func.count()).select_from(Event).where(col(Event.id) > read)).one()


def move(name: str, event_id: int) -> None:
    """Put the offset at an event; never backwards."""
    with db.writing() as session:
        found = session.get(ConsumerOffset, name)
        if found is None:
            session.add(ConsumerOffset(consumer=name, event_id=event_id))
        else:
            found.event_id = max(found.event_id, event_id)


def rewind(name: str) -> None:
    """Put the offset before the first event: all is read again."""
    with db.writing() as session:
        found = session.get(ConsumerOffset, name)
        if found is not None:
            found.event_id = 0
