"""A text as stretches that can be quoted: two sentences side by side, or a list with the line above it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“\"'(`*\[])|\n+")
# What a form asks to be filled in tells nothing of the work.
TEMPLATE = re.compile(
    r"^\W*(?:done when|definition of done|acceptance criteria|steps to reproduce|expected results?|actual results?)\b",
    re.IGNORECASE,
)
ITEM = re.compile(r"^\s*(?:[-*+•]|\d{1,2}[.)])\s+")
ROW = re.compile(r"^\s*\|")
RULE = re.compile(r"^[\s|:=-]+$")
FENCE = re.compile(r"^\s*(?:```|~~~)")
LINK = re.compile(r"!?\[([^\]]*)\](?:\([^)\s]*\)|\[[^\]]*\])?")
DEFINITION = re.compile(r"^\s*\[[^\]]+\]:\s")
MARKS = re.compile(r"\*\*|__|`|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)|^\s*#+\s*|^\s*>\s*")
SHORT = 15  # below this a line is a heading or a greeting more often than a statement
MOST_LETTERS = 300  # of two sentences together
MOST_OF_A_LIST = 420
LONGEST = 420


@dataclass(frozen=True)
class Window:
    """A stretch with the heading it stands under."""

    text: str
    heading: str


def windows(text: str, above: str = "") -> list[Window]:
    """The stretches of a text, in order; `above` is the heading of what comes before its first own one."""
    found: list[Window] = []
    for heading, lines in _blocks(text, above.rpartition(" › ")[2]):
        found += [Window(plain(one), heading) for one in _stretches(lines)]
    return [one for one in found if len(one.text) >= SHORT and one.text != one.heading]


def plain(text: str) -> str:
    """One line without marks, as long as is quoted."""
    line = " ".join(MARKS.sub("", LINK.sub(r"\1", text)).split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rsplit(" ", 1)[0] + "…"


def _blocks(text: str, heading: str) -> Iterator[tuple[str, list[str]]]:
    """Runs of lines under their headings; code and what a form asks for are left out."""
    lines: list[str] = []
    in_code = is_form = False
    for row in [*text.splitlines(), "#"]:
        is_fence = FENCE.match(row) is not None
        is_heading = row.startswith("#") and not in_code
        begins_form = TEMPLATE.match(row) is not None
        ends = is_fence or is_heading or begins_form or DEFINITION.match(row) is not None
        # A paragraph stands for itself, but for the line that opens a list.
        ends |= not row.strip() and bool(lines) and not lines[-1].rstrip().endswith(":")
        if ends and lines and not is_form:
            yield heading, lines
        if ends:
            lines = []
            in_code ^= is_fence
            is_form = begins_form
            heading = plain(row) if is_heading else heading
        if not in_code and not is_fence and not is_heading and not RULE.match(row) and row.strip():
            lines.append(row)


def _stretches(lines: Sequence[str]) -> Iterator[str]:
    joined = _joined(lines)
    at, was_told = 0, False  # the line before took it along
    while at < len(joined):
        line = joined[at]
        if ITEM.match(line):
            end = at
            while end < len(joined) and ITEM.match(joined[end]):
                end += 1
            yield from _of_a_list(joined[at - 1 : at] if at else (), joined[at:end])
            at, was_told = end, False
            continue
        following = joined[at + 1] if at + 1 < len(joined) else ""
        fits = bool(following) and not ITEM.match(following)
        fits = fits and len(line) + len(following) <= MOST_LETTERS
        if fits:
            yield f"{line} {following}"
        elif not was_told:
            yield line
        at, was_told = at + 1, fits


def _joined(lines: Sequence[str]) -> list[str]:
    """Lines of one paragraph as its sentences; items and rows of tables stay lines."""
    found: list[str] = []
    prose = ""
    for line in [*lines, "- "]:
        if ITEM.match(line) or ROW.match(line):
            found += [one.strip() for one in SENTENCE.split(prose) if one.strip()]
            prose = ""
            if cells := line.strip().strip("|").strip():
                found.append(
                    " · ".join(c.strip() for c in cells.split("|"))
                    if ROW.match(line)
                    else line.strip()
                )
        else:
            prose = f"{prose} {line.strip()}".strip()
    return [one for one in found if one not in ("-", "")]


def _of_a_list(above: Sequence[str], items: Sequence[str]) -> Iterator[str]:
    """The whole list when it is short, with the line above it; and each item for itself."""
    whole = " ".join([*(one for one in above if one.rstrip().endswith(":")), *items])
    if len(whole) <= MOST_OF_A_LIST and len(items) > 1:
        yield whole
    yield from (ITEM.sub("", one) for one in items)
