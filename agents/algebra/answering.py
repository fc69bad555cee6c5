"""Answers a question by a typed query, when every word of it is in the query."""

import re
from dataclasses import replace
from typing import Any

from agents.algebra import aims, likeness, parts, reading, sensing, titling
from agents.algebra.query import Query, all_of, leaf
from agents.algebra.reading import OPEN_WORK, Composed, compose
from agents.algebra.running import measure_of, run
from agents.algebra.tagging import Tagged
from agents.algebra.told import daily, tell
from agents.answer import Draft
from agents.reading.names import Gazetteer, fold
from agents.reading.reading import Chip
from agents.reading.stems import holds, stem, stemmed
from agents.reading.words import FILLER
from agents.restating import restating, skeletons
from agents.restating.restating import Choices
from agents.workspace import WorkspaceGateway

# From this likeness to an exemplar on, a question is one of numbers, not of texts: so are four in five of those, and one in ten of others.
COMPUTED_LIKE = 0.57
# So many exemplars are looked at for an offer, and so many offered.
LOOKED_AT, OFFERED = 12, 3
# Intents that tell their sets with more beside, and the slots these may have.
TOLD_WITH_MORE: dict[str, frozenset[str]] = {
    "summary": frozenset(["per", "when"]),
    "throughput": frozenset(["per", "event", "when"]),
    "cycle": frozenset(["when"]),
    "ontime": frozenset(["when", "late", "event", "part", "part_late", "part_words"]),
}
TELLS = {
    "summary": ("list", "count"),
    "throughput": ("list", "count"),
    "cycle": ("cycle", "lead"),
    "ontime": ("list", "share"),
}
# Intents that read such a plain set the same way: their chips can be exchanged, the query's only be read.
CHANGEABLE = {
    "list": frozenset(["open", "overdue", "due", "unassigned", "blocked", "stale"]),
    "count": frozenset(["count"]),
}
# What a chip says of measures that are no number.
LABELS = {
    "list": "which",
    "count": "how many",
    "load": "load",
    "share": "share",
    "waits": "what it waits for",
    "holds": "what waits for it",
    "forecast": "whether in time",
    "standing": "why it stands so",
    "stands": "how it stands",
    "whether": "whether",
    "reasons": "why",
    "standup": "stand-up",
    "did": "what was done",
    "moves": "moves of its date",
    "decided": "decisions",
    "tied": "whether it waits",
    "stays": "how long in a status",
    "growth": "how much it moved",
    "story": "what happened",
    "clashes": "due before what it waits for",
    "aim": "how far",
    "aim_left": "what is missing",
    "aim_forecast": "whether in time",
    "aims": "its parts",
    "unmoved": "what has not moved",
    "lineage": "each time it was set",
}
# Their words say several things of one.
OF_SEVERAL = frozenset(["lineage", "growth", "aim", "aim_left", "aim_forecast"])
MASK = re.compile(r"\[\w+\]")


def composed(
    question: str,
    names: Gazetteer,
    gateway: WorkspaceGateway,
    before: Tagged | None = None,
    *,
    is_same: bool = False,
) -> Composed:
    """The question as far as the algebra reads it, with the words before it that it leans on."""
    me = names.by_ref.get(f"person:{gateway.viewer_id}")
    found = compose(question, names, today=gateway.today, me=me, before=before, is_same=is_same)
    return _settled(found, names, gateway)


def likened(found: Composed, names: Gazetteer, gateway: WorkspaceGateway) -> list[sensing.Meant]:
    """Whole readings with phrases of the lexicon in the place of words nobody knows, the likeliest first."""
    name, vector = gateway.vector(found.tagged.masked)
    phrases = sensing.known(name) if vector is not None else None
    if phrases is None or found.follows:
        return []
    me = names.by_ref.get(f"person:{gateway.viewer_id}")
    read = sensing.meant(
        found, phrases, lambda text: gateway.vector(text)[1], today=gateway.today, me=me
    )
    settled = (replace(one, found=_settled(one.found, names, gateway)) for one in read)
    return [one for one in settled if one.found.is_whole]


