"""What changed in one list since an event: the rows to show anew, and those to take away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, literal, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app import access
from app.among import among
from app.domain.access import Actor
from app.domain.events import Kind
from app.models import Event, Task, TaskList
from app.reads import live, tasks
from app.reads.changes import Change
from app.reads.tasks import Row

# A change of one of these may change the head of a list, its columns or its people, and what a filter says of any task.
_FRAME = frozenset(["space", "folder", "list", "status", "user", "workspace"])
TIES = (Kind.TASK_RELATED, Kind.TASK_UNRELATED, Kind.LINKED, Kind.UNLINKED)
# More rows than this and the whole list costs less.
MOST_ROWS = 200


@dataclass(frozen=True)
class ListChanges:
    """Rows to put in the place of their older selves, ids of tasks that left, and whether the head changed too."""

    version: int
    rows: list[Row]
    gone: list[int]
    is_frame_changed: bool


def newest_seen(session: Session, actor: Actor) -> Any:
    """A version for the actor, as a value in a statement: no later than the last event of the lists open to them.

    What is hidden does not move it; whoever asks for the changes since it may be told some again.
    """
    if actor.everything:
        return literal(live.newest(session))
    mine = aliased(TaskList)
    last = select(Event.id).where(Event.list_id == mine.id, ~_may_be_of_others())
    # By the index there is. What was dated back is told again.
    latest = last.order_by(col(Event.at).desc(), col(Event.id).desc()).limit(1).correlate(mine)
    found = select(func.max(latest.scalar_subquery())).where(among(mine.id, actor.lists))
    return func.coalesce(found.scalar_subquery(), 0)


def _may_be_of_others() -> Any:
    """Condition on Event: all it says may be of something else, which may be hidden."""
    named = (col(Event.changes)[name].as_string() for name in ("parent_id", "goal_id"))
    return or_(col(Event.kind).in_(TIES), *(one.is_not(None) for one in named))


def since(session: Session, list_id: int, event_id: int, *, actor: Actor) -> ListChanges | None:
    """The changes of a list after an event; None when reading the whole list costs less.

    Raises NotFound for a list the actor may not see.
    """
    access.task_list(session, list_id, actor)
    changes = _since(session, event_id, actor)
    if changes is None:
        return None
    here, seen = f"list:{list_id}", _seen(changes, actor)
    near = _near(session, seen)
    rows = tasks.by_ids(session, near, actor=actor) if len(near) <= MOST_ROWS else None
    if rows is None:
        return None
    kept = [row for row in rows if row.list_id == list_id]
    there = {row.id for row in kept}
    left = {
        int(one.gone.partition(":")[2])
        for one in seen
        if one.gone.startswith("task:") and here in (one.place, one.was)
    }
    is_framed = _is_framed(changes, seen, actor)
    return ListChanges(
        _version(session, event_id, seen, actor), kept, sorted(left - there), is_framed
    )


def touched(session: Session, event_id: int, *, actor: Actor) -> tuple[frozenset[int], int] | None:
    """The tasks whose rows, and what a filter says of those, may be others since an event; and the version now.

    None when any may be.

    What follows from goals, from the tree of places or from people is not told by the tasks that changed.
    """
    changes = _since(session, event_id, actor)
    if changes is None:
        return None
    seen = _seen(changes, actor)
    if _is_framed(changes, seen, actor):
        return None
    near = _near(session, seen)
    if len(near) > MOST_ROWS:
        return None
    return frozenset(near), _version(session, event_id, seen, actor)


def _since(session: Session, event_id: int, actor: Actor) -> list[Change] | None:
    """None also of a log this database never had, which the browser knows: it was restored."""
    is_known = event_id <= live.newest(session)
    return live.since(session, event_id, actor=actor) if is_known else None


def _seen(changes: Iterable[Change], actor: Actor) -> list[Change]:
    places = actor.places
    return [one for one in changes if one.is_told_in(places) or one.was in places]


def _version(session: Session, before: int, seen: Sequence[Change], actor: Actor) -> int:
    """The last change the actor sees; what is hidden does not move it."""
    if actor.everything:
        return live.newest(session)
    return max((one.id for one in seen), default=before)


def _is_framed(changes: Iterable[Change], seen: Iterable[Change], actor: Actor) -> bool:
    """What the actor sees may be other things, or what stands around the rows."""
    opens = any(one.opens_to(actor) for one in changes)
    return opens or any(one.gone.partition(":")[0] in _FRAME for one in seen)


def _near(session: Session, seen: Iterable[Change]) -> set[int]:
    near = {i for one in seen for i in _tasks_in(one)}
    return near | _children(session, near)


def _tasks_in(change: Change) -> set[int]:
    named = {topic for topic, _ in change.topics} | {change.gone}
    return {int(topic[5:]) for topic in named if topic.startswith("task:")}


def _children(session: Session, ids: set[int]) -> set[int]:
    """Subtasks show the key of the task they are part of."""
    if not ids:
        return set()
    found = session.exec(select(Task.id).where(col(Task.parent_id).in_(ids)))
    return {i for i in found if i is not None}
