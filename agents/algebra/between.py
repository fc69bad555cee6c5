"""How long from one thing that happens to another: “between starting a task and finishing it”."""

from agents.algebra.composing import Work
from agents.algebra.tagging import Token

FIRST = {
    "event.created": "lead",
    "measure.lead": "lead",
    "event.started": "cycle",
    "due.starts": "cycle",
    "state.open": "lead",
    "state.started": "cycle",
}
LAST = ("event.done", "state.done")
STARTS = ("event.started", "state.started", "due.starts")
BEFORE = frozenset(["between", "from", "once", "after", "since"])
TAKES = frozenset(["need", "needs", "needed", "require", "requires", "pass", "passes", "went by"])
UNTIL = frozenset(["until", "till", "to", "before", "through"])
ASKS = ("ask.long", "unit.days", "average.average", "order.most", "order.least", "speed.time")
SAID = ("ask.long", "unit.days", "ask.count", "average.average", "measure.times", "measure.cycle")


def span(work: Work) -> bool:
    """Find it: which two happenings, and that the time between them is asked for."""
    if not work.has(*ASKS, "measure.times", "compare.more", "compare.fewer"):
        return False
    for n, one in enumerate(work.tokens):
        name = next((name for sense, name in FIRST.items() if one.can(sense)), "")
        last = _last(work, n, LAST)
        start = _last(work, n, STARTS) if name == "lead" else None
        if start is not None and (last is None or start < last):
            name, last = "pickup", start
        if not name or last is None or not _joins(work, n, last) or {n, last} & work.turned:
            continue
        work.measure = name
        inside = range(n, last + 1)
        verbs = (m for m, one in enumerate(work.tokens) if one.text in TAKES)
        work.take(*inside, *verbs, *(m for m in work.free(*SAID) if m not in work.turned))
        return True
    return False


def _last(work: Work, at: int, senses: tuple[str, ...]) -> int | None:
    return next((m for m in range(at + 1, len(work.tokens)) if work.tokens[m].can(*senses)), None)


def _is_beside(one: Token) -> bool:
    return one.is_free or one.can("of.tasks", "compare.and") or one.text in UNTIL


def _joins(work: Work, first: int, last: int) -> bool:
    """Nothing but the task stands between them, and a word says that the time is meant."""
    inside = work.tokens[first + 1 : last]
    if any(one.is_held or not _is_beside(one) for one in inside):
        return False
    opens = work.tokens[first].text.split()[0] in BEFORE
    opens = opens or (first > 0 and work.tokens[first - 1].text in BEFORE)
    return opens or any(one.text in UNTIL for one in inside)
