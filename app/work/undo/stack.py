"""Ctrl-z over reloads: which of one's own batches is next to take back, or to do again.

The log itself is the stack: what an undo records says which events it was caused by, and a
press that could take nothing back is an event too.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from sqlmodel import Session, col, func, select

from app.domain.access import Actor, must_comment
from app.domain.errors import Conflict, NotFound
from app.domain.events import Kind
from app.models import Event
from app.trash import TABLES
from app.work.recording import of_user, record
from app.work.undo import happened, unseen
from app.work.undo.describing import described
from app.work.undo.happened import E
from app.work.undo.inverses import INVERSES
from app.work.undo.outcome import Left, Undone
from app.work.undo.registry import is_undoable
from app.work.undo.running import attempt

# How far back one's own log is read: a day's work of many, and few milliseconds. Where that is next to nothing
# but one large change, further.
EVENTS_READ, FURTHEST, FEWEST_BATCHES = 2000, 50_000, 20

# Batches looked at for one that is meant, and the events of each.
LOOKED_AT, EVENTS_LOOKED_AT = 20, 50
IsMeant = Callable[[Sequence[Event]], bool]


@dataclass
class _Stack:
    """Batches done, and batches undone that may be done again, the newest last; and those passed."""

    done: list[str] = field(default_factory=list[str])
    undone: list[str] = field(default_factory=list[str])
    passed: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

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
        elif takes_back in self.passed:  # it was refused once, and taken back by its line later
            other = self.done if self.passed.pop(takes_back) is self.undone else self.undone
            other.append(batch)

    def was_passed(self, batch: str) -> None:
        """It was refused: the next press goes to the one before."""
        for side in (self.done, self.undone):
            if batch in side:
                side.remove(batch)
                self.passed[batch] = side


class Elsewhere(Conflict):
    """Nothing that is meant can be taken back (or done again); what was done last elsewhere could be."""

    def __init__(self, batch: str, what: str) -> None:
        super().__init__(f"Nothing of yours on this page. Your last change is elsewhere: {what}.")
        self.batch = batch


class Deletes(Conflict):
    """To take this change back deletes what it made or brought back: that is done only where it is asked for."""

    def __init__(self, batch: str, what: str) -> None:
        super().__init__(f"Your last change here: {what}. To take it back deletes it.")
        self.batch = batch


def undo_last(
    session: Session, *, by: Actor, is_meant: IsMeant | None = None, shown: Iterable[str] = ()
) -> Undone:
    """Take back one's own newest change that is not taken back yet; raises Conflict when there is none.

    With `is_meant` it is the newest whose events are; raises Elsewhere where others are left. `shown` are things
    one looks at (“list:3”): raises Deletes where one of them would go, or what was brought back from the trash.

    It never goes on to an older one. What can't be taken back is told (`refused`) and noted in the
    log, so that the next press goes to the change before: commit also then, and raise its `refusal`.
    """
    must_comment(by)
    done = _stack(session, by).done
    if not done:
        raise Conflict("There is nothing to take back.")
    batch = _meant(session, done, by, is_meant)
    if is_meant is not None:
        _must_not_delete(session, batch, by, set(shown))
    return _pressed(session, batch, by)


def redo_last(session: Session, *, by: Actor, is_meant: IsMeant | None = None) -> Undone:
    """Do again what was taken back last, unless something else was done since; else as `undo_last`."""
    must_comment(by)
    undone = _stack(session, by).undone
    if not undone:
        raise Conflict("There is nothing to do again.")
    return _pressed(session, _meant(session, undone, by, is_meant), by, again=True)


def _meant(session: Session, batches: list[str], by: Actor, is_meant: IsMeant | None) -> str:
    """The newest of these batches that is meant."""
    if is_meant is None:
        return batches[-1]
    for batch in reversed(batches[-LOOKED_AT:]):
        query = select(Event).where(Event.batch == batch).order_by(col(Event.id).desc())
        events = session.exec(query.limit(EVENTS_LOOKED_AT)).all()
        if is_meant(events):
            return batch
    raise Elsewhere(batches[-1], _described(session, batches[-1], by))


def _described(session: Session, batch: str, by: Actor) -> str:
    """What a batch did, as far as its actor sees it."""
    events = happened.where(session, E.batch == batch)[:EVENTS_LOOKED_AT]
    along = unseen.causes(session, events, by)
    told = [(one, list(one.changes)) for one in events if one.id not in along]
    return described(session, told, by)


def _must_not_delete(session: Session, batch: str, by: Actor, shown: set[str]) -> None:
    """Raises Deletes for what brought something back, or made what is looked at; not for a redo."""
    events = happened.where(session, E.batch == batch, E.caused_by.is_(None))
    along = unseen.causes(session, events, by)
    for one in events:
        if one.id in along:
            continue
        noun, _, verb = one.kind.partition(".")
        is_looked_at = f"{noun}:{one.subject_id}" in shown
        if noun in TABLES and (verb == "restored" or (verb == "created" and is_looked_at)):
            raise Deletes(batch, described(session, [(one, list(one.changes))], by))


def _pressed(session: Session, batch: str, by: Actor, *, again: bool = False) -> Undone:
    """Take back one batch and no other; one that takes no event to the log is noted there as passed."""
    try:
        with session.begin_nested() as point:
            undone = attempt(session, batch, by=by, again=again)
            if undone.refused:
                point.rollback()
    except NotFound as refusal:  # somebody else had a part in it
        left = Left("change", 0, "", refusal.sentence, "your last change")
        done = "Done again" if again else "Taken back"
        undone = Undone(session.info["batch"], batch, 0, (left,), "", refused=Conflict, done=done)
    if undone.refused or not undone.is_change:
        _pass(session, batch, by)
    return undone


def _pass(session: Session, batch: str, by: Actor) -> None:
    first = session.exec(
        select(Event.id).where(Event.batch == batch).order_by(col(Event.id))
    ).first()
    record(session, Kind.UNDO_REFUSED, of_user(by.user_id or 0), by=by, caused_by=first)


def _stack(session: Session, by: Actor) -> _Stack:
    """One's own log, oldest first, folded into what is done and what is undone."""
    session.flush()
    rows = _own_log(session, by)
    causes = {cause for _, _, _, cause in rows if cause is not None}
    of_causes = select(Event.id, Event.batch).where(col(Event.id).in_(causes))
    batch_of = dict(session.exec(of_causes).all()) if causes else {}
    stack, seen = _Stack(), set[str]()
    for _, batch, kind, cause in reversed(rows):
        takes_back = batch_of.get(cause) if cause is not None else None
        if kind == Kind.UNDO_REFUSED:
            stack.was_passed(takes_back or "")
        elif is_undoable(kind) and batch not in seen:
            seen.add(batch)
            stack.happened(batch, takes_back)
    return stack


def _own_log(session: Session, by: Actor) -> Sequence[tuple[int | None, str, str, int | None]]:
    """Id, batch, kind and cause of what one did last, the first event of each batch, the newest first."""
    mine = (Event.actor_id == by.user_id, Event.actor_kind == by.kind)
    known = (*INVERSES, Kind.UNDO_REFUSED)
    many = EVENTS_READ
    while True:
        furthest = select(Event.id).where(*mine).order_by(col(Event.id).desc())
        since = session.exec(furthest.offset(many - 1).limit(1)).first() or 0
        first = select(func.min(Event.id)).where(
            *mine, col(Event.id) >= since, col(Event.kind).in_(known)
        )
        query = select(Event.id, Event.batch, Event.kind, Event.caused_by)
        rows = session.exec(
            query.where(col(Event.id).in_(first.group_by(col(Event.batch)))).order_by(
                col(Event.id).desc()
            )
        ).all()
        if not since or many >= FURTHEST or len(rows) >= FEWEST_BATCHES:
            return rows
        many *= 5
