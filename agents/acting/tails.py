"""What the words of a new task hold beside its title: each is cut off, and what is left is the title."""

import re
from collections.abc import Callable

from agents.acting import scalars, values
from agents.acting.context import CommandContext, Unclear
from agents.acting.making import Making
from agents.answer import Choice
from agents.described import called, pattern
from agents.reading.priorities import MEANS, UNMISTAKABLE

# What a named field of a new task may hold.
NAMED = ("day", "duration", "number", "choice", "flag")
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
    due = context.field("due").name
    if due in making.values:
        return False
    for before, after in _cuts(
        making.words, r"(?:that is |which is )?due(?: on| by| date)?|by|before|until"
    ):
        found = scalars.day(after, context.gateway)
        if found is not None:
            making.words, making.values[due] = before, found.isoformat()
            return True
    last = re.match(r"^(.+?),? (today|tomorrow)$", making.words, re.IGNORECASE)
    day = scalars.day(last[2], context.gateway) if last else None
    if last is None or day is None:
        return False
    making.words, making.values[due] = last[1], day.isoformat()
    return True


def _chosen(context: CommandContext, making: Making) -> bool:
    """“with high priority”, “priority low”, “urgent”."""
    for field in context.fields:
        if field.type != "choice" or field.way != "edit" or field.name in making.values:
            continue
        level = "|".join(re.escape(word) for word in (*dict(field.choices).values(), *MEANS))
        names = pattern((field,))
        found = re.match(
            rf"^(.+?),?(?: and)? (?:with |at |as )?(?:(?:a |the )?((?:{level})(?: |-)(?:{names})|(?:{names}) (?:{level}))|({UNMISTAKABLE}))$",
            making.words,
            re.IGNORECASE,
        )
        words = next(filter(None, found.groups()[1:])).replace("-", " ") if found else ""
        value = values.choice(words, field)
        if found and value is not None:
            making.words, making.values[field.name] = found[1], value
            return True
    return False


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


def _counted(context: CommandContext, making: Making) -> bool:
    """“3 points”."""
    for field in context.fields:
        if field.type != "number" or field.way != "edit" or field.name in making.values:
            continue
        found = re.match(
            rf"^(.+?),? (?:worth |with |of |for )?(\d[\d.,'’]*) (?:{pattern((field,))})$",
            making.words,
            re.IGNORECASE,
        )
        value = scalars.number(found[2], context.gateway) if found else None
        if found and value is not None:
            making.words, making.values[field.name] = found[1], value
            return True
    return False


def _estimated(context: CommandContext, making: Making) -> bool:
    found = re.match(
        r"^(.+?),? (?:estimated (?:at )?|estimate (?:of )?|taking |~)(\d[\d.,'’]* ?\w+)$",
        making.words,
        re.IGNORECASE,
    )
    length = context.gateway.minutes(found[2]) if found else None
    if found is None or length is None:
        return False
    making.words, making.values[context.field("estimate").name] = found[1], length
    return True


def _named(context: CommandContext, making: Making) -> bool:
    """“with a start of Monday”, “, estimate 3 h”, “as a milestone”: any field by what it is called."""
    open_to = [
        one
        for one in context.fields
        if one.way == "edit" and one.type in NAMED and one.name not in making.values
    ]
    lead = (
        rf"(?:,|\s(?:with|and))(?:\s(?:an?|the))?\s({pattern(open_to)})(?:\s(?:of|to|at|is)|:)?\s+"
    )
    for found in reversed(list(re.finditer(lead, making.words, re.IGNORECASE))):
        field = called(open_to, found[1])
        rest = making.words[found.end() :]
        value = scalars.read(field, rest, context.gateway) if field else None
        if field and value is not None:
            making.words, making.values[field.name] = making.words[: found.start()], value
            return True
    found = re.match(r"^(.+?),? (?:as|which is|that is) (.+)$", making.words, re.IGNORECASE)
    flagged = values.flag(found[2], open_to) if found else None
    if found and flagged:
        making.words, making.values[flagged[0].name] = found[1], flagged[1]
    return flagged is not None


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


def heads(context: CommandContext, making: Making) -> None:
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
    _chosen,
    _tags,
    _named,
    _counted,
    _estimated,
    _due,
    _in_list,
    _for_people,
    _for_goal,
)
