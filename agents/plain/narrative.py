"""Open questions, answered in the workspace's own words: quoted, dated, linked; at most six.

It refuses rather than guesses: when a name in the question is unknown here, or what was found shares
too little with what was asked, it says where it looked and shows the nearest things as links.
"""

import re
from collections.abc import Sequence

from agents.answer import Draft, of_quote
from agents.facts import Named, Quote
from agents.plain import premise
from agents.plain.picking import SPEECH, Near, in_order, key_stems, picked
from agents.plain.statements import (
    DECIDED,
    MOST_QUOTES,
    Pick,
    Statements,
    quote_latest,
    worded,
)
from agents.plain.targets import targets
from agents.reading.names import KEY, fold
from agents.reading.reading import Reading
from agents.reading.stems import holds, stemmed
from agents.workspace import WorkspaceGateway

MOST_NEAREST = 5
WHY = re.compile(r"\bwhy\b|\bhow come\b")
# “What is Mara's phone number?”: what is asked of a person must be said, every word of it.
OF_A_PERSON = re.compile(
    r"^(?:what|which|when|why|did|does|has|how|where)\b(?!.*\b(?:say|said|says|think|thinks|write|wrote|decide|decided)\b)"
)
HOW = re.compile(r"\bhow (long|often|many|much|far|old|big|large|soon|fast|high)\b")


def narrative(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """Quote what answers the question best; a field that answers it was said before."""
    if targets(reading, gateway, draft):
        draft.mode = "computed"
        return
    by_field = bool(draft.sentences)
    draft.mode = "retrieved"
    draft.looked_at.append("every task, comment, doc and goal you can see")
    picks, good = _from_named(reading, gateway)
    good = _asked_for(_by_then(good, reading, gateway), reading, gateway)
    if not good and not reading.keys:
        picks, every = (_by_then(p, reading, gateway) for p in _from_everywhere(reading, gateway))
        good = _asked_for(every, reading, gateway) or every
    if people := _people(reading):
        asked = key_stems(_content(reading)) if OF_A_PERSON.search(reading.slots.normalized) else []
        good = [
            pick
            for pick in good
            if _speaks_of(pick.quote, people)
            and all(holds(stemmed(pick.quote.text), word) for word in asked)
        ]
        # Their own words before words about them.
        good.sort(key=lambda pick: not _wrote(pick.quote, people))
    if by_field and not good and not reading.unknown:
        draft.mode = "computed"
        _last_words(reading, gateway, draft)
        return
    stems = key_stems(_content(reading))
    if not premise.is_borne_out(reading.slots.normalized, stems, [pick.quote for pick in good]):
        good = []
    records = {pick.quote.record for pick in good}
    whole = [pick for pick in picks if pick.quote.record in records] or good
    if reading.unknown or not good or not _name_all(whole, reading.slots.proper):
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
        quote_latest(quote, gateway, draft)


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
    # How near others come says nothing of these.
    of = picked(found, query, likeness=0.0, near=_near(gateway))
    is_of_words = bool(set(fold(query).split()) - SPEECH)
    is_of_size = HOW.search(reading.slots.normalized) is not None
    return of.picks, of.good if is_of_words or is_of_size else of.picks


def _from_everywhere(reading: Reading, gateway: WorkspaceGateway) -> tuple[list[Pick], list[Pick]]:
    """The same from all there is; the goals it names must be spoken of, and what is asked of them."""
    content = _content(reading)
    query = " ".join([content, *(goal.name for goal in reading.goals)]).strip()
    places = [one.name for one in (*_people(reading), *reading.lists, *reading.spaces)]
    whole = _whole(reading, query)
    found = gateway.passages(" ".join([whole, *places])) if query or places else []
    likeness = gateway.likeness(whole) if found and query else 0.0
    of = picked(found, query, likeness, near=_near(gateway))
    picks, good = of.picks, of.good
    if reading.goals:
        asked = key_stems(content)
        good = [p for p in good if any(holds(stemmed(p.quote.text), one) for one in asked)]
    return picks, good


def _near(gateway: WorkspaceGateway) -> Near:
    """How near two texts are in meaning; nothing while that is not known."""

    def near(one: str, other: str) -> float:
        vectors = [gateway.vector(text)[1] for text in (one, other)]
        return 0.0 if any(v is None for v in vectors) else float(vectors[0] @ vectors[1])

    return near


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
    text = stemmed(" ".join(f"{pick.quote.title} {pick.quote.text}" for pick in picks))
    return all(stemmed(name) in text for name in names)


def _whole(reading: Reading, query: str) -> str:
    """The question as it was said, with what its names took: a sentence means more than its keywords."""
    question = reading.slots.normalized.split()
    return " ".join([*question, *(word for word in fold(query).split() if word not in question)])


def _refuse(reading: Reading, picks: list[Pick], draft: Draft) -> None:
    """Say plainly that nothing here answers it; the nearest things are links, not claims."""
    draft.mode = "none"
    draft.sentences.clear()
    if reading.unknown:
        draft.looked_at.insert(
            0, f"names like “{'”, “'.join(reading.unknown)}”: nothing here is called so"
        )
    nearest: dict[str, Quote] = {}
    for pick in in_order(picks):
        nearest.setdefault(pick.quote.record, pick.quote)
    draft.nearest += [of_quote(quote) for quote in list(nearest.values())[:MOST_NEAREST]]
