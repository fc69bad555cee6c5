"""The shape of a query: its noun, its measure, its groups, their order, and what is a share of what."""

from agents.algebra import conditions
from agents.algebra.composing import Work
from agents.algebra.query import Per

NOUNS = ("of.tasks", "of.goals", "of.comments", "of.docs")
GROUPS: dict[str, Per] = {
    "of.people": "person",
    "of.lists": "list",
    "of.spaces": "space",
    "of.tags": "tag",
    "of.statuses": "status",
    "of.weeks": "week",
    "of.months": "month",
}
MEASURES = (
    "in_status", "estimating", "load", "cycle", "lead", "lateness", "hours", "points", "quiet",
    "age", "progress", "pace",
)  # fmt: skip
VERBS = frozenset(
    "is are was were has have had do does did that which who isn't aren't don't doesn't didn't lacks lack".split()
)
DONE = frozenset(["cycle", "lead", "estimating"])


def noun(work: Work) -> None:
    """What is asked about: the first noun, unless it is only what another one has."""
    places = [n for n, one in enumerate(work.tokens) if one.can(*NOUNS)]
    places = [n for n in places if not work.tokens[n].can("state.unaligned")]
    commented = next((n for n, one in enumerate(work.tokens) if one.can("event.commented")), None)
    first = places[0] if places else None
    if first is not None and work.tokens[first].can("of.comments", "of.docs") and len(places) > 1:
        pass
    if first is None:
        if commented is not None:
            work.of = "comments"
            work.take(commented)
        elif work.has("health.at_risk", "health.off_track", "health.on_track", "measure.pace"):
            work.fails = "no noun"
        elif not work.has("ask.who") and not _says_work(work):
            work.fails = "no noun"
        return
    later = places[1:]
    token = work.tokens[first]
    if token.can("of.goals"):
        served = next((n for n in later if work.tokens[n].can("of.tasks")), None)
        if served is not None and work.has("order.most", "order.least") and not _denied(work, served):
            work.per = "goal"
            work.take(first, served)
            return
        work.of = "goals"
    elif token.can("of.tasks") and any(work.tokens[n].can("of.comments") for n in later):
        commenting = next(n for n in later if work.tokens[n].can("of.comments"))
        if work.has("order.most", "order.least") and not _denied(work, commenting):
            work.of, work.per = "comments", "task"
            work.take(first, commenting)
            return
    elif token.can("of.comments"):
        work.of = "comments"
        work.take(*(n for n in later if work.tokens[n].can("of.tasks")))
        work.take(*(n for n, one in enumerate(work.tokens) if one.can("event.commented")))
    elif token.can("of.docs"):
        work.of = "docs"
    work.take(first)
    if work.of == "tasks":
        work.take(*(n for n in later if work.tokens[n].can("of.tasks")))
        if commented is not None and not work.has("prop.comments"):
            work.of = "comments"
            work.take(commented)


def _denied(work: Work, at: int) -> bool:
    return any(work.tokens[m].kind("neg") for m in range(max(0, at - 3), at))


def _says_work(work: Work) -> bool:
    """Without a noun, states and happenings speak of tasks: “what is overdue?”."""
    return any(one.kind("state") or one.kind("event") or one.kind("due") or one.kind("priority") for one in work.tokens) or work.has(
        *(f"measure.{name}" for name in MEASURES)
    )


def measure(work: Work) -> None:
    """What is measured, when it is said."""
    if work.measure:
        return
    if work.of == "goals":
        if (at := work.first("measure.pace")) is not None:
            work.measure = "behind"
            work.take(at, *work.free("measure.pace"))
            if work.tokens[at].text.startswith("ahead"):
                work.order = "least"
        elif (at := work.first("measure.progress")) is not None:
            work.measure = "progress"
            work.take(at, *work.free("measure.progress"))
        return
    if work.of != "tasks":
        return
    if _has_status(work) and work.has("ask.long", "order.most", "order.least"):
        work.measure = "in_status"
        work.take(*work.free("measure.in_status", "ask.long", "measure.quiet"))
        return
    long = work.has("ask.long", "ask.old", "average.average", "order.most", "order.least")
    for name in MEASURES:
        at = work.first(f"measure.{name}")
        if at is None or (name in ("cycle", "in_status") and not (long or name == "in_status")):
            continue
        if name in ("hours", "points") and not _is_summed(work, at):
            continue
        if name == "in_status" and not _has_status(work):
            continue
        if name == "age" and not long and not work.tokens[at].can("ask.old"):
            continue
        work.measure = {"load": "load", "pace": "list", "progress": "list"}.get(name, name)
        if name in ("pace", "progress"):
            work.fails = "of tasks"
        work.take(at, *work.free(f"measure.{name}", "ask.long", "ask.old", "average.average"))
        break
    if work.measure in DONE:
        work.take(*(n for n in work.free("event.done", "state.done") if n not in work.turned and not any(o.period for o in work.tokens)))
    if work.measure == "lateness":
        work.take(*work.free("ask.count"))
        at = next(n for n, one in enumerate(work.tokens) if one.can("measure.lateness"))
        if "longest" in work.tokens[at].text or "most" in work.tokens[at].text:
            work.order = "most"
        if not work.has("event.done", "state.done"):
            work.conditions.append(conditions.state("overdue", at))
    if work.measure in ("age", "quiet") and not work.has(*NOUNS):
        work.fails = "whose age?"


