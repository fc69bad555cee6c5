"""The trash: what was deleted, bringing it back, and erasing it before its time."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import Body, Query

from app import access, db
from app.api import routing
from app.api.caller import Who
from app.api.paging import ById, Id, Limit
from app.api.schemas import trash as shape
from app.api.schemas.base import LARGEST, Clean
from app.api.schemas.undoing import UndoResult
from app.api.undoing import result
from app.domain.access import Role, must_edit
from app.domain.errors import NotAllowed, NotFound
from app.reads import trash as reading
from app.work import purging, undo

router = routing.router("trash")
Before = Annotated[int, Query(ge=0, le=LARGEST, description="`next` of the page before.")]
Kinds = Annotated[
    list[shape.Kind] | None,
    Query(max_length=6, description="Of these kinds, or with something of them that went along."),
]
Words = Annotated[str, Query(max_length=200, description="Words in title or key."), Clean]
Scope = Annotated[shape.Emptying, Body(default_factory=shape.Emptying)]
Wanted = Annotated[shape.Restoring, Body(default_factory=shape.Restoring)]
AT_ONCE = 100  # entries begun to be erased in one transaction


@router.get("/trash", response_model=shape.TrashPage)
@routing.refusing(404)
def list_trash(
    who: Who,
    space_id: ById = None,
    kinds: Kinds = None,
    q: Words = "",
    before: Before = 0,
    limit: Limit = 100,
) -> shape.TrashPage:
    """What is in the trash of the caller's spaces, or of one, the newest first. Guests have none."""
    with db.reading() as session:
        actor = who.actor(session)
        if space_id is not None:
            access.space(session, space_id, actor)
        found = reading.entries(
            session,
            actor=actor,
            space_id=space_id,
            kinds=kinds or reading.KINDS,
            words=q,
            before=before,
            limit=limit + 1,
        )
    items = [shape.TrashEntry.model_validate(one) for one in found[:limit]]
    return shape.TrashPage(items=items, next=items[-1].id if len(found) > limit else None)


@router.get("/trash/{kind}/{item_id}", response_model=shape.TrashEntry)
def get_trash_entry(kind: shape.Kind, item_id: Id, who: Who) -> shape.TrashEntry:
    """One thing in the trash."""
    with db.reading() as session:
        found = reading.entry(session, kind, item_id, actor=who.actor(session))
    if found is None:
        raise NotFound(kind)
    return shape.TrashEntry.model_validate(found)


@router.post("/trash/{kind}/{item_id}/purge", status_code=204)
def purge_from_trash(kind: shape.Kind, item_id: Id, who: Who) -> None:
    """Erase something for good. For owners and admins, and whoever made the space."""
    with db.writing() as session:
        purging.purge(session, kind, item_id, by=who.actor(session), now=datetime.now(UTC))


@router.post("/trash/{kind}/{item_id}/restore", response_model=UndoResult)
def restore_from_trash(kind: shape.Kind, item_id: Id, body: Wanted, who: Who) -> UndoResult:
    """Bring something back with all that went along.

    409 `place-in-trash` when its place is in the trash itself: restore that first, or say `into`.
    """
    with db.writing() as session:
        done = undo.restore(session, kind, item_id, into=body.into, by=who.actor(session))
        return result(done)


@router.post("/trash/empty", response_model=shape.Emptied)
def empty_trash(body: Scope, who: Who) -> shape.Emptied:
    """Erase all that is in a space's trash, or (for owners) in the whole workspace's."""
    return shape.Emptied(entries=_emptied(who, body.space_id))


def _emptied(who: Who, space_id: int | None) -> int:
    done = 0
    while True:
        with db.reading() as session:
            actor = who.actor(session)
            must_edit(actor)
            if space_id is not None:
                access.space(session, space_id, actor)
            elif actor.role is not Role.OWNER:
                raise NotAllowed("Only an owner can empty the whole trash.")
            found = reading.entries(session, actor=actor, space_id=space_id, limit=AT_ONCE)
        if not found:
            return done
        with db.writing() as session:
            purging.purge_many(
                session,
                [(one.kind, one.item_id) for one in found],
                by=who.actor(session),
                now=datetime.now(UTC),
            )
        done += len(found)
