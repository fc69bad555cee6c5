"""Two texts that grew from one: joined line by line where they differ in different places."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# Beyond this many lines a comparison may take seconds: such texts are left for a person to join.
MOST_LINES = 20_000

Lines = list[str]


@dataclass(frozen=True)
class Passage:
    """A stretch of the two texts; `is_clash` where both changed it, each in another way."""

    mine: Lines
    theirs: Lines
    is_clash: bool = False


@dataclass(frozen=True)
class _Edit:
    """Lines `start` to `end` of the first text are replaced by `lines`."""

    start: int
    end: int
    lines: Lines


def merge(base: str, mine: str, theirs: str) -> str | None:
    """Both people's changes in one text; None where they changed the same lines, or lines that touch."""
    if mine == theirs or theirs == base:
        return mine
    if mine == base:
        return theirs
    parts = passages(base, mine, theirs)
    if any(one.is_clash for one in parts):
        return None
    return _joined(one.mine for one in parts)


def together(base: str, mine: str, theirs: str) -> str:
    """One text that holds both: where they clash, first their lines and then mine."""
    parts = passages(base, mine, theirs)
    return _joined([*one.theirs, *one.mine] if one.is_clash else one.mine for one in parts)


def passages(base: str, mine: str, theirs: str) -> list[Passage]:
    """The stretches of the merged text, from the top."""
    old, ours, other = (text.split("\n") for text in (base, mine, theirs))
    if max(len(old), len(ours), len(other)) > MOST_LINES:
        return [Passage(ours, other, is_clash=ours != other)]
    first, second = _edits(old, ours), _edits(old, other)
    found: list[Passage] = []
    at = 0
    for start, end, own, others in _touching(first, second):
        found.append(_unchanged(old[at:start]))
        wrote, they_wrote = _applied(old, own, start, end), _applied(old, others, start, end)
        if not others or wrote == they_wrote:
            found.append(Passage(wrote, wrote))
        elif not own:
            found.append(Passage(they_wrote, they_wrote))
        else:
            found.append(Passage(wrote, they_wrote, is_clash=True))
        at = end
    return [*found, _unchanged(old[at:])]


def _unchanged(lines: Lines) -> Passage:
    return Passage(lines, lines)


def _edits(old: Lines, new: Lines) -> list[_Edit]:
    """What turns one into the other; what stands alike at both ends is not compared."""
    before = _alike(old, new)
    after = _alike(old[before:][::-1], new[before:][::-1])
    middle, written = old[before : len(old) - after], new[before : len(new) - after]
    codes = SequenceMatcher(None, middle, written).get_opcodes()
    return [
        _Edit(before + i1, before + i2, written[j1:j2])
        for tag, i1, i2, j1, j2 in codes
        if tag != "equal"
    ]


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines at the beginning are the same."""
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _touching(
    mine: list[_Edit], theirs: list[_Edit]
) -> Iterator[tuple[int, int, list[_Edit], list[_Edit]]]:
    """Edits of both that overlap or stand side by side, together: (start, end, mine, theirs)."""
    rest = sorted(
        [(edit, True) for edit in mine] + [(edit, False) for edit in theirs],
        key=lambda one: (one[0].start, one[0].end),
    )
    while rest:
        group = [rest.pop(0)]
        end = group[0][0].end
        while rest and rest[0][0].start <= end:
            group.append(rest.pop(0))
            end = max(end, group[-1][0].end)
        own = [edit for edit, is_mine in group if is_mine]
        yield group[0][0].start, end, own, [edit for edit, is_mine in group if not is_mine]


def _applied(old: Lines, edits: list[_Edit], start: int, end: int) -> Lines:
    """Lines `start` to `end` with these edits done."""
    lines: Lines = []
    for edit in edits:
        lines += [*old[start : edit.start], *edit.lines]
        start = edit.end
    return [*lines, *old[start:end]]


def _joined(parts: Iterator[Lines]) -> str:
    return "\n".join(line for part in parts for line in part)
