"""Open questions, answered in the workspace's own words: quoted, dated, linked; at most six.

It refuses rather than guesses: when a name in the question is unknown here, or what was found shares
too little with what was asked, it says where it looked and shows the nearest things as links.
"""

import math
import re
from collections.abc import Mapping, Sequence

from agents.answer import Draft, of_quote
from agents.facts import Named, Quote
from agents.plain.statements import (
    DECIDED,
    MOST_QUOTES,
    Pick,
    Statements,
    last_said,
    worded,
)
from agents.reading.names import KEY, fold
from agents.reading.reading import Reading
from agents.reading.words import FILLER
from agents.workspace import WorkspaceGateway

MOST_NEAREST = 5
LONGEST = 320
# Below this a sentence is a heading or a greeting more often than an answer.
SHORT = 15
# How much of the question's weight a passage must hold together with how near anything comes to it in
# meaning (of 75 questions with an answer it refuses one); alone while the meaning is not known.
ENOUGH_TOGETHER = 0.72
ENOUGH_COVERAGE = 0.45
# What holds less than this share of what the best holds is left out.
LEAST_BESIDE_BEST = 0.34
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“\"'(])|\n+")
MARKS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)|^#+\s*|^>\s*")
WHY = re.compile(r"\bwhy\b|\bhow come\b")
# “What is Mara's phone number?”: what is asked of a person must be said, every word of it.
OF_A_PERSON = re.compile(
    r"^(?:what|which)(?:'s| is| are| was)\b(?! .*\b(?:say|said|think|write|wrote)\b)"
)
HOW = re.compile(r"\bhow (long|often|many|much|far|old|big|large|soon|fast|high)\b")
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


