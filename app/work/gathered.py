"""What changes of many tasks share, each asked of the database once for all of them, when it is first needed."""

import sys
from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as sql
from sqlmodel import Session, col, func, select

from app import access, tree
from app.among import among
from app.domain import ordering
from app.domain.access import Actor
from app.domain.errors import Archived, Invalid, NotFound
from app.lookups import StatusRow, statuses_of_lists
from app.models import KeyAlias, Space, Status, Tag, Task, TaskAssignee, TaskList, TaskTag, User
from app.models.base import columns_of
from app.prepared import Prepared

Key = int | str


@dataclass(frozen=True)
class Place:
    """A list as far as new tasks need it."""

    list_id: int
    space_id: int
    space_key: str


@dataclass(frozen=True)
class Before:
    """A task's columns, and its people and tags as far as they were asked for."""

    values: dict[str, Any]
    held: dict[str, list[Any]]


class Gathered:
    """Tasks to be changed, and what is around them; kept up while changes are planned and not yet written."""

    def __init__(self, session: Session, *, by: Actor) -> None:
        self._session, self._by = session, by
        self._asked: set[Key] = set()
        self._found: dict[Key, Task] = {}
        self._lists: dict[int, TaskList] = {}
        self._spaces: dict[int, Space] = {}
        self._places: dict[int, Place] = {}
        self._columns: dict[int, list[StatusRow]] = {}
        self._people: dict[int, User] = {}
        self._held: dict[str, dict[int, list[Any]]] = {}
        self._last_ranks: dict[int, str | None] = {}
        self._moved_out: dict[int, set[int]] = {}
        self._holders: dict[tuple[int, str], set[int]] = {}  # who has, or had, a rank in a list
        self._ranks: dict[int, list[tuple[str, int | None]]] = {}  # as written, in order, by list
        self._aliases: dict[int, list[KeyAlias]] = {}
        self.parents = tree.Parents(session, Task, by=by)

    def expect(
        self,
        keys: Collection[Key],
        *,
        lists: Collection[int] = (),
        people: Collection[int] = (),
    ) -> None:
        """Read what many changes will ask for; what is not there, or hidden, is found missing later."""
        new = set(keys) - self._asked
        if new:
            self._found |= access.tasks(self._session, new, self._by)
            self._asked |= new
        if wanted := set(lists) - self._lists.keys():
            rows = self._session.exec(select(TaskList).where(among(TaskList.id, wanted)))
            self._lists |= {one.id or 0: one for one in rows}
        if strangers := set(people) - self._people.keys():
            self._people |= access.users(self._session, strangers, self._by)

    def task(self, key: Key) -> Task:
        """A task by id or key, as it will be; raises NotFound."""
        found = self._found.get(key)
        if found is None and key not in self._asked:
            found = self._found[key] = access.task(self._session, key, self._by)
            self._asked.add(key)
        if found is None or found.deleted_at is not None or found.list_id not in self._by.lists:
            raise NotFound("task")
        self._must_be_current(found.list_id)
        return found

    def ids(self, keys: Collection[Key]) -> set[int]:
        """The ids of those that were found."""
        return {self._found[key].id or 0 for key in keys if key in self._found}

    def task_list(self, list_id: int) -> TaskList:
        """A list open to the actor; raises NotFound."""
        if list_id not in self._lists:
            self._lists[list_id] = access.task_list(self._session, list_id, self._by)
        found = self._lists[list_id]
        if found.deleted_at is not None or list_id not in self._by.lists:
            raise NotFound("list")
        self._must_be_current(list_id)
        return found

    def place(self, list_id: int) -> Place:
        """The same without the rest of its row, which most new tasks don't need; raises NotFound."""
        if list_id not in self._places:
            row = PLACES.first(self._session, {"list": list_id})
            if row is None or list_id not in self._by.lists:
                raise NotFound("list")
            self._places[list_id] = Place(*row)
        self._must_be_current(list_id)
        return self._places[list_id]

    def _must_be_current(self, list_id: int) -> None:
        """Said before anything is done; the log's door would refuse it at the end."""
        if list_id in self._by.archived.lists:
            raise Archived("list")

    def space(self, space_id: int) -> Space:
        """The space of a list; kept here, for the session forgets rows nobody holds."""
        if space_id not in self._spaces:
            self._spaces[space_id] = self._session.get_one(Space, space_id)
        return self._spaces[space_id]

    def columns(self, list_id: int) -> list[StatusRow]:
        """The statuses of a list, in order."""
        if list_id not in self._columns:
            near = {task.list_id for task in self._found.values()} | self._lists.keys()
            unknown = (near | {list_id}) - self._columns.keys()
            found = statuses_of_lists(self._session, unknown)
            self._columns |= {one: choices.statuses for one, choices in found.items()}
        return self._columns[list_id]

    def status_of(self, task: Task) -> StatusRow:
        """The status a task has, also one its list does not offer any more."""
        known = (one for one in self.columns(task.list_id) if one.id == task.status_id)
        return next(known, None) or self._session.get_one(Status, task.status_id)

    def somebody(self, user_id: int) -> User:
        """A person who may be given work; raises NotFound, and Invalid for who is no longer active."""
        if user_id not in self._people:
            self._people[user_id] = access.user(self._session, user_id, self._by)
        person = self._people[user_id]
        if not person.is_active and self._by.kind == "user":
            raise Invalid(f"{person.name} is no longer active here.", field="assignees")
        return person

    def held(self, name: str, task: Task) -> list[Any]:
        """The people or the tags of a task, as the log has them."""
        known, task_id = self._held.setdefault(name, {}), task.id or 0
        if task_id not in known:
            ids = {one.id or 0 for one in self._found.values()} | {task_id}
            known |= SETS[name](self._session, ids - known.keys())
        return known[task_id]

    def held_by(self, name: str, task_id: int) -> list[Any]:
        """The same of a task that was asked for before."""
        return self._held[name][task_id]

    def hold(self, name: str, task: Task, values: list[Any]) -> None:
        """The task has these people or tags from now on."""
        self._held[name][task.id or 0] = values

    def remember(self, task: Task) -> Before:
        """A task as it is planned now."""
        held = {name: known[task.id or 0] for name, known in self._held.items() if task.id in known}
        return Before(task.model_dump(), held)

    def restore(self, task: Task, before: Before) -> None:
        """Plan the task as it was."""
        for name, value in before.values.items():
            setattr(task, name, value)
        self.parents.set(task.id or 0, task.parent_id)
        for name, known in self._held.items():
            known.pop(task.id or 0, None)
            if name in before.held:
                known[task.id or 0] = before.held[name]

    def last_rank(self, list_id: int) -> str:
        """A rank at the end of a list."""
        if list_id not in self._last_ranks:
            away = self._moved_out.get(list_id, set())
            rows = select(func.max(Task.rank)).where(Task.list_id == list_id)
            if away:
                rows = rows.where(~among(Task.id, away))
            here = [t.rank for t in self._found.values() if t.list_id == list_id]
            last = self._session.exec(rows).one()
            self._last_ranks[list_id] = max([*here, *([last] if last else [])], default=None)
        return ordering.between(self._last_ranks[list_id], None)

    def expect_ranks(self, places: Collection[tuple[int, str]]) -> None:
        """Read who has these ranks in these lists."""
        for list_id in {one for one, _ in places}:
            ranks = {rank for one, rank in places if one == list_id}
            rows = select(Task.rank, Task.id).where(
                Task.list_id == list_id, col(Task.rank).in_(ranks)
            )
            self._holders |= {(list_id, rank): set() for rank in ranks}
            for rank, task_id in self._session.exec(rows):
                self._holders[list_id, rank].add(task_id or 0)

    def free_rank(self, task: Task, rank: str) -> str:
        """The rank, or when another task has it, the place right after that one."""
        place = (task.list_id, rank)
        if place not in self._holders:
            self.expect_ranks([place])
        others = self._holders[place] - {task.id or 0}
        if any(self._is_at(one, place) for one in others):
            rank = ordering.between(rank, self._next_rank(task, rank))
        self._holders.setdefault((task.list_id, rank), set()).add(task.id or 0)
        return rank

    def _is_at(self, task_id: int, place: tuple[int, str]) -> bool:
        """Whether a task that had a place is planned to have it."""
        task = self._session.get_one(Task, task_id)
        return (task.list_id, task.rank) == place

    def _next_rank(self, task: Task, rank: str) -> str | None:
        """The rank that follows one in the task's list, of other tasks as they are planned to stand."""
        list_id = task.list_id
        if list_id not in self._ranks:
            rows = select(Task.rank, Task.id).where(Task.list_id == list_id)
            with self._session.no_autoflush:  # what is planned is looked at below
                self._ranks[list_id] = sorted(self._session.exec(rows.order_by(Task.rank)).all())
        known = {one.id: one for one in self._found.values()}
        here = [one.rank for one in known.values() if one.list_id == list_id and one is not task]
        after = [one for one in here if one > rank]
        written = self._ranks[list_id]
        for other, task_id in written[bisect_right(written, (rank, sys.maxsize)) :]:
            if task_id not in known:
                after.append(other)
                break
        return min(after, default=None)

    def moved(self, task: Task, *, from_list: int) -> None:
        """The task is in another list now, at its end; its new key opens it too."""
        task_id = task.id or 0
        self._moved_out.setdefault(from_list, set()).add(task_id)
        self._moved_out.get(task.list_id, set()).discard(task_id)
        self._last_ranks.pop(from_list, None)
        self._last_ranks[task.list_id] = task.rank
        self._found[task.key] = task

    def aliases(self, task: Task) -> list[KeyAlias]:
        """The keys the task once had."""
        if (task.id or 0) not in self._aliases:
            ids = {one.id or 0 for one in self._found.values()} | {task.id or 0}
            unknown = ids - self._aliases.keys()
            self._aliases |= {one: [] for one in unknown}
            for alias in self._session.exec(
                select(KeyAlias).where(among(KeyAlias.task_id, unknown))
            ):
                self._aliases[alias.task_id].append(alias)
        return self._aliases[task.id or 0]


