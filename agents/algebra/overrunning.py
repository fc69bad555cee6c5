"""By how many days work is or was late, or early: “missed its due date by the most days”."""

from agents.algebra import conditions
from agents.algebra.composing import Work
from agents.algebra.conditions import Condition
from agents.algebra.negating import NOUNS
from agents.algebra.query import leaf

LATE = ("state.overdue", "state.late_done")
FINISHED = ("event.done", "state.done")
EXTREME = ("order.most", "order.least")
DONE = leaf("category", "is", "done")


def lateness(work: Work) -> bool:
    """Find it without its own word: days, a mean or the most of being late."""
    early = work.first("state.early")
    is_counted = work.has("measure.share") or any("often" in one.text for one in work.tokens)
    if early is not None and not (early in work.turned or is_counted or _begins_days(work, early)):
        work.measure = "earliness"
        if not work.has(*EXTREME, "average.average"):
            work.having = ("gte", 1)
        work.take(early, *work.free(*FINISHED, "average.average", "unit.days", "ask.count"))
        _dated(work, early)
        return True
    late = work.first(*LATE)
    if late is None or late in work.turned or _is_counted(work) or not _asks_days(work, late):
        return False
    work.measure = "lateness"
    finished = work.tokens[late].can("state.late_done") or work.has(*FINISHED) or _was(work)
    used = ("unit.days", "ask.count", "average.average", "ask.long", "measure.lateness")
    work.take(*(n for n in work.free(*used) if n not in work.turned))
    every = [n for n in work.free(*LATE) if n not in work.turned]
    work.take(*every)
    if any(one.key for one in work.tokens):
        return True  # the one that is named, as late as it is or was
    if finished:
        work.late = True
        work.conditions.append(Condition(DONE, late, "", "late"))
        work.take(*work.free(*FINISHED, "ask.when"))
        _dated(work, late)
    else:
        work.conditions.append(conditions.state("overdue", late))
    return True


def _begins_days(work: Work, at: int) -> bool:
    """“finished early in November” may be of its first days."""
    later = work.tokens[at + 1 : at + 2]
    return work.tokens[at].text.endswith("early") and bool(later) and later[0].period is not None


def _dated(work: Work, at: int) -> None:
    """Days are those in which it was finished."""
    if any(one.period for one in work.tokens):
        work.event = "done"
    elif not any(c.tree == DONE for c in work.conditions):
        work.conditions.append(Condition(DONE, at, "finished"))


def _was(work: Work) -> bool:
    """“did we miss due dates in October”: of what ended then."""
    over = any(one.period and one.period.end <= work.today for one in work.tokens)
    texts = {word for one in work.tokens for word in one.text.split()}
    return over and bool(texts & {"did", "were", "was", "missed"})


def _is_counted(work: Work) -> bool:
    """“by more than 5 days” narrows; “how many are late by days” is none of it."""
    return any(one.number is not None for one in work.tokens)


def _asks_days(work: Work, at: int) -> bool:
    if work.has("unit.days", "ask.long"):
        return True
    if work.has("average.average"):
        return not work.has("ask.count")
    before = work.tokens[at - 1] if at else None
    later = work.tokens[at + 1 : at + 3]
    if before is not None and before.can("order.most") and not work.has("ask.who"):
        # “which task is most overdue”, “the most overdue task”; not “the most overdue tasks of any list”.
        return not any(one.text in ("tasks", "issues", "tickets", "items", "work") for one in later)
    return (
        work.has(*EXTREME)
        and any(one.text == "by" or one.text.startswith("by ") for one in work.tokens)
        and any(one.can(*NOUNS) for one in work.tokens)
    )
