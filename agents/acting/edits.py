"""Another value for a field of tasks that exist, as cards."""

from collections.abc import Callable, Mapping
from datetime import date

from agents.acting import members, moves, scalars, values
from agents.acting.changing import Change, Made, card
from agents.acting.command import Command
from agents.acting.context import CommandContext, Unclear
from agents.described import FieldDescription
from agents.facts import TaskFact
from agents.reading.days import moved

Maker = Callable[[CommandContext, TaskFact, FieldDescription, Command], Change]
# By what a field holds; the others hold a plain value.
MAKERS: Mapping[str, Maker] = {
    "items": members.people,
    "tags": members.tags,
    "item": members.parent,
}


def fields(context: CommandContext, command: Command) -> Made:
    """Another value for a field."""
    field = context.field(command.field)
    if field.way != "edit":
        return moves.moved(context, command)
    make = MAKERS.get(field.type, scalars.change)
    return [card(task, make(context, task, field, command)) for task in context.meant(command)]


def shifted(context: CommandContext, command: Command) -> Made:
    """A day later by some days."""
    field, length = context.field(command.field), values.days(command.value)
    if length is None:
        raise Unclear(f"I don't know how long “{command.value}” is.")
    made: Made = []
    for task in context.meant(command):
        old = context.gateway.held("task", task.id, field.name)
        if old is None:
            phrase = field.phrase.removeprefix("the ")
            raise Unclear(f"{task.key} has no {phrase} to move.", depth=3)
        new = moved(date.fromisoformat(old), length)
        if new is None:
            raise Unclear(f"{task.key} can't be moved that far.", depth=3)
        made.append(card(task, scalars.to(context, task, field, new.isoformat())))
    return made
