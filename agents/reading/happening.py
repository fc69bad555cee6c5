"""“When do we launch in the EU?”: the question for the end of the goal that is called so."""

import re

from agents.reading.names import Gazetteer, fold
from agents.reading.stems import stem

ASKS = re.compile(
    r"^(?:and |so )?(?:by |until )?when(?:'s|’s| is| are| do| does| will| would| should| can| shall| must)\s(?P<of>.+)$",
    re.IGNORECASE,
)
# What a goal does on its day, and what stands around its name.
AROUND = frozenset(
    [
        "a",
        "an",
        "the",
        "our",
        "we",
        "it",
        "to",
        "in",
        "on",
        "at",
        "of",
        "for",
        "with",
        "be",
        "is",
        "going",
        "goal",
        "happen",
        "happens",
        "happening",
        "take",
        "takes",
        "taking",
        "place",
        "come",
        "comes",
        "coming",
        "live",
        "planned",
        "scheduled",
        "supposed",
        "actually",
        "finally",
        "up",
        "out",
    ]
)


def asked_of_goal(question: str, names: Gazetteer) -> str:
    """“When does EU launch end?” where the words are those of one goal's title, in any order; else the question."""
    found = ASKS.match(question.strip(" ?!."))
    words = _words(found["of"]) if found else frozenset[str]()
    if not words:
        return question
    called = [n for n in names.by_ref.values() if n.kind == "goal" and _words(n.name) == words]
    return f"When does {called[0].name} end?" if len(called) == 1 else question


def _words(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in fold(text).split() if word not in AROUND)
