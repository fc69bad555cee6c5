"""Open questions, answered in the workspace's own words: the stretch that answers, whose it is, where and when.

A passage is quoted only when it bears on the question: below a floor fitted on questions whose answer was taken
away, it says where it looked and shows the nearest things as links.
"""

import re
from collections.abc import Sequence

from agents import claims
from agents.answer import Draft, of_quote
from agents.facts import Named, Quote
from agents.passages.asked import Asked, key_stems, speech, stemmed
from agents.passages.weighing import Candidate, weighed
from agents.passages.windows import plain
from agents.plain import premise
from agents.plain.statements import (
    DECIDED,
    MOST_QUOTES,
    Pick,
    Statements,
    is_unfinished,
    quote_latest,
    worded,
)
from agents.reading.names import KEY, fold
from agents.reading.reading import Reading
from agents.workspace import WorkspaceGateway

MOST_NEAREST = 5
# From which chance on a stretch is quoted: of a question about texts, and of one that asks for something else
# but was not understood as such. A second one is quoted when it is worth nearly as much.
FLOOR, FLOOR_OF_OTHERS, NEARLY = 0.2, 0.25, 0.7
MOST_TOLD = 3
SAME_MATTER = 2  # telling words two comments share when they speak of one matter
WHY = re.compile(r"\bwhy\b|\bhow come\b")
# “What is Mara's phone number?”: what is asked of a person must be said, most of its words.
OF_A_PERSON = re.compile(
    r"^(?!.*\b(?:say|said|says|think|thinks|write|wrote|decide|decided|according)\b)"
)
MOSTLY = 0.75
SAID_BY = 0.5
FIRST_LETTERS = 30


