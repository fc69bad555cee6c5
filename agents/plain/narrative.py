"""Open questions, answered in the workspace's own words: quoted, dated, linked; at most six.

It refuses rather than guesses: when a name in the question is unknown here, or what was found shares
too little with what was asked, it says where it looked and shows the nearest things as links.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from agents.answer import Draft, of_quote
from agents.facts import Quote
from agents.plain.words import day
from agents.reading.names import fold
from agents.reading.reading import Reading
from agents.reading.words import FILLER
from agents.workspace import Desk

MOST_QUOTES = 6
MOST_OF_A_RECORD = 2
MOST_NEAREST = 5
LONGEST = 320
# Share of the telling words a quote must hold, alone or with how near its meaning is.
ENOUGH_COVERAGE = 0.6
ENOUGH_TOGETHER = 0.98
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“\"'(])|\n+")
MARKS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)|^#+\s*|^>\s*")
ASKS_WHEN = re.compile(r"\b(when|date|deadline|until when)\b")
DECIDED = re.compile(
    r"\b(decid\w+|decision|agreed|we('ll| will)|let's|going with|chose|chosen|conclusion)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Pick:
    """The sentence of a passage that answers best."""

    quote: Quote
    text: str
    coverage: float
    share: float  # of the words, in the quoted sentence itself
    score: float


def narrative(reading: Reading, desk: Desk, draft: Draft) -> None:
    """Quote what answers the question best."""
    draft.mode = "retrieved"
    query = reading.about or ""
    found = _passages(reading, desk, query)
    draft.looked_at.append("every task, comment, doc and goal you can see")
    words = _telling(query)
    picks = sorted((_best(quote, words) for quote in found), key=lambda p: -p.score)
    good = _enough(picks, words, desk.likeness(query) if query else 0.0)
    if reading.intent == "decisions":
        good = [p for p in good if DECIDED.search(p.text)] or good
    if reading.unknown or not good:
        _refuse(reading, picks, draft)
        return
    _field_first(reading, desk, draft)
    for pick in _distinct(good)[:MOST_QUOTES]:
        draft.quote(_said(pick, desk), pick.quote, pick.text)


def _passages(reading: Reading, desk: Desk, query: str) -> list[Quote]:
    """From the named tasks and goals alone when there are any, else from everywhere."""
    records = [f"task:{t.id}" for key in reading.keys if (t := desk.task(key))]
    records += [f"goal:{named.id}" for named in reading.goals]
    inside = [
        quote for record in records for quote in desk.passages(query or "what", record=record)
    ]
    if inside:
        return inside
    names = " ".join(
        n.name for n in (*reading.people, *reading.lists, *reading.spaces, *reading.goals)
    )
    return desk.passages(f"{query} {names}".strip()) if query or names else []


def _telling(query: str) -> list[str]:
    """The question's words that say something, shortened to their stems."""
    return list(
        dict.fromkeys(_stem(w) for w in fold(query).split() if w not in FILLER and len(w) > 1)
    )


def _stem(word: str) -> str:
    for ending in (
        "ations",
        "ation",
        "ings",
        "ing",
        "ies",
        "ied",
        "ers",
        "ed",
        "es",
        "er",
        "s",
        "e",
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _best(quote: Quote, words: list[str]) -> Pick:
    """The sentence of a passage that holds most of the words; its title counts a little."""
    title = fold(quote.title)
    best, best_share = "", -1.0
    sentences = [s.strip(" -*>#|") for s in SENTENCE.split(quote.text) if s.strip(" -*>#|`")]
    for index, sentence in enumerate(sentences):
        folded = fold(sentence)
        share = sum(word in folded for word in words) / max(1, len(words)) - 0.01 * min(index, 9)
        if len(sentence) < 15:
            share -= 0.2
        if share > best_share:
            best, best_share = sentence, share
    whole = fold(quote.text) + " " + title
    coverage = sum(word in whole for word in words) / max(1, len(words))
    return Pick(
        quote,
        _cut(best or quote.title),
        coverage,
        best_share,
        0.6 * max(0.0, best_share) + 0.4 * coverage + quote.score,
    )


def _enough(picks: list[Pick], words: list[str], likeness: float) -> list[Pick]:
    """What covers enough of the question, alone or with how near anything comes to it."""
    if not picks or not words:
        return []
    top = picks[0]
    if top.coverage < ENOUGH_COVERAGE and top.coverage + likeness < ENOUGH_TOGETHER:
        return []
    least = max(top.coverage * 0.6, 0.34)
    return [pick for pick in picks if pick.coverage >= least and pick.share > 0]


def _field_first(reading: Reading, desk: Desk, draft: Draft) -> None:
    """What a field answers comes before what somebody wrote."""
    if not ASKS_WHEN.search(reading.about.casefold()):
        return
    for key in reading.keys:
        task = desk.task(key)
        if task and task.due:
            draft.say_of_task(f"{task.key} is due {day(task.due, desk.today)}.", task)


def _distinct(picks: list[Pick]) -> list[Pick]:
    """None said twice, two of a record at most; within a record the newer words come first."""
    kept: list[Pick] = []
    seen: set[str] = set()
    per_record: dict[str, int] = {}
    for pick in picks:
        words, record = fold(pick.text), pick.quote.record
        if words and words not in seen and per_record.get(record, 0) < MOST_OF_A_RECORD:
            seen.add(words)
            per_record[record] = per_record.get(record, 0) + 1
            kept.append(pick)
    order = {record: n for n, record in enumerate(dict.fromkeys(p.quote.record for p in kept))}
    return sorted(kept, key=lambda p: (order[p.quote.record], -_moment(p.quote.at)))


def _moment(at: datetime) -> float:
    return at.timestamp()


def _said(pick: Pick, desk: Desk) -> str:
    quote = pick.quote
    when = day(quote.at.astimezone(desk.zone).date(), desk.today)
    where = quote.key or f"“{quote.title}”"
    if quote.kind == "comment":
        return f"{quote.author or 'Somebody'} wrote on {where} ({when}): “{pick.text}”"
    if quote.kind == "task":
        return f"{where} says: “{pick.text}”" if pick.text != quote.title else f"{quote.title}."
    return f"The {quote.kind} “{quote.title}” says: “{pick.text}”"


def _refuse(reading: Reading, picks: list[Pick], draft: Draft) -> None:
    """Say plainly that nothing here answers it; the nearest things are links, not claims."""
    draft.mode = "none"
    draft.sentences.clear()
    if reading.unknown:
        draft.looked_at.insert(
            0, f"names like “{'”, “'.join(reading.unknown)}”: nothing here is called so"
        )
    draft.nearest += [of_quote(p.quote) for p in picks[:MOST_NEAREST]]


def _cut(text: str) -> str:
    line = " ".join(MARKS.sub("", text).split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rsplit(" ", 1)[0] + "…"
