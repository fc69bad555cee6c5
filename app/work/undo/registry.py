"""Which function takes back which kind of event, and which kinds can't be taken back, and why."""

from collections.abc import Callable

from app.domain.events import Kind
from app.work.undo.step import Step

Inverse = Callable[[Step], None]
INVERSES: dict[Kind, Inverse] = {}
# What stays, with the sentence that says so.
FINAL: dict[Kind, str] = {
    Kind.USER_ADDED: "An account stays: lock the person out in the settings instead.",
    Kind.USER_INVITED: "An invitation was sent: take it back in the settings instead.",
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
