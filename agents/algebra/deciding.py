"""Which comments say that something was decided: those that say so, not those that ask for it."""

import re

DECIDED = re.compile(
    r"\b(?:decided|decision|agreed|we go with|going with|we chose|chosen|settled on)\b",
    re.IGNORECASE,
)
ASKED_FOR = re.compile(
    r"\b(?:need|needs|waiting for|wait for|no|without|want|who makes|pending|before) (?:a |the |your |any )?decision"
    r"|decision (?:on|about)[^.]* (?:before|is open|pending)|to be decided|not (?:yet )?(?:decided|agreed)",
    re.IGNORECASE,
)


def is_decision(text: str) -> bool:
    """Whether one of its sentences says so."""
    parts = re.split(r"(?<=[.!?])\s+", text)
    return any(
        DECIDED.search(one) and not ASKED_FOR.search(one) and not one.rstrip().endswith("?")
        for one in parts
    )
