"""A question that could not be read as one about the work, looked for in what was written."""

import re
from collections.abc import Sequence
from dataclasses import replace

from agents.answer import Answer, Draft
from agents.plain import narrative
from agents.reading.intent_kinds import TEXTUAL
from agents.reading.names import fold
from agents.refusing import answer_of
from agents.workspace import WorkspaceGateway

# What is asked of these is computed, or not answered: a text that shares their words is no answer.
OF_WORK = re.compile(
    r"\b(?:how many|which|what|list|show(?: me)?|count|number of|any|all|whose)(?: [\w-]+){0,3}"
    r" (?:tasks|issues|tickets|bugs|goals|initiatives|lists|people|comments|teams|spaces)\b"
    r"|\bstatus of\b|\bhow(?:'s| is| are| does)\b.* (?:going|doing|progressing|coming along)\b"
)

# Fields and sets that no text stands for: their thing is known or asked back, or nobody has it.
OF_THINGS = frozenset({"owner", "goals"})


def from_texts(
    words: str, refused: Answer, names: Sequence[str], gateway: WorkspaceGateway, began: float
) -> Answer:
    """The answer of what bears on a question that was refused, else the refusal as it is.

    A name nobody here has must stand in it: hidden and not there are the same.
    """
    reading = refused.reading
    was_looked_for = reading.intent in TEXTUAL
    if refused.sentences or refused.cards or reading.follows or was_looked_for:
        return refused
    if reading.keys or reading.ambiguous or reading.intent in OF_THINGS:
        return refused
    # Of a person it was said that this is not kept: what somebody wrote of others is no answer.
    if (reading.intent == "nothing" and reading.people) or OF_WORK.search(fold(words)):
        return refused
    draft = Draft()
    proper = tuple(dict.fromkeys((*reading.slots.proper, *(fold(one) for one in names))))
    slots = replace(reading.slots, intent="narrative", proper=proper)
    told = replace(reading, intent="narrative", chips=(), unknown=(), ambiguous=(), slots=slots)
    if not narrative.opened(words, told, gateway, draft):
        return refused
    return answer_of(words, told, draft, gateway, began)
