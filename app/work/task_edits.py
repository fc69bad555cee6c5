"""Changes of tasks, one or many: each is made sure of before any of it is done, all are written at once."""

from collections.abc import Collection, Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert
from sqlmodel import Session, SQLModel, col, select

from app import db
from app.domain import fields
from app.domain.access import Actor, must_edit
from app.domain.errors import Invalid, WorkError
from app.domain.events import Category
from app.lookups import StatusRow, first_status
from app.models import KeyAlias, Space, Tag, Task, TaskAssignee, TaskTag
from app.work import checks, editing, flow, mentions
from app.work.gathered import SETS, Gathered, Key
from app.work.placing import next_number
from app.work.recording import Changes, change, when


@dataclass(frozen=True)
class TaskEdit:
    """What to change of a task: `values` by field name; the rest stays when None."""

    values: Mapping[str, Any] = field(default_factory=dict[str, Any])
    status: str | None = None  # by name, of the list the task is in afterwards
    status_id: int | None = None
    list_id: int | None = None
    reason: str = ""


class TaskEdits:
    """Changes of one operation. A verb here raises what keeps it from being done, and then did nothing."""

    def __init__(self, session: Session, *, by: Actor) -> None:
        must_edit(by)
        self._session, self._by = session, by
        self.known = Gathered(session, by=by)
        self._texts: dict[int, str] = {}  # new descriptions, by task
        self._sets: dict[str, dict[int, list[Any]]] = {name: {} for name in SETS}  # as they were

    def expect(self, edits: Collection[tuple[Key, TaskEdit]]) -> None:
        """Read what these changes will ask for, in few statements."""
        given = [_meant(edit.values) for _, edit in edits]
        parents = {one["parent_id"] for one in given if one.get("parent_id") is not None}
        people = {user_id for one in given for user_id in one.get("assignees") or ()}
        lists = {edit.list_id for _, edit in edits if edit.list_id is not None}
        self.known.expect({key for key, _ in edits} | parents, lists=lists, people=people)
        if parents:
            nested = {
                key for (key, _), one in zip(edits, given, strict=True) if one.get("parent_id")
            }
            self.known.parents.expect(self.known.ids(nested), self.known.ids(parents))

    @contextmanager
    def whole(self, key: Key) -> Generator[Task]:
        """Several changes of one task: when one is refused, the task is planned as it was before."""
        task = self.known.task(key)
        before = self.known.remember(task)
        try:
            yield task
        except WorkError:
            self.known.restore(task, before)
            raise

    def edit(
        self, key: Key, values: Mapping[str, Any], *, reason: str = "", at: datetime | None = None
    ) -> Task:
        """Change any plain fields in one event; None empties."""
        task = self.known.task(key)
        plain = editing.parsed(self._session, "task", values, by=self._by)
        sets = {name: plain.pop(name) for name in SETS if name in plain}
        if plain.get("parent_id") is not None:
            parent = self.known.task(plain["parent_id"])
            self.known.parents.validate(task.id or 0, parent.id or 0)
        checks.days(plain.get("start", task.start), plain.get("due", task.due))
        if "assignees" in sets:
            sets["assignees"] = self._able(task, sets["assignees"])
        if "tags" in sets:
            sets["tags"] = sorted(sets["tags"], key=str.casefold)
        changes = change(task, **plain)
        for name, wanted in sets.items():
            changes |= self._set(name, task, wanted)
        if "parent_id" in changes:
            self.known.parents.set(task.id or 0, task.parent_id)
        if "description" in changes:
            self._texts[task.id or 0] = task.description
        return flow.changed(self._session, task, changes, by=self._by, at=at, reason=reason)

    def move(
        self,
        key: Key,
        *,
        to: int,
        reason: str = "",
        at: datetime | None = None,
        also: Changes | None = None,
    ) -> Task:
        """Give a task another status of its list; `also` changed with it."""
        task = self.known.task(key)
        status = flow.choose_status(self.known.columns(task.list_id), to)
        return flow.put(self._session, task, status, by=self._by, at=at, reason=reason, also=also)

    def transfer(self, key: Key, *, to_list: int, at: datetime | None = None) -> Task:
        """Move a task to another list, to the status that is called or means the same there."""
        task = self.known.task(key)
        home = self.known.task_list(to_list)
        if home.id == task.list_id:
            return task
        old = self.known.status_of(task)
        statuses = self.known.columns(to_list)
        same = [one for one in statuses if one.name.casefold() == old.name.casefold()]
        status = (same or [None])[0] or first_status(
            statuses,
            Category(task.category),
            Category.UNSTARTED,
            Category.BACKLOG,
            Category.STARTED,
        )
        from_list = task.list_id
        values: dict[str, Any] = {"list_id": home.id, "rank": self.known.last_rank(to_list)}
        if home.space_id != task.space_id:
            values |= self._renumbered(task, self.known.space(home.space_id))
        changes = change(task, **values)
        self.known.moved(task, from_list=from_list)
        if status.id != task.status_id:
            changes["status"] = [task.status_id, status.id]
            changes |= change(task, category=status.category)
            task.status_id = status.id or 0
            changes |= flow.stamp(task, status.category, when(at))
        return flow.changed(self._session, task, changes, by=self._by, at=at)

    def put_back(
        self,
        key: Key,
        *,
        status_id: int | None = None,
        rank: str | None = None,
        moments: Mapping[str, datetime | None] | None = None,
    ) -> Task:
        """Set a task back to a status, place and moments it had; refused when its list has that no more.

        `moments` are `started_at` and `done_at` as they were; without them the flow's rule applies.
        """
        task = self.known.task(key)
        changes: Changes = {}
        if status_id is not None and status_id != task.status_id:
            changes = self._status_back(task, self.validate_old(task.list_id, status_id), moments)
        elif moments:
            changes = change(task, **moments)
        if rank is not None:
            changes |= change(task, rank=self.known.free_rank(task, rank))
        return flow.changed(self._session, task, changes, by=self._by)

    def validate_old(self, list_id: int, status_id: int) -> StatusRow:
        """A status a task had, which its list must still have."""
        for status in self.known.columns(list_id):
            if status.id == status_id:
                return status
        raise Invalid("The status it had is not in this list any more.", field="status")

    def write(self) -> None:
        """Write what the tasks are tied to and name; they and their events follow with the session."""
        added, removed = self._differences("assignees")
        people = col(TaskAssignee.task_id), col(TaskAssignee.user_id)
        self._tie(TaskAssignee, people, added, removed)
        added, removed = self._differences("tags")
        tags = self._tags([word for _, word in added], {word for _, word in removed})
        tagged = [[(task_id, tags[word]) for task_id, word in some] for some in (added, removed)]
        self._tie(TaskTag, (col(TaskTag.task_id), col(TaskTag.tag_id)), *tagged)
        if self._texts:
            mentions.note_many(self._session, "task", self._texts, self._by)
        self._texts = {}
        self._sets = {name: {} for name in SETS}

    # -- the small steps --------------------------------------------------------------------------------

    def _status_back(
        self, task: Task, status: StatusRow, moments: Mapping[str, datetime | None] | None
    ) -> Changes:
        changes: Changes = {"status": [task.status_id, status.id]}
        task.status_id = status.id or 0
        changes |= change(task, category=status.category)
        before = {"started_at": task.started_at, "done_at": task.done_at}
        flow.stamp(task, status.category, when(None))
        for name, moment in (moments or {}).items():
            setattr(task, name, moment)
        now = {name: getattr(task, name) for name in before}
        return changes | {
            name: [old, now[name]] for name, old in before.items() if old != now[name]
        }

    def _able(self, task: Task, wanted: Collection[int]) -> list[int]:
        """People must be known and active; those already on it may stay."""
        new = sorted(set(wanted))
        for user_id in sorted(set(new) - set(self.known.held("assignees", task))):
            self.known.somebody(user_id)
        return new

    def _set(self, name: str, task: Task, wanted: list[Any]) -> Changes:
        old = self.known.held(name, task)
        if old == wanted:
            return {}
        self._sets[name].setdefault(task.id or 0, old)
        self.known.hold(name, task, wanted)
        return {name: [old, wanted]}

    def _renumbered(self, task: Task, space: Space) -> dict[str, Any]:
        """A key in another space: the one it once had there, else a new one. The old key still opens it."""
        number = None
        for alias in self.known.aliases(task):
            key, _, digits = alias.key.rpartition("-")
            if key == space.key:
                number = int(digits)
                self.known.aliases(task).remove(alias)
                self._session.delete(alias)
                break
        number = number or next_number(space, None)
        alias = KeyAlias(key=task.key, task_id=task.id or 0)
        self.known.aliases(task).append(alias)
        self._session.add(alias)
        return {"space_id": space.id, "number": number, "key": f"{space.key}-{number}"}

    def _differences(self, name: str) -> tuple[list[tuple[int, Any]], list[tuple[int, Any]]]:
        """(task, member) of what to add and of what to remove."""
        added: list[tuple[int, Any]] = []
        removed: list[tuple[int, Any]] = []
        for task_id, old in self._sets[name].items():
            new = self.known.held_by(name, task_id)
            added += [(task_id, one) for one in new if one not in old]
            removed += [(task_id, one) for one in old if one not in new]
        return added, removed

    def _tie(
        self,
        table: type[SQLModel],
        columns: tuple[Any, Any],
        added: Sequence[tuple[int, int]],
        removed: Sequence[tuple[int, int]],
    ) -> None:
        """Insert and delete pairs, each in one statement."""
        if not added and not removed:
            return
        task, other = columns
        rows = [{task.key: first, other.key: second} for first, second in added]
        db.execute_many(self._session, insert(table), rows)
        gone = [{"first": first, "second": second} for first, second in removed]
        one = delete(table).where(task == bindparam("first"), other == bindparam("second"))
        db.execute_many(self._session, one, gone)

    def _tags(self, wanted: Sequence[str], others: set[str]) -> dict[str, int]:
        """The tags by name; a wanted word nobody used before becomes one."""
        if not wanted and not others:
            return {}
        rows = self._session.exec(select(Tag).where(col(Tag.name).in_({*wanted, *others})))
        known = {tag.name: tag for tag in rows}
        new = [Tag(name=word) for word in dict.fromkeys(wanted) if word not in known]
        if new:
            self._session.add_all(new)
            self._session.flush()
        return {tag.name: tag.id or 0 for tag in [*known.values(), *new]}


def _meant(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that fit, by field; what does not is refused when its turn comes."""
    found: dict[str, Any] = {}
    for word, raw in values.items():
        with suppress(WorkError):
            named = fields.named("task", word)
            if named.name in ("parent_id", "assignees"):
                found[named.name] = named.parse(raw)
    return found
