"""What the steps of one undo share: its subjects, the tasks it changes, and what was done since, read once."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select as sql
from sqlmodel import Session

from app import db
from app.among import among
from app.domain.access import Actor
from app.domain.events import Kind, Subject
from app.models import Comment, Event
from app.models.base import columns_of
from app.work.task_edits import TaskEdits
from app.work.task_moves import TaskMoves
from app.work.task_removals import TaskRemovals
from app.work.undo.happened import Happened
from app.work.undo.joined import Found, Joined, Reading


class Later(NamedTuple):
    """What an undo needs to know of an event that came after the one it takes back."""

    id: int
    subject_id: int
    kind: str
    actor_kind: str
    actor_id: int | None
    changes: dict[str, list[object]]


class Together:
    """One undo of many events."""

    def __init__(self, session: Session, events: Sequence[Happened], by: Actor) -> None:
        self.session, self.by = session, by
        self._events = events
        self._subjects = frozenset((one.subject_kind, one.subject_id) for one in events)
        self._is_of_statuses = any(one.subject_kind == Subject.STATUS for one in events)
        self._left: set[tuple[str, int]] = set()
        self._edits: TaskEdits | None = None
        self._removals: TaskRemovals | None = None
        self._moves: TaskMoves | None = None
        self._later: dict[str, dict[int, list[Later]]] = {}
        self._comments: dict[str, dict[int, list[tuple[int, datetime]]]] = {}
        self._joined: dict[str, Found] = {}

    def takes(self, kind: str, item_id: int | None) -> bool:
        """Whether an item is one of those this undo is about, and was not left alone so far."""
        return (kind, item_id) in self._subjects and (kind, item_id) not in self._left

    def leaves(self, event: Happened) -> None:
        """Nothing of this event was taken back: its subject stays."""
        self._left.add((event.subject_kind, event.subject_id))

    def status_before(self, status_id: int) -> int | None:
        """Where tasks were that this operation gave a status."""
        pairs = (one.changes["status"] for one in self._events if "status" in one.changes)
        return next((old for old, new in pairs if new == status_id), None)

    @property
    def edits(self) -> TaskEdits:
        """Changes of the undo's tasks; planned until something else is done, or all is."""
        if self._edits is None:
            self.write()
            self._edits = TaskEdits(self.session, by=self.by)
            self._expect(self._edits)
        return self._edits

    @property
    def removals(self) -> TaskRemovals:
        """The undo's tasks put away and brought back; until something else is done."""
        if self._removals is None:
            self.write()
            self._removals = TaskRemovals(self.session, by=self.by)
            self._removals.expect(one.subject_id for one in self._events if one.kind in REMOVALS)
        return self._removals

    @property
    def moves(self) -> TaskMoves:
        """The undo's tasks on their way back through the flow; until something else is done."""
        if self._moves is None:
            self.write()
            self._moves = TaskMoves(self.session, by=self.by)
            self._moves.expect(one.subject_id for one in self._events if self.follows(one))
        return self._moves

    def follows(self, event: Happened) -> bool:
        """A task's status was changed or came to mean something else, and its status is taken back as well."""
        return (
            event.kind == Kind.TASK_CHANGED
            and self._is_of_statuses
            and event.changes.keys() <= FLOW
        )

    def write(self) -> None:
        """Write what was planned so far and forget what was read: what comes next may change it."""
        if self._edits is not None:
            self._edits.write()
        if self._removals is not None:
            self._removals.write()
        if self._moves is not None:
            self._moves.write()
        self._edits = self._removals = self._moves = None

    def since(self, event: Happened) -> Sequence[Later]:
        """What was done to the event's subject after it, newest first."""
        kind = event.subject_kind
        if kind not in self._later:
            self._later[kind] = self._read_later(kind)
        rows = self._later[kind].get(event.subject_id, [])
        return [one for one in rows if one.id > (event.id or 0)]

    def _read_later(self, kind: str) -> dict[int, list[Later]]:
        """Of every subject of one kind, so that many are asked for once."""
        about = [one for one in self._events if one.subject_kind == kind]
        first = min(one.id or 0 for one in about)
        rows = sql(*(E[name] for name in Later._fields)).where(
            E.subject_kind == kind,
            among(E.subject_id, {one.subject_id for one in about}),
            E.id > first,
            E.batch.not_in({one.batch for one in about}),
        )
        found: dict[int, list[Later]] = {}
        for row in db.execute(self.session, rows.order_by(E.id.desc())):
            found.setdefault(row.subject_id, []).append(Later(*row))
        return found

    def commented_since(self, event: Happened) -> int | None:
        """Who else said something on the event's subject after it, and it still stands."""
        kind = event.subject_kind
        if kind not in self._comments:
            self._comments[kind] = self._read_comments(kind)
        said = self._comments[kind].get(event.subject_id, [])
        return next((author for author, at in said if at > event.at), None)

    def _read_comments(self, kind: str) -> dict[int, list[tuple[int, datetime]]]:
        about = {one.subject_id for one in self._events if one.subject_kind == kind}
        rows = sql(C.subject_id, C.author_id, C.created_at).where(
            C.subject_kind == kind,
            among(C.subject_id, about),
            C.author_id != (self.by.user_id or 0),
            C.deleted_at.is_(None),
        )
        found: dict[int, list[tuple[int, datetime]]] = {}
        for subject_id, author, at in db.execute(self.session, rows):
            found.setdefault(subject_id, []).append((author, at))
        return found

    def joined_since(self, event: Happened) -> Joined | None:
        """What somebody else joined to the event's subject after it, and it still stands."""
        kind = event.subject_kind
        if kind not in self._joined:
            about = [one for one in self._events if one.subject_kind == kind]
            ids, first = {one.subject_id for one in about}, min(one.id or 0 for one in about)
            self._joined[kind] = Reading(self.session, kind, ids, first, self.by).found
        found = self._joined[kind].get(event.subject_id, [])
        return next((one for one in found if one.id > (event.id or 0)), None)

    def _expect(self, edits: TaskEdits) -> None:
        changed = [one for one in self._events if one.kind == Kind.TASK_CHANGED]
        edits.known.expect(
            {one.subject_id for one in changed},
            lists={one.changes["list_id"][0] for one in changed if "list_id" in one.changes},
        )
        edits.known.expect_ranks({place for one in changed if (place := _place(one))})


def _place(event: Happened) -> tuple[int, str] | None:
    """The list and rank a task had before the event."""
    list_id = event.changes.get("list_id", [event.list_id])[0]
    rank = event.changes.get("rank", [None])[0]
    return (list_id, rank) if list_id and rank else None


E, C = columns_of(Event), columns_of(Comment)
FLOW = {"status", "category", "started_at", "done_at"}
REMOVALS = (Kind.TASK_CREATED, Kind.TASK_RESTORED, Kind.TASK_DELETED)
