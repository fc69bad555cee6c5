"""“Create a task rotate the keys in Platform for Ben due Friday” as a card."""

import re
from typing import Any

from rapidfuzz import fuzz

from agents.acting import scalars, values
from agents.acting.command import Command
from agents.acting.context import CommandContext, Unclear
from agents.acting.making import Making
from agents.acting.members import PARENT, WHO
from agents.acting.placing import place
from agents.acting.tails import TAILS, heads
from agents.answer import Card, Line, Source, of_task
from agents.facts import PlaceFact
from agents.plain.fieldwords import in_words
from agents.plain.words import joined
from agents.reading.names import KEY, QUOTED, fold

ALIKE = 85  # likeness of titles from which a card warns of a task that may be the same
SINGLE = re.compile(r"(?<!\w)['‘]([^'‘’]{2,200})['’](?!\w)")
HELD = "\x00"  # stands for a quoted title while the rest is read
LONGEST_TITLE = 200


def made(context: CommandContext, command: Command) -> list[Card | Source]:
    """The card of a new task; raises Unclear when it has no title or no list."""
    quoted = QUOTED.search(command.value) or SINGLE.search(command.value)
    making = Making(command.value.replace(quoted.group(0), HELD, 1) if quoted else command.value)
    if command.field:
        _prefixed(context, making, command.field)
    if "sub" in command.target and context.reading.keys and not KEY.search(command.value):
        making.parent = context.keyed(context.reading.keys[0])
    heads(context, making)
    while any(tail(context, making) for tail in TAILS):
        pass
    title = making.words.replace(HELD, quoted.group(1) if quoted else "").strip(" ,.;:-")
    if len(title) < 2:
        raise Unclear("What is the task called?", depth=1)
    where = place(context, making)
    return [_card(context, making, title[0].upper() + title[1:LONGEST_TITLE], where)]


def _card(context: CommandContext, making: Making, title: str, where: PlaceFact) -> Card:
    today = context.gateway.today
    lines = [Line("Title", "", title), Line("List", "", f"{where.name} in {where.space}")]
    sets: dict[str, Any] = {}
    if making.people:
        sets[context.field("people").name] = sorted(
            {i for one in making.people for i in (one.members or (one.id,))}
        )
        lines.append(Line(WHO, "", joined([one.name for one in making.people])))
    for name, value in making.values.items():
        field = context.field(name)
        scalars.accepted(context, field, value)
        sets[name] = value
        lines.append(Line(field.label, "", in_words(field, value, today)))
    if making.tags:
        field = context.field("tags")
        sets[field.name] = making.tags
        lines.append(Line(field.label, "", in_words(field, making.tags, today)))
    if making.parent is not None:
        sets[PARENT] = making.parent.key
        lines.append(
            Line(context.field(PARENT).label, "", f"{making.parent.key} {making.parent.title}")
        )
    act: dict[str, Any] = {"do": "create", "list_id": where.id, "title": title, "set": sets}
    if making.goal is not None:
        act["goal_id"] = making.goal.id
        lines.append(Line("For the goal", "", making.goal.name))
    return Card(
        f"Make “{title}” in {where.name}", tuple(lines), act, warning=_alike(context, title)
    )


def _prefixed(context: CommandContext, making: Making, words: str) -> None:
    """“an urgent task”."""
    for field in context.fields:
        if field.type == "choice" and field.way == "edit":
            value = values.choice(words.replace("-", " "), field)
            if value is not None:
                making.values[field.name] = value


def _alike(context: CommandContext, title: str) -> str:
    """A word of warning when something like it is there already."""
    for task in context.gateway.titled(title):
        likeness = fuzz.token_sort_ratio(fold(task.title), fold(title))
        if likeness >= ALIKE and task.category not in ("done", "cancelled"):
            return f"{of_task(task).key} “{task.title}” looks like it."
    return ""
