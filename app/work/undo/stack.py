"""Ctrl-z over reloads: which of one's own batches is next to take back, or to do again.

The log itself is the stack: what an undo records says which events it was caused by.
"""

from dataclasses import dataclass, field, replace

from sqlmodel import Session, col, select

from app.domain.access import Actor, must_comment
from app.domain.errors import Conflict, NotAllowed, WorkError
from app.models import Event
from app.work.undo.registry import is_undoable
from app.work.undo.running import undo
from app.work.undo.step import Left, Undone

# How far back one's own log is read: a day's work of many, and few milliseconds.
EVENTS_READ = 2000
# Batches tried before it is said that nothing can be taken back.
MOST_TRIED = 20


@dataclass
class _Stack:
    """Batches done, and batches undone that may be done again; the newest last."""

    done: list[str] = field(default_factory=list[str])
    undone: list[str] = field(default_factory=list[str])

    def happened(self, batch: str, takes_back: str | None) -> None:
        if takes_back is None:
            self.done.append(batch)
            self.undone.clear()
        elif takes_back in self.done:
            self.done.remove(takes_back)
            self.undone.append(batch)
        elif takes_back in self.undone:
            self.undone.remove(takes_back)
            self.done.append(batch)


def undo_last(session: Session, *, by: Actor) -> Undone:
    """Take back one's own newest change that is not taken back yet; raises Conflict when none can be.

    What can't be taken back any more is passed over, and told in `left`.
    """
    must_comment(by)
    return _first(session, list(reversed(_stack(session, by).done)), by, "take back")


def redo_last(session: Session, *, by: Actor) -> Undone:
    """Do again what was taken back last, unless something else was done since."""
    must_comment(by)
    return _first(session, list(reversed(_stack(session, by).undone)), by, "do again")


def _first(session: Session, batches: list[str], by: Actor, what: str) -> Undone:
    passed: list[Left] = []
    refusals: list[WorkError] = []
    for batch in batches[:MOST_TRIED]:
        try:
            undone = undo(session, batch, by=by)
        except WorkError as refusal:
            refusals.append(refusal)
            passed.append(Left("change", 0, "", refusal.sentence))
        else:
            return replace(undone, left=(*undone.left, *passed))
    if refusals and isinstance(refusals[0], NotAllowed):
        raise refusals[0]
    reasons = " ".join(dict.fromkeys(one.reason for one in passed))
    raise Conflict(reasons or f"There is nothing to {what}.")


def _stack(session: Session, by: Actor) -> _Stack:
    """One's own log, oldest first, folded into what is done and what is undone."""
    session.flush()
    rows = session.exec(
        select(Event.id, Event.batch, Event.kind, Event.caused_by)
        .where(Event.actor_id == by.user_id, Event.actor_kind == by.kind)
        .order_by(col(Event.id).desc())
        .limit(EVENTS_READ)
    ).all()
    batch_of = {event_id: batch for event_id, batch, _, _ in rows}
    causes: dict[str, int | None] = {}
    for _, batch, kind, caused_by in reversed(rows):
        if is_undoable(kind):
            causes.setdefault(batch, caused_by)
    unknown = {one for one in causes.values() if one is not None} - set(batch_of)
    if unknown:
        older = select(Event.id, Event.batch).where(col(Event.id).in_(unknown))
        batch_of |= {event_id or 0: batch for event_id, batch in session.exec(older)}
    stack = _Stack()
    for batch, cause in causes.items():
        stack.happened(batch, batch_of.get(cause) if cause is not None else None)
    return stack
