"""The SQL of registered fields: what to select, compare, sort and group by."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, exists, select
from sqlmodel import Session, SQLModel, col

from app.domain import fields
from app.models import (
    Comment,
    Doc,
    Folder,
    Goal,
    Space,
    Status,
    Tag,
    Target,
    TargetList,
    TargetTask,
    Task,
    TaskAssignee,
    TaskList,
    TaskTag,
    User,
    Workspace,
)
from app.models.base import columns_of

MODELS: dict[str, type[SQLModel]] = {
    "task": Task,
    "goal": Goal,
    "target": Target,
    "doc": Doc,
    "comment": Comment,
    "list": TaskList,
    "folder": Folder,
    "space": Space,
    "status": Status,
    "user": User,
    "workspace": Workspace,
}


@dataclass(frozen=True)
class Members:
    """The rows a set-valued field has: whose they are, and what each holds (an id or a word)."""

    owner: ColumnElement[int]
    value: ColumnElement[Any]
    source: Callable[[], Select[Any]]

    def of(self, item_id: ColumnElement[int] | int) -> Select[Any]:
        """The values of one item, for `IN`, `EXISTS` or a count."""
        return self.source().where(self.owner == item_id)

    def any(self, item_id: ColumnElement[int], where: ColumnElement[bool]) -> ColumnElement[bool]:
        """Whether the item has a value that fits."""
        return exists(self.of(item_id).where(where))

    def none(self, item_id: ColumnElement[int]) -> ColumnElement[bool]:
        """Whether the item has no value at all."""
        return ~exists(self.of(item_id))


def _rows(owner: Any, value: Any) -> Members:
    return Members(col(owner), col(value), lambda: select(col(value)))


MEMBERS: dict[tuple[str, str], Members] = {
    ("task", "assignees"): _rows(TaskAssignee.task_id, TaskAssignee.user_id),
    ("task", "tags"): Members(
        col(TaskTag.task_id),
        col(Tag.name),
        lambda: select(col(Tag.name)).join(TaskTag, col(TaskTag.tag_id) == col(Tag.id)),
    ),
    ("target", "tasks"): _rows(TargetTask.target_id, TargetTask.task_id),
    ("target", "lists"): _rows(TargetList.target_id, TargetList.list_id),
}


def expression(noun: str, name: str) -> ColumnElement[Any]:
    """The column of a field; a set has none, see `members`. Raises LookupError, which says what is missing."""
    field = fields.of(noun).get(name)
    if field is None:
        raise LookupError(f"A {noun} has no field “{name}”: app/domain/fields declares none.")
    if field.column is None:
        raise LookupError(f"“{name}” of a {noun} is a set: it has rows (`members`), no column.")
    model = model_of(noun)
    if not hasattr(model, field.column):
        raise LookupError(
            f"“{name}” of a {noun} is registered, but the model {model.__name__} has no column"
            f" “{field.column}”: add it in app/models, and a migration."
        )
    return col(getattr(model, field.column))  # pyright: ignore[reportReturnType] - a mapped column is one


def of_table(noun: str, name: str) -> Column[Any]:
    """The same as the table itself has it, for statements that read no objects."""
    expression(noun, name)
    return columns_of(model_of(noun))[fields.of(noun)[name].column or name]


def members(noun: str, name: str) -> Members:
    """The rows of a set-valued field; raises LookupError, which says what is missing."""
    if (noun, name) not in MEMBERS:
        raise LookupError(
            f"“{name}” of a {noun} is a set, but nothing says which rows hold its values: name them"
            " in MEMBERS of app/reads/columns.py."
        )
    return MEMBERS[noun, name]


def model_of(noun: str) -> type[SQLModel]:
    """The table of a noun; raises LookupError, which says what is missing."""
    if noun not in MODELS:
        raise LookupError(
            f"The fields of a {noun} stand in no table: name its model in MODELS of"
            " app/reads/columns.py."
        )
    return MODELS[noun]


def held(session: Session, noun: str, name: str, item_id: int) -> list[Any]:
    """What a set-valued field of one item holds now, in order."""
    return sorted(session.connection().execute(members(noun, name).of(item_id)).scalars())


def identity(noun: str) -> ColumnElement[int]:
    """The id of a noun's row."""
    return col(model_of(noun).id)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue] - every model here has an id
