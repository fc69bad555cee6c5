"""A question of several parts: each is asked for itself, what it points at being what stood before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agents.reading.names import KEY, Gazetteer, fold, link
from agents.reading.words import FILLER

MOST_PARTS, FEW_WORDS = 4, 4
LEAST_WORDS = 2
ASKS = (
    r"(?:who(?:se|m|s|'s|’s)?|what(?:s|'s|’s)?|when|where|why|which|how|is|are|isn't|aren't|does|do|did|has|have|had"
    r"|was|were|will|can|should)"
)
# Between two questions: an “and” or a comma before a word that asks, or the end of a sentence.
BETWEEN = re.compile(
    rf"\s*(?:[,;]\s*(?:and|but|or)?|\s(?:and|but|plus))\s+(?=(?:also\s+)?(?:(?:by|for|to|in|on|since|until|at)\s+)?{ASKS}\b)"
    rf"|\s*[?!.;]+\s+(?:and\s+|but\s+)?(?={ASKS}\b)",
    re.IGNORECASE,
)
BEGINS = re.compile(
    rf"^\W*(?:and\s+)?(?:(?:by|for|to|in|on|since|until|at)\s+)?{ASKS}\b", re.IGNORECASE
)
# What a list says anyhow, one line each, and what only makes sense with what stood before it.
SAID_ANYHOW = re.compile(
    r"^(?:which(?: ones?)?(?: (?:is|are) (?:it|they|those|these))?|who(?:se)? (?:has|had|owns|owned|does|did|is (?:on|doing)|was (?:on|doing)|is|are|was|were)? ?(?:it|that|them|they|those|these)"
    r"|what (?:is it|are they|are those|are these)|who(?:se)?)\W*$",
    re.IGNORECASE,
)
LEANS = re.compile(
    r"^(?:why|how(?: (?:long|much|often|late|many))?|(?:by|for|to|since|until|in|at) \w+(?: much| long)?|when|where|who"
    r"|why not|what for)\W*$",
    re.IGNORECASE,
)
# No question yet: “of the tasks I have, …”, “in the API list, …”, “when Mara delivers late, …”.
OF_SOME = re.compile(
    r"^\W*(?:(?:among|amongst|out of)\s(?!(?:which|whom|what|whose)\b)"
    r"|(?:of|in|on|within|inside|for|at|from|during|by|over)\s(?!.*\b(?:who|whom|whose|what|which|how)\b))",
    re.IGNORECASE,
)
AUXILIARY = r"(?:is|are|isn't|aren't|does|do|did|has|have|had|was|were|will|can|should)"
SUBJECT = r"(?:he|she|it|they|we|i|you|there|this|that|these|those|the|any\w*|some\w*|our|my|his|her|its|their|every\w*|all|nobody|(?:one|none|two|three|most|either) of)"
WHENEVER = re.compile(rf"^\W*when(?:ever)?\s(?!{AUXILIARY}\b)", re.IGNORECASE)
CONTINUES = re.compile(rf"^(?i:{AUXILIARY}) (?!(?i:{SUBJECT})\b)(?![A-Z][\w-])")
SAYS_NOTHING = FILLER | frozenset(
    [
        "many",
        "much",
        "often",
        "long",
        "today",
        "currently",
        "left",
        "still",
        "far",
        "are",
        "is",
        "there",
    ]
)
OF_A_PERSON = re.compile(r"\b(?:he|she|him|his|hers|her|they|them|their)\b", re.IGNORECASE)
OWNING = frozenset(["his", "her", "their", "hers"])
OF_A_THING = re.compile(
    r"\b(?:(?:that|this) (?:task|ticket|issue|card|goal|initiative|one)|its|it)\b", re.IGNORECASE
)
NOUN_FOLLOWS = re.compile(
    r"^\s+(?!(?:is|are|was|were|has|have|do|does|did|to|in|on|for|at|and)\b)\w", re.IGNORECASE
)


@dataclass(frozen=True)
class Pointed:
    """What words like “her” and “it” stand for; empty when nothing was named."""

    person: str = ""
    thing: str = ""


def split(question: str) -> list[str]:
    """The parts, in order; the whole question when it is one."""
    if '"' in question or "“" in question:
        return [question]
    parts = [part.strip() for part in BETWEEN.split(question)]
    parts = [part for part in parts if part.strip("?!. ")]
    if len(parts) < LEAST_WORDS or len(parts) > MOST_PARTS:
        return [question]
    kept: list[str] = []
    for part in parts:
        if kept and SAID_ANYHOW.match(part):
            continue
        if kept and LEANS.match(part):
            return [question]  # “and why?” is half of a question
        kept.append(part)
    if kept and (OF_SOME.match(kept[0]) or WHENEVER.match(kept[0])):
        return [question] if len(kept) == LEAST_WORDS else kept  # what is asked is of these
    if any(_says_nothing(part) for part in kept[1:]):
        return [question]  # “and how many now?”
    if any(CONTINUES.match(part) for part in kept[1:]):
        return [question]  # “and are not in the backlog” says more of the same
    is_asked = all(BEGINS.match(part) or part is kept[0] for part in kept)
    is_long = all(len(part.split()) >= LEAST_WORDS for part in kept)
    return kept if is_asked and is_long else [question]


def _says_nothing(part: str) -> bool:
    words = fold(part).split()
    return len(words) <= FEW_WORDS and not set(words) - SAYS_NOTHING


def pointed(question: str, names: Gazetteer, shown: Sequence[str]) -> Pointed:
    """Who and what a part speaks of; `shown` are the keys its answer opens, when it names none."""
    found = link(question, names)
    people = [one.name for one in found.named if one.kind == "person"]
    goals = [f"the goal {one.name}" for one in found.named if one.kind == "goal"]
    keys = [match.group(1).upper() for match in KEY.finditer(question)]
    things = keys or goals or (list(shown) if len(shown) == 1 else [])
    return Pointed(people[-1] if len(people) == 1 else "", things[-1] if things else "")


def also(before: Pointed, now: Pointed) -> Pointed:
    """What was named last of each kind."""
    return Pointed(now.person or before.person, now.thing or before.thing)


def resolved(question: str, before: Pointed) -> str:
    """A part with what it points at in the place of “her” and “it”."""
    if before.person:
        question = OF_A_PERSON.sub(lambda m: _person(m, before.person), question)
    if before.thing:
        question = OF_A_THING.sub(lambda m: _thing(m, before.thing), question)
    return question


def _person(match: re.Match[str], name: str) -> str:
    word = match.group().casefold()
    follows = NOUN_FOLLOWS.match(match.string[match.end() :]) is not None
    return f"{name}'s" if word in OWNING and (follows or word != "her") else name


def _thing(match: re.Match[str], name: str) -> str:
    if match.group().casefold() == "its":
        return f"{name.removeprefix('the goal ')}'s"
    return name
