"""Taking one's own changes back over the API, and doing them again; what was left alone is told."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from app import db
from app.api.caller import Who
from app.work import undo as undoing

router = APIRouter(prefix="/api/v1", tags=["undo"])


class UndoRequest(BaseModel):
    """Which change: the `batch` an event or an answer names, or none for one's own newest."""

    model_config = ConfigDict(extra="forbid")

    batch: Annotated[str, Field(min_length=1, max_length=64)] | None = None


class LeftAlone(BaseModel):
    """Something that was not taken back, and the sentence why; an empty field is the whole change."""

    subject: str
    subject_id: int
    field: str
    reason: str


class UndoResult(BaseModel):
    """What came of it. `batch` takes this undo back again."""

    batch: str
    of: str
    taken_back: int
    left: list[LeftAlone]
    what: str
    sentence: str


@router.post("/undo")
def take_back(who: Who, body: UndoRequest | None = None) -> UndoResult:
    """Take back one's own change, or the newest one not taken back yet.

    409 with the reasons when nothing of it can be taken back; 404 for what is not one's own.
    """
    batch = body.batch if body else None
    with db.writing() as session:
        actor = who.actor(session)
        if batch is None:
            return _result(undoing.undo_last(session, by=actor))
        return _result(undoing.undo(session, batch, by=actor))


@router.post("/redo")
def do_again(who: Who) -> UndoResult:
    """Do again what was taken back last, unless something else was done since (409)."""
    with db.writing() as session:
        return _result(undoing.redo_last(session, by=who.actor(session)))


def _result(undone: undoing.Undone) -> UndoResult:
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
