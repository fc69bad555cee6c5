"""A follow-up said whole: the words of the question before it, with what the new ones add or put in their place.

“how many tasks are overdue in Sales?”, then “and in Support?”: the place is another. “only urgent ones”, “which of
them have no estimate?” narrow what was asked; “who has most of them?”, “by list”, “how many hours is that?” ask
something else of it.
"""

from collections.abc import Sequence
from dataclasses import replace

from agents.algebra.tagging import Tagged, Token

# These point at what was asked before.
POINTERS = frozenset(
    ["them", "those", "these", "ones", "they", "same", "it", "that", "former", "rest", "there"]
)
ONLY_LAST = frozenset(["that", "it", "there"])  # pointers when nothing follows them
NARROWING = frozenset(["only", "just", "of", "which"])
JOINING = frozenset(["and", "or", "but", "also", "then", "so", "plus", "what", "how", "about"])
BEGINS = frozenset(["and", "or", "but", "also", "only", "just", "same", "without", "not", "except"])
ABOUT = ("what about", "how about")
PLACES = frozenset(["list", "space"])
PREDICATES = ("state", "event", "due", "goal_state", "health")
# What is asked, by what of the question before goes when it is asked anew.
ASKED = {
    "measure": ("ask", "measure", "average", "order", "speed"),
    "order": ("order",),
    "per": ("per", "order"),
}
WHOLE_ASKS = ("ask.count", "ask.which", "ask.why", "ask.when", "ask.long", "ask.old")
ENDS = ("oldest", "newest", "last_done", "next_due", "running", "stalest")
FRAGMENT = 2  # words with a meaning that a bare fragment has at most
FRAGMENTS = ("state", "priority", "per", "neg", "prop", "goal_state", "health", "with", "role")


def leans(tagged: Tagged) -> bool:
    """Whether it points at what was asked before, or begins as something that goes on."""
    tokens = tagged.tokens
    if not tokens:
        return False
    words = [word for one in tokens for word in one.text.split()]
    if any(one.can("measure.fits") for one in tokens) and POINTERS & set(words):
        return True  # “does that fit into her 40 hours?”
    return words[0] in BEGINS or tagged.masked.startswith(ABOUT) or points(tokens)


def goes_on(tagged: Tagged) -> bool:
    """In one sentence with what stands before: it names no place, person or time of its own, and counts or lists."""
    return not any(one.is_held or one.kind("measure") for one in tagged.tokens)


def is_fragment(tagged: Tagged) -> bool:
    """A name, a time, a state or two: nothing that is asked by itself."""
    said = [one for one in tagged.tokens if not one.is_free and one.text not in JOINING]
    return 0 < len(said) <= FRAGMENT and all(
        one.named or one.period or any(one.kind(kind) for kind in FRAGMENTS) for one in said
    )


def joined(before: Tagged, after: Tagged) -> Tagged:
    """Both as one question."""
    narrows = _narrows(after.tokens)
    new = [one for one in after.tokens if not _only_joins(one, after.tokens)]
    kept = [one for one in before.tokens if not _is_asked_anew(one, new)]
    kept = kept if narrows else _without_predicates(kept, new)
    tokens, at = list(kept), 0
    added: list[Token] = []
    for at, one in enumerate(new):
        is_denied = any(other.kind("neg") for other in new[max(0, at - 3) : at])
        place = None if is_denied else _place(one, tokens, narrows=narrows)
        if place is None:
            added.append(one)
        else:
            tokens = _put(one, place, tokens)
    asks = [one for one in added if _asks(one)]
    merged = (*added, *tokens) if asks else (*tokens, *added)
    return replace(
        after,
        tokens=merged,
        as_of=after.as_of or before.as_of,
        masked=" ".join(one.mask for one in merged),
    )


def points(tokens: Sequence[Token]) -> bool:
    words = [word for one in tokens if not one.is_held for word in one.text.split()]
    for at, word in enumerate(words):
        if word in POINTERS - ONLY_LAST or (word in ONLY_LAST and at == len(words) - 1):
            return True
    return False


