"""Plain values from words, by what a field holds: days, lengths, numbers, choices, yes or no, text."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from agents.acting import values
from agents.acting.changing import Change, title
from agents.acting.command import Command
from agents.acting.context import CommandContext, Unclear
from agents.acting.quoting import bare
from agents.described import FieldDescription
from agents.facts import TaskFact
from agents.plain.fieldwords import in_words
from agents.plain.words import cap, joined
from agents.reading.names import fold
from agents.workspace import WorkspaceGateway

POINTS = re.compile(r" ?(?:points?|pts?|sp)$", re.IGNORECASE)
TEXTS = ("text", "long_text")
EMPTIED = ("none", "nothing", "never")


def change(
    context: CommandContext, task: TaskFact, field: FieldDescription, command: Command
) -> Change:
    """The change a command asks for; raises Unclear for words that are no value of the field."""
    if command.how == "remove" or (field.type not in TEXTS and fold(command.value) in EMPTIED):
        if field.is_required:
            raise Unclear(f"{cap(field.phrase)} can't be taken away.", depth=2)
        return to(context, task, field, field.empty)
    value = read(field, command.value, context.gateway)
    if value is None:
        raise Unclear(_not_understood(field, command.value), depth=2)
    return to(context, task, field, value)


def to(context: CommandContext, task: TaskFact, field: FieldDescription, value: Any) -> Change:
    """The change to a value; raises Unclear for one the field can't have."""
    accepted(context, field, value)
    old, today = context.gateway.held("task", task.id, field.name), context.gateway.today
    was, will = in_words(field, old, today), in_words(field, value, today)
    return Change(field.name, field.label, old, value, was, will, title(field, task, value, will))


def accepted(context: CommandContext, field: FieldDescription, value: Any) -> None:
    """Raises Unclear for a value the application would refuse."""
    refusal = context.gateway.refusal(field.name, value)
    if refusal:
        raise Unclear(refusal, depth=2)


def read(field: FieldDescription, words: str, gateway: WorkspaceGateway) -> Any:
    """The value words mean, as JSON keeps it; None when they mean none."""
    reader = READERS.get(field.type)
    return reader(field, words, gateway) if reader else None


def day(words: str, gateway: WorkspaceGateway) -> date | None:
    """The day to come that the asker means."""
    return values.day(words, gateway.today, is_day_first=gateway.is_day_first)


def number(words: str, gateway: WorkspaceGateway) -> float | None:
    """A number, also with “points” behind it."""
    return gateway.number(POINTS.sub("", words.strip()))


def _day(field: FieldDescription, words: str, gateway: WorkspaceGateway) -> str | None:  # noqa: ARG001 - a reader's signature
    found = day(words, gateway)
    return found.isoformat() if found else None


def _text(field: FieldDescription, words: str, gateway: WorkspaceGateway) -> str | None:  # noqa: ARG001 - a reader's signature
    return bare(words).strip() or None


READERS: Mapping[str, Callable[[FieldDescription, str, WorkspaceGateway], Any]] = {
    "day": _day,
    "duration": lambda _field, words, gateway: gateway.minutes(words),
    "number": lambda _field, words, gateway: number(words, gateway),
    "choice": lambda field, words, _gateway: values.choice(words, field),
    "flag": lambda _field, words, _gateway: values.yes_or_no(words),
    "text": _text,
    "long_text": _text,
}


def _not_understood(field: FieldDescription, words: str) -> str:
    match field.type:
        case "day":
            return f"I don't know which day “{words}” is."
        case "duration":
            return f"“{words}” is no length of work: say 3h or 90 min."
        case "number":
            return f"“{words}” is no number."
        case "choice":
            allowed = joined([f"“{word}”" for _, word in field.choices])
            return f"“{words}” is none of what {field.phrase} can be: {allowed}."
        case "flag":
            return f"“{words}” is neither yes nor no."
        case _:
            return f"I can't set {field.phrase} by a sentence."
