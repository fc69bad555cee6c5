"""Whether an answer that was kept may be told again: only to who may see all that it may speak of."""

import json
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from app import trash
from app.domain.access import Actor, must_edit, must_manage
from app.domain.errors import NotFound
from app.domain.events import Subject
from app.models import Event, Space, TaskList
from app.work.idempotency import AnswerLost
from app.work.undo import unseen

OF_MANAGERS = (Subject.WORKSPACE, Subject.USER)


@dataclass(frozen=True)
class Kept:
    """An answer, what was open to whoever asked, and the operations that were done."""

    body: str
    lists: frozenset[int]
    spaces: frozenset[int]
    edits: bool
    manages: bool
    batches: tuple[str, ...] = ()

    @classmethod
    def of(cls, body: str, actor: Actor, batches: set[str]) -> "Kept":
        mine = tuple(sorted(batches))
        return cls(body, actor.lists, actor.spaces, actor.edits, actor.manages, mine)

    def packed(self) -> str:
        values: dict[str, Any] = {
            "lists": sorted(self.lists),
            "spaces": sorted(self.spaces),
            "edits": self.edits,
            "manages": self.manages,
            "batches": self.batches,
        }
        return f"{json.dumps(values)}\n{self.body}"


def unpacked(text: str) -> Kept:
    """What `packed` made. Raises AnswerLost for an answer kept without what was open then."""
    first, _, body = text.partition("\n")
    try:
        kept = json.loads(first)
        sets = (frozenset[int](kept["lists"]), frozenset[int](kept["spaces"]))
        return Kept(body, *sets, kept["edits"], kept["manages"], tuple(kept["batches"]))
    except (ValueError, KeyError, TypeError):
        raise AnswerLost from None


def must_be_open(session: Session, kept: Kept, actor: Actor) -> None:
    """Refuses as the change itself would now be refused; raises AnswerLost where other rights than its own shrank."""
    done = select(Event).where(col(Event.batch).in_(kept.batches)).order_by(col(Event.id))
    events = session.exec(done).all()
    nouns = {one.subject_kind for one in events}
    if kept.edits and nouns - {Subject.COMMENT}:
        must_edit(actor)
    if kept.manages and not nouns.isdisjoint(OF_MANAGERS):
        must_manage(actor)
    told = {
        (one.subject_kind, one.subject_id): None
        for one in events
        if one.kind.endswith(".created") or _was_open(kept, one.list_id, one.space_id)
    }
    for noun, item in told:
        if not unseen.is_shown(session, noun, item, actor):
            raise NotFound(noun)
    if _lost(session, kept, actor):
        raise AnswerLost


def _was_open(kept: Kept, list_id: int | None, space_id: int | None) -> bool:
    """What went along unseen is not looked at."""
    return list_id in kept.lists if list_id is not None else space_id in kept.spaces


def _lost(session: Session, kept: Kept, actor: Actor) -> bool:
    """Something is not open any more that was: what is in the trash is, for whom it would be were it here."""
    lists, spaces = kept.lists - actor.lists, kept.spaces - actor.spaces
    if lists:
        lists -= set(session.exec(trash.lists_of(actor).where(col(TaskList.id).in_(lists))))
    if spaces:
        spaces -= set(session.exec(trash.spaces_of(actor).where(col(Space.id).in_(spaces))))
    return bool(lists or spaces)
