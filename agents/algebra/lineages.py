"""A goal's name through its periods: how often it was set, by whom, who took over, and what became of each."""

from agents.algebra.composing import Work, stretch

WORDS = ("lineage.again", "lineage.over", "lineage.changed", "lineage.repeated")
ASKED = ("ask.count", "ask.who", "ask.when", "ask.which", "ask.why", "ask.yes", "measure.times")
SAID = ("role.assigned", "prop.people", "compare.and", "compare.or", "order.original", "due.ends")
# These ask for a number of the goal, or for its work.
OTHERS = ("measure.progress", "measure.pace", "measure.forecast", "of.targets")
OFTEN = {"twice": ("eq", 2.0)}


def speaks(work: Work) -> bool:
    """Whether it is of goals that share a name, or of what became of one over its periods."""
    named = [one.named for one in work.tokens if one.named and one.named[0].kind == "goal"]
    if len(named) != 1:
        return False
    if work.has(*OTHERS, "of.tasks", "order.most", "order.least") or _is_of_work(work):
        return False
    return work.has(*WORDS) or (len(named[0]) > 1 and not _is_of_numbers(work))


def _is_of_work(work: Work) -> bool:
    if any(one.can("measure.growth") and not one.kind("goal_state") for one in work.tokens):
        return True
    said = ("tie", "due") if not work.has("ask.when", "ask.who") else ("tie",)
    return any(one.kind(kind) for one in work.tokens for kind in said)


def _is_of_numbers(work: Work) -> bool:
    return any(one.kind("health") for one in work.tokens)


def lineage(work: Work) -> None:
    """“how often was it set?”, “who owned it in 2024, and who does now?”, “who took over from Lena?”."""
    if not speaks(work):
        _repeated(work)
        return
    work.measure, work.fails = "lineage", ""
    work.take(*work.free(*WORDS, *ASKED, *SAID, "of.goals"))
    for n, one in enumerate(work.tokens):
        if one.period:
            is_now = one.period.start == work.today
            work.when = work.when or (None if is_now else stretch(one.period))
            work.take(n)
        if one.named and one.named[0].kind == "person":
            work.by = (*work.by, *(named.name for named in one.named))
            work.take(n)


def _repeated(work: Work) -> None:
    """“which goals were set more than once?”, “which goal came back most often?”."""
    again = next(work.free("lineage.repeated", "lineage.again"), None)
    if again is None and work.has("order.most") and not work.has("ask.who", "prop.people"):
        again = next((n for n, one in enumerate(work.tokens) if one.text == "set"), None)
    if again is None or any(one.named and one.named[0].kind == "goal" for one in work.tokens):
        return
    repeated = next(work.free("lineage.repeated"), None)
    if repeated is None and not work.has("order.most"):
        return
    work.per = "title"
    if not work.has("order.most"):
        work.having = OFTEN.get(work.tokens[repeated or again].text, ("gt", 1.0))
    work.take(*work.free(*WORDS, "with.has", "ask.count", "ask.which"))
