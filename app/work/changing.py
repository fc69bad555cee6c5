"""Changes of a task as programs send them: any fields at once, a status by name, another list; one or many tasks."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sqlmodel import Session

from app.domain import fields
from app.domain.access import Actor, must_edit
from app.domain.errors import Invalid, WorkError
from app.domain.fields import Type
from app.models import Task
from app.work.new_tasks import NewTasks
from app.work.task_edits import TaskEdit, TaskEdits

T = TypeVar("T")
WORDS = frozenset(
    name for name, field in fields.TASK.items() if field.type in (Type.TEXT, Type.LONG_TEXT)
)


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
    edits = TaskEdits(session, by=by)
    task = _plan(edits, key, edit)
    edits.write()
    return task


def create_many(session: Session, many: Sequence[Mapping[str, Any]], *, by: Actor) -> list[int]:
    """Make tasks, all or none; returns their ids in this order. Raises NoneDone naming each that can't be made."""
    must_edit(by)

    new = NewTasks(session, by=by)
    all_or_none(many, lambda values: new.draft(**values), noun="tasks")
    return [task.id or 0 for task in new.write()]


def change_many(session: Session, many: Sequence[tuple[str, TaskEdit]], *, by: Actor) -> list[int]:
    """Change tasks by key, all or none; returns their ids in this order. Raises NoneDone naming each that can't be."""
    edits = TaskEdits(session, by=by)
    edits.expect(many)

    def change(one: tuple[str, TaskEdit]) -> int:
        with edits.whole(one[0]):
            return _plan(edits, *one).id or 0

    done = all_or_none(many, change, noun="changes")
    if len(set(done)) < len(done):
        raise Invalid("A task stands here twice: send one change for each.", field="changes")
    edits.write()
    return done


def _plan(edits: TaskEdits, key: int | str, edit: TaskEdit) -> Task:
    """Every change of one task; the status is of the list it is in afterwards."""
    task = edits.known.task(key)
    task_id = task.id or 0
    values = dict(edit.values)
    if edit.list_id is not None:
        # What it was called in a private place is changed there, so that the log of the new one doesn't tell it.
        words = {name: values.pop(name) for name in [*values] if name in WORDS}
        if words and _is_private(edits, task):
            edits.edit(task_id, words, reason=edit.reason)
        else:
            values |= words
        edits.transfer(task_id, to_list=edit.list_id)
    if values:
        edits.edit(task_id, values, reason=edit.reason)
    status_id = edit.status_id if edit.status is None else _named(edits, task, edit.status)
    if status_id is not None:
        edits.move(task_id, to=status_id, reason=edit.reason)
    return task


def _is_private(edits: TaskEdits, task: Task) -> bool:
    home = edits.known.task_list(task.list_id)
    return home.is_private or edits.known.space(home.space_id).is_private


def _named(edits: TaskEdits, task: Task, status: str) -> int | None:
    names = {one.name.casefold(): one.id for one in edits.known.columns(task.list_id)}
    if status.casefold() not in names:
        raise Invalid(f"This list has no status “{status}”.", field="status")
    return names[status.casefold()]


def all_or_none(many: Iterable[T], do: Callable[[T], int], *, noun: str) -> list[int]:
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
