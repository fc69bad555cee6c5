"""Which goals a question asks for: their state, how they stand, when they run."""

import re
from dataclasses import dataclass, replace
from typing import Literal

OPEN_STATES = ("planned", "in_progress")
STATES: tuple[tuple[tuple[str, ...], str], ...] = (
    (("planned",), r"planned|not (?:yet )?started|upcoming|proposed"),
    (("in_progress",), r"in progress|under ?way|active|running|ongoing|current|started|accepted"),
    (("achieved",), r"achieved|reached|met|done|completed?|finished|successful"),
    (("missed",), r"missed|failed|not (?:reached|achieved|met)"),
    (("dropped",), r"dropped|cancell?ed|abandoned|rejected|not accepted"),
    (("achieved", "missed", "dropped"), r"closed|ended|(?:are|is|were) over"),
    (OPEN_STATES, r"open"),
)
HEALTHS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("off_track",), r"off[- ]track|in trouble|red"),
    (("at_risk",), r"at[- ]risk|amber|yellow"),
    (("off_track", "at_risk"), r"behind|late|overdue|slipping|not on track"),
    (("on_track",), r"(?<!not )on[- ]track|green|healthy"),
    (("no_data",), r"no data|without data|not measured|unmeasured"),
)
ENDS = re.compile(r"\b(?:ends?|ending|due|finish\w*|must be (?:done|reached)|run out|expires?)\b")
STARTS = re.compile(r"\b(?:starts?|starting|begins?|beginning|kick\w* off)\b")
UNOWNED = re.compile(
    r"\b(?:without (?:an? )?owners?|no owners?|unowned|nobody owns|owned by nobody)\b"
)
BELOW = re.compile(r"\b(?:sub-?goals?|child(?:ren)?|under|below|part of|parts of|belong\w* to)\b")
COUNTS = re.compile(r"\b(?:how many|number of|count|total)\b")
By = Literal["within", "ends", "starts"]


@dataclass(frozen=True)
class GoalWords:
    """What a question says of the goals it wants; every field that is set narrows."""

    states: tuple[str, ...] = ()
    healths: tuple[str, ...] = ()
    by: By = "within"  # how a period counts: any day of it, its last, its first
    unowned: bool = False
    initiatives: bool = False
    below: bool = False  # the sub-goals of the goal named
    counts: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """Each as a word of its own, for a chip."""
        return (
            *(state.replace("_", " ") for state in self.states),
            *(health.replace("_", " ") for health in self.healths),
            *(("without an owner",) if self.unowned else ()),
            *(("initiatives",) if self.initiatives else ()),
        )

    def without(self, word: str) -> "GoalWords":
        """Without what one of `words` says."""
        name = word.replace(" ", "_")
        return replace(
            self,
            states=tuple(s for s in self.states if s != name),
            healths=tuple(h for h in self.healths if h != name),
            unowned=self.unowned and word != "without an owner",
            initiatives=self.initiatives and word != "initiatives",
        )


def read(text: str) -> GoalWords:
    """What a folded question says."""
    healths, rest = _of(HEALTHS, text)
    states, _ = _of(STATES, rest)
    return GoalWords(
        states=states,
        healths=healths,
        by="ends" if ENDS.search(text) else "starts" if STARTS.search(text) else "within",
        unowned=UNOWNED.search(text) is not None,
        initiatives=re.search(r"\binitiatives?\b", text) is not None,
        below=BELOW.search(text) is not None,
        counts=COUNTS.search(text) is not None,
    )


def _of(table: tuple[tuple[tuple[str, ...], str], ...], text: str) -> tuple[tuple[str, ...], str]:
    """The values said, and the text without the words that said them."""
    found: list[str] = []
    for values, words in table:
        text, times = re.subn(rf"\b(?:{words})\b", " ", text)
        found += values if times else ()
    return tuple(dict.fromkeys(found)), text
