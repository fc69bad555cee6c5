"""What an event names beside what it is about, by kind and id: who may see none of it learns nothing from it."""

from typing import Any

from app.models import Event

# Fields that hold ids, and of what; a task's, goal's or doc's parent is of its own kind.
NAMING = {
    "goal_id": "goal",
    "list_id": "list",
    "lists": "list",
    "parent_id": "task",
    "space_id": "space",
    "tasks": "task",
}
OWN_KIND = ("goal", "doc")


def named(event: Event) -> list[tuple[str, int]]:
    """(kind, id) of whatever else an event names."""
    return [pair for name in event.changes for pair in by_field(event, name)]


def says_of_others_alone(event: Event) -> bool:
    """All it says is of what it names: a relation, a link, a parent, a word that was taught."""
    return bool(event.changes) and all(by_field(event, name) for name in event.changes)


def by_field(event: Event, name: str) -> list[tuple[str, int]]:
    """(kind, id) of what a field of its changes names."""
    found: list[tuple[str, int]] = []
    for value in event.changes[name]:
        if isinstance(value, dict):
            found.append(end(value))
        elif name == "word" and value:
            found.append(meaning(value))
        elif name in NAMING:
            found += [(kind_of(event, name), one) for one in _ids(value)]
    return found


def kind_of(event: Event, name: str) -> str:
    """What the ids of a field are ids of."""
    if name == "parent_id" and event.subject_kind in OWN_KIND:
        return event.subject_kind
    return NAMING[name]


def end(value: dict[str, Any]) -> tuple[str, int]:
    """The other end of a relation or link."""
    return (
        ("task", value["task_id"])
        if "task_id" in value
        else (value.get("kind", ""), value.get("id", 0))
    )


def meaning(value: list[Any]) -> tuple[str, int]:
    """What a taught word means: the log has it after the words, or alone."""
    return value[-2], value[-1]


def _ids(value: Any) -> list[int]:
    many = value if isinstance(value, list) else [value]
    return [one for one in many if isinstance(one, int)]
