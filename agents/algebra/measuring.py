"""What is measured, when it is said."""

from collections.abc import Callable

from agents.algebra import between, conditions, overrunning, staying
from agents.algebra.clashing import clash
from agents.algebra.composing import Work
from agents.algebra.conditions import Condition
from agents.algebra.foreseeing import foresee
from agents.algebra.goalasked import of_goals
from agents.algebra.histories import history
from agents.algebra.lineages import lineage
from agents.algebra.loading import fits, is_past, load
from agents.algebra.negating import NOUNS
from agents.algebra.query import leaf
from agents.algebra.targeting import targets
from agents.algebra.ties import ties

# Looked for in this order: the more particular first.
MEASURES = (
    "in_status",
    "estimating",
    "load",
    "lead",
    "cycle",
    "lateness",
    "hours",
    "points",
    "quiet",
    "age",
)
DONE = frozenset(["cycle", "lead", "estimating"])
LONG = ("ask.long", "ask.old", "average.average", "order.most", "order.least")
TAKES_TIME = ("cycle", "lead")
TAKING = frozenset(["take", "takes", "took", "taken", "need", "needs"])
OVER = frozenset(["stayed", "waited"])
TIMES = frozenset(["time", "days", "long", "spend", "spends", "spent"])


def measure(work: Work) -> None:
    """Find it; without one, records are counted or listed."""
    if work.measure:
        return
    history(work)
    if work.measure:
        return
    if (at := work.first("measure.standup")) is not None and work.of == "tasks":
        work.measure = "standup"
        work.take(at)
    elif work.of == "goals":
        _first(work, targets, lineage, foresee, of_goals)
    elif work.of == "tasks":
        if has_status(work) and staying.is_stay(work):
            staying.in_status(work)
            return
        foresee(work)
        if not work.measure and not clash(work):
            ties(work)
        if not work.measure:
            _of_tasks(work)


def _first(work: Work, *finders: Callable[[Work], None]) -> None:
    for find in finders:
        if not (work.measure or work.per):
            find(work)


def _of_tasks(work: Work) -> None:
    if (
        fits(work)
        or load(work)
        or _is_by_adjective(work)
        or _is_of_estimates(work)
        or between.span(work)
    ):
        return
    if _is_mean_estimate(work) or overrunning.lateness(work) or _is_narrowed(work):
        return
    if _is_speed(work):
        work.measure = "cycle"
        finished = work.free("event.done", "measure.cycle", "state.done", "ask.long")
        work.take(*(n for n in finished if n not in work.turned))
        return
    for name in MEASURES:
        at = work.first(f"measure.{name}")
        if at is None or not _is_meant(work, at, name):
            continue
        work.measure = name
        work.take(at, *work.free(f"measure.{name}", "ask.long", "ask.old", "average.average"))
        if name in DONE and not any(one.period for one in work.tokens):
            finished = work.free("event.done", "state.done")
            work.take(*(n for n in finished if n not in work.turned))
        if name == "lateness":
            _late(work, at)
        if name in TAKES_TIME:
            said = (
                "measure.times",
                "average.average",
                "unit.days",
                "measure.cycle",
                "ask.count",
                "each.task",
            )
            work.take(*(n for n in work.free(*said) if n not in work.turned))
        if name in ("age", "quiet") and not _is_of_something(work):
            work.fails = "whose age?"
        return


def _is_narrowed(work: Work) -> bool:
    """“overdue by more than 10 days”: which, not by how much."""
    at = work.first("measure.lateness")
    if at is None or work.has("event.done", "state.done", "state.late_done"):
        return False
    later = work.tokens[at + 1 : at + 4]
    before = work.tokens[max(0, at - 3) : at]
    if not any(one.kind("number") for one in (*before, *later)) or work.has("ask.long"):
        return False
    work.conditions.append(conditions.state("overdue", at))
    work.take(at)
    return True


def _is_by_adjective(work: Work) -> bool:
    """“is Sales later than Support?”, “is ENG-1 older than ENG-2?”."""
    by = next((one.kind("adjective") for one in work.tokens if one.kind("adjective")), "")
    if not by or not work.sides:
        return False
    work.measure = by
    work.take(*work.free("average.average", "ask.which"))
    return True


