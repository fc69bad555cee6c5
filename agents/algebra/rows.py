"""The records a question is about, as flat values; and a filter tree read over them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

RowKind = Literal["task", "goal", "comment", "doc", "list"]


# Nothing changes a row that is made; it is not frozen, and has slots, because of ten thousand others take far longer.
@dataclass(slots=True)
class Row:
    """A record, or one thing that happened to it. What a kind of record has not is empty."""

    kind: RowKind
    id: int
    key: str  # a task's key, else `goal:3`
    title: str
    url: str = ""
    people: tuple[str, ...] = ()
    people_ids: tuple[int, ...] = ()
    creator: str = ""
    place: str = ""
    space: str = ""
    status: str = ""
    category: str = ""
    priority: int = 0
    tags: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    due: date | None = None
    begins: date | None = None  # of a goal: its period's first day
    estimate: int | None = None  # minutes
    points: float | None = None
    created: datetime | None = None
    updated: datetime | None = None
    started: datetime | None = None
    done: datetime | None = None
    at: datetime | None = None  # when it happened, or it came into a status
    left: datetime | None = None  # when it left that
    who: str = ""
    reason: str = ""
    old: str = ""
    new: str = ""
    health: str = ""
    state: str = ""
    actual: float | None = None
    expected: float | None = None
    behind: float | None = (
        None  # of a goal: points between what is expected by today and what is done
    )
    work: int = 0  # tasks that serve a goal
    open_work: int = 0
    space_id: int | None = None
    owner_id: int | None = None
    parent_id: int | None = None
    override: str = ""  # why a person set the health

    def __hash__(self) -> int:
        return hash((self.kind, self.id, self.at))


@dataclass(frozen=True)
class Load:
    """A person's work due within the horizon, against the hours they have."""

    person_id: int
    person: str
    hours: float
    capacity: float
    tasks: tuple[tuple[int, str], ...]
    unknown: int  # of them without an estimate
    days: int  # the horizon


@dataclass(frozen=True)
class StayFact:
    """A task's stay in a status; `left` is None while it is there."""

    task_id: int
    key: str
    status: str
    entered: datetime
    left: datetime | None


@dataclass(frozen=True)
class Happened:
    """Something that happened to a task; `old` and `new` are days, of a moved due date."""

    task_id: int
    at: datetime
    who: str
    reason: str
    old: str = ""
    new: str = ""


def fits(row: Row, tree: dict[str, Any]) -> bool:
    """Whether a row fits a tree of its own fields; an unknown field or op raises ValueError."""
    if not tree:
        return True
    if "all" in tree:
        return all(fits(row, part) for part in tree["all"])
    if "any" in tree:
        return any(fits(row, part) for part in tree["any"])
    if "not" in tree:
        return not fits(row, tree["not"])
    return _holds(row, tree)


def _holds(row: Row, leaf: dict[str, Any]) -> bool:
    name, op, wanted = leaf.get("field"), leaf.get("op"), leaf.get("value")
    if not isinstance(name, str) or name not in Row.__dataclass_fields__:
        raise ValueError(f"no field {name}")
    value = getattr(row, name)
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        value = value.isoformat()
    many = value if isinstance(value, tuple) else (value,)
    match op:
        case "is_empty":
            return not value
        case "is_not_empty":
            return bool(value)
        case "is":
            return value == wanted
        case "in" | "has_any" if isinstance(wanted, list):
            return any(one in wanted for one in many)
        case "not_in" | "has_none" if isinstance(wanted, list):
            return not any(one in wanted for one in many)
        case "lt" | "lte" | "gt" | "gte":
            return value is not None and _compared(value, op, wanted)
        case _:
            raise ValueError(f"no operator {op}")


def _compared(value: Any, op: str, wanted: Any) -> bool:
    match op:
        case "lt":
            return value < wanted
        case "lte":
            return value <= wanted
        case "gt":
            return value > wanted
        case _:
            return value >= wanted
