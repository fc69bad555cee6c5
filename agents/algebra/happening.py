"""What happened: to all that fits, or to the one task that is asked about."""

from itertools import pairwise

from agents.algebra import conditions, movers, roles
from agents.algebra.composing import Work
from agents.algebra.conditions import Condition
from agents.algebra.query import leaf

HAPPENED = (
    *("done", "created", "started", "cancelled", "reopened", "slipped", "hastened", "moved"),
)
# Without a time these words speak of how work is now.
AS_STATES = {"done": "done", "started": "started", "cancelled": "cancelled"}
EXPLAINED = ("moved", "slipped", "hastened", "cancelled", "reopened")
MOVES = ("moved", "slipped", "hastened")
EACH_TIME = ("how often", "how many times", "how often was")
KINDS = ("task", "ticket", "issue")  # “the sign-up form task”: no word of its title
WHY = ("why", "how come")
REASON = (*WHY, "the reason", "what reason", "for what reason")
OF_ONE = ("age", "cycle", "lead", "pickup", "lateness", "earliness", "in_status", "working")
SPANS = ("per.week", "per.month", "of.weeks", "of.months")


def happening(work: Work) -> None:
    """What happened, when a time or a count of it is asked; else how work is now."""
    if work.of == "goals" or any(side.event for side in work.sides):
        return
    is_due = work.has("due.due", "due.ends") or _is_with_date(work)
    timed = (
        work.has(*SPANS)
        or (any(one.period for one in work.tokens) and not is_due)
        or any(side.when for side in work.sides)
    )
    if (timed or _into(work)) and _entered(work):
        return
    if timed and work.has("role.by_creator") and not any(one.kind("event") for one in work.tokens):
        work.event = "created"  # “created by Mara in May”
    for n, name in list(work.of_kind("event")):
        if name in HAPPENED and not _taken(work, n, name, timed=timed):
            return


def _is_with_date(work: Work) -> bool:
    """“with a due date this month”: the time is of the date."""
    return any(
        one.can("prop.due") and other.period
        for one, other in pairwise(work.tokens)
        if not work.has("event.moved", "event.slipped")
    )


def _entered(work: Work) -> bool:
    """“how many went into review this week?”."""
    for n in [*work.free("into.status"), *_into(work)]:
        reach = len(work.tokens) if work.tokens[n].can("event.moved") else n + 3
        status = next(
            (m for m in range(n + 1, min(reach, len(work.tokens))) if _is_status(work, m)), None
        )
        if status is not None:
            work.event, work.status = "entered", work.tokens[status].named[0].name
            work.take(n, status)
            if roles.asks_who_did(work, n):
                work.refuse("who moved it there is not told", n)
            return True
    return False


def _into(work: Work) -> list[int]:
    """“moved most to In review”: the status stands right after the “to”."""
    ends = [n for n in range(2, len(work.tokens)) if _is_status(work, n)]
    is_to = any(work.tokens[n - 1].text in ("to", "into") for n in ends)
    return list(work.free("event.moved")) if is_to else []


def _is_status(work: Work, at: int) -> bool:
    named = work.tokens[at].named
    return bool(named) and named[0].kind == "status"


def _taken(work: Work, at: int, name: str, *, timed: bool) -> bool:
    """Make of a happening what it means here; False when nothing more can be made of any."""
    if at in work.used:
        return True
    if at in work.turned:
        return _denied(work, at, name, timed=timed)
    if work.event is not None and work.event != name:
        return name in AS_STATES and not timed
    did = name == "cancelled" and movers.subject(work) is not None  # “who cancelled the most?”
    if timed or did or name not in AS_STATES or (name in EXPLAINED and work.has("ask.why")):
        if name == "slipped" and any(one.text in EACH_TIME for one in work.tokens):
            name = "moved"
        if name == "created" and not timed and not _creates(work, at):
            return True
        work.event = name  # pyright: ignore[reportAttributeAccessIssue] - one of HAPPENED
        work.take(at, *(work.free("prop.due") if name in MOVES else ()))
        if name == "reopened":
            _after_done(work, at)
    else:
        known = conditions.STATES[AS_STATES[name]][0]
        if not any(c.tree == known for c in work.conditions):
            work.conditions.append(conditions.state(AS_STATES[name], at))
        work.take(at)
    return True


def _after_done(work: Work, at: int) -> None:
    """“reopened after they were already done”: only what is over can be."""
    later = [n for n in work.free("event.done", "state.done") if n not in work.turned]
    for n in later:
        before = [one.text for one in work.tokens[min(at, n) : max(at, n)]]
        if "after" in before or "and" in before or "then" in before:
            work.take(n, *(m for m in range(len(work.tokens)) if work.tokens[m].text == "after"))


