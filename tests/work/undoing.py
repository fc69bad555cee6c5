"""What undo's tests share: an operation of its own batch, the rows as they stand, and what must always hold."""

import re
import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import inspect
from sqlmodel import Session, SQLModel, col, select

from app import access, tree
from app.domain.access import Actor
from app.lookups import statuses_of
from app.models import (
    Alias,
    Comment,
    DayOff,
    Doc,
    Folder,
    Goal,
    Link,
    ListMember,
    Relation,
    Space,
    SpaceMember,
    Status,
    Target,
    TargetList,
    TargetTask,
    Task,
    TaskAssignee,
    TaskList,
    TaskTag,
    Team,
    TeamMember,
    User,
    WorkHours,
    Workspace,
)
from app.work.undo import Undone

T = TypeVar("T")
TABLES: tuple[type[SQLModel], ...] = (
    Alias,
    Comment,
    DayOff,
    Doc,
    Folder,
    Goal,
    Link,
    ListMember,
    Relation,
    Space,
    SpaceMember,
    Status,
    Target,
    TargetList,
    TargetTask,
    Task,
    TaskAssignee,
    TaskList,
    TaskTag,
    Team,
    TeamMember,
    User,
    WorkHours,
    Workspace,
)
# Of two equal states these may differ: when and by whom it was put so, and counters that only rise.
PASSING = {
    "updated_at",
    "updated_by",
    "created_at",
    "created_by",
    "archived_at",
    "version",
    "next_number",
    "last_visit_at",
}
# A tie made again is a new row that says the same.
TIES = (Relation, Link, Alias, WorkHours)
# What is there only as long as what it belongs to.
BELONGING: dict[type[SQLModel], tuple[str, type[SQLModel]]] = {
    TaskAssignee: ("task_id", Task),
    TaskTag: ("task_id", Task),
    TargetTask: ("target_id", Target),
    TargetList: ("target_id", Target),
    ListMember: ("list_id", TaskList),
    SpaceMember: ("space_id", Space),
    Status: ("space_id", Space),
}


def as_one(session: Session, do: Callable[[], T]) -> tuple[T, str]:
    """One operation with a batch of its own; what an undo says of itself is looked at, whatever it is."""
    session.info["batch"] = uuid.uuid4().hex
    made = do()
    if isinstance(made, Undone):
        assert_told(made)
    session.flush()
    batch = session.info["batch"]
    session.info["batch"] = uuid.uuid4().hex
    return made, batch


def now(session: Session, user: Actor | int) -> Actor:
    """The person with the rights they have now."""
    session.flush()
    return access.actor(session, user if isinstance(user, int) else user.user_id or 0)


def state(session: Session) -> dict[str, Any]:
    """Every living row of the work; what was put away is as if it were not there."""
    session.flush()
    session.expire_all()
    found: dict[str, Any] = {}
    for table in TABLES:
        keys = [column.name for column in inspect(table).primary_key]
        for row in session.exec(select(table)):
            if _is_gone(session, row):
                continue
            values = {
                name: value for name, value in row.model_dump().items() if name not in PASSING
            }
            values["is_archived"] = getattr(row, "archived_at", None) is not None
            if table in TIES:
                values.pop("id")
                name = str(sorted(values.items(), key=str))
            else:
                name = str([values[key] for key in keys])
            found[f"{table.__name__} {name}"] = values
    return found


def _is_gone(session: Session, row: SQLModel) -> bool:
    if getattr(row, "deleted_at", None) is not None:
        return True
    column, owner = BELONGING.get(type(row), ("", type(row)))
    return bool(column) and _is_gone(session, session.get_one(owner, getattr(row, column)))


def difference(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """What differs, for a test's message: empty when all is as it was."""
    return {
        name: (before.get(name), after.get(name))
        for name in before.keys() | after.keys()
        if before.get(name) != after.get(name)
    }


def broken(session: Session) -> list[str]:
    """What no verb would leave behind."""
    session.flush()
    session.expire_all()
    return [*_circles(session), *_bad_tasks(session), *_bad_goals(session), *_bad_lists(session)]


def _circles(session: Session) -> list[str]:
    faults: list[str] = []
    for table in (Task, Goal, Doc):
        for item in session.exec(select(col(table.id))):
            chain = tree.above(session, table, item)
            top = session.get_one(table, chain[-1] if chain else item)
            if top.parent_id is not None:
                faults.append(f"{table.__name__} {item} is in a circle")
    return faults


def _bad_tasks(session: Session) -> list[str]:
    faults: list[str] = []
    for task in session.exec(select(Task).where(col(Task.deleted_at).is_(None))):
        home = session.get_one(TaskList, task.list_id)
        columns = {one.id: one.category for one in statuses_of(session, home)}
        if task.status_id not in columns:
            faults.append(f"{task.key} has a status its list has not")
        elif columns[task.status_id] != task.category:
            faults.append(f"{task.key} is {task.category}, its status {columns[task.status_id]}")
        if (task.category == "done") != (task.done_at is not None):
            faults.append(f"{task.key} is {task.category}, done at {task.done_at}")
        if task.start and task.due and task.start > task.due:
            faults.append(f"{task.key} starts after it is due")
        if task.space_id != home.space_id or not task.key.endswith(f"-{task.number}"):
            faults.append(f"{task.key} is numbered {task.number} in {task.space_id}")
    ranks = [
        (one.list_id, one.rank)
        for one in session.exec(select(Task).where(col(Task.deleted_at).is_(None)))
    ]
    return faults + [f"two tasks at {rank}" for rank in {r for r in ranks if ranks.count(r) > 1}]


def _bad_goals(session: Session) -> list[str]:
    faults: list[str] = []
    for goal in session.exec(select(Goal)):
        if (goal.state in ("achieved", "missed", "dropped")) != (goal.closed_at is not None):
            faults.append(f"{goal.title} is {goal.state}, closed at {goal.closed_at}")
        if goal.period_start and goal.period_end and goal.period_start > goal.period_end:
            faults.append(f"{goal.title} ends before it starts")
    return faults


def _bad_lists(session: Session) -> list[str]:
    faults: list[str] = []
    for task_list in session.exec(select(TaskList).where(col(TaskList.deleted_at).is_(None))):
        folder = session.get(Folder, task_list.folder_id) if task_list.folder_id else None
        if folder and (folder.deleted_at or folder.space_id != task_list.space_id):
            faults.append(f"{task_list.name} is in a folder that is gone or elsewhere")
    return faults


# What was done, then what to: “Taken back: EU launch, deleted; Platform, the goal.” Neither is ever left out.
TOLD = re.compile(
    r"(Taken back|Done again|Restored|Nothing changed, it is so already|Not (taken back|done again|restored)): "
    r"[^\s:;,.()][^;]*?(; [^\s:;,.()][^;]*?)*\."
)
# A reason stands in brackets: a sentence of its own, which begins with what it is about.
REASON = re.compile(r"[A-Z“][^\s:;,.]*[\s’'][^:].*\.")


def assert_told(undone: Undone) -> None:
    """Every sentence of an undo says what it is about."""
    assert TOLD.match(undone.sentence), undone.sentence
    assert undone.what or undone.refused
    for one in undone.left:
        assert one.item, one
        assert REASON.fullmatch(one.reason), one