def _assignees(session: Session, task_ids: Iterable[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {task_id: [] for task_id in task_ids}
    rows = select(TaskAssignee.task_id, TaskAssignee.user_id)
    for task_id, user_id in session.exec(rows.where(among(TaskAssignee.task_id, found))):
        found[task_id].append(user_id)
    return {task_id: sorted(ids) for task_id, ids in found.items()}


def _tags(session: Session, task_ids: Iterable[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {task_id: [] for task_id in task_ids}
    rows = select(TaskTag.task_id, Tag.name).join(Tag, col(Tag.id) == TaskTag.tag_id)
    for task_id, name in session.exec(rows.where(among(TaskTag.task_id, found))):
        found[task_id].append(name)
    return {task_id: sorted(names, key=str.casefold) for task_id, names in found.items()}


# The fields that have rows of their own.
SETS = {"assignees": _assignees, "tags": _tags}

SPACES, LISTS = columns_of(Space), columns_of(TaskList)
# Made once: to build a statement costs more than to run it.
PLACES = Prepared(
    sql(LISTS.id, LISTS.space_id, SPACES.key)
    .join_from(TaskList, Space, SPACES.id == LISTS.space_id)
    .where(LISTS.id == bindparam("list"), LISTS.deleted_at.is_(None))
)
