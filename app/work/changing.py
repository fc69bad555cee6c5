"""Changes of a task as programs send them: any fields at once, a status by name, another list; one or many tasks."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlmodel import Session

from app import access
from app.domain.access import Actor, must_edit
from app.domain.errors import Invalid, WorkError
from app.lookups import statuses_of
from app.models import Task, TaskList
from app.work import tasks
from app.work.new_tasks import NewTasks

T = TypeVar("T")


@dataclass(frozen=True)
class TaskEdit:
    """What to change of a task: `values` by field name; the rest stays when None."""

    values: Mapping[str, Any] = field(default_factory=dict[str, Any])
    status: str | None = None  # by name, of the list the task is in afterwards
    status_id: int | None = None
    list_id: int | None = None
    reason: str = ""


class NoneDone(Invalid):
    """Some items of many don't fit, so none was done; `errors` names each of them."""

    code = "none-done"

    def __init__(
        self, noun: str, errors: Sequence[dict[str, str]], count: int, *, status: int
    ) -> None:
        first = errors[0]
        super().__init__(
            f"Nothing was done: {len(errors)} of {count} {noun} can't be. "
            f"The first is {first['field']}: {first['message']}"
        )
        self.errors = list(errors)
        self.status = status  # of the first


def apply(session: Session, key: int | str, edit: TaskEdit, *, by: Actor) -> Task:
    """Change a task in every way asked for; raises what the verbs raise."""
    task = access.task(session, key, by)
    task_id = task.id or 0
    if edit.list_id is not None:
        tasks.transfer(session, task_id, to_list=edit.list_id, by=by)
    if edit.values:
        tasks.edit(session, task_id, by=by, reason=edit.reason, **edit.values)
    status_id = edit.status_id if edit.status is None else _named(session, task, edit.status)
    if status_id is not None:
        tasks.move(session, task_id, to=status_id, by=by, reason=edit.reason)
    must_edit(by)
    return task


def _named(session: Session, task: Task, status: str) -> int | None:
    home = session.get_one(TaskList, task.list_id)
    names = {s.name.casefold(): s.id for s in statuses_of(session, home)}
    if status.casefold() not in names:
        raise Invalid(f"This list has no status “{status}”.", field="status")
    return names[status.casefold()]


def create_many(session: Session, many: Sequence[Mapping[str, Any]], *, by: Actor) -> list[int]:
    """Make tasks, all or none; returns their ids in this order. Raises NoneDone naming each that can't be made."""
    must_edit(by)

    new = NewTasks(session, by=by)
    _all(many, lambda values: new.draft(**values), noun="tasks")
    return [task.id or 0 for task in new.write()]


def change_many(session: Session, many: Sequence[tuple[str, TaskEdit]], *, by: Actor) -> list[int]:
    """Change tasks by key, all or none; returns their ids in this order. Raises NoneDone naming each that can't be."""
    must_edit(by)

    def change(one: tuple[str, TaskEdit]) -> int:
        with session.begin_nested():
            return apply(session, one[0], one[1], by=by).id or 0

    done = _all(many, change, noun="changes")
    if len(set(done)) < len(done):
        raise Invalid("A task stands here twice: send one change for each.", field="changes")
    return done


def _all(many: Iterable[T], do: Callable[[T], int], *, noun: str) -> list[int]:
    """Try each by itself, so that every one that can't be done is named, not only the first."""
    done: list[int] = []
    errors: list[dict[str, str]] = []
    status = 0
    for index, one in enumerate(many):
        try:
            done.append(do(one))
        except WorkError as error:
            where = getattr(error, "field", "")
            status = status or error.status
            errors.append(
                {"field": f"{noun}.{index}{'.' if where else ''}{where}", "message": error.sentence}
            )
    if errors:
        raise NoneDone(noun, errors, len(done) + len(errors), status=status)
    return done
