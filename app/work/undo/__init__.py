"""Taking one's own changes back, and doing them again: every kind of event knows its inverse."""

from app.work.undo.from_trash import restore
from app.work.undo.inverses import INVERSES
from app.work.undo.outcome import Left, Undone
from app.work.undo.registry import FINAL, is_undoable
from app.work.undo.running import offered, undo
from app.work.undo.stack import Deletes, Elsewhere, redo_last, undo_last

__all__ = [
    "FINAL",
    "INVERSES",
    "Deletes",
    "Elsewhere",
    "Left",
    "Undone",
    "is_undoable",
    "offered",
    "redo_last",
    "restore",
    "undo",
    "undo_last",
]
