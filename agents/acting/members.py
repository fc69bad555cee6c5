"""Fields that hold other things, from words: people, tags, and the task one is part of."""

from agents.acting import values
from agents.acting.changing import Change
from agents.acting.command import Command
from agents.acting.context import CommandContext, Unclear
from agents.answer import Choice
from agents.described import FieldDescription
from agents.facts import Named, TaskFact
from agents.plain.fieldwords import NOTHING
from agents.plain.words import joined
from agents.reading.names import KEY

WHO = "Who does it"
# An act names the task another is part of by its key.
PARENT = "parent"


def people(
    context: CommandContext, task: TaskFact, field: FieldDescription, command: Command
) -> Change:
    """Other people on a task."""
    named: list[Named] = []
    if command.value:
        found = values.people(command.value, context.names, context.me)
        if found is None:
            raise Unclear(f"Nobody you can see is called “{command.value}”.", depth=1)
        named, several = found
        if several:
            raise Unclear(
                f"“{command.value}” can be several people.",
                depth=2,
                choices=[
                    Choice(
                        one.name,
                        context.question.replace(
                            command.value, max((one.name, *one.aliases), key=len), 1
                        ),
                    )
                    for one in several
                ],
            )
    ids = [i for one in named for i in (one.members or (one.id,))]
    old = list(task.people_ids)
    match command.how:
        case "add":
            new = [*old, *(i for i in ids if i not in old)]
        case "remove":
            new = [i for i in old if i not in ids] if ids else []
        case _:
            new = ids
    was = joined(list(task.people)) or "nobody"
    will = (
        joined(
            [
                context.names.by_ref[f"person:{i}"].name
                for i in new
                if f"person:{i}" in context.names.by_ref
            ]
        )
        or "nobody"
    )
    title = f"Assign {task.key} to {will}" if new else f"Unassign {task.key}"
    return Change(field.name, WHO, sorted(old), sorted(new), was, will, title)


def tags(
    context: CommandContext,  # noqa: ARG001 - a maker's signature
    task: TaskFact,
    field: FieldDescription,
    command: Command,
) -> Change:
    """Other tags on a task."""
    words = [one.strip(' #"“”') for one in values.AND.split(command.value) if one.strip(' #"“”')]
    low = {one.casefold() for one in words}
    kept = [one for one in task.tags if one.casefold() not in low]
    match command.how:
        case "remove":
            new = kept if words else []
        case "add":
            new = [
                *task.tags,
                *(w for w in words if w.casefold() not in {t.casefold() for t in task.tags}),
            ]
        case _:
            new = words
    was, will = (", ".join(f"#{one}" for one in some) or NOTHING for some in (task.tags, new))
    title = f"Change {field.phrase} of {task.key}"
    return Change(field.name, field.label, list(task.tags), new, was, will, title)


def parent(
    context: CommandContext, task: TaskFact, field: FieldDescription, command: Command
) -> Change:
    """Under another task, or under none."""
    old, new = context.gateway.stated("task", task.id, field.name), ""
    if command.how != "remove":
        keys = KEY.findall(command.value)
        new = (context.keyed(keys[0].upper()) if keys else context.titled(command.value)).key
    title = f"Make {task.key} part of {new}" if new else f"Make {task.key} stand alone"
    return Change(PARENT, field.label, old, new, old or NOTHING, new or NOTHING, title)
