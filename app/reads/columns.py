"""The SQL of registered fields: what to select, compare, sort and group by."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, select
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
)

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
    """The column of a field; a set has none, see `members`. Raises KeyError for an unknown one."""
    field = fields.of(noun)[name]
    if field.column is None:
        raise KeyError(f"{noun}.{name} is a set: it has members, not a column")
    return col(getattr(MODELS[noun], field.column))  # pyright: ignore[reportReturnType] - a mapped column is one


def members(noun: str, name: str) -> Members:
    """The rows of a set-valued field."""
    return MEMBERS[noun, name]


def held(session: Session, noun: str, name: str, item_id: int) -> list[Any]:
    """What a set-valued field of one item holds now, in order."""
    return sorted(session.connection().execute(members(noun, name).of(item_id)).scalars())


def identity(noun: str) -> ColumnElement[int]:
    """The id of a noun's row."""
    return col(MODELS[noun].id)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue] - every model here has an id
