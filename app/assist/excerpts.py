"""The stretch of a text in which what was looked for stands."""

import re
from collections.abc import Sequence

LONGEST = 120
LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)")
# At the beginning of lines: headings, quotations, items, boxes, fences, rules of tables.
MARKS = re.compile(
    r"^\s*(?:#{1,6}\s+|>+\s?|[-*+]\s+(?:\[[ xX]\]\s+)?|```\w*|[-|: ]{3,}$)", re.MULTILINE
)
EMPHASIS = re.compile(r"\*\*|__|~~|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")
BEFORE = 36  # characters that are shown before the first of them


def excerpt(text: str, words: Sequence[str], *, limit: int = LONGEST) -> str:
    """One line around the first of the words, cut at spaces; the text's beginning when none is there."""
    line = plain(text)
    if len(line) <= limit:
        return line
    found = [_place(line, word) for word in words]
    first = min((at for at in found if at >= 0), default=0)
    start = 0
    if first > BEFORE:
        start = line.rfind(" ", 0, first - BEFORE // 2) + 1
    end = len(line) if len(line) - start <= limit else line.rfind(" ", start, start + limit)
    end = start + limit if end <= start else end
    return f"{'…' if start else ''}{line[start:end].strip()}{'…' if end < len(line) else ''}"


def plain(text: str) -> str:
    """One line without the marks of Markdown: they are for the page, not for a line of it."""
    without = MARKS.sub(" ", LINK.sub(r"\1", text))
    return " ".join(EMPHASIS.sub("", without).split())


def _place(line: str, word: str) -> int:
    """Where a word begins, in whatever case; -1 when it doesn't."""
    match = re.search(rf"(?<!\w){re.escape(word)}", line, re.IGNORECASE)
    return match.start() if match else -1
