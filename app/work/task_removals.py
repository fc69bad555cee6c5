"""Tasks put away and brought back, one or many: they and what stands under them are read once.

What is recorded of them is written at the end, in one statement.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from app import tree
from app.domain.access import Actor, must_edit
from app.domain.errors import NotFound
from app.domain.events import Kind
from app.models import Task
from app.work.gathered import Gathered
from app.work.recording import Changes, Entry, of_task, record_many, when


class TaskRemovals:
    """Removals of one operation. No parent may change while it lasts."""

    def __init__(self, session: Session, *, by: Actor) -> None:
        self._session, self._by = session, by
        self._rows: dict[int, Task] = {}
        self._children: dict[int, list[Task]] = {}
        self._asked: set[int] = set()
        self._entries: list[Entry] = []

    def expect(self, ids: Iterable[int]) -> None:
        """Read these tasks and all under them, also what was put away, in one statement."""
        new = set(ids) - self._asked
        if not new:
            return
        self._asked |= new
        found = select(Task).where(col(Task.id).in_(tree.with_below(Task, new)))
        for one in self._session.exec(found):
            if one.id is not None and one.id not in self._rows:
                self._rows[one.id] = one
                if one.parent_id is not None:
                    self._children.setdefault(one.parent_id, []).append(one)

    def task(self, task_id: int) -> Task:
        """A task, here or put away; raises NotFound for what is hidden."""
        self.expect([task_id])
        found = self._rows.get(task_id)
        if found is None or found.list_id not in self._by.lists:
            raise NotFound("task")
        return found

    def under(self, task: Task) -> list[Task]:
        """Everything under a task that was expected, by id; a circle in the data ends it."""
        found: dict[int, Task] = {}
        level = [task]
        while level:
            level = [
                child
                for one in level
                for child in self._children.get(one.id or 0, ())
                if child.id not in found and child is not task
            ]
            found |= {one.id or 0: one for one in level}
        return [found[one] for one in sorted(found)]

    def deepest_first(self, tasks: Iterable[Task]) -> list[Task]:
        """Expected tasks and all under them that is not away yet, each before what it is under."""
        found = {
            one.id: one
            for task in tasks
            for one in [task, *self.under(task)]
            if one.deleted_at is None
        }

        def depth(task: Task) -> int:
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
        wanted = [known.task(key) for key in keys]
        self.expect([task.id or 0 for task in wanted])
        return [one.key for one in self.deepest_first(wanted) if one.list_id in self._by.lists]

    def put_away(self, task: Task, *, at: datetime | None = None) -> None:
        """Put a task away with all under it; what is away already stays as it is."""
        must_edit(self._by)
        for one in [task, *self.under(task)]:
            if one.deleted_at is None:
                one.deleted_at = when(at)
                self._record(Kind.TASK_DELETED, one, [False, True], at)

    def bring_back(self, task: Task, *, at: datetime | None = None) -> None:
        """Bring back a task that was put away, without what is under it."""
        must_edit(self._by)
        if task.deleted_at is not None:
            task.deleted_at = None
            self._record(Kind.TASK_RESTORED, task, [True, False], at)

    def write(self) -> None:
        """Record what was put away and brought back so far; whoever began it does so at the end."""
        record_many(self._session, self._entries)
        self._entries = []

    def _record(self, kind: Kind, task: Task, deleted: list[bool], at: datetime | None) -> None:
        cause: int | None = self._session.info.get("caused_by")
        changes: Changes = {"deleted": list(deleted)}
        self._entries.append(Entry(kind, of_task(task), changes, self._by, when(at), cause))
