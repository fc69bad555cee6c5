"""Takes a batch back: every event of it, newest first, each by its kind's inverse."""

import uuid
from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session, col, select

from app.domain.access import Actor, must_comment
from app.domain.errors import Conflict, NotAllowed, NotFound, WorkError
from app.domain.events import Kind
from app.models import Event
from app.work.undo import happened, unseen
from app.work.undo.describing import called, described, first_done
from app.work.undo.happened import E, Happened
from app.work.undo.inverses import INVERSES
from app.work.undo.outcome import Left, Undone
from app.work.undo.registry import FINAL, is_undoable
from app.work.undo.step import Step
from app.work.undo.together import Together


def undo(session: Session, batch: str, *, by: Actor) -> Undone:
    """Take back everything one's own operation did, through the verbs and under today's rights.

    What somebody changed since is left as they set it, and told. Raises NotFound for what is not
    one's own, NotAllowed or Conflict (with the reasons) when nothing could be taken back.
    """
    undone = attempt(session, batch, by=by)
    if undone.refusal:
        raise undone.refusal
    return undone


def attempt(session: Session, batch: str, *, by: Actor, again: bool = False) -> Undone:
    """As `undo`, but told in the outcome when nothing could be taken back: then roll back what it began.

    `again`: the batch is an undo's, so that what it took back is done again.
    """
    must_comment(by)
    events = own_events(session, batch, by)
    own_batch(session, {batch})
    events = _in_order(events)
    together, along = Together(session, events, by), unseen.causes(session, events, by)
    steps = [_take_back(together, event) for event in events if event.id not in along]
    together.write()
    unseen.take_along(session, events, along, steps, by, _take_back)
    session.flush()
    taken = [step for step in steps if step.taken]
    returned = _returned(session, taken)
    told = [(step.event, step.fields_taken) for step in returned or taken or steps]
    shown, hidden = left(session, steps, by)
    return Undone(
        session.info["batch"],
        batch,
        len(returned),
        shown,
        described(session, first_done(session, told) if again else told, by),
        is_change=bool(returned),
        refused=None if taken else _refused(steps),
        done="Done again" if again else "Taken back",
        unseen=hidden,
    )


def offered(session: Session, batch: str) -> str:
    """The batch when some of it can be taken back, else nothing: what always refuses is not offered."""
    session.flush()
    kinds = session.exec(select(Event.kind).where(Event.batch == batch).distinct())
    return batch if any(is_undoable(kind) for kind in kinds) else ""


def own_events(session: Session, batch: str, by: Actor) -> Sequence[Happened]:
    """The events of one's own batch; somebody else's is theirs alone to undo, and to know of."""
    session.flush()
    events = happened.where(session, E.batch == batch)
    mine = (by.kind, by.user_id)
    if not events or any((event.actor_kind, event.actor_id) != mine for event in events):
        raise NotFound("change")
    return events


def _in_order(events: Sequence[Happened]) -> Sequence[Happened]:
    """Newest first; but a list's change of columns brings its columns and tasks along."""
    return sorted(events, key=lambda event: "columns" not in event.changes)


def _take_back(together: Together, event: Happened) -> Step:
    """As `attempted`; what it records says which event it takes back, so that a press knows it as undone."""
    session = together.session
    session.info["caused_by"] = event.id
    try:
        return attempted(together, event)
    finally:
        del session.info["caused_by"]


def attempted(together: Together, event: Happened) -> Step:
    """One event taken back by its kind's inverse, or left with the reasons."""
    step = Step(together.session, event, together.by, together)
    kind = Kind(event.kind)
    if kind in FINAL:
        step.leave("", FINAL[kind])
        return step
    try:
        INVERSES[kind](step)
    except WorkError as refusal:
        step.refusals.append(refusal)
        step.leave("", refusal.sentence)
    if step.left and not step.taken:
        together.leaves(event)
    return step


def own_batch(session: Session, of: set[str]) -> None:
    """What is done now is no part of what is taken back, also where both come in one session."""
    if session.info.get("batch") in of:
        session.info["batch"] = uuid.uuid4().hex


def left(
    session: Session, steps: Sequence[Step], by: Actor
) -> tuple[tuple[Left, ...], tuple[Left, ...]]:
    """What was left, each once, with what it is called: of what the actor sees, and of what they see no more."""
    found: tuple[list[Left], list[Left]] = ([], [])
    for one in dict.fromkeys(one for step in steps for one in step.left):
        is_shown = unseen.is_shown(session, one.subject, one.subject_id, by)
        item = called(session, one.subject, one.subject_id, by)
        found[0 if is_shown else 1].append(replace(one, item=item))
    return tuple(found[0]), tuple(found[1])


def _returned(session: Session, taken: list[Step]) -> list[Step]:
    """The events this undo took back; what was as before already is none of them."""
    written = session.exec(
        select(Event.caused_by, Event.subject_kind, Event.subject_id).where(
            Event.batch == session.info["batch"], col(Event.caused_by).is_not(None)
        )
    ).all()
    about = {step.event.id: (step.event.subject_kind, step.event.subject_id) for step in taken}
    causes = {cause for cause, _, _ in written}
    # Brought along by another one's: a subtask with its task, the other end of a relation.
    along = {(kind, item) for cause, kind, item in written if about.get(cause) != (kind, item)}
    return [one for one in taken if one.event.id in causes or about[one.event.id] in along]


def _refused(steps: list[Step]) -> type[Conflict] | type[NotAllowed]:
    """A lack of rights when that is all that hindered."""
    refusals = [refusal for step in steps for refusal in step.refusals]
    is_for_rights = refusals and all(isinstance(one, NotAllowed) for one in refusals)
    return NotAllowed if is_for_rights else Conflict
