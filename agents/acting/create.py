"""“Create a task rotate the keys in Platform for Ben due Friday” as a card."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from agents.acting import values
from agents.acting.commands import Command
from agents.acting.context import CommandContext, Unclear
from agents.answer import Card, Choice, Line, Source, of_task
from agents.facts import Named, PlaceFact, TaskFact
from agents.plain.words import PRIORITY, day, joined
from agents.reading.names import KEY, QUOTED, fold

ALIKE = 85  # likeness of titles from which a card warns of a task that may be the same
SINGLE = re.compile(r"(?<!\w)['‘]([^'‘’]{2,200})['’](?!\w)")
HELD = "\x00"  # stands for a quoted title while the rest is read
LONGEST_TITLE = 200


@dataclass
class Making:
    """A task as far as it was read: what is left of the words is its title."""

    words: str
    place: tuple[Named, ...] = ()
    people: list[Named] = field(default_factory=list[Named])
    parent: TaskFact | None = None
    goal: Named | None = None
    values: dict[str, Any] = field(default_factory=dict[str, Any])
    tags: list[str] = field(default_factory=list[str])


def made(context: CommandContext, command: Command) -> list[Card | Source]:
    """The card of a new task; raises Unclear when it has no title or no list."""
    quoted = QUOTED.search(command.value) or SINGLE.search(command.value)
    making = Making(command.value.replace(quoted.group(0), HELD, 1) if quoted else command.value)
    if command.field:
        making.values["priority"] = values.priority(command.field)
    if "sub" in command.target and context.reading.keys and not KEY.search(command.value):
        making.parent = context.keyed(context.reading.keys[0])
    _heads(context, making)
    while any(tail(context, making) for tail in TAILS):
        pass
    title = making.words.replace(HELD, quoted.group(1) if quoted else "").strip(" ,.;:-")
    if len(title) < 2:
        raise Unclear("What is the task called?", depth=1)
    place = _place(context, making)
    return [_card(context, making, title[0].upper() + title[1:LONGEST_TITLE], place)]


def _card(context: CommandContext, making: Making, title: str, place: PlaceFact) -> Card:
    today = context.gateway.today
    lines = [Line("Title", "", title), Line("List", "", f"{place.name} in {place.space}")]
    sets: dict[str, Any] = {}
    if making.people:
        sets["assignees"] = sorted({i for one in making.people for i in (one.members or (one.id,))})
        lines.append(Line("Who does it", "", joined([one.name for one in making.people])))
    for name, value in making.values.items():
        if value is None:
            continue
        match name:
            case "due":
                sets["due"] = value.isoformat()
                lines.append(Line("Due", "", day(value, today)))
            case "priority":
                sets["priority"] = value
                lines.append(Line("Priority", "", PRIORITY.get(value, "none")))
            case "points":
                sets["points"] = value
                lines.append(Line("Points", "", f"{value:g}"))
            case _:
                sets["estimate_minutes"] = value
                lines.append(Line("Estimate", "", f"{value / 60:g} h"))
    if making.tags:
        sets["tags"] = making.tags
        lines.append(Line("Tags", "", ", ".join(f"#{one}" for one in making.tags)))
    if making.parent is not None:
        sets["parent"] = making.parent.key
        lines.append(Line("Part of", "", f"{making.parent.key} {making.parent.title}"))
    act: dict[str, Any] = {"do": "create", "list_id": place.id, "title": title, "set": sets}
    if making.goal is not None:
        act["goal_id"] = making.goal.id
        lines.append(Line("For the goal", "", making.goal.name))
    return Card(
        f"Make “{title}” in {place.name}", tuple(lines), act, warning=_alike(context, title)
    )


def _alike(context: CommandContext, title: str) -> str:
    """A word of warning when something like it is there already."""
    for task in context.gateway.titled(title):
        likeness = fuzz.token_sort_ratio(fold(task.title), fold(title))
        if likeness >= ALIKE and task.category not in ("done", "cancelled"):
            return f"{of_task(task).key} “{task.title}” looks like it."
    return ""


# -- where ---------------------------------------------------------------------------------------


def _place(context: CommandContext, making: Making) -> PlaceFact:
    """The list it goes to: named, or its parent's, or the page's; else the asker chooses."""
    places = list(context.gateway.places())
    by_id = {one.id: one for one in places}
    lists = [n for n in making.place if n.kind == "list"] or [
        n for n in context.reading.lists if not making.place
    ]
    spaces = {n.id for n in making.place if n.kind == "space"} or (
        {n.id for n in context.reading.spaces} if not making.place else set[int]()
    )
    if len(lists) == 1 and lists[0].id in by_id:
        return by_id[lists[0].id]
    if making.parent is not None and not making.place and making.parent.list_id in by_id:
        return by_id[making.parent.list_id]
    open_to = [one for one in places if not spaces or one.space_id in spaces]
    if lists:
        open_to = [by_id[n.id] for n in lists if n.id in by_id]
    if len(open_to) == 1:
        return open_to[0]
    if not open_to:
        raise Unclear("There is no list here that you could put a task in.", depth=2)
    raise Unclear(
        "In which list?",
        depth=3,
        choices=[
            Choice(
                f"{one.name} ({one.space})",
                f"{_without_place(context, making)} in the list {one.name}",
            )
            for one in open_to[:6]
        ],
    )


def _without_place(context: CommandContext, making: Making) -> str:
    question = context.question.rstrip(" .!?")
    for named in making.place:
        for words in (named.name, *named.aliases):
            cut = re.sub(
                rf"\s+(?:in|into|to|on|under) (?:the )?(?:space |project )?{re.escape(words)}(?: space| project)?\b",
                "",
                question,
                flags=re.IGNORECASE,
            )
            if cut != question:
                return cut
    return question


# -- what the words hold beside the title --------------------------------------------------------

Tail = Callable[[CommandContext, Making], bool]


def _cuts(words: str, marker: str) -> list[tuple[str, str]]:
    """(before, after) at each marker, the last first."""
    return [
        (words[: found.start()].rstrip(" ,"), words[found.end() :].strip())
        for found in reversed(
            list(re.finditer(rf"(?:^|[\s,]+)(?:{marker})\s+", words, re.IGNORECASE))
        )
        if found.end() < len(words)
    ]


def _in_list(context: CommandContext, making: Making) -> bool:
    if making.place:
        return False
    for before, after in _cuts(making.words, r"in|into|to|on|under"):
        found = values.names(after, context.names, ("list",)) or values.names(
            after, context.names, ("space",)
        )
        if found:
            making.words, making.place = before, found
            return True
    return False


def _for_people(context: CommandContext, making: Making) -> bool:
    if making.people:
        return False
    for before, after in _cuts(
        making.words, r"(?:and )?assign(?:ed)? (?:it )?to|owned by|for|to|@"
    ):
        found = values.people(after.lstrip("@"), context.names, context.me)
        if found is None:
            continue
        named, several = found
        if several:
            raise Unclear(
                f"“{after}” can be several people.",
                depth=2,
                choices=[
                    Choice(
                        one.name,
                        context.question.replace(after, max((one.name, *one.aliases), key=len), 1),
                    )
                    for one in several
                ],
            )
        making.words, making.people = before, named
        return True
    return False


def _due(context: CommandContext, making: Making) -> bool:
    if "due" in making.values:
        return False
    for before, after in _cuts(
        making.words, r"(?:that is |which is )?due(?: on| by| date)?|by|before|until"
    ):
        found = values.day(after, context.gateway.today)
        if found is not None:
            making.words, making.values["due"] = before, found
            return True
    last = re.match(r"^(.+?),? (today|tomorrow)$", making.words, re.IGNORECASE)
    if last:
        making.words, making.values["due"] = last[1], values.day(last[2], context.gateway.today)
    return last is not None


def _priority(context: CommandContext, making: Making) -> bool:  # noqa: ARG001 - a tail's signature
    found = re.match(
        r"^(.+?),?(?: and)? (?:with |at |as )?(?:(?:a |the )?(urgent|critical|high|highest|normal|medium|low|lowest)(?: |-)prio(?:rity)?|prio(?:rity)? (urgent|high|normal|medium|low|p[0-4])|(urgent|p[0-4]))$",
        making.words,
        re.IGNORECASE,
    )
    level = values.priority(next(filter(None, found.groups()[1:]))) if found else None
    if found is None or level is None or "priority" in making.values:
        return False
    making.words, making.values["priority"] = found[1], level
    return True


def _tags(context: CommandContext, making: Making) -> bool:  # noqa: ARG001 - a tail's signature
    found = re.match(r"^(.+?),? #([\w-]+)$", making.words) or re.match(
        r"^(.+?),? (?:tagged|labell?ed|with (?:the )?(?:tag|label)s?)(?: as| with)? #?([\w-]+(?:(?:, ?| and | & )#?[\w-]+)*)$",
        making.words,
        re.IGNORECASE,
    )
    if found is None:
        return False
    making.words = found[1]
    making.tags = [*(one.strip() for one in values.AND.split(found[2])), *making.tags]
    return True


def _size(context: CommandContext, making: Making) -> bool:  # noqa: ARG001 - a tail's signature
    points = re.match(
        r"^(.+?),? (?:worth |with |of |for )?(\d+(?:\.\d+)?) (?:story )?points?$",
        making.words,
        re.IGNORECASE,
    )
    if points:
        making.words, making.values["points"] = points[1], values.number(points[2])
        return True
    hours = re.match(
        r"^(.+?),? (?:estimated (?:at )?|estimate (?:of )?|taking |~)(\d+(?:\.\d+)? ?\w+)$",
        making.words,
        re.IGNORECASE,
    )
    length = values.minutes(hours[2]) if hours else None
    if hours is None or length is None:
        return False
    making.words, making.values["estimate_minutes"] = hours[1], length
    return True


def _part_of(context: CommandContext, making: Making) -> bool:
    found = re.match(
        r"^(.+?),? (?:(?:as )?(?:a )?(?:subtask|child|part) of|under|of|for) #?([A-Za-z][A-Za-z0-9]{1,9}-\d{1,7})$",
        making.words,
        re.IGNORECASE,
    )
    if found is None:
        return False
    making.words, making.parent = found[1], context.keyed(found[2].upper())
    return True


def _for_goal(context: CommandContext, making: Making) -> bool:
    if making.goal is not None:
        return False
    for before, after in _cuts(making.words, r"for|towards?|to help|serving"):
        found = values.names(after, context.names, ("goal",))
        if len(found) == 1:
            making.words, making.goal = before, found[0]
            return True
    return False


def _heads(context: CommandContext, making: Making) -> None:
    """“… in Platform for Ben to rotate the keys”: place and people may come before the title."""
    below = re.match(
        r"^(?:(?:to|of|for|under) )?#?([A-Za-z][A-Za-z0-9]{1,9}-\d{1,7})(?::| called| named| to) (.+)$",
        making.words,
        re.IGNORECASE,
    )
    if below:
        making.parent, making.words = context.keyed(below[1].upper()), below[2]
    for _ in range(2):
        found = re.match(
            r"^(in|for) (.+?)(?: called| named| titled|:| to) (.+)$", making.words, re.IGNORECASE
        )
        if found is None:
            return
        where = (
            values.names(found[2], context.names, ("list", "space"))
            if found[1].lower() == "in"
            else ()
        )
        who = (
            values.people(found[2], context.names, context.me)
            if found[1].lower() == "for"
            else None
        )
        if where:
            making.place = tuple(n for n in where if n.kind == where[0].kind)
        elif who is not None and who[0]:
            making.people = who[0]
        else:
            return
        making.words = found[3]


TAILS: tuple[Tail, ...] = (
    _part_of,
    _priority,
    _tags,
    _size,
    _due,
    _in_list,
    _for_people,
    _for_goal,
)
