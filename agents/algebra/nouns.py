"""What is asked about: the first noun, unless it is only what another one has."""

from agents.algebra import conditions, days, lineages
from agents.algebra.composing import Work
from agents.algebra.goalasked import is_since_then, says_fields
from agents.algebra.negating import NOUNS
from agents.algebra.tagging import Token

EXTREME = ("order.most", "order.least")
SAYING = ("state", "event", "due", "priority", "tie", "speed", "adjective", "into")
TAKING = frozenset(
    ["take", "takes", "taken", "took", "sign", "signs", "signed", "commit", "commits", "committed"]
)
KINDS = ("goal", "initiative", "objective")
ENDS = ("order.next_due", "order.running", "order.last_done", "ask.good", "ask.sum")
FORESEEN = ("aim.reach", "state.overdue", "state.on_time", "goal_state.missed", "event.slipped")
OF_WORK = ("cycle", "lead", "lateness", "age", "in_status", "estimating")
NAMED = ("status", "tag")  # “what is in review?” speaks of tasks


def noun(work: Work) -> None:
    """Find it; without one, states and happenings speak of tasks: “what is overdue?”."""
    places = [
        n for n, one in enumerate(work.tokens) if one.can(*NOUNS) and not one.can("state.unaligned")
    ]
    commented = next((n for n, one in enumerate(work.tokens) if _is_comment(one)), None)
    if _is_of_goals_or_lists(work, is_said=bool(places)) or _never_said(work, commented):
        return
    if not places:
        _unsaid(work, commented)
        return
    first, later = places[0], places[1:]
    if _is_of_another(work, first, later):
        return
    token = work.tokens[first]
    work.take(first)
    if token.can("of.goals"):
        work.of = "goals"
    elif token.can("of.docs"):
        work.of = "docs"
    elif token.can("of.comments"):
        work.of = "comments"
        work.take(*(n for n in later if work.tokens[n].can("of.tasks")))
        work.take(*(n for n, one in enumerate(work.tokens) if one.can("event.commented")))
    else:
        work.take(*(n for n in later if work.tokens[n].can("of.tasks")))
        if commented is not None and not work.has("prop.comments"):
            work.of = "comments"
            work.take(commented)


def _is_comment(token: Token) -> bool:
    return token.can("event.commented") or token.text == "comments by"


def _unsaid(work: Work, commented: int | None) -> None:
    """Without a noun, by what is said of it; where there is nothing but goals, of them."""
    if (work.only_goals or _takes_on(work)) and not _says_task(work):
        work.of = "goals"
    elif commented is not None:
        work.of = "comments"
        work.take(commented)
    elif not (work.has("ask.who") or says_work(work)):
        work.fails = "no noun"


def _takes_on(work: Work) -> bool:
    """“what has Mara taken on for 2026?”: what somebody commits to for a period of goals."""
    is_long = any(one.period and days.is_of_period(one.period) for one in work.tokens)
    return is_long and any(
        one.can("role.assigned") and one.text.split()[0] in TAKING for one in work.tokens
    )


def _says_task(work: Work) -> bool:
    """What only tasks and texts have, where there are none of them."""
    said = ("due", "priority", "tie", "speed", "adjective", "into")
    kinds = ("blocked", "blocking", "unblocked", "backlog", "subtask", "upkeep")
    texts = ("event.commented", "event.decided", "event.moved", "event.slipped")
    changed = any(one.can("measure.growth") and not one.kind("goal_state") for one in work.tokens)
    return (
        changed
        or work.has(*texts, *(f"state.{one}" for one in kinds))
        or any(one.key or any(one.kind(kind) for kind in said) for one in work.tokens)
    )


def _grows(work: Work) -> bool:
    """“how much did paying customers grow?”, “how did churn change?”: a number that a goal aims at."""
    at = work.first("measure.growth")
    if at is None or (
        work.tokens[at].can("event.updated") and "how" not in work.tokens[0].text.split()
    ):
        return False
    others = [one for n, one in enumerate(work.tokens) if n != at]
    if any(one.kind("measure") in OF_WORK for one in others):
        return False  # “did cycle time get better?”
    return not any(one.kind(kind) for one in others for kind in SAYING)


def _never_said(work: Work, commented: int | None) -> bool:
    """“tasks nobody ever commented on”: those without comments."""
    denied = next(work.free("state.unassigned"), None)
    if commented is None or denied is None or denied > commented or not work.has("of.tasks"):
        return False
    if not work.tokens[denied].text.startswith(("nobody", "no one")):
        return False
    work.conditions.append(conditions.has("comments", commented, turned=True))
    work.take(denied, commented, *work.free("of.tasks"))
    return True


