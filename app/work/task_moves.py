"""Many tasks whose status goes, or comes to mean something else: read as plain columns, written in few statements.

For one task, and for a person's bulk edit, see `flow` and `task_edits`: they know of ranks, places and all other fields.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import Session

from app import db
from app.among import among
from app.domain.access import Actor
from app.domain.errors import Invalid, NotFound
from app.domain.events import Kind, Subject
from app.lookups import StatusRow, statuses_of_lists
from app.models import Task
from app.models.base import Instant, columns_of, table_of
from app.work.flow import flow_moments
from app.work.recording import About, Changes, Entry, plain, record_many, when
from app.work.recording_alike import Row, record_alike

FEW = 8  # rows that change alike and are not worth a statement of their own
Values = tuple[int, str, datetime | None, datetime | None]  # status, category, started, done


@dataclass(slots=True)
class Movable:
    """Of a task what its way through the flow needs."""

    id: int
    list_id: int
    space_id: int
    status_id: int
    category: str
    started_at: datetime | None
    done_at: datetime | None
    updated_at: datetime

    @property
    def values(self) -> Values:
        return self.status_id, self.category, self.started_at, self.done_at


class TaskMoves:
    """Moves of one operation, all at one moment. Nothing else may change these tasks while it lasts.

    Hidden tasks and those in the trash move along: they are in the status, too. Whoever may change the status has
    the right to it.
    """

    def __init__(self, session: Session, *, by: Actor) -> None:
        self._session, self._by, self._at = session, by, when(None)
        self._rows: dict[int, Movable] = {}
        self._statuses: dict[int, dict[int, StatusRow]] = {}
        self._told: list[tuple[Movable, Changes, int | None]] = []

    def expect(self, ids: Iterable[int]) -> None:
        """Read these tasks in one statement."""
        self._read(among(T.id, set(ids) - self._rows.keys()))

    def of_status(self, status_id: int) -> list[Movable]:
        """The tasks in a status."""
        return self._read(T.status_id == status_id)

    def task(self, task_id: int) -> Movable:
        """A task that was expected; raises NotFound when it is gone for good."""
        if task_id not in self._rows:
            raise NotFound("task")
        return self._rows[task_id]

    def put(
        self,
        task: Movable,
        status: StatusRow,
        category: str | None = None,
        moments: Mapping[str, datetime | None] | None = None,
    ) -> None:
        """Set a task's status, or what the one it has means now.

        `moments` are `started_at` and `done_at` as they were; without them the flow's rule applies.
        """
        before = task.values
        task.status_id, task.category = status.id or 0, category or status.category
        if task.values != before:
            task.started_at, task.done_at = flow_moments(task.category, self._at, before[2:])
        self._set(task, before, moments or {})

    def put_back(
        self, task: Movable, status_id: int | None, moments: Mapping[str, datetime | None]
    ) -> None:
        """Set a task back to a status and moments it had; refused when its list has that status no more."""
        if status_id is not None and status_id != task.status_id:
            self.put(task, self._status(task.list_id, status_id), moments=moments)
        else:
            self._set(task, task.values, moments)

    def write(self) -> None:
        """Write and record what moved so far; whoever began it does so at the end."""
        alike: dict[str, list[tuple[Movable, Changes, int | None]]] = {}
        for one in self._told:
            task, changes, _ = one
            same = json.dumps([changes, task.values], default=plain)
            alike.setdefault(same, []).append(one)
        rest: list[tuple[Movable, Changes, int | None]] = []
        for group in alike.values():
            if len(group) < FEW:
                rest += group
            else:
                self._write_alike(group)
        db.execute_many(self._session, ONE, [_given(task) for task, _, _ in rest])
        record_many(self._session, [self._entry(*one) for one in rest])
        self._refresh()
        self._told = []

    def _read(self, which: object) -> list[Movable]:
        found = [Movable(*row) for row in db.execute(self._session, WANTED.where(which))]  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - a condition
        self._rows |= {one.id: one for one in found}
        return found

    def _status(self, list_id: int, status_id: int) -> StatusRow:
        if list_id not in self._statuses:
            near = {one.list_id for one in self._rows.values()} - self._statuses.keys()
            for near_id, choices in statuses_of_lists(self._session, near).items():
                self._statuses[near_id] = {one.id or 0: one for one in choices.statuses}
        if found := self._statuses.get(list_id, {}).get(status_id):
            return found
        raise Invalid("The status it had is not in this list any more.", field="status")

    def _set(self, task: Movable, before: Values, moments: Mapping[str, datetime | None]) -> None:
        for name, moment in moments.items():
            setattr(task, name, moment)
        changes: Changes = {
            name: [old, new]
            for name, old, new in zip(NAMES, before, task.values, strict=True)
            if old != new
        }
        if changes:
            task.updated_at = max(task.updated_at, self._at)
            logged = {name: [plain(old), plain(new)] for name, (old, new) in changes.items()}
            self._told.append((task, logged, self._session.info.get("caused_by")))

    def _write_alike(self, group: list[tuple[Movable, Changes, int | None]]) -> None:
        first, changes, _ = group[0]
        ids = [task.id for task, _, _ in group]
        same = {**_given(first), "updated": max(task.updated_at for task, _, _ in group)}
        del same["task"]
        db.execute(self._session, ALIKE.where(among(T.id, ids)), same)
        rows: list[Row] = [
            (task.id, task.list_id, task.space_id, cause) for task, _, cause in group
        ]
        record_alike(self._session, Kind.TASK_CHANGED, changes, rows, by=self._by, at=self._at)

    def _entry(self, task: Movable, changes: Changes, cause: int | None) -> Entry:
        about = About(Subject.TASK, task.id, task.list_id, task.space_id)
        return Entry(Kind.TASK_CHANGED, about, changes, self._by, self._at, cause)

    def _refresh(self) -> None:
        """What the session holds of these tasks is as it was written."""
        moved = {task.id: task for task, _, _ in self._told}
        for row in self._session.identity_map.values():
            if isinstance(row, Task) and (task := moved.get(row.id or 0)):
                for name in (*COLUMNS, "updated_at"):
                    set_committed_value(row, name, getattr(task, name))


def _given(task: Movable) -> dict[str, object]:
    return {
        "task": task.id,
        "status": task.status_id,
        "category": task.category,
        "started": task.started_at,
        "done": task.done_at,
        "updated": task.updated_at,
    }


TASKS, T = table_of(Task), columns_of(Task)
COLUMNS = ("status_id", "category", "started_at", "done_at")
NAMES = ("status", "category", "started_at", "done_at")  # as the log calls them
WANTED = select(T.id, T.list_id, T.space_id, *(T[name] for name in COLUMNS), T.updated_at)
ALIKE = update(TASKS).values(
    status_id=bindparam("status"),
    category=bindparam("category"),
    started_at=bindparam("started", type_=Instant()),
    done_at=bindparam("done", type_=Instant()),
    updated_at=bindparam("updated", type_=Instant()),
)
ONE = ALIKE.where(T.id == bindparam("task"))
