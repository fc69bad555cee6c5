"""Tasks into a status, a list, a choice, a flag or another day, as cards: whatever the value is here."""

from collections.abc import Sequence

from agents.acting import scalars, values
from agents.acting.changing import Change, Made, card
from agents.acting.command import Command
from agents.acting.context import CommandContext, Unclear
from agents.answer import Card, Choice, Line, Source, of_task
from agents.facts import ColumnFact, Named, TaskFact
from agents.plain.words import joined
from agents.reading.names import fold


def moved(context: CommandContext, command: Command) -> Made:
    """Each task into what the value is called here; raises Unclear when it is nothing."""
    return [_moved(context, task, command) for task in context.meant(command)]


def _moved(context: CommandContext, task: TaskFact, command: Command) -> Card | Source:
    way = context.field(command.field).way if command.field else ""
    column = _column(context, task, command.value)
    if column is not None and way != "transfer":
        return _into(context, task, column)
    stated = _stated_change(context, task, command.value) if not way else None
    if stated is not None:
        return card(task, stated)
    found = values.names(command.value, context.names, ("list",))
    if len(found) > 1:
        raise Unclear(
            f"“{command.value}” can be several lists.",
            depth=2,
            choices=_choices(context, command.value, found),
        )
    if found and way != "move":
        return _to_list(context, task, found[0])
    to_come = scalars.day(command.value, context.gateway) if not way else None
    if to_come is not None:
        return card(task, scalars.to(context, task, context.field("due"), to_come.isoformat()))
    known = joined([f"“{one.name}”" for one in context.gateway.columns(task.list_id)])
    raise Unclear(
        f"{task.key} can't go to “{command.value}”: it is neither a status of its list ({known}), nor a list, nor a day.",
        depth=2,
    )


def _stated_change(context: CommandContext, task: TaskFact, words: str) -> Change | None:
    """“urgent”, “a milestone”: one choice of a field, or a field that is yes or no."""
    plain = [one for one in context.fields if one.way == "edit"]
    for field in plain:
        if field.type == "choice" and (chosen := values.choice(words, field)) is not None:
            return scalars.to(context, task, field, chosen)
    flagged = values.flag(words, plain)
    return scalars.to(context, task, *flagged) if flagged else None


def _column(context: CommandContext, task: TaskFact, words: str) -> ColumnFact | None:
    """The status of the task's list that is called so, or the first that means so."""
    columns = context.gateway.columns(task.list_id)
    plain = fold(words).removesuffix(" status").removesuffix(" column")
    named = [one for one in columns if fold(one.name) == plain]
    if named:
        return named[0]
    shortened = [one for one in columns if f" {fold(one.name)}".endswith(f" {plain}")]
    if plain and len(shortened) == 1:
        return shortened[0]
    meaning = values.category(plain)
    wider = {"unstarted": ("unstarted", "backlog"), "backlog": ("backlog", "unstarted")}
    for category in wider.get(meaning or "", (meaning,)):
        fitting = [one for one in columns if one.category == category]
        if fitting:
            return fitting[0]
    return None


def _into(context: CommandContext, task: TaskFact, column: ColumnFact) -> Card | Source:
    if column.name == task.status:
        return of_task(task)
    waits = context.gateway.blockers_of(task.id) if column.category == "done" else []
    warning = f"It still waits for {joined([one.key for one in waits])}." if waits else ""
    act = {"do": "move", "key": task.key, "status_id": column.id, "was": {"status": task.status}}
    line = Line("Status", task.status, column.name)
    return Card(f"Move {task.key} to {column.name}", (line,), act, of_task(task), warning)


def _to_list(context: CommandContext, task: TaskFact, there: Named) -> Card | Source:
    if there.id == task.list_id:
        return of_task(task)
    place = next((one for one in context.gateway.places() if one.id == there.id), None)
    warning = ""
    if place is not None and place.space_id != task.space_id:
        warning = f"It gets a new key in {place.space}; {task.key} goes on to open it."
    act = {"do": "transfer", "key": task.key, "list_id": there.id, "was": {"list": task.list_id}}
    line = Line("List", task.list_name, there.name)
    return Card(f"Move {task.key} to the list {there.name}", (line,), act, of_task(task), warning)


def _choices(context: CommandContext, words: str, found: Sequence[Named]) -> list[Choice]:
    spaces = {one.id: one.space for one in context.gateway.places()}
    return [
        Choice(
            f"{one.name} ({spaces.get(one.id, one.kind)})",
            context.question.replace(words, one.name, 1),
        )
        for one in found
    ]
