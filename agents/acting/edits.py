"""Wishes about tasks that exist, as cards."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from agents.acting import values
from agents.acting.commands import Command
from agents.acting.context import CommandContext, Unclear
from agents.answer import Card, Choice, Line, Source, of_task
from agents.facts import ColumnFact, DetailFact, Named, TaskFact
from agents.plain.words import PRIORITY, day, joined
from agents.reading.names import KEY, fold

Made = list[Card | Source]  # a source stands for a task that is so already
NOTHING = "none"


@dataclass(frozen=True)
class Change:
    """A new value of one field, as data and in words."""

    field: str  # as the verbs call it
    label: str
    old: Any
    new: Any
    was: str
    will: str
    title: str  # what the card says, with {key}


Maker = Callable[[CommandContext, TaskFact, Command], Change]


def fields(context: CommandContext, command: Command) -> Made:
    """Another value for a field."""
    if command.field in ("status", "list"):
        return moved(context, command)
    make = FIELDS.get(command.field)
    if make is None:
        raise Unclear(f"I don't know the field “{command.field}”.")
    return [_card(task, make(context, task, command)) for task in context.meant(command)]


def moved(context: CommandContext, command: Command) -> Made:
    """Into a status, a list, a priority or to another day: whatever the value is called here."""
    tasks = context.meant(command)
    return [_moved(context, task, command) for task in tasks]


def shifted(context: CommandContext, command: Command) -> Made:
    """The due day later by some days."""
    length = values.days(command.value)
    if length is None:
        raise Unclear(f"I don't know how long “{command.value}” is.")
    made: Made = []
    for task in context.meant(command):
        if task.due is None:
            raise Unclear(f"{task.key} has no due date to move.", depth=3)
        made.append(
            _card(task, _day_change(context, "due", task.due, task.due + timedelta(days=length)))
        )
    return made


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


def _card(task: TaskFact, change: Change) -> Card | Source:
    if change.old == change.new:
        return of_task(task)
    act = {
        "do": "edit",
        "key": task.key,
        "set": {change.field: change.new},
        "was": {change.field: change.old},
    }
    title = change.title.format(key=task.key)
    return Card(title, (Line(change.label, change.was, change.will),), act, of_task(task))


# -- where to ------------------------------------------------------------------------------------


def _moved(context: CommandContext, task: TaskFact, command: Command) -> Card | Source:
    column = _column(context, task, command.value)
    if column is not None and command.field != "list":
        return _into(context, task, column)
    level = values.priority(command.value.removeprefix("a "))
    if level is not None and not command.field:
        return _card(task, _priority(context, task, Command("set", value=command.value)))
    found = values.names(command.value, context.names, ("list",))
    if len(found) > 1:
        raise Unclear(
            f"“{command.value}” can be several lists.",
            depth=2,
            choices=_choices(context, command.value, found),
        )
    if found and command.field != "status":
        return _to_list(context, task, found[0])
    to_come = values.day(command.value, context.gateway.today) if not command.field else None
    if to_come is not None:
        return _card(task, _day_change(context, "due", task.due, to_come))
    known = joined([f"“{one.name}”" for one in context.gateway.columns(task.list_id)])
    raise Unclear(
        f"{task.key} can't go to “{command.value}”: it is neither a status of its list ({known}), nor a list, nor a day.",
        depth=2,
    )


def _column(context: CommandContext, task: TaskFact, words: str) -> ColumnFact | None:
    """The status of the task's list that is called so, or the first that means so."""
    columns = context.gateway.columns(task.list_id)
    plain = fold(words).removesuffix(" status").removesuffix(" column")
    named = [one for one in columns if fold(one.name) == plain]
    if named:
        return named[0]
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


# -- one field each ------------------------------------------------------------------------------


def _title(context: CommandContext, task: TaskFact, command: Command) -> Change:  # noqa: ARG001 - a maker's signature
    new = command.value.strip(' "“”')
    return Change("title", "Title", task.title, new, task.title, new, "Rename {key}")


