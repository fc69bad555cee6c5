"""Tasks put away and brought back, one or many: they and what stands under them are read once.

They are read as plain columns, and all is written at the end in two statements: this is done while everybody
else waits.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import Session

from app import db, trash, tree
from app.among import among
from app.domain.access import Actor, must_edit
from app.domain.errors import NotFound
from app.domain.events import Kind
from app.models import Purge, Task
from app.models.base import Instant, columns_of, table_of
from app.work.gathered import Gathered
from app.work.recording import Changes, when
from app.work.recording_alike import Row, record_alike


@dataclass(slots=True)
class Removable:
    """Of a task what its removal needs."""

    id: int
    key: str
    list_id: int
    space_id: int
    parent_id: int | None
    deleted_at: datetime | None


class TaskRemovals:
    """Removals of one operation, all at one moment. No parent may change while it lasts."""

    def __init__(self, session: Session, *, by: Actor, at: datetime | None = None) -> None:
        self._session, self._by = session, by
        # What went together has one moment: the trash knows it by that.
        self._at = when(at)
        self._rows: dict[int, Removable] = {}
        self._children: dict[int, list[Removable]] = {}
        self._asked: set[int] = set()
        self._changed: dict[int, datetime | None] = {}
        self._told: list[tuple[Kind, Row]] = []

    def expect(self, ids: Iterable[int]) -> None:
        """Read these tasks and all under them, also what was put away, in one statement."""
        new = set(ids) - self._asked
        if not new:
            return
        self._asked |= new
        found = WANTED.where(T.id.in_(tree.with_below(Task, new)), T.id.not_in(GOING))
        for row in db.execute(self._session, found):
            if row.id not in self._rows:
                one = self._rows[row.id] = Removable(*row)
                if one.parent_id is not None:
                    self._children.setdefault(one.parent_id, []).append(one)

    def task(self, task_id: int) -> Removable:
        """A task, here or put away; raises NotFound for what is hidden, InTrash where its list went too."""
        self.expect([task_id])
        found = self._rows.get(task_id)
        if found is None:
            raise NotFound("task")
        trash.must_reach_list(self._session, "task", found.list_id, self._by)
        return found

    def under(self, task: Removable) -> list[Removable]:
        """Everything under a task that was expected, by id; a circle in the data ends it."""
        found: dict[int, Removable] = {}
        level = [task]
        while level:
            level = [
                child
                for one in level
                for child in self._children.get(one.id, ())
                if child.id not in found and child is not task
            ]
            found |= {one.id: one for one in level}
        return [found[one] for one in sorted(found)]

    def deepest_first(self, tasks: Iterable[Removable]) -> list[Removable]:
        """Expected tasks and all under them that is not away yet, each before what it is under."""
        found = {
            one.id: one
            for task in tasks
            for one in [task, *self.under(task)]
            if one.deleted_at is None
        }

        def depth(task: Removable) -> int:
            above: set[int | None] = {task.id}
            at = task.parent_id
            while at in found and at not in above:
                above.add(at)
                at = found[at].parent_id
            return len(above)

        return sorted(found.values(), key=depth, reverse=True)

    def planned(self, keys: Sequence[int | str]) -> list[str]:
        """Keys of tasks and of all under them the actor may see, each before what it is under.

        Put away in this order, in as many operations as one likes, no more goes with one than came under it since.
        """
        must_edit(self._by)
        known = Gathered(self._session, by=self._by)
        known.expect(keys)
        wanted = [known.task(key).id or 0 for key in keys]
        self.expect(wanted)
        found = self.deepest_first(self.task(task_id) for task_id in wanted)
        return [one.key for one in found if one.list_id in self._by.lists]

    def put_away(self, task: Removable) -> None:
        """Put a task away with all under it; what is away already stays as it is."""
        must_edit(self._by)
        for one in [task, *self.under(task)]:
            if one.deleted_at is None:
                self._set(one, self._at, Kind.TASK_DELETED)

    def restore(self, task: Removable) -> None:
        """Bring back a task that was put away, without what is under it."""
        must_edit(self._by)
        if task.deleted_at is not None:
            self._set(task, None, Kind.TASK_RESTORED)

    def write(self) -> None:
        """Write and record what was put away and brought back so far; whoever began it does so at the end."""
        if not self._changed:
            return
        for moment in set(self._changed.values()):
            ids = [one for one, at in self._changed.items() if at == moment]
            put = update(TASKS).where(among(T.id, ids)).values(deleted_at=MOMENT)
            db.execute(self._session, put, {"moment": moment})
        for row in self._session.identity_map.values():
            if isinstance(row, Task) and row.id in self._changed:
                set_committed_value(row, "deleted_at", self._changed[row.id])
        for kind, told in groupby(self._told, key=itemgetter(0)):
            rows = [row for _, row in told]
            record_alike(self._session, kind, CHANGES[kind], rows, by=self._by, at=self._at)
        self._changed, self._told = {}, []

    def _set(self, task: Removable, moment: datetime | None, kind: Kind) -> None:
        task.deleted_at = self._changed[task.id] = moment
        cause: int | None = self._session.info.get("caused_by")
        self._told.append((kind, (task.id, task.list_id, task.space_id, cause)))


CHANGES: dict[Kind, Changes] = {
    Kind.TASK_DELETED: {"deleted": [False, True]},
    Kind.TASK_RESTORED: {"deleted": [True, False]},
}
TASKS, T = table_of(Task), columns_of(Task)
MOMENT = bindparam("moment", type_=Instant())
WANTED = select(T.id, T.key, T.list_id, T.space_id, T.parent_id, T.deleted_at)
GOING = select(columns_of(Purge).item_id).where(columns_of(Purge).kind == "task")
