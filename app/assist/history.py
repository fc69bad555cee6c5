"""What happened to tasks in a stretch of time, from the log."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row
from sqlalchemy import select as sql
from sqlmodel import Session, col, select

from agents.facts import Change, ChangeKind
from app import past
from app.among import among
from app.assist import facts
from app.assist.filters import Where
from app.domain.access import Actor
from app.domain.events import OPEN, Category, Kind
from app.models import Event, Task, User
from app.models.base import columns_of

TELLING = (Kind.TASK_CREATED, Kind.TASK_CHANGED)


def changes(
    session: Session,
    where: list[Where],
    start: datetime,
    end: datetime,
    kinds: Sequence[ChangeKind],
    *,
    actor: Actor,
) -> list[Change]:
    """Changes in [start, end) of the tasks that fit, oldest first; a reason only where the actor could read it then.

    Done and cancelled count once a task, when that is where the stretch leaves it: what was finished
    and taken up again within it was not finished.
    """
    e = columns_of(Event)
    events = (
        session.connection()
        .execute(
            sql(e.id, e.kind, e.subject_id, e.actor_id, e.at, e.changes, e.reason)
            .where(e.kind.in_(TELLING), e.at >= start, e.at < end)
            .order_by(e.at, e.id)
        )
        .all()
    )
    found = [(kind, event) for event in events for kind in _kinds(event) if kind in kinds]
    found, days = _settled(found, events), _days(events)
    keys = _keys(session, where, {event.subject_id for _, event in found})
    reasons = reasons_of(session, [event for _, event in found if event.reason], actor)
    names = dict(session.exec(select(User.id, User.name)).all())
    return [
        Change(
            kind=kind,
            task_id=event.subject_id,
            key=keys[event.subject_id],
            at=event.at,
            who=names.get(event.actor_id, ""),
            old=_day(days[event.subject_id][0]) if kind == "slipped" else "",
            new=_day(days[event.subject_id][1]) if kind == "slipped" else "",
            reason=reasons.get(event.id, ""),
        )
        for kind, event in found
        if event.subject_id in keys
    ]


def reasons_of(session: Session, events: Sequence[Row[Any]], actor: Actor) -> dict[int, str]:
    """Reasons given in places that were open to the actor then, by event."""
    if not events:
        return {}
    told = select(Event.id, Event.reason).where(
        among(Event.id, {one.id for one in events}), past.place_then_open_to(actor)
    )
    return {event_id or 0: reason for event_id, reason in session.exec(told)}


def _kinds(event: Row[Any]) -> list[ChangeKind]:
    """What one event amounts to."""
    found: list[ChangeKind] = ["created"] if event.kind == Kind.TASK_CREATED else []
    old, new = event.changes.get("category", [None, None])
    if new == Category.STARTED and old != Category.STARTED:
        found.append("started")
    elif new == Category.DONE:
        found.append("done")
    elif new == Category.CANCELLED:
        found.append("cancelled")
    if old in (Category.DONE, Category.CANCELLED) and new in OPEN:
        found.append("reopened")
    before, after = event.changes.get("due", [None, None])
    if before and after and after > before:
        found.append("slipped")
    return found


def _settled(
    found: list[tuple[ChangeKind, Row[Any]]], events: Sequence[Row[Any]]
) -> list[tuple[ChangeKind, Row[Any]]]:
    """Without endings that did not last to the end of the stretch; what was taken up and finished anew is one.

    What moved to a later day more than once is told once, from its first day to its last.
    """
    last: dict[int, str] = {}
    for event in events:
        if "category" in event.changes:
            last[event.subject_id] = event.changes["category"][1]
    slips = {event.subject_id: event for kind, event in found if kind == "slipped"}
    days = _days(events)
    final: dict[tuple[str, int], Row[Any]] = {
        (kind, event.subject_id): event for kind, event in found if kind in ("done", "cancelled")
    }
    kept: list[tuple[ChangeKind, Row[Any]]] = []
    for kind, event in found:
        ended = kind in ("done", "cancelled")
        if ended and (
            last.get(event.subject_id) != kind or final[kind, event.subject_id] is not event
        ):
            continue
        if kind == "slipped":
            first_day, last_day = days[event.subject_id]
            if slips[event.subject_id] is not event or not first_day < last_day:
                continue
        kept.append((kind, event))
    return kept


def _days(events: Sequence[Row[Any]]) -> dict[int, tuple[str, str]]:
    """Each task's first due day that was changed, and the one it was left with; empty for none."""
    found: dict[int, tuple[str, str]] = {}
    for event in events:
        if "due" in event.changes:
            old, new = event.changes["due"]
            first, _ = found.get(event.subject_id, ("", ""))
            found[event.subject_id] = (first or old or "", new or "")
    return found


def _keys(session: Session, where: list[Where], ids: set[int]) -> dict[int, str]:
    """The keys of those that fit."""
    few = [col(Task.id).in_(ids)] if len(ids) <= facts.MANY else []
    rows = session.exec(select(Task.id, Task.key).where(*where, *few))
    return {task_id: key for task_id, key in rows if task_id in ids}


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%-d %b}"