def _is_of_goals_or_lists(work: Work, *, is_said: bool) -> bool:
    """“will EU launch be late?” speaks of the goal; “which lists serve no goal?” of lists."""
    if not is_said and (_grows(work) or (_names_goal(work) and _speaks_of_goal(work))):
        work.of = "goals"
        return True
    if work.has("due.owes") and not is_said and not any(one.key for one in work.tokens):
        work.of = "goals"  # “who owes an update?”
        return True
    if _parts(work):
        return True
    if work.has("event.decided") and any(one.period for one in work.tokens):
        return _decisions(work)
    serves = work.has("state.unaligned", "state.aligned")
    serves = serves or (work.has("role.serving") and _names_goal(work))
    if work.has("of.lists") and serves and not _has_tasks(work):
        work.of = "lists"
        work.take(*work.free("of.lists"))
        return True
    return False


def _parts(work: Work) -> bool:
    """“which targets does it have?”; “each part of it” of a goal that is named."""
    is_said = work.has("of.targets") or (work.has("of.parts") and _names_goal(work))
    if not is_said or _has_tasks(work):
        return False
    work.of = "goals"
    work.take(*work.free("of.goals"))
    return True


def _decisions(work: Work) -> bool:
    """“what did we decide last week?”: on whatever matter; of a matter the texts tell."""
    work.of, work.measure = "comments", "decided"
    work.take(*work.free("event.decided", "of.comments", "ask.which", "ask.count"))
    return True


def _is_of_another(work: Work, first: int, later: list[int]) -> bool:
    """“which goal has the most tasks”: tasks by goal; “the task with the most comments”."""
    if not work.has(*EXTREME):
        return False
    token = work.tokens[first]
    if token.can("of.goals"):
        counted = next((n for n in later if work.tokens[n].can("of.tasks")), None)
        if counted is not None and not _denied(work, counted):
            work.per = "goal"
            work.take(first, counted)
            return True
    if token.can("of.tasks"):
        counted = next((n for n in later if work.tokens[n].can("of.comments")), None)
        if counted is not None and not _denied(work, counted):
            work.of, work.per = "comments", "task"
            work.take(first, counted)
            return True
    return False


def _names_goal(work: Work) -> bool:
    return any(one.named and one.named[0].kind == "goal" for one in work.tokens)


def _speaks_of_goal(work: Work) -> bool:
    """Of the goal itself, not of its work: whether it will be reached, why it is at risk."""
    if lineages.speaks(work) or is_since_then(work):
        return True
    if work.has("ask.who", "ask.when") and work.has("event.commented", "with.has"):
        return any(one.kind("health") for one in work.tokens)  # “who said it is at risk?”
    if work.has("unit.days", "ask.long") and any(
        one.text in ("left", "remaining", "left for") for one in work.tokens
    ):
        return True
    if work.has("event.updated") and _is_called_goal(work):
        return True
    if says_fields(work):
        return True
    if work.has("measure.share") and work.has("event.done", "state.done") and not _has_tasks(work):
        return True  # “Open Enums: how many percent are done?”
    if work.has("measure.forecast") or (work.has("modal.will") and work.has(*FORESEEN)):
        return True
    if not work.has("ask.why"):
        said = work.says_yes and any(one.kind("health") for one in work.tokens)
        return not work.has("ask.who") and (said or work.has("measure.progress", "measure.pace"))
    return work.has("ask.why") and (
        work.has("measure.pace") or any(one.kind("health") for one in work.tokens)
    )


def _is_called_goal(work: Work) -> bool:
    """“the EU launch goal”."""
    return any(
        one.named and one.named[0].kind == "goal" and one.text.split()[-1].casefold() in KINDS
        for one in work.tokens
    )


def _has_tasks(work: Work) -> bool:
    return any(one.can("of.tasks") and not one.can("state.unaligned") for one in work.tokens)


def _denied(work: Work, at: int) -> bool:
    return any(work.tokens[m].kind("neg") for m in range(max(0, at - 3), at))


def says_work(work: Work) -> bool:
    """Whether something is said that only tasks are or do."""
    return any(
        any(one.kind(kind) for kind in SAYING)
        or (one.named and one.named[0].kind in NAMED)
        or (one.kind("measure") not in ("", "pace", "progress", "forecast", "growth"))
        or one.can(*ENDS)
        or (one.can("prop.estimate") and work.has("average.mean"))
        or (one.key and work.has("measure.forecast"))
        for one in work.tokens
    )