def restated(found: Composed, names: Gazetteer, gateway: WorkspaceGateway) -> Choices | None:
    """What the question may mean, said plainly, the likeliest first; None where nobody can tell."""
    known = skeletons.trained()
    if known is None or found.follows or found.cannot:
        return None
    if not restating.is_familiar(found, known):
        return None
    model, states = gateway.states(restating.heard(found))
    if states is None or not model.startswith(restating.MODEL):
        return None
    me = names.by_ref.get(f"person:{gateway.viewer_id}")
    made = restating.choices(found, states, known, today=gateway.today, me=me)
    settled = (replace(one, found=_settled(one.found, names, gateway)) for one in made.questions)
    return replace(made, questions=tuple(one for one in settled if one.found.is_whole))


def _settled(found: Composed, names: Gazetteer, gateway: WorkspaceGateway) -> Composed:
    """What names alone don't say, looked up."""
    me = names.by_ref.get(f"person:{gateway.viewer_id}")
    if any(one.key and gateway.task(one.key) is None for one in found.tagged.tokens):
        return replace(found, query=None)  # it is not there, or not to be seen
    if not found.is_whole and (rest := titling.beside_name(found, gateway)):
        found = reading.composed(rest, gateway.today, me)
    found = aims.with_aim(parts.with_target(found, gateway), gateway)
    if not found.is_whole and (again := parts.with_goal(found, names)):
        other = compose(again, names, today=gateway.today, me=me)
        found = other if other.is_whole else found
    if found.query is not None:
        found = replace(found, query=_with_ids(found.query, gateway))
    if not found.subject or found.query is None:
        return found
    key = _titled(found.subject, gateway)
    if key is None:
        return replace(found, query=None)
    where = all_of(found.query.where, leaf("key", "in", [key]))
    after = " ".join(w for w in (found.query.after, f"({key})") if w)
    return replace(found, query=found.query.model_copy(update={"where": where, "after": after}))


def _titled(subject: str, gateway: WorkspaceGateway) -> str | None:
    """The key of the one task whose title says these words; a part of it may repeat its title."""
    wanted = [stem(word) for word in fold(subject).split() if word not in FILLER]
    titled = [
        (stemmed(one.title), one.key)
        for one in gateway.titled(subject)
        if all(holds(stemmed(one.title), word) for word in wanted)
    ]
    titled.sort(key=lambda one: len(one[0]))
    if not wanted or not titled or not all(titled[0][0].strip() in title for title, _ in titled):
        return None
    return titled[0][1]


def _with_ids(query: Query, gateway: WorkspaceGateway) -> Query:
    """What is below a task is known by the task's id."""
    trees = query.where.get("all", [query.where])
    named = [tree for tree in trees if tree.get("field") == "parent_key"]
    if not named:
        return query
    tasks = [gateway.task(key) for key in named[0]["value"]]
    ids = [task.id for task in tasks if task is not None]
    rest = [tree for tree in trees if tree not in named]
    return query.model_copy(update={"where": all_of(*rest, leaf("parent_id", "in", ids))})


def is_one(found: Composed) -> bool:
    """Whether what looks like several parts is one question: two sides, or one thing then and now."""
    query = found.query if found.is_whole else None
    return query is not None and (bool(query.versus) or query.measure in OF_SEVERAL)


def is_of_target(found: Composed) -> bool:
    """Whether its words are those of a target: none of them is a name that nothing has."""
    query = found.query
    return query is not None and (query.measure.startswith("aim") or query.measure == "forecast")


