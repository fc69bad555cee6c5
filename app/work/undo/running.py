"""Takes a batch back: every event of it, newest first, each by its kind's inverse."""

import uuid

from sqlmodel import Session, col, select

from app.domain.access import Actor, must_comment
from app.domain.errors import Conflict, NotAllowed, NotFound, WorkError
from app.domain.events import Kind
from app.models import Event
from app.work.undo.describing import described
from app.work.undo.inverses import INVERSES
from app.work.undo.registry import FINAL, is_undoable
from app.work.undo.step import Left, Step, Undone
from app.work.undo.together import Together


def undo(session: Session, batch: str, *, by: Actor) -> Undone:
    """Take back everything one's own operation did, through the verbs and under today's rights.

    What somebody changed since is left as they set it, and told. Raises NotFound for what is not
    one's own, NotAllowed or Conflict (with the reasons) when nothing could be taken back.
    """
    must_comment(by)
    events = own_events(session, batch, by)
    if session.info.get("batch") == batch:
        session.info["batch"] = uuid.uuid4().hex
    together = Together(session, events, by)
    steps = [_take_back(together, event) for event in _in_order(events)]
    together.write()
    left = tuple(dict.fromkeys(one for step in steps for one in step.left))
    taken = sum(step.taken for step in steps)
    session.flush()
    if not taken:
        raise _refusal([r for step in steps for r in step.refusals], left)
    return Undone(session.info["batch"], batch, taken, left, described(session, events, by))


def offered(session: Session, batch: str) -> str:
    """The batch when some of it can be taken back, else nothing: what always refuses is not offered."""
    session.flush()
    kinds = session.exec(select(Event.kind).where(Event.batch == batch).distinct())
    return batch if any(is_undoable(kind) for kind in kinds) else ""


def own_events(session: Session, batch: str, by: Actor) -> list[Event]:
    """The events of one's own batch; somebody else's is theirs alone to undo, and to know of."""
    session.flush()
    query = select(Event).where(Event.batch == batch).order_by(col(Event.id).desc())
    events = list(session.exec(query))
    mine = (by.kind, by.user_id)
    if not events or any((event.actor_kind, event.actor_id) != mine for event in events):
        raise NotFound("change")
    return events


def _in_order(events: list[Event]) -> list[Event]:
    """Newest first; but a list's change of columns brings its columns and tasks along."""
    return sorted(events, key=lambda event: "columns" not in event.changes)


def _take_back(together: Together, event: Event) -> Step:
    session = together.session
    step = Step(session, event, together.by, together)
    kind = Kind(event.kind)
    if kind in FINAL:
        step.leave("", FINAL[kind])
        return step
    session.info["caused_by"] = event.id
    try:
        INVERSES[kind](step)
    except WorkError as refusal:
        step.refusals.append(refusal)
        step.leave("", refusal.sentence)
    finally:
        del session.info["caused_by"]
    if step.left and not step.taken:
        together.leaves(event)
    return step


def _refusal(refusals: list[WorkError], left: tuple[Left, ...]) -> WorkError:
    """Why nothing was taken back: a lack of rights when that is all, else every reason."""
    if refusals and all(isinstance(one, NotAllowed) for one in refusals):
        return refusals[0]
    reasons = " ".join(dict.fromkeys(one.reason for one in left))
    return Conflict(reasons or "There is nothing left to take back.")
