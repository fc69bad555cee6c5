"""“Tell Ben on ENG-12 that …” taken apart: on what, to whom, and the words to the letter."""

import re
from collections.abc import Iterator

from agents.acting.command import POLITE, Command

ON = r"(?:on|to|under|in|about|at|for|regarding)"
T, V = r"(?P<target>[^:]+?)", r"(?P<value>\S.*)"
Q = "(?P<value>\x01\\d+\x01)"
WHOM = r"(?P<whom>(?!me\b|us\b|my\b|him\b|her\b|them\b|it\b)[^:,]+?)"
# Whatever somebody tells is taken as it was typed: what stands before it is cut as late as possible.
RULES = tuple(
    re.compile(rf"^{one}$", re.IGNORECASE | re.DOTALL)
    for one in (
        rf"(?:add|post|leave|put|make)?\s*(?:a |the )?comment {Q} {ON} {T}[.!?]?",
        rf"(?:add|post|leave|put) {Q} as (?:a |the )?comment {ON} {T}[.!?]?",
        rf"(?:(?:add|post|leave|write) (?:a |the )?)?(?:comment|reply|note) (?:on|to|under) {T},? {Q}[.!?]?",
        rf"(?:(?:add|post|leave|write) (?:a |the )?)?(?:comment|reply|note|say|write) (?:on|to|under) {T}(?::\s*|,? saying:? |,? that says:? |,? that ){V}",
        rf"(?:(?:add|post|leave|write) (?:a |the )?)?(?:comment|reply|note)(?:: ?| that | saying:? | ){V}",
        rf"(?:tell|message|ping|notify|remind|inform|ask|write to|write) {WHOM} (?:on|under|about|regarding|at|in) {T}(?::\s*|,? that |,? saying:? |,? to say:? | (?=if |whether |when |why |how |what |who |to )){V}",
        rf"(?:tell|message|ping|notify|remind|inform|ask) {WHOM}(?::\s*|,? that |,? saying:? | (?=if |whether |when |why |how |to )){V}",
        rf"let {WHOM} know(?: (?:on|under|about|in) {T})?(?::\s*|,? that | ){V}",
        rf"tell {WHOM} {V}",
    )
)


def said(text: str) -> Iterator[Command]:
    """Every way words can be meant for others; none where nothing is to be told."""
    words = POLITE.sub("", text.strip())
    for rule in RULES:
        found = rule.match(words)
        if found:
            named = found.groupdict()
            yield Command(
                "comment",
                target=(named.get("target") or "").strip(),
                value=named["value"].strip(),
                how="add",
                whom=(named.get("whom") or "").strip(),
            )


def is_open_ended(text: str) -> bool:
    """Whether words are told without quotes: all that follows belongs to them."""
    return any(not one.value.startswith("\x01") for one in said(text))