def narrative(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """Quote what answers the question best; a field that answers it was said before."""
    by_field = bool(draft.sentences)
    draft.mode = "retrieved"
    draft.looked_at.append("every task, comment, doc and goal you can see")
    picks, good = _from_named(reading, gateway)
    good = _asked_for(_by_then(good, reading, gateway), reading, gateway)
    if not good and not reading.keys:
        picks, every = (_by_then(p, reading, gateway) for p in _from_everywhere(reading, gateway))
        good = _asked_for(every, reading, gateway) or every
    if people := _people(reading):
        asked = (
            _key_stems(_content(reading)) if OF_A_PERSON.search(reading.slots.normalized) else []
        )
        good = [
            pick
            for pick in good
            if _speaks_of(pick.quote, people)
            and all(word in fold(pick.quote.text) for word in asked)
        ]
        # Their own words before words about them.
        good.sort(key=lambda pick: not _wrote(pick.quote, people))
    if by_field and not good and not reading.unknown:
        draft.mode = "computed"
        _last_words(reading, gateway, draft)
        return
    if reading.unknown or not good or not _name_all(good, reading.slots.proper):
        _refuse(reading, picks, draft)
        return
    statements = Statements(good, gateway, decisions=reading.intent == "decisions").arranged()
    for one in statements[: MOST_QUOTES - len(draft.sentences)]:
        draft.quote(worded(one, gateway), one.pick.quote, one.pick.text)


def _last_words(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """Nobody said why in the question's words: the last that was said may tell."""
    if not WHY.search(reading.slots.normalized):
        return
    ids = [task.id for key in reading.keys if (task := gateway.task(key))]
    for quote in gateway.last_comments(ids).values():
        last_said(quote, gateway, draft)


def _by_then(picks: list[Pick], reading: Reading, gateway: WorkspaceGateway) -> list[Pick]:
    """Of a past day only what had been said by then."""
    if reading.as_of is None:
        return picks
    return [p for p in picks if p.quote.kind != "comment" or p.quote.at <= gateway.now]


def _asked_for(picks: list[Pick], reading: Reading, gateway: WorkspaceGateway) -> list[Pick]:
    """Of decisions only those, and what was said after them."""
    if reading.intent != "decisions":
        return picks
    decided = [pick for pick in picks if DECIDED.search(pick.text)]
    return Statements(picks, gateway, decisions=True).superseding(decided)


def _from_named(reading: Reading, gateway: WorkspaceGateway) -> tuple[list[Pick], list[Pick]]:
    """All picks, and those that answer, from the tasks and goals the question names."""
    records = [f"task:{t.id}" for key in reading.keys if (t := gateway.task(key))]
    records += [f"goal:{named.id}" for named in reading.goals]
    query = _content(reading)
    found = [quote for record in records for quote in gateway.passages(query, record=record)]
    picks, good = _picked(found, query, likeness=0.0)  # how near others come says nothing of these
    return picks, good if set(fold(query).split()) - SPEECH else picks


def _from_everywhere(reading: Reading, gateway: WorkspaceGateway) -> tuple[list[Pick], list[Pick]]:
    """The same from all there is; the goals it names must be spoken of, and what is asked of them."""
    content = _content(reading)
    query = " ".join([content, *(goal.name for goal in reading.goals)]).strip()
    places = [one.name for one in (*_people(reading), *reading.lists, *reading.spaces)]
    whole = _whole(reading, query)
    found = gateway.passages(" ".join([whole, *places])) if query or places else []
    picks, good = _picked(found, query, gateway.likeness(whole) if found and query else 0.0)
    if reading.goals:
        asked = _key_stems(content)
        good = [p for p in good if any(word in fold(p.quote.text) for word in asked)]
    return picks, good


def _content(reading: Reading) -> str:
    """What is left to search for, without keys and without the “long” of “how long”."""
    asked = set(HOW.findall(reading.slots.normalized))
    words = [word for word in KEY.sub(" ", reading.about).split() if word not in asked]
    if reading.as_of is not None:  # the day it is asked of is no subject
        question = set(reading.slots.normalized.split())
        words = [word for word in words if word in question]
    return " ".join(words)


def _people(reading: Reading) -> list[Named]:
    """Those whose names were said; “I” asks, and is no subject."""
    named = {ref for ref, _ in reading.slots.words}
    return [person for person in reading.people if f"{person.kind}:{person.id}" in named]


def _speaks_of(quote: Quote, people: Sequence[Named]) -> bool:
    """One of them wrote it, or is named in it by full or first name."""
    text = f" {fold(quote.title)} {fold(quote.text)} "
    return _wrote(quote, people) or any(f" {name} " in text for name in _names(people))


def _wrote(quote: Quote, people: Sequence[Named]) -> bool:
    return fold(quote.author) in _names(people)


def _names(people: Sequence[Named]) -> set[str]:
    return {fold(word) for one in people for word in (one.name, *one.aliases)}


def _name_all(picks: Sequence[Pick], names: Sequence[str]) -> bool:
    """Somewhere in them each name of the question stands: what speaks of none of it answers something else."""
    text = fold(" ".join(f"{pick.quote.title} {pick.quote.text}" for pick in picks))
    return all(name.removesuffix("s") in text for name in names)


def _whole(reading: Reading, query: str) -> str:
    """The question as it was said, with what its names took: a sentence means more than its keywords."""
    question = reading.slots.normalized.split()
    return " ".join([*question, *(word for word in fold(query).split() if word not in question)])


def _picked(found: Sequence[Quote], query: str, likeness: float) -> tuple[list[Pick], list[Pick]]:
    weights = _weights(_key_stems(query), found)
    picks = [_best(quote, weights) for quote in found]
    return picks, _enough(picks, weights, likeness)


def _key_stems(query: str) -> list[str]:
    """The question's words that say something, shortened to their stems."""
    words = [word.removesuffix("'s").removesuffix("’s") for word in fold(query).split()]
    words = [word for word in words if word not in FILLER and len(word) > 1]
    kept = [word for word in words if word not in SPEECH] or words
    return list(dict.fromkeys(_stem(word) for word in kept))


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
        "y",
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _weights(words: Sequence[str], found: Sequence[Quote]) -> dict[str, float]:
    """What each word tells: the fewer of the records found hold it, the more."""
    texts: dict[str, str] = {}
    for quote in found:
        texts[quote.record] = (
            f"{texts.get(quote.record, '')} {fold(quote.title)} {fold(quote.text)}"
        )
    held = {word: sum(word in text for text in texts.values()) for word in words}
    return {word: math.log(1 + (len(texts) or 1) / (0.5 + held[word])) for word in words}


def _best(quote: Quote, weights: Mapping[str, float]) -> Pick:
    """The sentence of a passage that holds most of the question; the earlier one when they are equal.

    A page's own name is no answer: it is said anyhow.
    """
    best, best_share = "", -1.0
    sentences = [s.strip(" -*>#|") for s in SENTENCE.split(quote.text) if s.strip(" -*>#|`")]
    for index, sentence in enumerate(s for s in sentences if s != quote.title):
        share = _held(sentence, weights) - 0.01 * min(index, 9)
        if len(sentence) < SHORT:
            share -= 0.2
        if share > best_share:
            best, best_share = sentence, share
    coverage = _held(f"{quote.text} {quote.title}", weights)
    holds = _holds(best, weights)
    return Pick(quote, _cut(best or quote.title), coverage, best_share, holds)


def _holds(text: str, weights: Mapping[str, float]) -> dict[str, float]:
    """The question's words a text holds, with their shares of its weight."""
    folded, every = fold(text), sum(weights.values())
    return {word: weight / every for word, weight in weights.items() if word in folded}


def _held(text: str, weights: Mapping[str, float]) -> float:
    """The share of the question's weight a text holds, 0–1.

    One word more than there are counts as missing: two words found of two prove less than six of six.
    """
    if not weights:
        return 0.0
    folded = fold(text)
    every = sum(weights.values()) * (1 + 1 / len(weights))
    return sum(weight for word, weight in weights.items() if word in folded) / every


def _enough(picks: list[Pick], weights: Mapping[str, float], likeness: float) -> list[Pick]:
    """The picks in order, when they hold enough of the question alone or with how near anything comes."""
    if not picks or not weights:
        return []
    most = max(pick.coverage for pick in picks)
    stands_out = most >= ENOUGH_COVERAGE
    if most + likeness < ENOUGH_TOGETHER if likeness else not stands_out:
        return []
    least = most * LEAST_BESIDE_BEST if stands_out else 0.0
    return [p for p in _in_order(picks) if p.coverage >= least and p.share > 0]


def _in_order(picks: list[Pick]) -> list[Pick]:
    """Records as they were found; within each what holds most of the question first."""
    scores: dict[str, float] = {}
    for pick in picks:
        record = pick.quote.record
        scores[record] = max(scores.get(record, 0.0), pick.quote.score)
    return sorted(picks, key=lambda p: (-scores[p.quote.record], -(p.share + p.coverage)))


def _refuse(reading: Reading, picks: list[Pick], draft: Draft) -> None:
    """Say plainly that nothing here answers it; the nearest things are links, not claims."""
    draft.mode = "none"
    draft.sentences.clear()
    if reading.unknown:
        draft.looked_at.insert(
            0, f"names like “{'”, “'.join(reading.unknown)}”: nothing here is called so"
        )
    nearest: dict[str, Quote] = {}
    for pick in _in_order(picks):
        nearest.setdefault(pick.quote.record, pick.quote)
    draft.nearest += [of_quote(quote) for quote in list(nearest.values())[:MOST_NEAREST]]


def _cut(text: str) -> str:
    line = " ".join(MARKS.sub("", text).split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rsplit(" ", 1)[0] + "…"
