"""One field of one task with another value, and the card that shows it."""

from dataclasses import dataclass
from typing import Any

from agents.answer import Card, Line, Source, of_task
from agents.described import FieldDescription
from agents.facts import TaskFact

Made = list[Card | Source]  # a source stands for a task that is so already


@dataclass(frozen=True)
class Change:
    """A new value, as JSON keeps it and in words."""

    field: str  # as an act calls it
    label: str
    old: Any
    new: Any
    was: str
    will: str
    title: str  # what the card says


def card(task: TaskFact, change: Change) -> Card | Source:
    """The card of a change; the task itself when it is so already."""
    if change.old == change.new:
        return of_task(task)
    act = {
        "do": "edit",
        "key": task.key,
        "set": {change.field: change.new},
        "was": {change.field: change.old},
    }
    return Card(change.title, (Line(change.label, change.was, change.will),), act, of_task(task))


def title(field: FieldDescription, task: TaskFact, new: Any, will: str) -> str:
    """What a card of a plain value says."""
    if field.type == "flag":
        return f"{'Mark' if new else 'Unmark'} {task.key} as {field.label.lower()}"
    if field.type in ("text", "long_text", "tags"):
        return f"Change {field.phrase} of {task.key}"
    if new == field.empty:
        return f"Clear {field.phrase} of {task.key}"
    return f"Set {field.phrase} of {task.key} to {will}"
