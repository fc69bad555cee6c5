"""The questions before this one, each read in its own conversation: what a follow-up leans on."""

from collections.abc import Sequence
from dataclasses import dataclass

from agents.algebra import answering
from agents.algebra.tagging import Tagged
from agents.reading.names import Gazetteer
from agents.reading.reading import Reading
from agents.understanding import named_whole, said_plainly, understood
from agents.workspace import WorkspaceGateway

LONGEST_QUESTION = 500
MOST_EARLIER = 6  # questions before this one that a follow-up may lean on
# A question asked before, alone or with the corrections of its chips.
Earlier = str | tuple[str, Sequence[str]]


@dataclass(frozen=True)
class Before:
    """What was asked just before, as the rules read it and word by word."""

    reading: Reading | None = None
    tagged: Tagged | None = None
    is_same: bool = False  # it was asked in the same breath


NOTHING = Before()


def conversation(earlier: Sequence[Earlier], gateway: WorkspaceGateway, names: Gazetteer) -> Before:
    """What was asked just before, read in its own conversation; empty when nothing was."""
    before = NOTHING
    for one in earlier[-MOST_EARLIER:]:
        question, fixed = (one, ()) if isinstance(one, str) else one
        said = said_plainly(question[:LONGEST_QUESTION], gateway, names)
        words = named_whole(said.words, gateway, names)
        before = also(words, before, fixed, gateway, names)
    return before


def also(
    words: str,
    before: Before,
    fixed: Sequence[str],
    gateway: WorkspaceGateway,
    names: Gazetteer,
) -> Before:
    """A question as what is asked before the next one."""
    reading = understood(words, gateway, names, before=before.reading, fixed=fixed)
    found = answering.composed(words, names, gateway, before.tagged)
    return Before(reading, found.tagged)


def questions(earlier: Sequence[Earlier]) -> list[str]:
    """Their words alone."""
    found = [one if isinstance(one, str) else one[0] for one in earlier[-MOST_EARLIER:]]
    return [one[:LONGEST_QUESTION] for one in found]