def _is_summed(work: Work, at: int) -> bool:
    """“estimate” and “points” are measured when asked how much, or put in an order; not when lacking."""
    token = work.tokens[at]
    before = work.tokens[at - 1] if at else None
    if before is not None and before.number is not None:
        return False
    if at in work.turned or (before is not None and before.can("neg.without")):
        return False
    if token.text in ("estimated", "effort") and not work.has("ask.count"):
        return False
    return token.can("measure.hours", "measure.points")


def _has_status(work: Work) -> bool:
    return any(one.named and one.named[0].kind == "status" for one in work.tokens)


def groups(work: Work) -> None:
    """By what it is grouped: said so, or because somebody or some place is asked for."""
    for n, name in list(work.of_kind("per")):
        if work.per in (None, name):
            if name == "reason" and not (work.event or work.has("event.moved", "event.slipped")):
                continue
            work.per = name  # pyright: ignore[reportAttributeAccessIssue] - a concept of the lexicon
            work.take(n)
    if work.has("ask.why") and work.event in ("moved", "slipped", "reopened", "cancelled"):
        work.per = "reason"
        work.take(*work.free("ask.why", "per.reason"))
    if work.per is None:
        who = work.first("ask.who")
        if who is not None:
            if _wants_owner(work):
                work.fails = "asks for an owner"
            work.per = "person"
            work.take(who)
    if work.per is None and work.of in ("tasks", "comments"):
        asks = work.has("ask.which", "order.most", "order.least", "ask.who") or work.turned
        for sense, name in GROUPS.items():
            at = next((n for n in work.free(sense) if _is_group(work, n)), None)
            if at is not None and asks:
                work.per = name
                work.take(at)
                break
    if work.per == "person":
        work.take(*work.free("of.people"))
        if work.of == "goals":
            work.per = "owner"
        work.take(*work.free("role.assigned"))
    if work.per in ("week", "month"):
        work.take(*work.free("of.weeks", "of.months"))
    _none_of(work)


def _is_group(work: Work, at: int) -> bool:
    """“list the open tasks” is no list."""
    if work.tokens[at].text != "list":
        return True
    before = work.tokens[at - 1].text if at else ""
    return before in ("which", "what", "the", "a", "each", "every", "wich")


def _wants_owner(work: Work) -> bool:
    """“who owns EU launch?”, “who is on ENG-3?”: one thing's owner."""
    one_thing = any(one.key or (one.named and one.named[0].kind == "goal") for one in work.tokens)
    return one_thing and not work.order and not work.has("order.most", "order.least", "of.tasks")


def _none_of(work: Work) -> None:
    """“who has no open tasks”, “lists without overdue work”."""
    denied = [n for n in work.turned if work.tokens[n].can(*NOUNS) or n not in work.used]
    loose = [n for n, _ in work.of_kind("neg")]
    if work.per and work.of in ("tasks", "comments") and loose and not work.having:
        reach = [
            n
            for n in loose
            if any(
                later in work.used
                and (
                    work.tokens[later].can(*NOUNS)
                    or work.tokens[later].kind("event")
                    or work.tokens[later].kind("state")
                )
                for later in range(n + 1, min(len(work.tokens), n + 5))
            )
        ]
        if reach:
            work.having = ("eq", 0)
            work.take(*reach)
    if work.per and work.event is None:
        for n in denied:
            name = work.tokens[n].kind("event")
            if name in ("done", "created", "started", "commented") and n not in work.used:
                work.event = name if name != "commented" else None  # pyright: ignore[reportAttributeAccessIssue]
                work.having = ("eq", 0)
                work.take(n)


