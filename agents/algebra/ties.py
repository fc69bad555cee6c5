"""Who waits for whom: of the work somebody has, what it waits for, or what waits for it."""

from agents.algebra import conditions
from agents.algebra.composing import Work
from agents.algebra.conditions import Condition
from agents.algebra.query import leaf
from agents.algebra.tagging import Token

ENDS = ("person", "team", "goal", "list", "space")
SCOPE = frozenset(["in", "within", "inside", "from"])


def ties(work: Work) -> None:
    """“what is Jonas waiting for?” looks ahead of his work; “who is waiting for Jonas?” behind it.

    What stands after “wait for” is waited for, what stands after “block” waits; without anything after
    the verb it is the other way round.
    """
    at = next((n for n, one in enumerate(work.tokens) if one.kind("tie")), None)
    if at is None or work.of != "tasks":
        return
    before = [n for n in range(at) if _is_end(work, n)]
    after = [n for n in range(at + 1, len(work.tokens)) if _is_end(work, n)]
    if not (before or after):
        _of_all(work, at)
        return
    is_place = any(_is_place(work.tokens[n]) for n in (*before, *after))
    if is_place and work.tokens[at].kind("tie") == "block":
        return  # what holds a place up is told by how much it holds up
    if before and after:
        _between(work, at, before, after)
        return
    waits = (work.tokens[at].kind("tie") == "wait") is not bool(after)
    if not waits:
        work.take(*work.free("reach.whole", "compare.or"))  # what waits behind is told, too
    work.measure = "waits" if waits else "holds"
    work.conditions.append(conditions.state("blocked" if waits else "blocking", at))
    keys = [work.tokens[n].key for n in (*before, *after) if work.tokens[n].key]
    if keys:
        work.conditions.append(Condition(leaf("key", "in", keys), at, "", f"({', '.join(keys)})"))
        work.take(*(n for n in (*before, *after) if work.tokens[n].key))
    said = ("ask.who", "ask.which", "ask.yes", "ask.count", "modal.can", "of.tasks", "of.people")
    work.take(at, *work.free(*said, "tie.wait", "tie.block"))


def _of_all(work: Work, at: int) -> None:
    """“the biggest blocker”, “which task holds up the most?”: all that others wait for, by how many do."""
    if work.tokens[at].kind("tie") != "block" or not work.has("order.most"):
        return
    if work.has("ask.who", "of.people", "of.lists", "of.spaces"):
        # “which person blocks most?”: of whose work others wait for the most
        work.conditions.append(conditions.state("blocking", at))
        work.take(at, *work.free("tie.block"))
        return
    work.measure, work.order, work.limit = "holds", "most", 1
    work.conditions.append(conditions.state("blocking", at))
    work.take(at, *work.free("order.most", "ask.which", "of.tasks", "tie.block"))


def _between(work: Work, at: int, before: list[int], after: list[int]) -> None:
    """“is ENG-37 blocked by GTM-9?”: whether the one waits for the other."""
    ends = [work.tokens[n].key for n in (*before, *after)]
    if len(ends) != 2 or not all(ends):
        work.fails = "two ends of a tie"
        return
    waits = work.tokens[at].kind("tie") == "wait"
    work.measure, work.keys = "tied", (ends[0], ends[1]) if waits else (ends[1], ends[0])
    work.conditions.append(Condition(leaf("key", "in", ends), at, "", f"({' and '.join(ends)})"))
    work.take(at, *before, *after, *work.free("ask.yes", "tie.wait", "tie.block", "state.blocked"))


def _is_place(token: Token) -> bool:
    return bool(token.named) and token.named[0].kind in ("goal", "list", "space")


def _is_end(work: Work, at: int) -> bool:
    """A person, a place, a goal or a task; where something is said to be is none."""
    token = work.tokens[at]
    if token.key or (token.can("me.me") and work.me is not None):
        return not (
            token.is_free and at > 0 and work.tokens[at - 1].text in ("tell", "give", "show")
        )
    if not token.named or token.named[0].kind not in ENDS:
        return False
    is_place = token.named[0].kind in ("list", "space")
    return not (is_place and at > 0 and work.tokens[at - 1].text in SCOPE)
