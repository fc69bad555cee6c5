"""The words of a question that an intent's plan does not use: with one of them it is another question."""

import re

from agents.algebra.language import NEGATIVE
from agents.algebra.tagging import Tagged
from agents.facts import TaskFact
from agents.reading import goalwords, intents, priorities, timewords, traits
from agents.reading.reading import Reading
from agents.reading.stems import stem
from agents.reading.words import FILLER

# These look for the words themselves in texts, or in the fields of what is named.
OF_WORDS = frozenset(
    ["narrative", "decisions", "knows", "act", "field", "nothing", "similar", "summary", "away"]
)
# These tell of a task that is named; the others would pass over its name.
OF_KEYS = frozenset(
    [
        "status",
        "when",
        "owner",
        "serves",
        "due",
        "overdue",
        "waiting",
        "blockers",
        "changed",
        "open",
    ]
) | frozenset(
    ["slipped", "done", "started", "created", "cancelled", "reopened", "work", "unassigned"]
)
# What may be said around any question without asking for more.
ALWAYS = ("of.tasks", "ask.which", "with.has", "me.me", "modal.can", "compare.and")
ABOUT = frozenset(
    [
        "about",
        "regarding",
        "concerning",
        "mention",
        "mentions",
        "mentioning",
        "contain",
        "contains",
        "containing",
        "say",
        "says",
        "saying",
        "related",
    ]
)
TAGGED = frozenset(["tagged", "labelled", "labeled", "tag", "label"])
# What is said beside an intent's own words, and adds nothing to them.
BESIDE = {
    "next": frozenset(["next", "now", "first", "best", "should"]),
    "waiting": frozenset(["others", "other", "somebody", "someone"]),
    "due": frozenset(["will"]),
    "when": frozenset(["will"]),
    "away": frozenset(["miss", "missed"]),
    "ontime": frozenset(["deliver", "delivered", "delivering"]),
    "throughput": frozenset(["average", "many"]),
    "stale": frozenset(["nobody", "lately", "touched", "started"]),
    "status": frozenset(
        ["will", "things", "everything", "currently", "update", "state", "situation"]
    ),
    "findings": frozenset(["biggest", "main", "top", "right"]),
}
RANKED = ("of.tasks", "of.goals", "of.lists", "of.people", "of.spaces")
OF_GOALS = (goalwords.ENDS, goalwords.STARTS, goalwords.UNOWNED, goalwords.BELOW)
NOT = r"not|isn't|aren't|except|without|excluding|other than|but"
WORD = re.compile(r"[\w'-]+")


def unread(reading: Reading, tagged: Tagged, tasks: tuple[TaskFact, ...] = ()) -> tuple[str, ...]:
    """The words its plan passes over, as they stand; `tasks` are those it names by their titles."""
    if reading.intent in OF_WORDS:
        return ()
    used = _words_of(reading) | _titles(reading, tasks)
    found: list[str] = []
    times = 0
    for n, token in enumerate(tagged.tokens):
        if token.text == "but" and not reading.slots.excluded and _names(tagged, n + 1):
            found.append(f"but {tagged.tokens[n + 1].text}")
        times += token.period is not None
        if times > 1 and token.period and reading.intent != "compare":
            found.append(token.text)  # two stretches of time, and the plan knows one
        if token.key and reading.intent not in OF_KEYS:
            found.append(token.text)
        if token.is_free or token.named or token.period or token.key or token.quoted:
            continue
        if token.can(*ALWAYS) or (reading.goals and token.can("of.goals", "prop.goal")):
            continue
        # A “not” or a “will” turns the question: it is no filler.
        filler = frozenset[str]() if token.can("modal.will") else FILLER - NEGATIVE
        if all(_is_used(word, used, filler) for word in token.text.split()):
            continue
        found.append(token.text)
    return tuple(found)


def _names(tagged: Tagged, at: int) -> bool:
    """“everyone but Lena” leaves her out: no plan here reads that."""
    return at < len(tagged.tokens) and bool(tagged.tokens[at].named)


def ranks(tagged: Tagged) -> bool:
    """Whether it asks who or which record has most: a text that shares its words is no answer to that."""
    tokens = tagged.tokens
    asks = any(one.can("ask.who", *RANKED) for one in tokens)
    return asks and any(one.can("order.most", "order.least") for one in tokens)


def _is_used(word: str, used: set[str], filler: frozenset[str]) -> bool:
    return word in used or word in filler or stem(word) in used


def _words_of(reading: Reading) -> set[str]:
    """The words in which the rules found what the reading holds."""
    slots = reading.slots
    used = {word for topic in slots.topics for word in topic.split()}
    used |= {word for words in slots.proper for word in words.split()}
    used |= set(timewords.WORDS) | BESIDE.get(reading.intent, frozenset())
    for holds, words in (
        (slots.topics, ABOUT),
        (slots.tags, TAGGED),
        (slots.priorities, frozenset(["priority", "prio"])),
    ):
        used |= words if holds else frozenset()
    for pattern in _patterns(reading):
        for match in re.finditer(pattern, slots.normalized):
            used |= set(WORD.findall(match.group()))
    return used


def _patterns(reading: Reading) -> list[str]:
    """The rules that made the reading."""
    slots = reading.slots
    found = [p for name, p in (*intents.FIRST, *intents.RULES) if name == reading.intent]
    found += [traits.TRAITS[name] for name in traits.TRAITS if name in reading.traits]
    found += [pattern for name, pattern in traits.HAPPENINGS if name == reading.happened]
    found += [intents.GROUPS[reading.group_by]] if reading.group_by else []
    found += [intents.WHEN.pattern] if reading.intent == "when" else []
    found += [traits.BY_WHOM.pattern.removesuffix("$")] if slots.creators else []
    if slots.priorities or slots.not_priorities:
        found += [words for _, words in priorities.ASKED]
    if reading.intent == "goals":
        found += [words for _, words in (*goalwords.STATES, *goalwords.HEALTHS)]
        found += [one.pattern for one in OF_GOALS]
    if slots.excluded or any("not" in name or name.startswith("un") for name in reading.traits):
        found.append(NOT)
    return found


def _titles(reading: Reading, tasks: tuple[TaskFact, ...]) -> set[str]:
    """Words of what is named: a title need not be said in full."""
    titles = [task.title for task in tasks] + [goal.name for goal in reading.goals]
    return {stem(word) for title in titles for word in WORD.findall(title.casefold())}
