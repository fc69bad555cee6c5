"""What a workspace of tasks and goals doesn't keep: said plainly, instead of a number that means something else."""

import re

from agents.answer import Draft
from agents.described import called
from agents.passages.asked import key_stems
from agents.reading.names import QUOTED, Gazetteer, fold, link
from agents.reading.stems import holds, stemmed
from agents.workspace import WorkspaceGateway

ASKS = re.compile(
    r"^(?:(?:hi|hey|hello|please|ok|so|and)[ ,]+)*(?:what|what's|whats|how|which|who|whose|when|is|are|does|do|did|has|have|show|list|give|tell|can|could|total|sum)\b"
)
# What is asked for, and what is kept instead of it.
ABSENT = (
    (
        r"(?:(?:logged|tracked|booked|recorded|billed|billable|clocked|reported) (?:hours|time|minutes)"
        r"|(?:hours|time|minutes)(?: \w+){0,4} (?:log|logged|track|tracked|clock|clocked|billed|bill|recorded)"
        r"|time ?sheets?|time ?tracking|time entries|overtime|work ?logs?|actual hours|hours (?:actually )?(?:spent|worked)"
        r"|hours (?:did|has|have|was|were)(?: \w+){0,3} (?:spent|spend|work|worked))",
        "hours that were worked",
        "Goalward keeps estimates, and when work was started and done; ask for the estimated hours or the cycle time.",
    ),
    (
        r"(?:phone|telephone|mobile|cell(?: ?phone)?)(?: numbers?)|phones?|home address(?:es)?|postal address(?:es)?|birthdays?|birth ?dates?|date of birth",
        "phone numbers, addresses and birthdays",
        "Of people it keeps the name, the e-mail address, the role and how much they work.",
    ),
    (
        r"salary|salaries|wages?|hourly rates?|day rates?|paid (?:per|an|a) \w+|earns?|bonus(?:es)?|pay ?slips?",
        "what people earn",
        "Of people it keeps the name, the e-mail address, the role and how much they work.",
    ),
    (
        r"budgets?|budgeted|expenses?|spending|money|costs?|profit|profits|margins?",
        "money",
        "It keeps tasks, goals with their targets, and what was written about them; a search finds texts that speak of it.",
    ),
    (
        r"sick (?:days?|leave)|holiday balance|vacation days left|performance reviews?|appraisals?|mood|happiness",
        "how people are",
        "It keeps who is away and when, when somebody said so.",
    ),
)
# These ask what was written; a text can speak of anything.
OF_TEXTS = re.compile(
    r"\b(?:why|decid\w*|decision\w*|agreed|say|says|said|wrote|written|mention\w*|comments?|docs?|pages?|tasks?|goals?|about|tagged|list|issues?|target|targets)\b"
)
LOOKED_AT = 5  # passages


def kept_elsewhere(words: str, names: Gazetteer, gateway: WorkspaceGateway, draft: Draft) -> bool:
    """Say that it isn't kept here; False when something else is asked, or a name or title holds the word."""
    text = fold(QUOTED.sub(" ", _nameless(words, names)))
    if not ASKS.search(fold(words)) or OF_TEXTS.search(text):
        return False
    for pattern, what, instead in ABSENT:
        found = re.search(rf"\b(?:{pattern})\b", text)
        if found is None or _is_field(found.group(), gateway) or _is_spoken_of(words, gateway):
            continue
        draft.note = f"Goalward does not keep {what}. {instead}"
        draft.looked_at.append(f"{what}: not kept here")
        return True
    return False


def _is_field(word: str, gateway: WorkspaceGateway) -> bool:
    """Whether tasks or goals here have a field that people call so."""
    return any(called(gateway.fields(noun), word) for noun in ("task", "goal"))


def _nameless(words: str, names: Gazetteer) -> str:
    for span in sorted(link(words, names).spans, key=lambda one: -one.begin):
        words = f"{words[: span.begin]} {words[span.end :]}"
    return words


def _is_spoken_of(words: str, gateway: WorkspaceGateway) -> bool:
    """Whether a text here says all of the question's own words: then it may hold the answer."""
    asked = key_stems(words)
    texts = (stemmed(f"{one.title} {one.text}") for one in gateway.passages(words)[:LOOKED_AT])
    return any(all(holds(text, word) for word in asked) for text in texts)
