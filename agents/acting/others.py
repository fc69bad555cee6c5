"""Commands about tasks that change no field, as cards: relations, comments, deletion."""

from agents.acting.changing import Made
from agents.acting.commands import Command
from agents.acting.context import CommandContext
from agents.answer import Card, Line, of_task


def related(context: CommandContext, command: Command) -> Made:
    """One task tied to another."""
    tasks = context.meant(command)
    [other] = context.meant(Command("relate", target=command.value))[:1]
    words = {
        "blocked_by": "waits for",
        "duplicates": "is a duplicate of",
        "relates": "is related to",
    }[command.field]
    made: Made = []
    for task in tasks:
        first, second = (other, task) if command.field == "blocked_by" else (task, other)
        kind = "blocks" if command.field == "blocked_by" else command.field
        act = {"do": "relate", "key": first.key, "kind": kind, "to": second.key}
        line = Line("Relation", "", f"{task.key} {words} {other.key} {other.title}")
        made.append(Card(f"{task.key} {words} {other.key}", (line,), act, of_task(task)))
    return made


def commented(context: CommandContext, command: Command) -> Made:
    text = command.value.strip(' "“”')
    return [
        Card(
            f"Comment on {task.key}",
            (Line("Comment", "", text),),
            {"do": "comment", "key": task.key, "text": text},
            of_task(task),
        )
        for task in context.meant(command)
    ]


def deleted(context: CommandContext, command: Command) -> Made:
    return [
        Card(
            f"Delete {task.key}",
            (Line("Task", task.title, "deleted, with its subtasks"),),
            {"do": "delete", "key": task.key},
            of_task(task),
        )
        for task in context.meant(command)
    ]
