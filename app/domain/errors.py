"""Refusals a person can understand: each carries the sentence to show."""


class WorkError(Exception):
    """Something that can't be done, said in one clear sentence."""

    status = 400
    code = "refused"

    @property
    def sentence(self) -> str:
        return str(self)


class NotFound(WorkError):
    """It does not exist, or the actor may not see it: the two look the same."""

    status = 404
    code = "not-found"

    def __init__(self, noun: str) -> None:
        super().__init__(f"This {noun} does not exist, or is not shared with you.")


class NotAllowed(WorkError):
    """The actor sees it but may not change it."""

    status = 403
    code = "not-allowed"


class NotSignedIn(WorkError):
    """Nobody is signed in."""

    status = 401
    code = "not-signed-in"

    def __init__(self) -> None:
        super().__init__("Sign in first.")


class Invalid(WorkError):
    """What was given does not fit; `field` says where."""

    status = 422
    code = "invalid"

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class Conflict(WorkError):
    """Somebody was quicker, or it would contradict what is there."""

    status = 409
    code = "conflict"


class InTrash(Conflict):
    """What is to come back was in a place that is in the trash itself."""

    code = "place-in-trash"

    def __init__(self, noun: str, place: str, name: str) -> None:
        super().__init__(
            f"The {place} “{name}”, where this {noun} was, is in the trash: restore the {place} first."
        )


class Archived(Conflict):
    """What is archived is read, not changed."""

    code = "archived"

    def __init__(self, noun: str) -> None:
        super().__init__(f"This {noun} is archived: unarchive it to change it.")


class PlaceArchived(Conflict):
    """What is to come back was archived with the place it is in."""

    code = "place-archived"

    def __init__(self, noun: str, place: str, name: str) -> None:
        super().__init__(
            f"This {noun} is in the {place} “{name}”, which is archived: unarchive the {place} first."
        )


class Cycle(Conflict):
    """A chain would bite its own tail; the sentence names the path."""

    code = "cycle"

    def __init__(self, path: list[str], *, verb: str = "block") -> None:
        self.path = path
        super().__init__(f"That would {verb} in a circle: {' > '.join(path)}.")


class TooMany(WorkError):
    """Too many tries; wait."""

    status = 429
    code = "too-many"

    def __init__(self, message: str, *, retry_after_seconds: int) -> None:
        super().__init__(message)
        self.retry_after_seconds = retry_after_seconds


class Busy(WorkError):
    """Others keep the database; it passes by itself."""

    status = 503
    code = "busy"
    retry_after_seconds = 2

    def __init__(self) -> None:
        super().__init__("The workspace is busy right now: try again in a moment.")


class NoSpace(Busy):
    """The disk is full: nothing of the change was kept, and none can be until there is space."""

    status = 507
    code = "disk-full"
    retry_after_seconds = 30

    def __init__(self) -> None:
        WorkError.__init__(
            self,
            "The disk of this workspace is full: nothing was changed. "
            "Ask whoever runs it to free some space, then try again.",
        )
