"""Where a new task goes."""

import re

from agents.acting.context import CommandContext, Unclear
from agents.acting.making import Making
from agents.answer import Choice
from agents.facts import PlaceFact


def place(context: CommandContext, making: Making) -> PlaceFact:
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
