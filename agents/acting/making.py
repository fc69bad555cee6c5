"""A task to be made, as far as its sentence was read."""

from dataclasses import dataclass, field
from typing import Any

from agents.facts import Named, TaskFact


@dataclass
class Making:
    """A task as far as it was read: what is left of the words is its title."""

    words: str
    place: tuple[Named, ...] = ()
    people: list[Named] = field(default_factory=list[Named])
    parent: TaskFact | None = None
    goal: Named | None = None
    values: dict[str, Any] = field(default_factory=dict[str, Any])  # by field, as JSON keeps them
    tags: list[str] = field(default_factory=list[str])
