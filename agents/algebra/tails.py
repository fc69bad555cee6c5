"""What is asked beside, and told anyway: whose it is, by how much, from when to when."""

from agents.algebra.composing import Work

WHOSE = frozenset(["it", "that", "this", "them", "those", "they", "these"])
OWNING = frozenset(
    ["is", "are", "was", "were", "has", "have", "had", "owns", "own", "on", "got", "doing", "does"]
)
JOINS = ("compare.and", "free.words")
HOW = frozenset(["from", "to", "until", "till", "by", "for", "and", "which", "what"])
MOVES = ("event.moved", "event.slipped", "event.hastened")


def tails(work: Work) -> None:
    """Find them at the end: “…, and who had it?”, “by how many days and whose is it?”, “from when to when?”."""
    while (at := _whose(work) or _how_much(work)) is not None:
        work.take(*range(at, len(work.tokens)))
        work.tokens = work.tokens[:at]
    if work.has(*MOVES):
        _days(work)


def _whose(work: Work) -> int | None:
    """Where “and whose is it” begins; it needs words before it that ask."""
    tokens = work.tokens
    asks = next((n for n in range(len(tokens) - 1, 1, -1) if tokens[n].can("ask.who")), None)
    if asks is None or len(tokens) - asks > 5 or asks < 3:
        return None
    rest = [one.text for one in tokens[asks + 1 :]]
    says = {word for text in rest for word in text.split()}
    if not says <= WHOSE | OWNING | frozenset(["the", "person", "responsible", "assigned", "to"]):
        return None
    is_joined = tokens[asks - 1].can("compare.and")
    return asks - 1 if is_joined and (not rest or says & WHOSE) else None


def _how_much(work: Work) -> int | None:
    """“by how many days”, “for how long”, “and when was that” behind what is ordered."""
    tokens = work.tokens
    if not work.has("order.most", "order.least", "order.oldest", "order.running", "order.stalest"):
        return None
    end = len(tokens)
    at = end - 1
    while at > 2 and (
        tokens[at].can("unit.days", "ask.count", "ask.long", "compare.and")
        or tokens[at].text in HOW
    ):
        at -= 1
    at += 1
    said = tokens[at:end]
    if not any(one.can("ask.count", "ask.long") for one in said) or at < 3:
        return None
    return at if said[0].text in HOW or said[0].can("compare.and") else None


def _days(work: Work) -> None:
    """“from when to when”, “and to when”: each move is told with its days."""
    for n in list(work.free("ask.when")):
        if n and work.tokens[n - 1].text in ("from", "to", "until", "till"):
            work.take(n)