def order(work: Work) -> None:
    """Which come first, and how many of them."""
    for sense, (measure_, way) in {
        "order.oldest": ("age", "most"),
        "order.newest": ("age", "least"),
        "order.last_done": ("done_days", "least"),
        "order.stalest": ("quiet", "most"),
    }.items():
        at = work.first(sense)
        if at is not None and not work.per and work.of in ("tasks", "docs", "comments"):
            if any(c.tree == conditions.STATES["started"][0] for c in work.conditions) and measure_ == "age":
                measure_ = "working"
            work.measure, work.order = measure_, way
            work.take(at)
            if measure_ == "done_days":
                work.conditions[:] = [c for c in work.conditions if c.tree != conditions.STATES["done"][0]]
                work.event = None
            break
    at = next((n for n, _ in work.of_kind("order")), None)
    if at is not None and not work.order:
        name = work.tokens[at].kind("order")
        if name in ("most", "least"):
            work.order = name
            work.take(at, *work.free(f"order.{name}"))
    if work.measure == "estimating" and not work.order and work.per:
        work.order = "most"
    if work.measure == "behind" and not work.order:
        work.order = "most"
    if at is not None and work.order and not work.per and not work.measure and not work.sides:
        _by_property(work, at)
    if work.order:
        for n, one in enumerate(work.tokens):
            if one.number is not None and n not in work.used and not work.limit:
                work.limit = min(int(one.number), 50)
                work.take(n)
        if not work.limit:
            work.limit = 1


def _by_property(work: Work, at: int) -> None:
    """“the largest estimate”, “due soonest”, “in progress longest”."""
    text = work.tokens[at].text
    if (n := work.first("prop.estimate", "measure.hours")) is not None:
        work.measure = "hours"
        work.take(n)
    elif (n := work.first("prop.points", "measure.points")) is not None:
        work.measure = "points"
        work.take(n)
    elif (n := work.first("due.due", "prop.due", "due.ends")) is not None and text in (
        "soonest", "earliest", "nearest", "closest", "latest", "furthest", "next",
    ):  # fmt: skip
        work.measure = "left"
        work.order = "most" if text in ("latest", "furthest") else "least"
        work.take(n)
    elif text == "longest" and any(c.tree == conditions.STATES["started"][0] for c in work.conditions):
        work.measure = "working"
    elif text == "longest" and any(c.tree == conditions.STATES["overdue"][0] for c in work.conditions):
        work.measure = "lateness"
    elif text == "longest" and any(c.tree == conditions.STATES["open"][0] for c in work.conditions):
        work.measure = "age"
    elif text in ("furthest", "farthest") and work.of == "goals":
        work.measure = "progress"
    else:
        work.fails = "ordered by nothing that was said"


def share(work: Work) -> tuple[set[int], set[int]]:
    """Which conditions are the share, and which the whole it is of: the verb stands between."""
    at = work.first("measure.share")
    if at is None:
        return set(), set()
    work.take(at, *work.free("measure.share", "ask.count"))
    work.measure = "share"
    places = sorted(c.at for c in work.conditions)
    if not places:
        work.fails = "a share of what?"
        return set(), set()
    verb = next(
        (n for n in range(at + 1, len(work.tokens)) if work.tokens[n].text.split()[0] in VERBS and n > min([*places, at + 1]) - 2 and _after_noun(work, n)),
        None,
    )
    part = {n for n in places if verb is not None and n >= verb}
    if not part or (len(part) == len(places) and verb is None):
        part = {places[-1]}
    return set(places) - part, part


def _after_noun(work: Work, at: int) -> bool:
    return any(one.can(*NOUNS) or one.named for one in work.tokens[:at])


def asked(work: Work) -> None:
    """What is left of how it was asked: a number, a list, yes or no."""
    counted = work.first("ask.count")
    if counted is not None:
        work.take(counted)
    work.take(*work.free("ask.which", "ask.yes", "with.has", "compare.and"))
    work.take(*work.free("role.assigned"))
    if not work.measure:
        grouped = work.per or work.sides or work.having
        work.measure = "count" if counted is not None or grouped else "list"
    if work.measure == "in_status" and not work.status:
        work.fails = "which status?"
    if (at := work.first("role.because")) is not None and work.event in ("moved", "slipped", "reopened", "cancelled"):
        rest = [n for n in range(at + 1, len(work.tokens)) if n not in work.used]
        words = " ".join(work.tokens[n].quoted or work.tokens[n].text for n in rest if not work.tokens[n].is_free)
        if words:
            work.reason = words
            work.take(at, *rest)


def says_state(work: Work) -> bool:
    """Whether it was said if work is over: by a state, a status, or a moment."""
    trees = [conditions.STATES[name][0] for name in conditions.OF_STATE]
    fields = {"category", "status", "done_at", "started_at", "due"}
    empty = ("is_empty", "is_not_empty")
    return work.late is not None or any(
        c.tree in trees or (c.tree.get("field") in fields and c.tree["op"] not in empty) or "all" in c.tree or "not" in c.tree
        for c in work.conditions
    )
