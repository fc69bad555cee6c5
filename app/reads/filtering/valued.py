"""What a filter's fields hold of each task: for sorting by them, and for showing them.

What the reader may not see is empty here, as it is for the filter.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, case, func
from sqlalchemy import cast as sql_cast
from sqlalchemy import select as sql
from sqlmodel import Session, col

from app.domain.events import Category
from app.domain.fields import Field
from app.domain.fields.values import Flag
from app.domain.filters import Leaf, Op
from app.domain.filters.vocabulary import TASK
from app.models import Folder, Goal, Space, Status, Task, TaskList, User
from app.reads import columns, serving
from app.reads.filtering import derived
from app.reads.filtering.reader import OTHER, Reader

Expression = ColumnElement[Any]
Valued = Callable[[Reader], Expression]
# What is searched or asked in a filter, and is no one value of a task.
NO_VALUE = ("text", "headline", "helps_goal")


def by_name(field: Field, reader: Reader) -> Expression:
    """What tasks are sorted by where a field holds a thing, or follows from other rows."""
    if field.name in _NAMES:
        return _NAMES[field.name](reader)
    return _value(field, reader)


def is_stored(field: Field) -> bool:
    """Whether the task's own row holds it, so that no reader is needed to sort by it."""
    return field.name not in _NAMES and field.column in columns.MODELS["task"].model_fields


def values(
    session: Session, ids: Sequence[int], names: Iterable[str], reader: Reader
) -> dict[int, dict[str, Any]]:
    """Fields of tasks that went through a door already, by task and name."""
    wanted = [TASK[name] for name in names]
    if not wanted or not ids:
        return {one: {} for one in ids}
    query = sql(col(Task.id), *(_value(field, reader) for field in wanted))
    rows = session.connection().execute(query.where(col(Task.id).in_(ids)))
    return {
        task_id: {f.name: _plain(f, value) for f, value in zip(wanted, found, strict=True)}
        for task_id, *found in rows
    }


def _value(field: Field, reader: Reader) -> Expression:
    if field.name in _VALUES:
        return _VALUES[field.name](reader)
    if field.name in derived.CONDITIONS and isinstance(field.values, Flag):
        holds = derived.CONDITIONS[field.name](Leaf(field.name, Op.IS, (True,)), reader)
        return case((holds, 1), else_=0)
    found = columns.expression("task", field.name)
    return sql_cast(found, Integer) if isinstance(field.values, Flag) else found


def _plain(field: Field, value: Any) -> Any:
    return bool(value) if isinstance(field.values, Flag) else value


def _parent(wanted: Any) -> Valued:
    def expression(reader: Reader) -> Expression:
        own = and_(OTHER.id == col(Task.parent_id), reader.other_open())  # type: ignore[arg-type]
        return sql(wanted).where(own).correlate(Task).scalar_subquery()

    return expression


def _folder(wanted: Any) -> Valued:
    def expression(reader: Reader) -> Expression:
        home = and_(col(TaskList.id) == col(Task.list_id), reader.folder_open())
        joined = sql(wanted).join_from(TaskList, Folder, col(Folder.id) == col(TaskList.folder_id))
        return joined.where(home).correlate(Task).scalar_subquery()

    return expression


def _author(reader: Reader) -> Expression:
    author: Any = col(Task.created_by)
    known = reader.known_people
    return author if known is None else case((author.in_(known), author))


def _author_name(reader: Reader) -> Expression:
    named = sql(func.lower(User.name)).where(col(User.id) == _author(reader))
    return named.correlate(Task).scalar_subquery()


def _goal_title(reader: Reader) -> Expression:
    """The first by name of the visible goals a task is linked to."""
    linked = serving.linked(serving.visible(reader.actor)).subquery()
    titles = sql(func.min(func.lower(Goal.title))).join_from(
        Goal, linked, linked.c.to_id == col(Goal.id)
    )
    return titles.where(linked.c.from_id == col(Task.id)).correlate(Task).scalar_subquery()


def _status(_reader: Reader) -> Expression:
    """In the order of the work: by category, then by place among its columns."""
    place = case({str(one): at for at, one in enumerate(Category)}, value=col(Status.category))
    first = place * 100_000 + col(Status.position)
    return sql(first).where(col(Status.id) == Task.status_id).correlate(Task).scalar_subquery()


def _of(table: Any, name: Any, here: Any) -> Valued:
    """The name of a thing that whoever sees the task sees."""

    def expression(_reader: Reader) -> Expression:
        named = sql(func.lower(name)).where(col(table.id) == col(here))
        return named.correlate(Task).scalar_subquery()

    return expression


_VALUES: Mapping[str, Valued] = {
    "parent_id": _parent(OTHER.id),
    "folder_id": _folder(Folder.id),
    "created_by": _author,
    "comments": lambda _reader: derived.comments(),
}
_NAMES: Mapping[str, Valued] = {
    "status": _status,
    "parent_id": _parent(func.lower(OTHER.key)),
    "list_id": _of(TaskList, TaskList.name, Task.list_id),
    # By its key: of a space that is not open as a whole, its name is nobody's to know.
    "space_id": _of(Space, Space.key, Task.space_id),
    "folder_id": _folder(func.lower(Folder.name)),
    "created_by": _author_name,
    "goal_id": _goal_title,
}
