"""What is quoted, in order: the best first, and of two statements on one matter the later before the earlier.

A later statement supersedes an earlier one; both are shown, and words say which is which. When somebody
wrote is asked of the log: a page that was saved again keeps the date of words that were in it before.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from agents import claims
from agents.answer import Draft
from agents.changed import Written
from agents.facts import Quote
from agents.plain.words import day, on, short
from agents.reading.names import fold
from agents.reading.words import FILLER
from agents.workspace import WorkspaceGateway

MOST_QUOTES = 6
MOST_OF_A_RECORD = 2
# Groups that may bring a statement that would not be shown for itself: others want room, too.
MOST_BROUGHT = 2
# Two statements are on one matter when they share more than this of the question's weight.
SAME_MATTER = 0.5
# So many telling words two statements on one item share when they speak of one matter.
SAME_SUBJECT = 2
# From this share of common words on, two statements say the same.
SAME_WORDS = 0.8
DECIDED = re.compile(
    r"\b(decid\w+|decision|agreed|we('ll| will)|let's|going with|chose|chosen|conclusion)\b",
    re.IGNORECASE,
)
# Days that are no date.
NEAR = ("today", "yesterday")


@dataclass(frozen=True)
class Pick:
    """The sentence of a passage that answers best."""

    quote: Quote
    text: str
    coverage: float  # of the question's weight, in the passage and its title
    share: float  # of it, in the quoted sentence itself
    holds: Mapping[str, float] = field(
        default_factory=dict[str, float]
    )  # the weight of each telling word in the sentence


@dataclass(frozen=True)
class Statement:
    """A quote, and how it stands to others on its matter."""

    pick: Pick
    place: Literal["alone", "later", "earlier"]
    written: Written


class Statements:
    """The picks of one answer, with when each was written (read once)."""

    def __init__(
        self, picks: Sequence[Pick], gateway: WorkspaceGateway, *, decisions: bool
    ) -> None:
        self.gateway, self.decisions = gateway, decisions
        self.picks = _each_once(picks)
        self._written: dict[int, Written] = {}

    def arranged(self) -> list[Statement]:
        """At most six: each record speaks once, its second sentence takes what room is left."""
        found: list[Statement] = []
        used: set[int] = set()
        brought = 0
        for pick in _chosen(self.picks):
            if id(pick) in used:
                continue
            group = self._group(pick, used, bring=brought < MOST_BROUGHT)
            brought += len(group) > 1
            used |= {id(one) for one in group}
            found += self._placed(group[: MOST_QUOTES - len(found)])
        return found

    def superseding(self, decided: Sequence[Pick]) -> list[Pick]:
        """Decisions, and what was said later on the same matter in whatever words."""
        return [
            pick
            for pick in self.picks
            if any(pick is one or self._follows(pick, one) for one in decided)
        ]

    def _group(self, pick: Pick, used: set[int], *, bring: bool) -> list[Pick]:
        """A pick with those on its matter, the newest first: those shown anyhow, the latest, one earlier."""
        shown = {id(one) for one in _chosen(self.picks)}
        others = [
            p for p in self.picks if id(p) not in used and p is not pick and self._same(p, pick)
        ]
        group = [pick, *(p for p in others if id(p) in shown)]
        if bring and others:
            latest = max(others, key=lambda p: self.written(p).at)
            if self._day(latest) > max(map(self._day, group)):
                group.append(latest)
            if len({self._day(one) for one in group}) < 2:
                earlier = [p for p in others if self._day(p) < self._day(pick)]
                group += earlier[:1]
        return sorted(group, key=lambda p: self.written(p).at, reverse=True)

    def _placed(self, group: Sequence[Pick]) -> Iterable[Statement]:
        newest = max(map(self._day, group), default=None)
        oldest = min(map(self._day, group), default=None)
        for number, pick in enumerate(group):
            earlier = self._day(pick) != newest
            place = (
                "earlier" if earlier else "later" if newest != oldest and number == 0 else "alone"
            )
            yield Statement(pick, place, self.written(pick))

    def _same(self, one: Pick, other: Pick) -> bool:
        """They speak of one matter, and differ."""
        if _is_title(one) or _is_title(other) or _alike(one.text, other.text):
            return False
        common = one.holds.keys() & other.holds.keys()
        shared = sum(one.holds[word] for word in common) > SAME_MATTER
        if one.quote.record != other.quote.record:
            return shared and len(common) > 1
        both_decide = self.decisions and all(DECIDED.search(p.text) for p in (one, other))
        return shared or both_decide or len(_words(one.text) & _words(other.text)) >= SAME_SUBJECT

    def _follows(self, pick: Pick, decided: Pick) -> bool:
        return self._same(pick, decided) and self.written(pick).at > self.written(decided).at

    def written(self, pick: Pick) -> Written:
        """When and by whom the quoted words were written."""
        if id(pick) not in self._written:
            self._written[id(pick)] = self.gateway.written(pick.quote, pick.text)
        return self._written[id(pick)]

    def _day(self, pick: Pick) -> date:
        return self.written(pick).at.astimezone(self.gateway.zone).date()


def is_unfinished(quote: Quote, gateway: WorkspaceGateway) -> bool:
    """What a task says of itself is still to be done."""
    task = gateway.task(quote.key) if quote.kind == "task" else None
    return task is not None and task.category not in ("done", "cancelled")


def worded(statement: Statement, gateway: WorkspaceGateway) -> str:
    """A quote with who wrote it, where and when; of what is to be done, that it is not finished."""
    quote, text = statement.pick.quote, statement.pick.text
    where = quote.key or f"“{quote.title}”"
    if statement.place != "alone":
        when = on(statement.written.at.astimezone(gateway.zone).date(), gateway.today)
        opening = "Most recently" if statement.place == "later" else "Earlier"
        link = "on" if quote.kind == "comment" else "in"
        return f"{opening}, {when}, {statement.written.who or 'somebody'} wrote {link} {where}: “{text}”"
    when = day(quote.at.astimezone(gateway.zone).date(), gateway.today)
    if quote.kind == "comment":
        return f"{quote.author or 'Somebody'} wrote on {where} ({when}): “{text}”"
    if quote.kind == "task":
        open_yet = ", not finished yet," if is_unfinished(quote, gateway) else ""
        return f"{where}{open_yet} says: “{text}”" if text != quote.title else f"{quote.title}."
    return f"The {quote.kind} “{quote.title}” says: “{text}”"


def quote_latest(quote: Quote, gateway: WorkspaceGateway, draft: Draft) -> None:
    """The newest comment on an item."""
    when, words = day(quote.at.astimezone(gateway.zone).date(), gateway.today), short(quote.text)
    kind, _, number = quote.record.partition(":")
    newest = claims.of_last(kind, int(number), quote)
    said = when if when in NEAR else f"on {when}"
    draft.quote(f"Last said, by {quote.author} {said}: “{words}”", quote, words, also=newest)


def _each_once(picks: Sequence[Pick]) -> list[Pick]:
    """None said twice."""
    seen: dict[str, Pick] = {}
    for pick in picks:
        if words := fold(pick.text):
            seen.setdefault(words, pick)
    return list(seen.values())


def _chosen(picks: Sequence[Pick]) -> list[Pick]:
    """The first sentence of each record, then second ones; a record's stand together, the newer first."""
    turns: dict[str, list[Pick]] = {}
    for pick in picks:
        turns.setdefault(pick.quote.record, []).append(pick)
    kept = [
        picks_of_one[turn]
        for turn in range(MOST_OF_A_RECORD)
        for picks_of_one in turns.values()
        if turn < len(picks_of_one)
    ]
    order = list(turns)
    by_record: Callable[[Pick], tuple[int, float]] = lambda p: (  # noqa: E731 - a sort's key
        order.index(p.quote.record),
        -p.quote.at.timestamp(),
    )
    return sorted(kept[:MOST_QUOTES], key=by_record)


def _is_title(pick: Pick) -> bool:
    """A record's own name, which says nothing of when."""
    return fold(pick.text) in fold(pick.quote.title)


def _words(text: str) -> set[str]:
    return {word for word in fold(text).split() if word not in FILLER and len(word) > 3}


def _alike(one: str, other: str) -> bool:
    """They say the same, nearly to the word."""
    mine, theirs = set(fold(one).split()), set(fold(other).split())
    return len(mine & theirs) >= SAME_WORDS * len(mine | theirs)