def _narrows(tokens: Sequence[Token]) -> bool:
    """“only urgent ones”, “which of those”: of what was asked, not instead of it."""
    words = [word for one in tokens if not one.is_held for word in one.text.split()]
    return points(tokens) or bool({"only", "just", "without", "not", "except"} & set(words))


def _only_joins(one: Token, among: Sequence[Token]) -> bool:
    if one.is_held:
        return False
    if one.text in POINTERS:
        return one.text not in ONLY_LAST or one is among[-1]
    if one.text in ("only", "just", "and", "but", "or", "also", "then", "so", "about"):
        return True
    return (
        one is among[0]
        and one.text in ("what", "how")
        and among[1:2] != []
        and (among[1].text == "about")
    )


def _asks(one: Token) -> bool:
    kinds = ("ask", "measure", "order")
    return not one.is_held and any(one.kind(kind) for kind in kinds)


def _is_asked_anew(one: Token, new: Sequence[Token]) -> bool:
    """Whether the new words ask for something else than this one does."""
    if one.is_held:
        return False
    for other in new:
        if other.is_held:
            continue
        if one.kind("order") and any(another.kind("rank") for another in new):
            return False  # “and who comes second?”, in the same order
        if other.can(*WHOLE_ASKS) and _is_of(one, ("ask", "measure", "order")):
            return True
        if other.can("ask.who") and _is_of(one, ("ask", "order")):
            return True
        if other.kind("order") in ENDS and _is_of(one, ("ask", "measure", "order")):
            return True
        for kind, gone in ASKED.items():
            if other.kind(kind) and not other.is_free and _is_of(one, gone):
                return True
    return one.number is not None and any(other.kind("order") for other in new)


def _is_of(one: Token, kinds: Sequence[str]) -> bool:
    """It asks so, and says nothing of the work itself."""
    says = any(one.kind(kind) for kind in (*PREDICATES, "of", "prop", "priority"))
    return any(one.kind(kind) for kind in kinds) and not says


def _without_predicates(kept: Sequence[Token], new: Sequence[Token]) -> list[Token]:
    """“and how many are blocked?” of what was finished last week: how work is now, in the same place."""
    if not any(_is_predicate(one) for one in new):
        return list(kept)
    happens = any(one.kind("event") for one in new)
    late = ("state.overdue", "state.late_done", "state.on_time")
    if any(one.can(*late) for one in new) and any(one.can("event.done") for one in kept):
        return list(kept)  # “and were any late?”, of what was finished
    return [
        one
        for one in kept
        if not _is_predicate(one) and (happens or one.period is None or _has_due(kept))
    ]


def _is_predicate(one: Token) -> bool:
    return not one.is_held and any(one.kind(kind) for kind in PREDICATES)


def _has_due(tokens: Sequence[Token]) -> bool:
    return any(one.kind("due") for one in tokens)


def _place(one: Token, tokens: Sequence[Token], *, narrows: bool) -> int | None:
    """Where among the words before it stands what this one replaces."""
    slot = _slot(one)
    if not slot or (narrows and slot in ("state", "priority")):
        return None
    return next((n for n, other in enumerate(tokens) if _slot(other) == slot), None)


def _slot(one: Token) -> str:
    if one.named:
        kind = one.named[0].kind
        return "place" if kind in PLACES else kind
    if one.period:
        return "period"
    if one.key:
        return "key"
    if one.can("me.me") and not one.is_free:
        return "person"
    return next((kind for kind in ("priority", "state", "event", "per") if one.kind(kind)), "")


def _put(one: Token, place: int, tokens: Sequence[Token]) -> list[Token]:
    """In its place; others of its slot go, with the word that joined them."""
    slot, found = _slot(one), list[Token]()
    for n, other in enumerate(tokens):
        if n == place:
            found.append(one)
        elif _slot(other) == slot:
            if found and found[-1].text in ("or", "and", "versus", "vs", "than"):
                found.pop()
        else:
            found.append(other)
    return found
