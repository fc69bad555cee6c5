"""Which sentence of what was found answers a question, and whether it holds enough of it to be an answer."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from agents.facts import Quote
from agents.plain.statements import (
    Pick,
)
from agents.reading.names import fold
from agents.reading.stems import holds, stem, stemmed
from agents.reading.words import FILLER

LONGEST = 320


# Below this a sentence is a heading or a greeting more often than an answer.
SHORT = 15


# How much of the question's weight a passage must hold together with how near it is in meaning; and
# alone, while the meaning is not known.
ENOUGH, ENOUGH_COVERAGE = 0.57, 0.42
# What tells less than this share of what the best tells is left out.
LEAST_BESIDE_BEST = 0.75
# A second and third record speak when they are nearly as good.
NEARLY, MOST_RECORDS, MOST_OF_ONE = 0.8, 3, 2
# What being found first, and all that a record holds, add to what a passage says.
EARLY, OF_RECORD = 0.15, 0.3
OF_PASSAGE = 0.75  # of what the whole passage holds, for a sentence of it whose meaning is known
UNDER = 0.5  # of what a heading holds, for what stands below it
LOOKED_AT = 10  # passages whose meaning is compared
MOST_LETTERS = 260  # of a sentence with those after it
Near = Callable[[str, str], float]


SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“\"'(])|\n+")


# What a form asks to be filled in tells nothing of the work.
TEMPLATE = re.compile(r"^\W*(?:done when|definition of done|acceptance criteria)\b", re.IGNORECASE)


MARKS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)|^#+\s*|^>\s*")


# How one asks for what was said; what was said holds other words.
SPEECH = frozenset(
    [
        "agree",
        "agreed",
        "conclude",
        "concluded",
        "decide",
        "decided",
        "decision",
        "decisions",
        "mention",
        "mentioned",
        "said",
        "say",
        "says",
        "think",
        "thinks",
        "thought",
        "write",
        "wrote",
    ]
)


@dataclass(frozen=True)
class Found:
    """What a question found: every pick, and those of the up to three records that answer it."""

    picks: list[Pick]
    good: list[Pick]


def picked(
    found: Sequence[Quote],
    query: str,
    likeness: float,
    near: Near | None = None,
) -> Found:
    """Choose the record first, by all it says together, then the passages in it.

    `near` is how near two texts are in meaning, 0–1, where that is known.
    """
    stems = key_stems(query)
    weights = _weights(stems, found)
    stock = _said_of_several(found)
    picks = [_best(quote, weights) for quote in found]
    worthy = [
        pick
        for pick in picks
        if not _is_title(pick) and fold(pick.quote.text) not in stock and len(pick.text) >= SHORT
    ]
    if not worthy or not weights:
        return Found(picks, [])
    valued = _valued(found, worthy, weights, lambda pick: near(query, pick.text) if near else 0.0)
    least = ENOUGH if likeness else ENOUGH_COVERAGE
    good = [one for one in valued if one.evidence >= least]
    return Found(picks, _told(good or []))


@dataclass(frozen=True)
class Valued:
    """A pick with how much speaks for it: in itself, and together with its record."""

    pick: Pick
    evidence: float
    value: float


def _valued(
    found: Sequence[Quote],
    worthy: Sequence[Pick],
    weights: Mapping[str, float],
    near: Callable[[Pick], float],
) -> list[Valued]:
    """By what a passage holds and means, what its record holds, and how early that was found; best first."""
    top = max((quote.score for quote in found), default=0.0) or 1.0
    texts: dict[str, str] = {}
    scores: dict[str, float] = {}
    for quote in found:
        texts[quote.record] = f"{texts.get(quote.record, quote.title)} {quote.text}"
        scores[quote.record] = max(scores.get(quote.record, 0.0), quote.score)
    whole = {
        record: OF_RECORD * _held(text, weights) + EARLY * scores[record] / top
        for record, text in texts.items()
    }
    likely = sorted(worthy, key=lambda one: -(one.share + whole[one.quote.record]))[:LOOKED_AT]
    valued: list[Valued] = []
    for pick in likely:
        alike = near(pick)
        own = max(pick.share, _held(f"{pick.text} {pick.quote.title}", weights))
        own = max(own, (OF_PASSAGE if alike else 1.0) * pick.coverage)
        value = pick.share + alike + whole[pick.quote.record]
        valued.append(Valued(pick, own + alike, value))
    return sorted(valued, key=lambda one: -one.value)


def _told(good: Sequence[Valued]) -> list[Pick]:
    """Of the best record what tells most; of others, and of each a second passage, only what tells nearly as much."""
    if not good:
        return []
    first = good[0]
    records = list(
        dict.fromkeys(one.pick.quote.record for one in good if one.value >= NEARLY * first.value)
    )[:MOST_RECORDS]
    kept: list[Pick] = []
    for record in records:
        of_it = [one for one in good if one.pick.quote.record == record]
        kept += [
            one.pick
            for one in of_it[:MOST_OF_ONE]
            if one.value >= LEAST_BESIDE_BEST * of_it[0].value
        ]
    return kept


def _said_of_several(found: Sequence[Quote]) -> frozenset[str]:
    """A comment that is written alike on several records speaks of none of them."""
    records: dict[str, set[str]] = {}
    for quote in found:
        if quote.kind == "comment":
            records.setdefault(fold(quote.text), set()).add(quote.record)
    return frozenset(text for text, of in records.items() if len(of) > 1)


def _is_title(pick: Pick) -> bool:
    """A record's own name: it is said anyhow, and tells nothing of what became of it."""
    return fold(pick.text) in fold(pick.quote.title)