def is_plain_set(found: Composed, intent: str) -> bool:
    """Whether it is what an intent tells with more about it: how late the oldest is, what each waits for."""
    query = found.query
    if query is None or intent not in TOLD_WITH_MORE:
        return False
    slots = set(query.plain()) - {"measure", "where", "before", "after"}
    trees = query.where.get("all", [query.where])
    is_plain = not any({"any", "not"} & set(tree) for tree in trees)
    is_told = query.measure in TELLS.get(intent, ("list",))
    return is_plain and is_told and slots <= TOLD_WITH_MORE[intent]


def is_changeable(found: Composed, intent: str) -> bool:
    """Whether an intent reads just this set, so that its chips say it, and each can be exchanged."""
    query = found.query
    if query is None or found.as_of is not None:
        return False
    return intent in CHANGEABLE.get(query.measure, ()) and not set(query.plain()) - {
        "measure",
        "where",
        "before",
        "after",
    }


def nearest(found: Composed, names: Gazetteer, gateway: WorkspaceGateway) -> list[str]:
    """Questions most like this one that can be answered, with the names it uses."""
    bank, vector = _likeness(found, gateway)
    if bank is None:
        return []
    offered: list[str] = []
    for one in bank.nearest(found.tagged.masked, vector)[:LOOKED_AT]:
        filled = _filled(one.text, found)
        if filled and filled not in offered and composed(filled, names, gateway).is_whole:
            offered.append(filled)
    return offered[:OFFERED]


def is_computed_like(found: Composed, gateway: WorkspaceGateway) -> bool:
    """Whether it is like questions that are computed, which no text answers."""
    bank, vector = _likeness(found, gateway)
    return bank is not None and bank.likest(vector) >= COMPUTED_LIKE


def _likeness(found: Composed, gateway: WorkspaceGateway) -> tuple[likeness.Bank | None, Any]:
    name, vector = gateway.vector(found.tagged.masked)
    return likeness.known(name) if vector is not None else None, vector


def _filled(text: str, found: Composed) -> str:
    """An exemplar with this question's own names and times; empty when one is missing."""
    held: dict[str, list[str]] = {}
    for token in found.tagged.tokens:
        if token.is_held:
            held.setdefault(token.mask, []).append(token.text)
    for mask in MASK.findall(text):
        if not held.get(mask):
            return ""
        text = text.replace(mask, held[mask].pop(0), 1)
    return text


def answer(found: Composed, gateway: WorkspaceGateway, draft: Draft) -> None:
    """Write the answer of a whole query."""
    query = found.query
    if query is None:
        raise ValueError("nothing to answer")
    if query.measure in ("standup", "did"):
        daily.told(query, gateway, draft)
        return
    open_ones = _open(query, gateway) if found.also_open else None
    result = run(query, gateway)
    tell(query, result, gateway, draft, says_yes=found.says_yes, open_ones=open_ones)


def on_that_day(found: Composed) -> Composed:
    """What is told says of which day it is."""
    if found.query is None or found.as_of is None or found.query.of != "tasks" or found.query.keys:
        return found
    words = f"{found.query.after} on {found.as_of:%-d %b %Y}".strip()
    return replace(found, query=found.query.model_copy(update={"after": words}))


def chips(found: Composed) -> tuple[Chip, ...]:
    """The query in words: what is measured, of what, when."""
    query = found.query or Query()
    measure = measure_of(query)
    label = LABELS.get(query.measure, measure.label)
    parts = [
        ("intent", label),
        ("filter", " ".join(w for w in (query.before, query.of, query.after) if w)),
        ("filter", f"by {query.per}" if query.per else ""),
        ("period", query.when.words if query.when else ""),
        ("filter", " or ".join(side.label for side in query.versus)),
    ]
    return tuple(Chip(kind, words) for kind, words in parts if words)


def _open(query: Query, gateway: WorkspaceGateway) -> int:
    """How many of them are open."""
    still = query.model_copy(update={"where": all_of(query.where, OPEN_WORK), "measure": "count"})
    return len(run(still, gateway).rows)