def subject(work: Work) -> None:
    """“why was ENG-12 moved?”, “why did the battle card slip?”: one task, by its key or its title."""
    known = REASON if any(one.key for one in work.tokens) else WHY
    why = next((n for n in work.free("ask.why") if work.tokens[n].text in known), None)
    at = next((n for n, name in work.of_kind("event") if name in EXPLAINED), None)
    keys = [one.key for one in work.tokens if one.key]
    if why is None or at is None or work.of != "tasks":
        return
    inside = [n for n in range(why + 1, at) if not work.tokens[n].is_free]
    inside = [n for n in inside if not work.tokens[n].can("prop.due", "due.due", "of.tasks")]
    if not keys and _is_of_several(work, why, at):
        return
    if not keys and movers.subject(work) in inside:
        return  # “why did Oskar push back dates?”
    if keys:
        work.conditions.append(Condition(leaf("key", "in", keys), at, "", f"({', '.join(keys)})"))
    elif inside:
        said = [
            one
            for one in work.tokens[inside[0] : inside[-1] + 1]
            if not (one.can("of.tasks") and one.text in KINDS)
        ]
        work.subject = " ".join(one.quoted or one.text for one in said)
    else:
        return
    name = work.tokens[at].kind("event")
    work.measure = "reasons"
    work.event = "moved" if name in MOVES else name  # pyright: ignore[reportAttributeAccessIssue]
    work.fails = ""
    work.take(
        *range(why, at + 1),
        why,
        at,
        *work.free("ask.who", "compare.and", "prop.due"),
        *(n for n, one in enumerate(work.tokens) if one.key),
    )


def _creates(work: Work, at: int) -> bool:
    """“who created the most?”, “who created more, Lena or Jonas?”: in all the time there was."""
    return roles.asks_maker(work) == at or roles.sides_make(work) == at


def _is_of_several(work: Work, first: int, last: int) -> bool:
    """“why did Lena's tasks slip?”: tasks of a kind, not one by its title."""
    inside = work.tokens[first + 1 : last]
    many = any(one.can("of.tasks") and one.text not in (*KINDS, "one") for one in inside)
    return many and all(
        one.is_free
        or one.named
        or one.period
        or one.can("of.tasks", "prop.due", "due.due", "me.me")
        or one.kind("state")
        or one.kind("priority")
        for one in inside
    )


def _denied(work: Work, at: int, name: str, *, timed: bool) -> bool:
    """What did not happen: nobody's, or how work still is."""
    work.denies(at)
    if work.event not in (None, name):
        if name not in AS_STATES:
            return False
        work.conditions.append(conditions.state(AS_STATES[name], at, turned=True))
    elif timed and work.has("ask.who", "of.people", "of.lists"):
        # “who did not finish anything last week”
        work.event = name  # pyright: ignore[reportAttributeAccessIssue] - one of HAPPENED
        work.having = ("eq", 0)
    elif timed and name == "done":
        work.conditions.append(conditions.state("open", at))
    elif timed or name not in AS_STATES:
        return False
    else:
        work.conditions.append(conditions.state(AS_STATES[name], at, turned=True))
    work.take(at)
    return True


def of_keys(work: Work) -> None:
    """A key narrows what happened to a task, or how long it takes; the rest of it others tell."""
    places = [n for n, one in enumerate(work.tokens) if one.key and n not in work.used]
    if places and (work.of == "comments" or work.has("state.subtask")):
        _narrowed(work, places)
        return
    if places and (work.event in (*MOVES, "reopened") or work.measure in OF_ONE):
        keys = [work.tokens[n].key for n in places]
        work.conditions.append(
            Condition(leaf("key", "in", keys), places[0], "", f"({', '.join(keys)})")
        )
        work.take(*places)


def _narrowed(work: Work, places: list[int]) -> None:
    """Comments on a task, or what is below it."""
    keys = [work.tokens[n].key for n in places]
    is_below = work.of == "tasks"
    words = f"of {', '.join(keys)}" if is_below else f"on {', '.join(keys)}"
    tree = leaf("parent_key" if is_below else "key", "in", keys)
    if is_below:
        work.conditions[:] = [c for c in work.conditions if c.tree.get("field") != "parent_id"]
        words = f"that are subtasks {words}"
    work.conditions.append(Condition(tree, places[0], "", words))
    work.take(*places)


def reason(work: Work) -> None:
    """“because of legal”: what the reason given must say."""
    at = work.first("role.because")
    if at is None or work.event not in EXPLAINED:
        return
    end = next(
        (n for n in range(at + 1, len(work.tokens)) if work.tokens[n].period), len(work.tokens)
    )
    rest = [n for n in range(at + 1, end) if n not in work.used]
    said = [work.tokens[n] for n in rest if not work.tokens[n].is_free]
    work.reason = " ".join(one.quoted or one.text for one in said)
    if work.reason:
        work.take(at, *rest)
