"""What the steps of one undo share: which subjects it is about, and the tasks it changes, read once."""

from sqlmodel import Session

from app.domain.access import Actor
from app.domain.events import Kind
from app.models import Event
from app.work.task_edits import TaskEdits


class Together:
    """One undo of many events."""

    def __init__(self, session: Session, events: list[Event], by: Actor) -> None:
        self.session, self.by = session, by
        self._events = events
        self.subjects = frozenset((one.subject_kind, one.subject_id) for one in events)
        self._edits: TaskEdits | None = None

    @property
    def edits(self) -> TaskEdits:
        """Changes of the undo's tasks; planned until something else is done, or all is."""
        if self._edits is None:
            self._edits = TaskEdits(self.session, by=self.by)
            self._expect(self._edits)
        return self._edits

    def write(self) -> None:
        """Write what was planned so far and forget what was read: what comes next may change it."""
        if self._edits is not None:
            self._edits.write()
            self._edits = None

    def _expect(self, edits: TaskEdits) -> None:
        changed = [one for one in self._events if one.kind == Kind.TASK_CHANGED]
        edits.known.expect(
            {one.subject_id for one in changed},
            lists={one.changes["list_id"][0] for one in changed if "list_id" in one.changes},
        )
        edits.known.expect_ranks({place for one in changed if (place := _place(one))})


def _place(event: Event) -> tuple[int, str] | None:
    """The list and rank a task had before the event."""
    list_id = event.changes.get("list_id", [event.list_id])[0]
    rank = event.changes.get("rank", [None])[0]
    return (list_id, rank) if list_id and rank else None
