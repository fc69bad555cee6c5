"""Whether a tag's name is said as a tag, or what every task is or is not goes by the same word."""

import re

from agents.algebra.language import lexicon
from agents.reading.names import fold

# The words that belong to a name of a kind: “the Platform list”.
KIND_SENSES = {
    "goal": frozenset(["of.goals", "prop.goal"]),
    "list": frozenset(["of.lists", "ask.which"]),
    "space": frozenset(["of.spaces", "of.people"]),
    "tag": frozenset(["of.tags", "prop.tags"]),
    "status": frozenset(["of.statuses"]),
    "team": frozenset(["free.words"]),
}

SAID_TAG = re.compile(
    r"(?:\btag(?:ged|s)?|\blabel(?:l?ed|s)?)(?: with| as| but| by)?"
    r"(?:[\w\s,-]*\b(?:and|or|but))? (?:the )?[\"“]?$",
    re.IGNORECASE,
)
TAG_AFTER = re.compile(r"[\"”]?\s*(?:tag|label)\b", re.IGNORECASE)
FIELDS = ("state", "priority")


def is_field(words: str, before: str, after: str) -> bool:
    """“upkeep tasks” by the field; “tagged upkeep” and “the upkeep tag” by the tag of that name."""
    if SAID_TAG.search(before) or TAG_AFTER.match(after):
        return False
    said = lexicon().phrases.get(tuple(fold(words).split()), frozenset())
    return any(one.partition(".")[0] in FIELDS for one in said)
