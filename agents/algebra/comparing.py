"""Two sides of a comparison: names, times, happenings or states that stand beside each other."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import get_args

from agents.algebra import conditions, days, movers, roles
from agents.algebra.composing import Work, called, stretch
from agents.algebra.query import Event, Side, leaf
from agents.algebra.tagging import Token
from agents.reading import spans
from agents.reading.reading import Period

JOINS = ("compare.or", "compare.than", "compare.vs", "compare.and")
STRONG = ("compare.more", "compare.fewer", "compare.compare", "compare.vs", "compare.than")
MOST_SIDES = 4
LOW_IS_GOOD = frozenset(["cycle", "lead", "pickup", "lateness", "in_status", "age"])
WITH = ("with", "to")  # “compare 2024 with 2025”
EVENTS = frozenset(get_args(Event))  # what is only told, as a decision, is no side
GAP = 5  # words between two sides


def sides(work: Work) -> None:
    """Find what is set against what."""
    strong = work.has(*STRONG) or work.has("order.most", "order.least", "ask.who")
    strong = strong or (work.of == "goals" and work.has("measure.progress", "measure.pace"))
    for finder in (_names, _times, _events, _states):
        places = finder(work)
        if len(places) < 2 or not _joined(work, places):
            continue
        if finder is _names and not (strong and not _only_and(work, places)):
            continue
        if finder is _states and not work.has(*STRONG):
            continue
        if finder is not _names and not strong and not work.has("compare.or"):
            continue
        _take(work, places)
        return


def _only_and(work: Work, places: list[int]) -> bool:
    """“Mara and Jonas” together, unless they are compared."""
    joins = {
        sense
        for low, high in pairwise(places)
        for one in work.tokens[low + 1 : high]
        for sense in one.senses
        if sense in JOINS
    }
    return joins <= {"compare.and"} and not work.has(
        "compare.compare", "compare.more", "compare.fewer"
    )


def _joined(work: Work, places: list[int]) -> bool:
    """Between two neighbours stands a word that joins them, or they are compared side by side."""
    for low, high in pairwise(places):
        between = work.tokens[low + 1 : high]
        if len(between) > GAP:
            return False
        is_last = high == places[-1]
        compares = work.has("compare.compare") and any(one.text in WITH for one in between)
        if is_last and not (compares or any(one.can(*JOINS) for one in between)):
            return False
    return True


def _names(work: Work) -> list[int]:
    kinds: dict[str, list[int]] = {}
    for n, one in enumerate(work.tokens):
        if one.named:
            kind = "place" if one.named[0].kind in ("list", "space") else one.named[0].kind
            kinds.setdefault(kind, []).append(n)
        elif one.key and work.of == "tasks":
            kinds.setdefault("task", []).append(n)
        elif one.can("me.me") and work.me and work.has("compare.than", "compare.vs", "compare.or"):
            kinds.setdefault("person", []).append(n)
    return max(kinds.values(), key=len, default=[])[:MOST_SIDES]


def _times(work: Work) -> list[int]:
    said = [(n, one.period) for n, one in enumerate(work.tokens) if one.period]
    if work.of == "goals":  # how it was on one day and is on another is told of the goal itself
        said = [(n, period) for n, period in said if days.is_of_period(period)]
    return [n for n, _ in said][:2]


def _events(work: Work) -> list[int]:
    found = {
        one.kind("event"): n
        for n, one in reversed(list(enumerate(work.tokens)))
        if one.kind("event")
    }
    found = {kind: n for kind, n in found.items() if kind in EVENTS}
    return sorted(found.values()) if work.has("compare.than", "compare.vs", "compare.or") else []


def _states(work: Work) -> list[int]:
    """“more urgent or high priority ones that are open”: two of a kind beside the word that joins them."""
    if not work.has("compare.than", "compare.vs", "compare.or"):
        return []
    for kind in ("priority", "state"):
        found = [n for n, one in enumerate(work.tokens) if one.kind(kind)]
        if len(found) == 2 and _joined(work, found):
            return found
    return []


def _take(work: Work, places: list[int]) -> None:
    work.sides = [side for n in places if (side := _side(work, n)) is not None]
    if work.of == "tasks" and roles.sides_make(work) is not None:
        work.sides = [_as_makers(side) for side in work.sides]
    if len(work.sides) < len(places):
        work.fails = "a side can't be told"
    for low, high in pairwise(places):
        work.take(*(n for n in range(low + 1, high) if _joins(work.tokens[n])))
    work.take(*places, *(n for n in work.free(*STRONG, "compare.or")))
    work.take(*work.free("compare.better", "compare.worse"))
    work.order = "least" if work.has("compare.fewer", "order.least") else "most"
    for n in list(work.free("order.most", "order.least", "ask.who", "ask.which")):
        work.take(n)


def _as_makers(side: Side) -> Side:
    """“who created more, Lena or Jonas?”: who made them, not who has them."""
    if side.where is None or side.where.get("field") != "assignees":
        return side
    return side.model_copy(update={"where": leaf("created_by", "in", side.where["value"])})


def better(work: Work) -> None:
    """“did it get better?”: what is good of a measure, once it is known."""
    if not work.sides or not work.has("compare.better", "compare.worse"):
        return
    if work.measure not in LOW_IS_GOOD:
        work.fails = "better by what?"
    is_better = work.has("compare.better")
    work.order = "least" if is_better else "most"


def _is_person(token: Token) -> bool:
    return bool(token.named) and token.named[0].kind == "person"


def _beside(work: Work, at: int) -> bool:
    """“who moved more dates, Priya or Oskar?”."""
    asks = None if work.has("event.created") else movers.subject(work)
    return asks is not None and asks != at and not work.tokens[asks].named


def _of_time(work: Work, period: Period) -> Side:
    """What happened then; goals whose own period it is."""
    if work.of != "goals":
        return Side(label=called(period), when=stretch(period))
    last = period.end - timedelta(days=1)
    label = spans.stretch(period.start, last) or called(period)
    return Side(label=label, where=days.has_a_day_of(period))


def _joins(token: Token) -> bool:
    return token.can(*JOINS) or token.text in WITH


def _side(work: Work, at: int) -> Side | None:
    token: Token = work.tokens[at]
    if token.can("me.me") and work.me:
        token = replace(token, named=(work.me,))
    if token.named:
        return _named(work, at, token)
    if token.key:
        return Side(label=token.key, where=leaf("key", "in", [token.key]))
    if token.period:
        return _of_time(work, token.period)
    if event := token.kind("event"):
        return Side.model_validate({"label": event, "event": event})
    if state := token.kind("state"):
        if state not in conditions.STATES:
            return None
        made = conditions.state(state, at)
        return Side(label=made.before or made.after, where=made.tree)
    number = int(token.kind("priority") or 0)
    return Side(
        label=conditions.PRIORITY[number],
        where={"field": "priority", "op": "is", "value": number},
    )


def _named(work: Work, at: int, token: Token) -> Side | None:
    """Whose, where, or which; of what was moved, who did it."""
    label = " or ".join(dict.fromkeys(one.name for one in token.named))
    if (at == movers.subject(work) and not work.has("event.created")) or (
        _is_person(token) and _beside(work, at)
    ):
        return Side(label=label, by=tuple(one.name for one in token.named))
    if work.of in ("comments", "docs"):
        if token.named[0].kind != "person":
            return None
        return Side(label=label, by=tuple(one.name for one in token.named))
    made = (
        conditions.of_goal(token.named, at, is_itself=True)
        if work.of == "goals"
        else conditions.named(token.named, at, role="")
    )
    return Side(label=label, where=made.tree) if made else None
