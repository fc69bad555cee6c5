"""What was said in a week: decisions, and what is asked of whom. Words are told as they stood when it ended."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, or_
from sqlalchemy import select as sql
from sqlmodel import Session, select

from agents.algebra.deciding import is_decision
from app import db, past
from app.among import among
from app.assist import quotes
from app.assist.filters import Where
from app.assist.week.values import Line
from app.domain.access import Actor
from app.domain.events import Kind
from app.models import Comment, Event, Task, User
from app.models.base import columns_of

WITHDRAWN = "A comment that was deleted since"
LONGEST = 280  # letters of somebody's words
C, E, T, U = (columns_of(one) for one in (Comment, Event, Task, User))


@dataclass(frozen=True)
class Scope:
    """What the words must be on: tasks that fit, a goal, goals and pages of a space, or anything at all."""

    tasks: Sequence[Where]
    goal_id: int | None = None
    space_id: int | None = None
    is_whole: bool = False


@dataclass(frozen=True)
class _Said:
    """A comment as it stood at a moment."""

    id: int
    subject: tuple[str, int]
    text: str
    at: datetime
    author: str
    assigned_to: int | None
    resolved_at: datetime | None
    is_withdrawn: bool  # deleted since


def decisions(
    session: Session, actor: Actor, scope: Scope, stretch: tuple[datetime, datetime], day: Any
) -> list[Line]:
    """What people wrote in [start, end) that says something was decided, oldest first."""
    start, end = stretch
    made = [C.created_at >= start, C.created_at < end]
    found = [one for one in _then(session, actor, scope, made, end) if is_decision(one.text)]
    return _lines(session, actor, found, lambda one, title: f"{title}, {day(one.at)}")


def asks(session: Session, actor: Actor, scope: Scope, end: datetime, day: Any) -> list[Line]:
    """Comments that were given to somebody and not settled at the end, oldest first."""
    given = or_(C.assigned_to.is_not(None), C.id.in_(_given_since(session, end)))
    found = [
        one
        for one in _then(session, actor, scope, [C.created_at < end, given], end)
        if one.assigned_to is not None and (one.resolved_at is None or one.resolved_at >= end)
    ]
    names = dict(session.exec(select(User.id, User.name)).all())

    def note(one: _Said, title: str) -> str:
        return f"asked of {names.get(one.assigned_to, 'somebody')}; {title}, since {day(one.at)}"

    return _lines(session, actor, found, note)


def _then(
    session: Session, actor: Actor, scope: Scope, where: Sequence[Any], end: datetime
) -> list[_Said]:
    """Comments of the scope that were there at the end, with their words of then."""
    there = or_(C.deleted_at.is_(None), C.deleted_at >= end)
    query = (
        sql(
            *(C.id, C.subject_kind, C.subject_id, C.text, C.created_at, C.assigned_to),
            *(C.resolved_at, C.deleted_at, U.name),
        )
        .join_from(Comment, User, U.id == C.author_id, isouter=True)
        .where(there, _within(scope), *where)
        .order_by(C.created_at, C.id)
    )
    rows = db.execute(session, query).all()
    changed = _values_then(session, actor, {row.id for row in rows}, end)
    found: list[_Said] = []
    for row in rows:
        one = _Said(
            row.id,
            (row.subject_kind, row.subject_id),
            row.text,
            row.created_at,
            row.name or "",
            row.assigned_to,
            row.resolved_at,
            row.deleted_at is not None,
        )
        found.append(replace(one, **changed.get(row.id, {})))
    return found


def _within(scope: Scope) -> ColumnElement[bool]:
    if scope.is_whole:
        return C.id > 0
    return quotes.on_these(scope.tasks, goal_id=scope.goal_id, space_id=scope.space_id)


def _values_then(
    session: Session, actor: Actor, ids: Iterable[int], end: datetime
) -> dict[int, dict[str, Any]]:
    """What of these comments was otherwise at the end; words only where the actor was told of them."""
    query = (
        sql(E.id, E.subject_id, E.changes)
        .where(E.subject_kind == "comment", E.kind == Kind.COMMENT_CHANGED.value)
        .where(E.at >= end, among(E.subject_id, ids))
        .order_by(E.at.desc(), E.id.desc())
    )
    events = db.execute(session, query).all()
    if not events:
        return {}
    told = select(Event.id).where(
        among(Event.id, {one.id for one in events}), past.place_then_open_to(actor)
    )
    open_then = set(session.exec(told))
    found: dict[int, dict[str, Any]] = {}
    for event in events:
        # Newest first, so the oldest change is written last: it holds the value of then.
        values = found.setdefault(event.subject_id, {})
        for name, (old, _) in event.changes.items():
            if name == "text" and event.id in open_then:
                values[name] = old or ""
            elif name == "assigned_to":
                values[name] = old
            elif name == "resolved_at":
                values[name] = datetime.fromisoformat(old) if old else None
    return found


def _given_since(session: Session, end: datetime) -> set[int]:
    """Comments whose person changed since: somebody may have had them then."""
    query = sql(E.subject_id, E.changes).where(E.kind == Kind.COMMENT_CHANGED.value, E.at >= end)
    return {row.subject_id for row in db.execute(session, query) if "assigned_to" in row.changes}


def _lines(session: Session, actor: Actor, found: Sequence[_Said], note: Any) -> list[Line]:
    """Each as a line, of those on what the actor sees."""
    subjects = quotes.subjects(session, actor, {one.subject for one in found})
    lines: list[Line] = []
    for one in found:
        if one.subject not in subjects:
            continue
        _, title, url = subjects[one.subject]
        lines.append(
            Line(
                key="",
                title=WITHDRAWN if one.is_withdrawn else _short(one.text),
                url="" if one.is_withdrawn else f"{url}#comment-{one.id}",
                note=note(one, title),
                people=(one.author,) if one.author else (),
                comment_id=one.id,
            )
        )
    return lines


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rsplit(" ", 1)[0] + "…"
