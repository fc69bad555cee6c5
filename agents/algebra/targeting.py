"""The targets of goals: listed with what each contributes, in order, or those that have not moved."""

from agents.algebra.composing import Work

UNMOVED = ("event.moved", "event.updated", "event.started", "measure.growth", "measure.progress")


def targets(work: Work) -> None:
    """“which targets does it have?”, “what does each part contribute?”, “which target has not moved?”."""
    said = list(work.free("of.targets", "of.parts"))
    if not said:
        return
    work.measure, work.fails = "aims", ""
    still = [n for n in work.free(*UNMOVED) if n in work.turned]
    if still:
        work.measure = "unmoved"
        work.take(*still, *work.free(*UNMOVED))
        for n in still:
            work.denies(n)
    elif ends := list(work.free("order.most", "order.least")):
        work.order = "least" if work.tokens[ends[0]].can("order.least") else "most"
        work.take(*ends, *work.free("measure.progress"))
    far = [work.tokens[n].text for n in work.free("measure.progress")]
    if not work.order and any(one.startswith("furthest") for one in far):
        work.order = "most"
    work.take(*said, *work.free("measure.progress", "role.serving", "ask.count", "with.has"))
