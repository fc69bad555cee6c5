"""What lies ahead: whether something will be done in time, and what will be late."""

from agents.algebra.composing import Work
from agents.algebra.conditions import Condition
from agents.algebra.query import flag, leaf

LATE = ("state.overdue", "state.late_done", "state.on_time", "event.slipped", "goal_state.missed")
AIMS = ("aim.reach",)


def foresee(work: Work) -> None:
    """“will it be done in time?”, “which goals will be late?”, “are we going to hit it?”."""
    keys = [n for n, one in enumerate(work.tokens) if one.key]
    ahead = work.has("modal.will", "modal.can") or (bool(keys) and _is_now(work))
    said = next(
        (
            n
            for n in work.free("measure.forecast")
            if ahead or not work.tokens[n].can("state.on_time")
        ),
        None,
    )
    will = work.first("modal.will")
    late = [n for n in work.free(*LATE) if will is not None and n > will]
    aims = list(work.free(*AIMS)) if work.of == "goals" and ahead else []
    if work.of not in ("tasks", "goals") or (said is None and not late and not aims):
        return
    if work.has("ask.count", "ask.why") or (work.has("ask.when") and work.of != "goals"):
        return
    work.measure = "forecast"
    said_so = LATE if will is not None else ("state.on_time",)  # “overdue” by itself narrows
    work.take(
        *work.free("measure.forecast", "modal.will", "modal.can", "ask.when", *AIMS, *said_so)
    )
    if work.of == "goals":
        work.take(*(n for n in work.free("event.done", "state.done") if n not in work.turned))
        return
    if keys:
        named = [work.tokens[n].key for n in keys]
        words = f"({', '.join(named)})"
        work.conditions.append(Condition(leaf("key", "in", named), keys[0], "", words))
        work.limit = len(keys)
        work.take(*keys, *work.free("event.done", "state.done", "prop.due"))
    else:
        at = late[0] if said is None else said
        work.conditions.append(Condition(flag("is_open"), at, "open"))
        work.conditions.append(Condition(leaf("due", "is_not_empty"), at, "", "with a due date"))


def _is_now(work: Work) -> bool:
    """“does it get finished in time?”, not whether it was."""
    return work.tokens[0].text.split()[0] in ("is", "are", "does", "do")
