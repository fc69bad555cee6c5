"""Work that lies ahead against the hours people have: who has too much, who has room."""

from agents.algebra.composing import Work

PEOPLE = ("person", "team")


def load(work: Work) -> bool:
    """Whether it is asked so without the word for it, or who has room."""
    if work.has("of.lists", "of.spaces") and work.has("measure.load", "measure.room"):
        work.fails = "load is of people"
        return True
    if _is_ahead(work):
        work.measure = "load"
        work.take(*work.free("ask.count", "state.open", "state.unstarted", "ask.which"))
        return True
    if (room := _room(work)) is not None:
        work.measure, work.order = "load", "least"
        work.take(room, *work.free("measure.room", "modal.can", "compare.more", "ask.yes"))
        return True
    return False


def fits(work: Work) -> bool:
    """“does that fit into her 40 hours?”: the estimates against a number that is said."""
    at = work.first("measure.fits")
    size = next((n for n, one in enumerate(work.tokens) if one.number is not None), None)
    if at is None or size is None or size < at:
        return False
    work.measure, work.fails = "hours", ""
    work.having = ("lte", work.tokens[size].number or 0)
    said = ("measure.fits", "measure.hours", "unit.hours", "prop.estimate", "ask.sum", "ask.count")
    work.take(size, *work.free(*said, "modal.will", "modal.can"))
    return True


def _room(work: Work) -> int | None:
    """“who has time?”, “any capacity next week?”."""
    asks = work.has("ask.who", "ask.yes") or any(one.text == "any" for one in work.tokens[:1])
    spare = (n for n in work.free("measure.load") if work.tokens[n].text == "capacity" and asks)
    return next(iter([*work.free("measure.room"), *spare]), None)


def _is_ahead(work: Work) -> bool:
    """“how much has Lena to do next week?”."""
    ahead = any(one.period and one.period.start > work.today for one in work.tokens)
    to_do = any(
        one.text.endswith("to do") and one.can("state.open", "state.unstarted")
        for one in work.tokens
    )
    someone = work.me is not None and work.has("me.me")
    someone = someone or any(one.named and one.named[0].kind in PEOPLE for one in work.tokens)
    much = any(one.text.startswith("how much") for one in work.tokens)
    return ahead and to_do and someone and much


def is_past(work: Work) -> bool:
    """Load lies ahead; what people did is counted."""
    texts = {word for one in work.tokens for word in one.text.split()}
    over = any(one.period and one.period.end <= work.today for one in work.tokens)
    return work.has("event.done") or (over and bool(texts & {"was", "were", "did", "had"}))
