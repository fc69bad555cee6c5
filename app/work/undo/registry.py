"""Which function takes back which kind of event, and which kinds can't be taken back, and why."""

from collections.abc import Callable

from app.domain.events import Kind
from app.work.undo.step import Step

Inverse = Callable[[Step], None]
INVERSES: dict[Kind, Inverse] = {}
# What stays, with the sentence that says so.
FINAL: dict[Kind, str] = {
    Kind.USER_ADDED: "An account stays: lock the person out in the settings instead.",
    Kind.INVITED: "An invitation was sent: take it back in the settings instead.",
    Kind.INVITATION_ACCEPTED: "An account stays: lock the person out in the settings instead.",
    Kind.INVITATION_REVOKED: "An invitation that was taken back stays so: invite anew.",
    Kind.SIGNED_IN: "Signing in is no change of the work: sign out instead.",
    Kind.SIGN_IN_FAILED: "A failed sign-in changed nothing.",
    Kind.SIGNED_OUT: "A session that ended stays ended: sign in again.",
    Kind.SESSION_ENDED: "A session that ended stays ended: sign in again there.",
    Kind.SESSIONS_ENDED: "Sessions that ended stay ended: the person signs in again.",
    Kind.PASSWORD_CHANGED: "The old password is not kept: choose another in the settings.",
    Kind.PASSWORD_RESET: "The old password is not kept: choose another in the settings.",
    Kind.RESET_LINK_MADE: "The link is no longer good when another is made, or after a day.",
    Kind.RESET_REQUESTED: "A link that was made stays so: it is no longer good after an hour.",
    Kind.RESET_MAILED: "A mail that was sent stays so: its link is no longer good after an hour.",
    Kind.RESET_NOT_MAILED: "What was not sent changed nothing.",
    Kind.TOKEN_CREATED: "A token stays until it is revoked in the settings.",
    Kind.TOKEN_REVOKED: "A revoked token stays so: make a new one.",
    Kind.UNDO_REFUSED: "What could not be taken back changed nothing.",
    Kind.DATA_IMPORTED: "An import is taken away as a whole, in the settings.",
    Kind.IMPORT_REMOVED: "What an import made is gone: import it again.",
    Kind.DATA_EXPORTED: "What was taken out stays where it is.",
    **dict.fromkeys(
        (
            Kind.SPACE_PURGED,
            Kind.FOLDER_PURGED,
            Kind.LIST_PURGED,
            Kind.TASK_PURGED,
            Kind.GOAL_PURGED,
            Kind.DOC_PURGED,
        ),
        "What left the trash is gone for good: only a backup has it.",
    ),
    Kind.MODEL_CHOSEN: "Choose it again in the settings: its key is not kept in the log.",
    Kind.MAIL_CHOSEN: "Set it again in the settings: its password is not kept in the log.",
}


def undoes(*kinds: Kind) -> Callable[[Inverse], Inverse]:
    """Register the inverse of some kinds of event."""

    def register(inverse: Inverse) -> Inverse:
        for kind in kinds:
            if kind in INVERSES or kind in FINAL:
                raise RuntimeError(f"{kind} has an inverse already")
            INVERSES[kind] = inverse
        return inverse

    return register


def is_undoable(kind: str) -> bool:
    return kind in INVERSES