def narrative(words: str, reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """Quote what answers the question best; a field that answers it was said before."""
    by_field = bool(draft.sentences)
    draft.mode = "retrieved"
    draft.looked_at.append("every task, comment, doc and goal you can see")
    found = _found(words, reading, gateway)
    good = _good(words, found, reading, gateway, floor=FLOOR)
    if by_field and not good and not reading.unknown:
        draft.mode = "computed"
        _last_words(reading, gateway, draft)
        return
    if reading.unknown or not good:
        _refuse(reading, found, draft)
        return
    _tell(good, reading, gateway, draft)


def opened(words: str, reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> bool:
    """Quote what bears on a question that could not be read as one about the work; whether anything does."""
    found = _found(words, reading, gateway)
    good = _good(words, found, reading, gateway, floor=FLOOR_OF_OTHERS)
    if good:
        draft.mode = "retrieved"
        draft.looked_at.append("every task, comment, doc and goal you can see")
        _tell(good, reading, gateway, draft)
    return bool(good)


def _found(words: str, reading: Reading, gateway: WorkspaceGateway) -> list[Quote]:
    """What may answer: of what is named by key all there is, else of the likeliest records."""
    asked = _question(words, reading)
    tasks = [task for key in reading.keys if (task := gateway.task(key))]
    if not tasks:
        return _by_then(gateway.evidence(asked), reading, gateway)
    records = [f"task:{task.id}" for task in tasks]
    found = [quote for record in records for quote in gateway.passages(asked, record=record)]
    return _by_then(found, reading, gateway)


def _question(words: str, reading: Reading) -> str:
    """What is looked for: the words without keys; the day it is asked of is no subject."""
    if reading.as_of is not None and reading.about:
        said = set(reading.slots.normalized.split())
        words = " ".join(word for word in reading.about.split() if word in said)
    return KEY.sub(" ", words)


def _by_then(found: list[Quote], reading: Reading, gateway: WorkspaceGateway) -> list[Quote]:
    """Of a past day only what had been said by then."""
    if reading.as_of is None:
        return found
    return [one for one in found if one.kind != "comment" or one.at <= gateway.now]


def _good(
    words: str,
    found: Sequence[Quote],
    reading: Reading,
    gateway: WorkspaceGateway,
    *,
    floor: float,
) -> list[Pick]:
    """The stretches that answer, the best first; none when the best does not."""
    question = _question(words, reading)
    stems = key_stems(question)
    people = _people(words, reading, gateway)
    is_said = not set(stems) - {word for one in speech() for word in key_stems(one)}
    if people:
        found = [one for one in found if _speaks_of(one, people)]
        if not OF_A_PERSON.search(fold(words)):
            floor *= SAID_BY  # whose words they are answers half of it
    ranked = weighed(question, found, _near(question, gateway))
    if reading.keys and is_said:  # all that was said on it is asked for, from where it begins
        floor, ranked = 0.0, sorted(ranked, key=_place)
    if reading.intent == "decisions":
        ranked = _superseding(ranked)
    ranked = [one for one in ranked if _is_of_those(one, found, reading, people, stems)]
    if people:  # their own words before words about them
        ranked.sort(key=lambda one: one.chance < floor or not _wrote(one.quote, people))
    best = ranked[0] if ranked else None
    if best is None or best.chance < floor:
        return []
    if not premise.is_borne_out(fold(question), stems, [best.quote]):
        return []
    asked = Asked.of(question, found)
    later = sorted((one for one in ranked if _answers(one, best)), key=lambda one: one.quote.at)
    beside = [one for one in ranked if one not in later and _is_beside(one, best, floor)]
    kept = [best, *later[-1:], *beside]
    return [_pick(one, asked) for one in kept[:MOST_TOLD]]


def _place(one: Candidate) -> int:
    """Where in its passage it stands."""
    return plain(one.quote.text).find(one.window.text[:FIRST_LETTERS])


def _is_beside(one: Candidate, best: Candidate, floor: float) -> bool:
    """Whether it is quoted beside the best: nearly as good, and no part of the same words."""
    is_other = (
        one is not best
        and one.quote.text != best.quote.text
        and one.window.text not in best.window.text
    )
    return is_other and one.chance >= max(floor, NEARLY * best.chance)


def _superseding(ranked: Sequence[Candidate]) -> list[Candidate]:
    """Decisions, and what was said later on the same matter in whatever words."""
    decided = [one for one in ranked if DECIDED.search(one.window.text)]
    return [one for one in ranked if one in decided or any(_answers(one, d) for d in decided)]


def _answers(one: Candidate, best: Candidate) -> bool:
    """Whether it was said later on the same matter in the same place: it may say how that came out."""
    shared = set(key_stems(one.window.text)) & set(key_stems(best.window.text))
    is_later = one.quote.record == best.quote.record and one.quote.at > best.quote.at
    return is_later and one.quote.kind == "comment" and len(shared) >= SAME_MATTER


def _is_of_those(
    one: Candidate,
    found: Sequence[Quote],
    reading: Reading,
    people: Sequence[Named],
    stems: Sequence[str],
) -> bool:
    """It speaks of those the question names, and of what is called so and known to nobody."""
    own = stemmed(f"{one.quote.title} {one.quote.heading} {one.window.text}")
    if people and OF_A_PERSON.search(reading.slots.normalized):
        names = {word for name in _names(people) for word in key_stems(name)}
        asked = [word for word in stems if word not in names and word[:-1] not in names]
        said = stemmed(one.window.text)
        if asked and not any(f" {word} " in said for word in asked):
            return False
        if sum(f" {word} " in own for word in asked) < MOSTLY * len(asked):
            return False
    whole = " ".join(
        stemmed(f"{q.title} {q.text} {q.author}") for q in found if q.record == one.quote.record
    )
    return all(stemmed(name) in whole for name in reading.slots.proper)


def _tell(good: Sequence[Pick], reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    statements = Statements(good, gateway, decisions=reading.intent == "decisions").arranged()
    for one in statements[: MOST_QUOTES - len(draft.sentences)]:
        quote = one.pick.quote
        task = gateway.task(quote.key) if is_unfinished(quote, gateway) else None
        also = claims.of_task(task, "category") if task else None
        draft.quote(worded(one, gateway), quote, one.pick.text, also=also)


def _pick(one: Candidate, asked: Asked) -> Pick:
    every = sum(asked.weights.values()) or 1.0
    own = stemmed(one.window.text)
    holds = {word: w / every for word, w in asked.weights.items() if f" {word} " in own}
    return Pick(one.quote, one.window.text, one.features["around"], one.features["said"], holds)


def _near(question: str, gateway: WorkspaceGateway):  # type: ignore[no-untyped-def]
    """How near texts come to a question in meaning; 0 while that is not known."""
    own = gateway.vector(question)[1]

    def near(texts: Sequence[str]) -> list[float]:
        if own is None:
            return [0.0] * len(texts)
        vectors = [gateway.vector(text)[1] for text in texts]
        return [0.0 if one is None else float(one @ own) for one in vectors]

    return near


def _last_words(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """Nobody said why in the question's words: the last that was said may tell."""
    if not WHY.search(reading.slots.normalized):
        return
    ids = [task.id for key in reading.keys if (task := gateway.task(key))]
    for quote in gateway.last_comments(ids).values():
        quote_latest(quote, gateway, draft)


def _people(words: str, reading: Reading, gateway: WorkspaceGateway) -> list[Named]:
    """Those whose names were said, “nadias” too; “I” asks, and is no subject."""
    named = {ref for ref, _ in reading.slots.words}
    found = [person for person in reading.people if f"{person.kind}:{person.id}" in named]
    owning = {word[:-1] for word in fold(words).split() if word.endswith("s")}
    if found or not owning:
        return found
    return [one for one in gateway.names() if one.kind == "person" and _names([one]) & owning]


def _speaks_of(quote: Quote, people: Sequence[Named]) -> bool:
    """One of them wrote it, or is named in it by full or first name."""
    text = f" {fold(quote.title)} {fold(quote.text)} "
    return _wrote(quote, people) or any(f" {name} " in text for name in _names(people))


def _wrote(quote: Quote, people: Sequence[Named]) -> bool:
    return fold(quote.author) in _names(people)


def _names(people: Sequence[Named]) -> set[str]:
    return {fold(word) for one in people for word in (one.name, *one.aliases)}


def _refuse(reading: Reading, found: Sequence[Quote], draft: Draft) -> None:
    """Say plainly that nothing here answers it; the nearest things are links, not claims."""
    draft.mode = "none"
    draft.sentences.clear()
    if reading.unknown:
        draft.looked_at.insert(
            0, f"names like “{'”, “'.join(reading.unknown)}”: nothing here is called so"
        )
    nearest: dict[str, Quote] = {}
    for quote in found:
        nearest.setdefault(quote.record, quote)
    draft.nearest += [of_quote(quote) for quote in list(nearest.values())[:MOST_NEAREST]]
