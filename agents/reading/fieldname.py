"""Which field of what is named a question asks for, by what people call it: “is ENG-1 a milestone?”."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from agents.described import FieldDescription, called, pattern
from agents.reading.names import KEY, fold
from agents.reading.words import FILLER
from knowledge.lexical import STOP_WORDS

# How one asks for what something is, has or holds; what else begins a question asks something else.
ASKS = re.compile(
    r"^(?:please )?(?:is|was|are|does|do|did|has|have|what|what's|whats|which|when|since when|who|how"
    r"|tell me|show me|give me)\b"
)
WHEN = re.compile(r"\bwhen\b")
AHEAD = re.compile(r"\b(?:will|shall|would|going to)\b")
GENITIVE = re.compile(r"['’]s\b")
# Beside the words that say nothing of what is sought: what stands around a field's name.
AROUND = FILLER | frozenset(
    [
        "called",
        "currently",
        "date",
        "day",
        "field",
        "flagged",
        "goal",
        "has",
        "have",
        "in",
        "issue",
        "last",
        "made",
        "many",
        "marked",
        "much",
        "of",
        "set",
        "still",
        "task",
        "tell",
        "value",
        "what's",
        "whats",
        "when",
        "which",
        "who",
        "yet",
    ]
)


@dataclass(frozen=True)
class AskedField:
    """The field asked for, and what is left of the question beside its name."""

    field: FieldDescription
    rest: str


def asked(normalized: str, fields: Iterable[FieldDescription]) -> AskedField | None:
    """The one field a question without names asks for, whatever else it says."""
    known = list(fields)
    text = fold(GENITIVE.sub(" ", KEY.sub(" ", normalized)))
    if not ASKS.search(text):
        return None
    words = rf"\b(?:{pattern(known)})\b"
    found = {
        match[0]: field
        for match in re.finditer(words, text)
        if match[0] not in STOP_WORDS and (field := called(known, match[0]))
    }
    if any(field.type != "instant" for field in found.values()):  # “made a milestone” asks for that
        found = {name: field for name, field in found.items() if field.type != "instant"}
    if len({field.name for field in found.values()}) != 1:
        return None
    name, field = next(iter(found.items()))
    if field.type == "instant" and (AHEAD.search(text) or not WHEN.search(text)):
        return None  # “what changed on ENG-1?” asks for no moment, “when will it be done?” for none there is
    around = AROUND | {word for one in known if one.type == "instant" for word in one.words}
    rest = [word for word in text.replace(name, " ", 1).split() if word not in around]
    return AskedField(field, " ".join(rest))
