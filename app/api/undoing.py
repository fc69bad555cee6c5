"""Taking one's own changes back over the API, and doing them again; what was left alone is told."""

from typing import Annotated

from fastapi import Body

from app import db
from app.api import routing
from app.api.caller import Who
from app.api.schemas.undoing import LeftAlone, UndoRequest, UndoResult
from app.work import undo as undoing

router = routing.router("undo")
# Without a body it is one's own newest change.
Wanted = Annotated[UndoRequest, Body(default_factory=UndoRequest)]


@router.post("/undo")
def take_back(body: Wanted, who: Who) -> UndoResult:
    """Take back one's own change, or the newest one not taken back yet.

    409 with the reasons when nothing of it can be taken back (the next request without a batch then goes to
    the change before); 404 for what is not one's own.
    """
    batch = body.batch
    with db.writing() as session:
        actor = who.actor(session)
        if batch is not None:
            return result(undoing.undo(session, batch, by=actor))
        undone = undoing.undo_last(session, by=actor)
    return _result_or_refusal(undone)


@router.post("/redo")
def do_again(who: Who) -> UndoResult:
    """Do again what was taken back last, unless something else was done since (409)."""
    with db.writing() as session:
        undone = undoing.redo_last(session, by=who.actor(session))
    return _result_or_refusal(undone)


def _result_or_refusal(undone: undoing.Undone) -> UndoResult:
    """Said after the commit: that a change was passed is kept."""
    if undone.refusal:
        raise undone.refusal
    return result(undone)


def result(undone: undoing.Undone) -> UndoResult:
    """What came of an undo, as it is answered everywhere."""
    return UndoResult(
        batch=undone.batch,
        of=undone.of,
        taken_back=undone.taken_back,
        left=[
            LeftAlone(
                subject=one.subject,
                subject_id=one.subject_id,
                field=one.field,
                reason=one.reason,
            )
            for one in undone.left
        ],
        what=undone.what,
        sentence=undone.sentence,
    )
