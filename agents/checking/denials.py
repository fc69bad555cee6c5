"""Whether a text says that something is so, or that it is not; and whether other words say the same."""

import re

# States of work: by the words that assert them, and by what else in the evidence amounts to the same.
SAID = {
    "overdue": ("overdue", "late"),
    "blocked": ("blocked", "stuck"),
    "done": ("done", "finished", "completed"),
    "cancelled": ("cancelled", "canceled"),
    "decided": ("decided", "agreed", "approved"),
    "on track": ("on_track",),
    "off track": ("off_track",),
    "at risk": ("at_risk",),
}
LIKE = {
    "overdue": ("behind",),
    "blocked": (
        "block",
        "blocks",
        "blocking",
        "blocker",
        "blockers",
        "waiting",
        "wait",
        "waits",
        "held",
        "holds",
        "hold",
    ),
    "done": (
        "complete",
        "closed",
        "resolved",
        "shipped",
        "delivered",
        "achieved",
        "merged",
        "released",
        "finish",
        "ended",
        "fixed",
    ),
    "cancelled": ("dropped", "abandoned"),
    "decided": ("decide", "chose", "chosen", "settled"),
}
ASSERTS = {word: state for state, words in SAID.items() for word in words}
AMOUNTS_TO = ASSERTS | {word: state for state, words in LIKE.items() for word in words}
PHRASE = re.compile(r"\b(on|off|at)[ -](track|risk)\b")
# Whoever says this of work must have read it; “decided” is said in too many ways.
MUST_BE_KNOWN = SAID.keys() - {"decided"}
NONE_AT_ALL = frozenset(["no", "none", "nothing", "nobody", "never", "neither", "nor"])
NOT = NONE_AT_ALL | {"not", "without", "cannot", "hardly"}
# Without such a word nothing in the evidence says that there is none.
LIKE_NONE = re.compile(r"\b(?:un[a-z]{4,}|lacks?|missing|empty|free of|0|zero|only|\w+n't)\b")
# Words that a “not” reaches over (“not yet marked done”), and a “no” (“no task in that list is late”).
REACH, REACH_OF_NONE = 3, 8
WORD = re.compile(r"[\w']+|[.,;:!?()–—]")
CLAUSE = frozenset([*'.,;:!?()“”"–—', "but", "and"])
# “No, it is late” answers, “no longer” only denies what follows.
NO_DENIAL = re.compile(r"^\s*no\b\s*[,:–—-]|\bno (?:longer|later|more than|less than)\b")
ALL = re.compile(r"\b(?:everything|everyone|everybody|always)\b")


def unproved(text: str, ground: str) -> str:
    """The first thing a text asserts or denies other than the ground does, else nothing."""
    text, ground = _plain(text), _plain(ground)
    claimed, known = _states(text, ASSERTS), _states(ground, AMOUNTS_TO)
    for state, ways in claimed.items():
        if state in known and not ways <= known[state]:
            return state if True in ways else f"not {state}"
        if state not in known and True in ways and state in MUST_BE_KNOWN:
            return state
    denied = NONE_AT_ALL & set(_denials(text))
    if denied and not (_denials(ground) or LIKE_NONE.search(ground)):
        return min(denied)
    return min(set(ALL.findall(text)) - set(ALL.findall(ground)), default="")


def _plain(text: str) -> str:
    return PHRASE.sub(r"\1_\2", text.casefold().replace("’", "'"))


def _states(text: str, words: dict[str, str]) -> dict[str, set[bool]]:
    """Each state of a text with whether it is asserted (True), denied (False), or both."""
    found: dict[str, set[bool]] = {}
    reach = 0  # words that the last denial still reaches
    for word in WORD.findall(text):
        reach -= 1
        if word in CLAUSE:
            reach = 0
        elif word in NOT or word.endswith("n't"):
            reach = max(reach, REACH_OF_NONE if word in NONE_AT_ALL else REACH)
        elif state := words.get(word):
            found.setdefault(state, set()).add(reach <= 0)
    return found


def _denials(text: str) -> list[str]:
    return [word for word in WORD.findall(NO_DENIAL.sub(" ", text)) if word in NOT]
