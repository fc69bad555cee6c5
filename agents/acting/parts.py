"""A sentence of several changes taken apart: “assign it to Ben, make it urgent and close ENG-3”."""

import re
from collections.abc import Iterator, Sequence

from agents.acting.command import POLITE
from agents.acting.quoting import back, held
from agents.acting.saying import is_open_ended

MOST = 5  # changes asked for in one sentence
BETWEEN = re.compile(
    r"\s*(?:[,;]\s*(?:and\s+)?(?:then\s+)?|\.\s+|\s(?:and|&|then|and then)\s+)", re.I
)
VERBS = (
    r"(?:please )?(?:set|change|update|move|make|put|edit|give|clear|remove|delete|unset|drop|tag|label|add|take|unassign"
    r"|re-?assign|assign|hand|mark|unmark|flag|block|link|relate|turn|postpone|delay|push|defer|shift|reschedule|drag|send"
    r"|transfer|close|finish|complete|resolve|start|begin|cancel|abandon|re-?open|prioriti[sz]e|rename|create|new|open"
    r"|comment|reply|note|say|write|leave|post|tell|let|ask|message|ping|notify|remind|inform|due)\b"
)
BEGINS = re.compile(rf"{VERBS}(?! (?:of|from)\b)", re.IGNORECASE)
# “create a task A and a task B”
ANOTHER = re.compile(
    r"(?:an?|another|one|one more) (?:new )?(?:task|subtask|issue|ticket|bug|to-?do)\b",
    re.IGNORECASE,
)
# “assign ENG-1 to Ben, ENG-2 to Lena”: the second does what the first does.
ELIDED = re.compile(r"[A-Za-z][A-Za-z0-9]{1,9}-\d{1,7}\b.*\b(?:to|as|with|by|until)\b", re.I | re.S)
FIRST_WORD = re.compile(r"\w[\w-]*")


def parts(text: str) -> Iterator[list[str]]:
    """Every way to take a sentence apart, the finest first, each part to the letter; not the whole itself."""
    words, quotes = held(text)
    words = POLITE.sub("", words.strip())
    if not BEGINS.match(words):
        return
    places = _places(words)[: MOST - 1]
    for chosen in _choices(places):
        cut = _cut(words, chosen)
        if cut is not None:
            yield [back(one, quotes) for one in cut]


def _places(words: str) -> list[tuple[int, int]]:
    """Where a new change may begin: what stands between, from and to."""
    found: list[tuple[int, int]] = []
    for match in BETWEEN.finditer(words):
        rest = words[match.end() :]
        if any(one.match(rest) for one in (BEGINS, ELIDED, ANOTHER)):
            found.append((match.start(), match.end()))
    return found


def _choices(places: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """All places, then all but one, and so on."""
    masks = sorted(range(1, 2 ** len(places)), key=lambda mask: -mask.bit_count())
    for mask in masks:
        yield [one for n, one in enumerate(places) if mask >> n & 1]


def _cut(words: str, places: Sequence[tuple[int, int]]) -> list[str] | None:
    """The parts; None where a cut falls into what somebody is to be told."""
    edges = [0, *(end for _, end in places)]
    ends = [*(start for start, _ in places), len(words)]
    found = [words[first:last] for first, last in zip(edges, ends, strict=True)]
    if any(is_open_ended(one) for one in found[:-1]):
        return None
    verb = FIRST_WORD.match(found[0])
    return [
        f"{verb.group()} {one}" if verb and n and not BEGINS.match(one) else one
        for n, one in enumerate(found)
    ]
