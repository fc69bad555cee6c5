"""The log as programs read it: event by event, as far as the asker may see what each is about.

An event is told when its place then and the place of its subject now are both open to the asker. Of what was put away,
only that it was is told. Events about people, the workspace and sign-ins are for owners and admins, and one's own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, true
from sqlmodel import Session, col, select

from app import access, past
from app.domain.access import Actor, Role
from app.domain.events import SECURITY, Kind, Subject
from app.models import Comment, Doc, Event, Goal, Target, Task
from app.reads import naming_others as naming

Where = ColumnElement[bool]
Ids = set[int] | frozenset[int]


@dataclass(frozen=True)
class LogPage:
    """Events by id, and the id to go on from: of the last one told, for what is hidden moves it no more than the clock."""

    events: list[Event]
    next: int
    more: bool


def page(
    session: Session,
    *,
    after: int,
    limit: int,
    actor: Actor,
    kinds: Sequence[Kind] = (),
    since: datetime | None = None,
) -> LogPage:
    """Up to `limit` events with ids above `after` that the actor may know of."""
    query = select(Event).where(open_to(actor))
    if kinds:
        query = query.where(col(Event.kind).in_(kinds))
    if since is not None:
        query = query.where(col(Event.at) >= since)
    told, looked_to, more = list[Event](), after, True
    # Of what tells of hidden things alone nothing is left: then the page goes on.
    while more and not told:
        rows = query.where(col(Event.id) > looked_to).order_by(col(Event.id)).limit(limit + 1)
        found = list(session.exec(rows))
        more = len(found) > limit
        told = without_hidden(session, found[:limit], actor)
        looked_to = found[min(limit, len(found)) - 1].id or 0 if found else looked_to
    return LogPage(told, (told[-1].id or after) if told else after, more)


def open_to(actor: Actor) -> Where:
    """Condition on Event: the actor may know of it."""
    personal = or_(
        col(Event.subject_kind).in_((Subject.WORKSPACE, Subject.USER)),
        col(Event.kind).startswith(SECURITY),
    )
    own = and_(Event.subject_kind == Subject.USER, Event.subject_id == (actor.user_id or 0))
    managers = true() if actor.role in (Role.OWNER, Role.ADMIN) else own
    if actor.everything:
        return or_(~personal, managers)
    return or_(
        and_(~personal, past.place_then_open_to(actor), _place_now(actor)), and_(personal, managers)
    )


def _place_now(actor: Actor) -> Where:
    """What the event is about stands in an open place, and is there (or its end is what is told)."""
    goals = _within(Goal, actor)
    comments = select(Comment.id).where(
        or_(col(Comment.deleted_at).is_(None), Event.kind == Kind.COMMENT_DELETED),
        or_(
            and_(
                Comment.subject_kind == Subject.TASK,
                col(Comment.subject_id).in_(select(Task.id).where(access.tasks_open_to(actor))),
            ),
            and_(
                Comment.subject_kind == Subject.GOAL,
                col(Comment.subject_id).in_(select(Goal.id).where(access.goals_open_to(actor))),
            ),
            and_(
                Comment.subject_kind == Subject.DOC,
                col(Comment.subject_id).in_(select(Doc.id).where(access.docs_open_to(actor))),
            ),
        ),
        Comment.id == Event.subject_id,
    )
    now: dict[Subject, Any] = {
        Subject.TASK: select(Task.id).where(
            _among(Task.list_id, actor.lists), _alive_or_ending(Task), Task.id == Event.subject_id
        ),
        Subject.GOAL: select(Goal.id).where(goals, Goal.id == Event.subject_id),
        Subject.DOC: select(Doc.id).where(_within(Doc, actor), Doc.id == Event.subject_id),
        Subject.TARGET: select(Target.id)
        .join(Goal, col(Goal.id) == Target.goal_id)
        .where(
            access.goals_open_to(actor), _alive_or_ending(Target), Target.id == Event.subject_id
        ),
        Subject.COMMENT: comments,
    }
    return or_(
        col(Event.subject_kind).not_in(list(now)),
        *(
            and_(Event.subject_kind == kind, query.correlate(Event).exists())
            for kind, query in now.items()
        ),
    )


def _within(table: type[Goal] | type[Doc], actor: Actor) -> Where:
    """A goal or doc of an open space, there or just put away."""
    nowhere = false() if actor.is_guest else col(table.space_id).is_(None)
    return and_(or_(nowhere, _among(table.space_id, actor.spaces)), _alive_or_ending(table))


def _alive_or_ending(table: Any) -> Where:
    return or_(col(table.deleted_at).is_(None), col(Event.kind).endswith(".deleted"))


def _among(column: Any, ids: frozenset[int]) -> Where:
    return col(column).in_(ids) if ids else false()


# -- what an event's own words give away ---------------------------------------------------------------


def without_hidden(session: Session, events: list[Event], actor: Actor) -> list[Event]:
    """Events without the ids of what the actor can't see; one that tells of such things alone is left out."""
    if actor.everything:
        return events
    tasks = _seen(session, Task, access.tasks_open_to(actor), events, ("task",))
    goals = _seen(session, Goal, access.goals_open_to(actor), events, ("goal",))
    docs = _seen(session, Doc, access.docs_open_to(actor), events, ("doc",))
    seen = {
        "task": tasks,
        "goal": goals,
        "doc": docs,
        "list": actor.lists,
        "space": actor.spaces,
    }
    told = ((one, _redacted(one, seen, actor)) for one in events if _other_end_is_seen(one, seen))
    return [shown for one, shown in told if shown.changes or not one.changes]


def _seen(
    session: Session, table: Any, is_open: Where, events: list[Event], kinds: tuple[str, ...]
) -> set[int]:
    """Of the ids these events name, those the actor sees."""
    named = {i for event in events for kind, i in naming.named(event) if kind in kinds}
    if not named:
        return set()
    return set(session.exec(select(table.id).where(is_open, col(table.id).in_(named))))


def _other_end_is_seen(event: Event, seen: Mapping[str, Ids]) -> bool:
    ends = [naming.end(v) for vs in event.changes.values() for v in vs if isinstance(v, dict)]
    meanings = [naming.meaning(v) for v in event.changes.get("word", ()) if v]
    ends += [one for one in meanings if one[0] != "person"]
    return all(i in seen.get(kind, set()) for kind, i in ends)


def _redacted(event: Event, seen: Mapping[str, Ids], actor: Actor) -> Event:
    allowed = {
        "parent_id": seen[naming.kind_of(event, "parent_id")],
        "tasks": seen["task"],
        "goal_id": seen["goal"],
        "list_id": actor.lists,
        "lists": actor.lists,
        "space_id": actor.spaces,
    }
    changes: dict[str, list[Any]] = {}
    for name, values in opening(event).items():
        told = [_only(value, allowed[name]) for value in values] if name in allowed else values
        if told == values or any(told):
            changes[name] = told
    return Event(**event.model_dump(exclude={"changes"}), changes=changes)


def opening(event: Event) -> dict[str, list[Any]]:
    """The changes of an event; of one that opened a place, its opening alone: the rest was private before."""
    if event.changes.get("is_private") == [True, False]:
        return {"is_private": [True, False]}
    return event.changes


def _only(value: Any, allowed: Ids) -> Any:
    if isinstance(value, list):
        return [one for one in value if one in allowed]
    return value if value is None or value in allowed else None
