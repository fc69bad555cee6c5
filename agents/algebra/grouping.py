"""By what it is grouped: said so, or because somebody or some place is asked for."""

from agents.algebra import amounts, movers, roles
from agents.algebra.composing import Work
from agents.algebra.happening import EXPLAINED
from agents.algebra.negating import none_of
from agents.algebra.query import Per

GROUPS: dict[str, Per] = {
    "of.people": "person",
    "of.lists": "list",
    "of.spaces": "space",
    "of.tags": "tag",
    "of.statuses": "status",
    "of.weeks": "week",
    "of.months": "month",
}
ASKING = ("ask.which", "order.most", "order.least", "ask.who")
EACH_TIME = ("moved", "slipped", "hastened", "reopened")
MOVED = (*EACH_TIME, "cancelled")
EXTREMES = ("order.most", "order.least")
BEFORE_LIST = ("which", "what", "the", "a", "each", "every")


def groups(work: Work) -> None:
    """Find it."""
    for n, name in list(work.of_kind("per")):
        of_nothing = name == "reason" and not (
            work.event or work.has("event.moved", "event.slipped")
        )
        if work.per in (None, name) and not of_nothing:
            work.per = name  # pyright: ignore[reportAttributeAccessIssue] - a concept of the lexicon
            work.take(n)
    if work.measure != "reasons" and work.has("ask.why") and work.event in EXPLAINED:
        work.per = None if _is_beside(work) else "reason"
        work.take(*work.free("ask.why", "per.reason"))
    if work.per == "reason" and work.event:
        # “the reason people give when they move a date”
        work.take(*work.free("of.people", "ask.when"))
    _times_each(work)
    if work.per is None:
        _asked_for(work)
    if work.per is None and work.event in EACH_TIME and work.has(*EXTREMES) and not work.sides:
        work.per = "task"  # “which task was moved most often?”
    _of_whom(work)
    if work.per in ("week", "month"):
        work.take(*work.free("of.weeks", "of.months"))
    none_of(work)


def _of_whom(work: Work) -> None:
    """Whose goals and tasks; of what was made or moved, who did it; of goals their state."""
    if work.of == "goals" and work.per == "status":
        work.per = "state"
    if work.per != "person":
        return
    work.take(*work.free("of.people", "role.assigned"))
    work.per = "owner" if work.of == "goals" else "person"
    at = movers.subject(work) if work.event in MOVED else None
    if work.event == "created" and roles.asks_maker(work) is not None:
        work.per = "creator"
    elif at is not None and not work.tokens[at].named:
        work.per = "mover"  # “who moves dates most?”


def _is_beside(work: Work) -> bool:
    """“what was cancelled in May, and why?”: each is told with its reason, and how often each was given."""
    at = next(n for n, one in enumerate(work.tokens) if one.can("ask.why"))
    is_last = at > 0 and at + 2 >= len(work.tokens) and work.tokens[at - 1].can("compare.and")
    return is_last and not work.has("ask.who") and bool(work.tokens[0].can("ask.which", "ask.yes"))


def _times_each(work: Work) -> None:
    """“which tasks were moved more than once?”: of each task, how often."""
    often = next(iter(work.of_kind("often")), None)
    if often is None or work.event not in EACH_TIME or work.per or work.having:
        return
    at, name = often
    work.per, work.having = "task", (name.rstrip("123"), float(name[-1]))
    work.take(at, *work.free("of.tasks", "ask.which", "ask.yes", "ask.count"))


def _asked_for(work: Work) -> None:
    """“who has …”, “which list has …”."""
    who = work.first("ask.who")
    if who is not None:
        if _wants_owner(work):
            work.fails = "asks for an owner"
        work.per = "person"
        work.take(who)
        return
    owners = next(work.free("prop.people"), None)
    if work.of == "goals" and owners is not None and work.has("order.most", "order.least"):
        work.per = "person"  # “the top 3 owners of goals”
        work.take(owners)
        return
    head = amounts.heads(work)
    asks = work.has(*ASKING) or bool(work.turned) or head is not None
    if work.of not in ("tasks", "comments") or not asks:
        return
    for sense, name in GROUPS.items():
        at = next((n for n in work.free(sense) if _is_group(work, n)), None)
        if at is not None:
            work.per = name
            work.take(at)
            return


def _is_group(work: Work, at: int) -> bool:
    """“list the open tasks” is no list, “the status of” asks for one."""
    if work.tokens[at].text == "status":
        return at > 0 and work.tokens[at - 1].text in ("which", "what", "each", "every")
    if work.tokens[at].text != "list":
        return True
    before = work.tokens[at - 1] if at else None
    return before is not None and (before.text in BEFORE_LIST or before.can(*EXTREMES))


def _wants_owner(work: Work) -> bool:
    """“who owns EU launch?”, “who is on ENG-3?”: one thing's owner."""
    one_thing = any(one.key or (one.named and one.named[0].kind == "goal") for one in work.tokens)
    return one_thing and not work.has("order.most", "order.least", "of.tasks")
