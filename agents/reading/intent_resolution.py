"""What is asked, once the names are known: the rules' intent, set right by what the question is about."""

import re
from datetime import date

from agents.facts import Named
from agents.reading import intents, traits
from agents.reading.names import Found
from agents.reading.reading import Period
from agents.reading.words import FILLER

PLACES = frozenset(["goal", "list", "space"])
ON_TRACK = re.compile(r"\bon track\b|\bhow (is|are)\b|\bstatus\b|(?<!in )\bprogress\b")
DID = re.compile(r"\bwhat (did|has|have) [\w' ]{1,40}\b(do|done|achieve|get through|manage)\b")
WAS = re.compile(r"\b(was|were|had|did)\b")
BLOCKED_BY_WHAT = re.compile(
    r"\b(?:what|who)(?:'s| is| are| was| were)? blocking (?!others\b|other work\b)\w"
)
HOLDS_OTHERS = re.compile(r"\b(?:holding (?:up|back)|blocking)\W*$")
UPDATE = re.compile(r"\bupdates?\b")
WHY_NOT = re.compile(
    r"^why (?:is|are|does|has|have|isn't|aren't|hasn't|haven't)\b.*\b(?:stuck|late|delayed|behind|at risk|off track|slow|slipping|blocked|on track|moving|done|finished|progress\w*)\b"
)
NOUN = r"(?:open |urgent )?(?:tasks?|issues?|bugs?|tickets?|items?|work)\b"
VERB = r"(?<!was )(?<!were )(?<!got )(?<!been )(?<!did )(?<!has )(?<!have )"
ADJECTIVES = {
    "started": re.compile(rf"{VERB}\bstarted {NOUN}"),
    "cancelled": re.compile(rf"{VERB}\b(?:cancell?ed|dropped|abandoned) {NOUN}"),
    "done": re.compile(rf"{VERB}\b(?:done|finished|completed|closed|resolved|fixed) {NOUN}"),
}
PAST_SETS = frozenset(
    [
        "overdue",
        "blocked",
        "unassigned",
        "open",
        "blockers",
        "work",
        "aged",
        "count",
        "status",
        "waiting",
    ]
)


def intent(
    folded: str, nameless: str, timeless: str, found: Found, people: tuple[Named, ...]
) -> str:
    """What is asked: by the words without names first, for a list may be called “Release”."""
    rule = intents.of(nameless)
    if rule == "narrative" and nameless != folded and not people:
        rule = intents.of(folded)
    kinds = {n.kind for n in found.named}
    places = bool(kinds & PLACES)
    things = bool(places or found.keys)
    if ("goal" in kinds or found.keys) and intents.WHEN.search(nameless):
        return "when"
    rule = _meant(
        rule, folded, nameless, is_timeless=nameless == timeless, found=found, people=people
    )
    if places and WHY_NOT.search(nameless):
        return "status"  # a status always says what holds it up
    if rule in ("blockers", "open", "overdue") and things and ON_TRACK.search(nameless):
        return "status"
    if rule == "narrative":
        rule = _unruled(folded, nameless, timeless, found, people)
    return _without_subject(rule, nameless, things=things, people=people)


def _meant(
    rule: str,
    folded: str,
    nameless: str,
    *,
    is_timeless: bool,
    found: Found,
    people: tuple[Named, ...],
) -> str:
    """The rule's intent, or the one that its words mean beside these names."""
    kinds = {n.kind for n in found.named}
    match rule:
        case "started" | "cancelled" | "done" if is_timeless and ADJECTIVES[rule].search(nameless):
            return "open"  # “cancelled tasks” are tasks as they are, not what happened
        case "waiting" if BLOCKED_BY_WHAT.search(folded):
            return "blockers"  # “what is blocking Platform”, not “what is Bob blocking”
        case "blockers" if people and HOLDS_OTHERS.search(folded):
            return "waiting"  # “what is Mara holding up?”
        case "changed" if kinds & PLACES and is_timeless and UPDATE.search(nameless):
            return "status"  # “an update on EU launch”
        case "similar" if not found.keys and "related to" in nameless:
            return "open"  # related to a topic, not to a task
        case "status" if "status" in kinds and not (kinds & PLACES or found.keys):
            return "open"  # “in status In review”
        case _:
            return rule


def _unruled(
    folded: str, nameless: str, timeless: str, found: Found, people: tuple[Named, ...]
) -> str:
    """The intent of a question no rule fits, from what it names and what is left of it."""
    kinds = {n.kind for n in found.named}
    if kinds and nameless.startswith("how many"):
        return "count"  # what is counted was a name: “how many bugs does Bob have”
    if DID.search(folded):
        return "done"
    if "status" in kinds:
        return "open"
    if intents.ASKS_TEXT.search(folded):
        return "narrative"
    left = significant(timeless)
    if (kinds & PLACES or found.keys) and len(left.split()) <= 1:
        return "status"
    if people and not left:
        return "work"
    if (kinds or traits.priorities(nameless)[0]) and not left:
        return "open"
    return "narrative"


def _without_subject(intent: str, folded: str, *, things: bool, people: tuple[Named, ...]) -> str:
    if intent == "owner" and not things:
        return "work" if people else "owner"
    if intent == "status" and not things:
        return "work" if people and people[0].name else ("goals" if "goal" in folded else "status")
    if intent == "open" and people and not traits.traits(folded, intent):
        return "work"
    return intent


def past(
    intent: str, as_of: date | None, period: Period | None, text: str, today: date
) -> tuple[date | None, Period | None]:
    """“What was overdue on 1 Nov” looks at the workspace as it was that day."""
    if as_of is not None or period is None or intent not in PAST_SETS - {"count"}:
        return as_of, period
    one_day = (period.end - period.start).days == 1
    if one_day and period.end <= today and WAS.search(text):
        return period.start, None
    return as_of, period


def significant(words: str) -> str:
    """What is left to search for."""
    return " ".join(w for w in words.split() if w.casefold() not in FILLER)
