"""Names a question uses that nothing in the workspace has: to answer would be to guess."""

import re

from agents.reading import times
from agents.reading.names import fold

MENTION = re.compile(r"@([\w.-]+)")
INTRODUCED = re.compile(
    r"\b(?:in|for|of|by|does|is|has|did|was|goal|list|space|project|initiative|team|on|with|and|to|from|tagged|label)\s+((?:the )?[A-Z][\w&-]+(?: [A-Z][\w&-]+)*)"
)
TIME_WORDS = frozenset(
    (*times.WEEKDAYS, *times.MONTHS, *(m[:3] for m in times.MONTHS), "i", "q1", "q2", "q3", "q4", "h1", "h2")
)  # fmt: skip


def names(question: str, rest: str, intent: str) -> list[str]:
    """“in Atlantis”, “@zed”: introduced as a name, and left over when all known ones are taken."""
    found = [
        m.group(1) for m in MENTION.finditer(question) if m.group(1).casefold() in rest.casefold()
    ]
    if intent in ("narrative", "knows", "decisions", "act"):
        return list(dict.fromkeys(found))
    for match in INTRODUCED.finditer(question):
        words = match.group(1).removeprefix("the ")
        is_left = words.casefold() in rest.casefold() or all(w in rest for w in words.split())
        if is_left and fold(words) not in TIME_WORDS and not re.fullmatch(r"W?\d+|Q\d", words):
            found.append(words)
    return list(dict.fromkeys(found))
