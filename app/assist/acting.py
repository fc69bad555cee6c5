"""What a confirmed card does: the same verbs people use, under the rights of who said yes.

An act is JSON, as the card carries it. It may come from anywhere, so every part of it is checked, and what
the card found is compared with what is there now: nobody confirms over a newer change unknowingly.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    RootModel,
    TypeAdapter,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails
from sqlmodel import Session, col, select

from agents.facts import ColumnFact, PlaceFact
from app import access
from app.domain import fields
from app.domain.access import Actor
from app.domain.errors import Conflict, Invalid
from app.domain.events import OPEN
from app.domain.fields import Type
from app.lookups import statuses_of
from app.models import Space, Status, Task, TaskAssignee, TaskList
from app.reads.columns import held
from app.work import comments, relations, tasks

MOST = 25  # acts confirmed at once
# What a card may set: what the task's own `edit` takes, ids of tasks as keys.
FIELDS = {
    field.name: field
    for field in fields.TASK.values()
    if field.is_plain and field.type is not Type.ITEM
}


# An act comes from anywhere: what is larger than any of ours is no act.
Id = Annotated[int, Field(ge=1, le=2**53 - 1)]
Key = Annotated[str, Field(max_length=100)]
Words = Annotated[str, Field(max_length=100_000)]
Kind = Literal["blocks", "relates", "duplicates"]


class _Strict(BaseModel):
    """Numbers come as numbers, texts as texts."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Values(RootModel[dict[str, Any]]):
    """Fields of a task by name, read as the registry does; those left out stay.

    `parent` is a key, empty for none.
    """

    also: ClassVar[dict[str, Any]] = {"parent": str}

    @model_validator(mode="after")
    def _read(self) -> Self:
        for name, raw in self.root.items():
            if name in FIELDS:
                self.root[name] = FIELDS[name].parse(raw)
            elif not isinstance(raw, self.also.get(name, ())):
                raise ValueError(f"“{name}” is no field it can set")
        return self


class Found(Values):
    """What the card found, to be compared; a status by name, a list by id."""

    also: ClassVar[dict[str, Any]] = {"parent": str, "status": str, "list": int}


class Create(_Strict):
    """Make a task."""

    do: Literal["create"]
    list_id: Id
    title: Words
    set: Values = Values({})
    goal_id: Id | None = None


class Edit(_Strict):
    """Give fields of a task other values."""

    do: Literal["edit"]
    key: Key
    set: Values
    was: Found = Found({})


class Move(_Strict):
    """Give a task another status."""

    do: Literal["move"]
    key: Key
    status_id: Id
    was: Found = Found({})


class Transfer(_Strict):
    """Move a task to another list."""

    do: Literal["transfer"]
    key: Key
    list_id: Id
    was: Found = Found({})


class Say(_Strict):
    """Comment on a task."""

    do: Literal["comment"]
    key: Key
    text: Words


class Relate(_Strict):
    """Tie a task to another."""

    do: Literal["relate"]
    key: Key
    kind: Kind
    to: Key


class Delete(_Strict):
    """Put a task away."""

    do: Literal["delete"]
    key: Key


Act = Annotated[Create | Edit | Move | Transfer | Say | Relate | Delete, Field(discriminator="do")]
_ACTS: TypeAdapter[list[Act]] = TypeAdapter(list[Act])


class NoAct(Invalid):
    """An act of no known shape; `faults` says where and what, as a validator has it."""

    def __init__(self, faults: Sequence[ErrorDetails]) -> None:
        super().__init__(
            "This is no change that can be made: ask again for its card.", field="acts"
        )
        self.faults = faults


@dataclass(frozen=True)
class Done:
    """What came of one act."""

    key: str
    title: str
    url: str


