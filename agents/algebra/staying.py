"""Whether time in a status is asked for, or only what is in it."""

from agents.algebra import conditions
from agents.algebra.composing import Work
from agents.algebra.negating import NOUNS

KEEPING = frozenset(["keep", "keeps", "kept", "leave", "leaves", "left"])
IN_STATUS = ("ask.long", "measure.times", "average.average", "speed.time")


def in_status(work: Work) -> None:
    """“how long do tasks sit in review?”; “before it was done” is of stays that are over."""
    work.measure = "in_status"
    said = ("measure.in_status", "ask.long", "measure.quiet", "measure.times")
    work.take(*work.free(*said, "average.average", "unit.days", "ask.count"))
    work.take(*(n for n, one in enumerate(work.tokens) if one.text in KEEPING))
    if work.has("order.most", "order.least") and (
        done := list(work.free("event.done", "state.done"))
    ):
        work.conditions.append(conditions.state("done", done[0]))
        work.take(*done, *(n for n in range(len(work.tokens)) if work.tokens[n].text == "before"))


def is_stay(work: Work) -> bool:
    """“longest in review”, “how long in review”; “the most tasks in review” counts them."""
    if work.has(*IN_STATUS):
        return True
    places = [n for n, one in enumerate(work.tokens) if one.can("order.most", "order.least")]
    stays = work.has("measure.in_status") and not any(one.kind("tie") for one in work.tokens)
    return stays and bool(places) and not any(_counts(work, n) for n in places)


def _counts(work: Work, at: int) -> bool:
    """“the most open tasks”."""
    later = (
        one for one in work.tokens[at + 1 :] if not (one.kind("state") or one.kind("priority"))
    )
    return any(one.can(*NOUNS) for one in list(later)[:1])