def _is_of_estimates(work: Work) -> bool:
    """“how good are Mara's estimates?”, “the sum of open estimates in hours”."""
    if work.has("ask.good") and work.has("prop.estimate"):
        work.measure = "estimating"
    elif work.has("ask.sum") and work.has("prop.estimate", "prop.points", "measure.hours"):
        work.measure = "points" if work.has("prop.points") else "hours"
    else:
        return False
    said = (
        "ask.good",
        "ask.sum",
        "prop.estimate",
        "prop.points",
        "measure.hours",
        "measure.points",
    )
    work.take(*work.free(*said, "unit.hours", "unit.points"))
    return True


def _is_mean_estimate(work: Work) -> bool:
    """“the average estimate of a task in Sales”."""
    at = work.first("prop.estimate")
    if at is None or not work.has("average.mean") or at in work.turned or work.has("neg.without"):
        return False
    work.measure = "hours"
    work.take(at, *work.free("measure.hours", "unit.hours", "ask.count"))
    return True


def _is_of_something(work: Work) -> bool:
    return work.has(*NOUNS) or any(
        one.key or one.kind("state") or one.kind("priority") for one in work.tokens
    )


def _is_speed(work: Work) -> bool:
    """“is Sales faster than Support”, “who finishes tasks fastest”: by the time from start to done."""
    if not work.has("speed.speed") or any(work.has(f"measure.{one}") for one in MEASURES[1:]):
        return False
    return bool(work.sides) or work.has("ask.who", "of.lists", "of.spaces", "of.tasks")


def _is_meant(work: Work, at: int, name: str) -> bool:
    """Whether the words speak of this measure here, not of something else they can mean."""
    match name:
        case "load":
            return not is_past(work)
        case "cycle":
            said = (one.text.split()[0] for one in work.tokens if one.can("measure.cycle"))
            is_said = any(word not in TAKING for word in said)
            return is_said or work.has(*LONG, "speed.time")
        case "age":
            return work.has(*LONG) or "age" in work.tokens[at].text.split()
        case "in_status":
            return has_status(work) and _is_of_time(work, at)
        case "hours" | "points":
            return _is_summed(work, at)
        case _:
            return True


def _is_of_time(work: Work, at: int) -> bool:
    """“how long do they sit in review”; “which sit in review” only says where they are."""
    said = set(work.tokens[at].text.split())
    if said & TIMES or work.has(*LONG, "unit.days", "speed.time", "number.over"):
        return True
    if said & OVER:
        return False  # where it was, not where it is
    work.take(at)
    return False


def _is_summed(work: Work, at: int) -> bool:
    """“estimate” and “points” are measured when asked how much; not when counted to, or lacking."""
    before = work.tokens[at - 1] if at else None
    if before is not None and (before.number is not None or before.can("neg.without")):
        return False
    later = work.tokens[at + 1 : at + 2]
    if work.tokens[at].text == "estimated" and any(
        one.can("of.tasks") and one.text not in ("work", "stuff") for one in later
    ):
        return False  # “how many estimated tasks”
    if work.tokens[at].text in ("estimated", "effort") and not work.has("ask.count"):
        return False
    return at not in work.turned


def _late(work: Work, at: int) -> None:
    work.take(*work.free("ask.count", "unit.days"))
    if "longest" in work.tokens[at].text:
        work.order = "most"
    if (late := work.first("state.late_done")) is not None:
        # “when Tomás delivers late, how many days late is it?”: of what is finished.
        work.late = True
        work.conditions.append(Condition(leaf("category", "is", "done"), late, "", "late"))
        work.take(late, *work.free("ask.when"))
        return
    said = work.has("event.done", "state.done", "state.overdue")
    if not (said or any(one.key for one in work.tokens)):
        work.conditions.append(conditions.state("overdue", at))


def has_status(work: Work) -> bool:
    return any(one.named and one.named[0].kind == "status" for one in work.tokens)