def _priority(context: CommandContext, task: TaskFact, command: Command) -> Change:  # noqa: ARG001 - a maker's signature
    level = 0 if command.how == "remove" else values.priority(command.value)
    if level is None:
        raise Unclear(
            f"“{command.value}” is no priority: it is urgent, high, normal, low or none.", depth=2
        )
    words = PRIORITY.get(level, NOTHING)
    return Change(
        "priority",
        "Priority",
        task.priority,
        level,
        PRIORITY.get(task.priority, NOTHING),
        words,
        f"Set the priority of {{key}} to {words}",
    )


def _due(context: CommandContext, task: TaskFact, command: Command) -> Change:
    return _day_change(context, "due", task.due, _a_day(context, command))


def _start(context: CommandContext, task: TaskFact, command: Command) -> Change:
    return _day_change(context, "start", _detail(context, task).start, _a_day(context, command))


def _a_day(context: CommandContext, command: Command) -> date | None:
    if command.how == "remove" or fold(command.value) in ("none", "nothing", "never"):
        return None
    found = values.day(command.value, context.gateway.today)
    if found is None:
        raise Unclear(f"I don't know which day “{command.value}” is.", depth=2)
    return found


def _day_change(context: CommandContext, field: str, old: date | None, new: date | None) -> Change:
    today, label = context.gateway.today, field.capitalize()
    was, will = (day(one, today) if one else NOTHING for one in (old, new))
    title = f"Set {{key}} {field} {will}" if new else f"Clear the {field} date of {{key}}"
    return Change(field, label, _iso(old), _iso(new), was, will, title)


def _points(context: CommandContext, task: TaskFact, command: Command) -> Change:  # noqa: ARG001 - a maker's signature
    new = None if command.how == "remove" else values.number(command.value)
    if new is None and command.how != "remove":
        raise Unclear(f"“{command.value}” is no number of points.", depth=2)
    was, will = (f"{one:g}" if one is not None else NOTHING for one in (task.points, new))
    return Change(
        "points", "Points", task.points, new, was, will, f"Set the points of {{key}} to {will}"
    )


def _estimate(context: CommandContext, task: TaskFact, command: Command) -> Change:
    old = _detail(context, task).estimate_minutes
    new = None if command.how == "remove" else values.minutes(command.value)
    if new is None and command.how != "remove":
        raise Unclear(f"“{command.value}” is no length of work: say 3h or 90 min.", depth=2)
    was, will = (f"{one / 60:g} h" if one else NOTHING for one in (old, new))
    return Change(
        "estimate_minutes",
        "Estimate",
        old,
        new,
        was,
        will,
        f"Set the estimate of {{key}} to {will}",
    )


def _people(context: CommandContext, task: TaskFact, command: Command) -> Change:
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
    title = f"Assign {{key}} to {will}" if new else "Unassign {key}"
    return Change("assignees", "Who does it", sorted(old), sorted(new), was, will, title)


def _tags(context: CommandContext, task: TaskFact, command: Command) -> Change:  # noqa: ARG001 - a maker's signature
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
    return Change("tags", "Tags", list(task.tags), new, was, will, "Change the tags of {key}")


def _parent(context: CommandContext, task: TaskFact, command: Command) -> Change:
    old = _detail(context, task).parent
    new = ""
    if command.how != "remove":
        keys = KEY.findall(command.value)
        new = (context.keyed(keys[0].upper()) if keys else context.titled(command.value)).key
    title = f"Make {{key}} part of {new}" if new else "Make {key} stand alone"
    return Change("parent", "Part of", old, new, old or NOTHING, new or NOTHING, title)


def _detail(context: CommandContext, task: TaskFact) -> DetailFact:
    return context.gateway.detail(task.id)


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


FIELDS: dict[str, Maker] = {
    "title": _title,
    "priority": _priority,
    "due": _due,
    "start": _start,
    "points": _points,
    "estimate": _estimate,
    "people": _people,
    "tags": _tags,
    "parent": _parent,
}
