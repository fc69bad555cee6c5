"""The page of what a sentence counts: its own filter where one says exactly that, else the tasks by key."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from agents.answer import Answer, Sentence
from agents.claims import fingerprint
from agents.claims.claim import parts
from agents.claims.stored import filter_from
from agents.facts import Named
from app.assist.facts import NOBODY, PRIORITIES
from app.assist.filters import filter_of
from app.domain import filters
from app.domain.errors import Invalid
from app.domain.filters import Every, Filter, Leaf, Op

# Fewer than this many tasks are not worth a page of their own.
FEWEST = 2
# Nor do more fit into an address by their keys: of three letters at least, with quotes and a comma.
MOST_KEYS = filters.LONGEST // 6
# Slots of a query that a filter holds, or that only say how it is told.
SAID_BY_FILTER = frozenset(["measure", "where", "before", "after"])
_NOUNS = {
    "person": ("assignees", Op.HAS_ANY),
    "list": ("list_id", Op.IN),
    "space": ("space_id", Op.IN),
}


def with_pages(answer: Answer, names: Sequence[Named], zone: ZoneInfo) -> Answer:
    """The answer, each sentence that counts tasks with the address of exactly these."""
    return replace(answer, sentences=tuple(_opened(one, names, zone) for one in answer.sentences))


def _opened(sentence: Sentence, names: Sequence[Named], zone: ZoneInfo) -> Sentence:
    items = sentence.items
    if len(items) < FEWEST or any(one.startswith("goal:") for one in items):
        return sentence
    wanted = _own_filter(sentence, names, zone)
    if wanted is None and len(items) > MOST_KEYS:
        return sentence
    wanted = wanted or Leaf("key", Op.IN, items)
    try:
        text = filters.to_text(wanted)
        filters.from_text(text)  # a page reads it, or there is none
    except Invalid:
        return sentence
    return replace(sentence, opens=f"/tasks?where={text}")


def _own_filter(sentence: Sentence, names: Sequence[Named], zone: ZoneInfo) -> Filter | None:
    """The filter of the claim whose tasks are exactly those counted."""
    counted = fingerprint(sorted(sentence.items))
    for claim in parts(sentence.claim) if sentence.claim else ():
        about = claim.about
        if claim.predicate == "query" and not {"as_of", "label"} & set(about):
            return _of_query(about["query"])
        if claim.value != counted or "as_of" in about:
            continue
        if claim.predicate == "tasks":
            return filter_of(filter_from(about["filter"]), zone)
        if claim.predicate == "group" and (group := _group(about, names)) is not None:
            return Every((filter_of(filter_from(about["filter"]), zone), group))
    return None


def _of_query(query: Mapping[str, Any]) -> Filter | None:
    """The filter of a query that says all of what is counted."""
    if query.get("measure", "list") not in ("list", "count") or not set(query) <= SAID_BY_FILTER:
        return None
    try:
        return filters.parse(query.get("where", {}))
    except Invalid:
        return None


def _group(about: Mapping[str, Any], names: Sequence[Named]) -> Filter | None:
    """A group of a split as a leaf; None when its label names no one thing."""
    by, label = str(about["by"]), str(about["label"])
    if by == "status":
        return Leaf("status", Op.IS, (label,))
    if by == "priority":
        value = next((number for number, word in PRIORITIES.items() if word == label), 0)
        return Leaf("priority", Op.IS, (value,))
    if by == "tag":
        return (
            Leaf("tags", Op.IS_EMPTY) if label == "No tag" else Leaf("tags", Op.HAS_ANY, (label,))
        )
    if by == "person" and label == NOBODY:
        return Leaf("assignees", Op.IS_EMPTY)
    named = [one.id for one in names if one.kind == by and one.name == label]
    if by not in _NOUNS or len(named) != 1:
        return None
    field, op = _NOUNS[by]
    return Leaf(field, op, (named[0],))
