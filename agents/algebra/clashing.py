"""What is due before it can be begun: “tasks due before what blocks them”, “blocked by something due later”."""

from agents.algebra import conditions
from agents.algebra.composing import Work
from agents.algebra.conditions import Condition
from agents.algebra.query import leaf

EARLIER = frozenset(["before", "earlier", "earlier than", "sooner", "sooner than", "ahead"])
LATER = frozenset(["after", "later", "later than"])
THEM = frozenset(["them", "it", "they", "those", "these", "theirs", "its"])
TIES = ("tie.wait", "tie.block", "state.blocked")
DUE = ("due.due", "prop.due", "due.ends")
BESIDE = ("of.tasks", "ask.which", "compare.than", "with.has", "tie.wait", "tie.block", *DUE)
REACH = 9  # words


def clash(work: Work) -> bool:
    """Two days are set against each other: a task's own and that of what it waits for."""
    dues = [n for n, one in enumerate(work.tokens) if one.can(*DUE)]
    ties = [n for n, one in enumerate(work.tokens) if one.can(*TIES)]
    for tie in ties:
        for due in dues:
            low, high = sorted((tie, due))
            inside = work.tokens[low + 1 : high]
            word = next((one.text for one in inside if one.text in EARLIER | LATER), "")
            after = work.tokens[high + 1 : high + 2]
            if not word and tie < due and after and after[0].text in LATER:
                word, high = after[0].text, high + 1  # “blocked by something due later”
            if word and (word in EARLIER) is (due < tie) and _is_plain(work, low, high):
                _take(work, low, high)
                return True
    return False


def _is_plain(work: Work, low: int, high: int) -> bool:
    inside = work.tokens[low : high + 1]
    return len(inside) <= REACH and not any(one.is_held or one.number is not None for one in inside)


def _take(work: Work, low: int, high: int) -> None:
    work.measure, work.fails = "clashes", ""
    work.conditions.append(conditions.state("blocked", low))
    work.conditions.append(Condition(leaf("due", "is_not_empty"), low, "", "with a due date"))
    rest = (
        n
        for n in range(high + 1, len(work.tokens))
        if work.tokens[n].can(*BESIDE, *TIES) or work.tokens[n].text in EARLIER | LATER | THEM
    )
    work.take(*range(low, high + 1), *rest, *work.free("ask.yes", "ask.count", "ask.which"))