def perform(session: Session, acts: Sequence[Any], *, by: Actor) -> list[Done]:
    """Do confirmed acts, all or none of them, in the session's one batch (so one undo).

    Raises NoAct for acts of no known shape, Conflict when a task changed since its card was made, and
    whatever the verbs refuse.
    """
    if not 0 < len(acts) <= MOST:
        raise Invalid(f"Confirm 1 to {MOST} changes at once.", field="acts")
    try:
        wanted = _ACTS.validate_python(list(acts))
    except ValidationError as error:
        raise NoAct(error.errors(include_url=False, include_input=False)) from error
    done = [_do(session, act, by) for act in wanted]
    session.flush()
    return [Done(task.key, task.title, f"/tasks/{task.key}") for task in done]


def _do(session: Session, act: Act, by: Actor) -> Task:
    match act:
        case Create():
            made = tasks.create(
                session, act.list_id, title=act.title, by=by, **_given(session, act.set, by)
            )
            if act.goal_id is not None:
                relations.link(session, ("task", made.id or 0), ("goal", act.goal_id), by=by)
            return made
        case Edit():
            _unchanged(session, act.key, act.was, by)
            return tasks.edit(session, act.key, by=by, **_given(session, act.set, by))
        case Move():
            _unchanged(session, act.key, act.was, by)
            return tasks.move(session, act.key, to=act.status_id, by=by)
        case Transfer():
            _unchanged(session, act.key, act.was, by)
            return tasks.transfer(session, act.key, to_list=act.list_id, by=by)
        case Say():
            task = access.task(session, act.key, by)
            comments.add(session, ("task", task.id or 0), text=act.text, by=by)
            return task
        case Relate():
            relations.relate(session, act.key, kind=act.kind, to_task=act.to, by=by)
            return access.task(session, act.key, by)
        case Delete():
            return tasks.delete(session, act.key, by=by)


def _given(session: Session, values: Values, by: Actor) -> dict[str, Any]:
    """The fields that were set, as the verbs take them."""
    given = dict(values.root)
    if "parent" in given:
        key = given.pop("parent")
        given["parent_id"] = access.task(session, key, by).id if key else None
    return given


def _unchanged(session: Session, key: str, was: Found, by: Actor) -> None:
    task = access.task(session, key, by)
    for name, found in was.root.items():
        if _value(session, task, name) != found:
            words = fields.named("task", name).words.phrase
            raise Conflict(
                f"Somebody changed {words} of {task.key} meanwhile: ask again to see it as it is now."
            )


def _value(session: Session, task: Task, name: str) -> Any:
    match name:
        case "parent":
            return _parent(session, task)
        case "status":
            return session.get_one(Status, task.status_id).name
        case "list":
            return task.list_id
        case _ if FIELDS[name].is_set:
            return FIELDS[name].parse(held(session, "task", name, task.id or 0))
        case _:
            return getattr(task, name)


def _parent(session: Session, task: Task) -> str:
    return session.get_one(Task, task.parent_id).key if task.parent_id else ""


# -- what a card needs to know -------------------------------------------------------------------


def places(session: Session, actor: Actor) -> list[PlaceFact]:
    """The lists open to somebody, those of their own open work first."""
    rows = session.exec(
        select(TaskList.id, TaskList.name, Space.id, Space.name)
        .join(Space, col(Space.id) == TaskList.space_id)
        .where(access.lists_open_to(actor))
        .order_by(col(Space.id), col(TaskList.id))
    ).all()
    mine = Counter(
        session.exec(
            select(Task.list_id)
            .join(TaskAssignee, col(TaskAssignee.task_id) == Task.id)
            .where(
                TaskAssignee.user_id == actor.user_id,
                col(Task.category).in_(OPEN),
                access.tasks_open_to(actor),
            )
        )
    )
    found = [PlaceFact(i or 0, name, space_id or 0, space) for i, name, space_id, space in rows]
    return sorted(found, key=lambda one: -mine[one.id])


def columns(session: Session, list_id: int, actor: Actor) -> list[ColumnFact]:
    """The statuses of a list, in order."""
    home = access.task_list(session, list_id, actor)
    return [ColumnFact(s.id or 0, s.name, s.category) for s in statuses_of(session, home)]