def key_stems(query: str) -> list[str]:
    """The stems of the question's words that say something."""
    words = [word.removesuffix("'s") for word in fold(query).split()]
    words = [word for word in words if word not in FILLER and len(word) > 1]
    kept = [word for word in words if word not in SPEECH] or words
    return list(dict.fromkeys(stem(word) for word in kept))


def _weights(words: Sequence[str], found: Sequence[Quote]) -> dict[str, float]:
    """What each word tells: the fewer of the records found hold it, the more."""
    texts: dict[str, str] = {}
    for quote in found:
        own = stemmed(f"{quote.title} {quote.text}")
        texts[quote.record] = texts.get(quote.record, "") + own
    held = {word: sum(holds(text, word) for text in texts.values()) for word in words}
    return {word: math.log(1 + (len(texts) or 1) / (0.5 + held[word])) for word in words}


def _best(quote: Quote, weights: Mapping[str, float]) -> Pick:
    """What of a passage holds most of the question, with what follows it; what stands under a heading is on that."""
    best, best_share, at = "", -1.0, 0
    for heading, lines in blocks(quote.text):
        above = (1 - UNDER) * _held(heading, weights)
        for n, line in enumerate(lines):
            share = max(_held(line, weights), _held(f"{heading} {line}", weights) - above)
            share -= 0.01 * min(at, 9)
            at += 1
            if len(line) < SHORT:
                share -= 0.2
            if share > best_share and line != quote.title:
                best, best_share = _with_neighbours(lines, n), share
    coverage = _held(f"{quote.text} {quote.title}", weights)
    return Pick(quote, _cut(best or quote.title), coverage, best_share, _shares(best, weights))


def blocks(text: str) -> list[tuple[str, list[str]]]:
    """A text's paragraphs and lists under their headings, as sentences and list items."""
    found: list[tuple[str, list[str]]] = []
    heading = ""
    for part in re.split(r"\n\s*\n", text):
        rows = part.strip().split("\n")
        if rows[0].startswith("#"):
            heading, rows = rows[0].strip("# "), rows[1:]
        lines = [line.strip() for row in rows for line in SENTENCE.split(row)]
        lines = [line for line in lines if line.strip(" -*>#|`")]
        if TEMPLATE.match(heading) or (lines and TEMPLATE.match(lines[0])):
            continue
        if lines:
            found.append((heading, lines))
    return found


def _with_neighbours(lines: Sequence[str], at: int) -> str:
    """A sentence with those after it, then those before it, that fit: what answers often stands beside what was asked."""
    text = lines[at]
    for line in lines[at + 1 :]:
        if len(text) + len(line) > MOST_LETTERS:
            break
        text = f"{text} {line}"
    for line in reversed(lines[:at]):
        if len(text) + len(line) > MOST_LETTERS:
            break
        text = f"{line} {text}"
    return text


def _shares(text: str, weights: Mapping[str, float]) -> dict[str, float]:
    """The question's words a text holds, with their shares of its weight."""
    stems, every = stemmed(text), sum(weights.values())
    return {word: weight / every for word, weight in weights.items() if holds(stems, word)}


def _held(text: str, weights: Mapping[str, float]) -> float:
    """The share of the question's weight a text holds, 0–1.

    One word more than there are counts as missing: two words found of two prove less than six of six.
    """
    if not weights:
        return 0.0
    stems = stemmed(text)
    every = sum(weights.values()) * (1 + 1 / len(weights))
    return sum(weight for word, weight in weights.items() if holds(stems, word)) / every


def in_order(picks: list[Pick]) -> list[Pick]:
    """Records as they were found; within each what holds most of the question first."""
    scores: dict[str, float] = {}
    for pick in picks:
        record = pick.quote.record
        scores[record] = max(scores.get(record, 0.0), pick.quote.score)
    return sorted(picks, key=lambda p: (-scores[p.quote.record], -(p.share + p.coverage)))


def _cut(text: str) -> str:
    line = " ".join(MARKS.sub("", text).split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rsplit(" ", 1)[0] + "…"
