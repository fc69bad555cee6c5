"""Who moved a date, took work up again or gave it up: told apart from whose work that was."""

from agents.algebra.composing import Work

MOVES = (*("event.moved", "event.slipped", "event.hastened", "event.reopened", "event.cancelled"),)
# “who had the most date moves”: whose dates they were.
NOUNS = frozenset(["moves", "changes", "slips", "postponements", "reopenings", "slippage", "new"])
BESIDE = frozenset(
    [
        "give",
        "gave",
        "for",
        "has",
        "have",
        "did",
        "does",
        "do",
        "ever",
        "most",
        "mostly",
        "most often",
        "least often",
    ]
)


def subject(work: Work) -> int | None:
    """Where stands who did it: “who moves due dates the most?”, “did Priya postpone it?”, “moved by Priya”."""
    if work.of != "tasks":
        return None
    found = (_done_by(work, n) for n, one in enumerate(work.tokens) if one.can(*MOVES))
    return next((n for n in found if n is not None), None)


def _done_by(work: Work, at: int) -> int | None:
    if work.tokens[at].text.split()[-1] in NOUNS or at in work.turned:
        return None
    later = work.tokens[at + 1 : at + 3]
    if len(later) > 1 and later[0].text == "by":
        return at + 2 if _is_somebody(work, at + 2) else None
    before = at - 1
    while before > 0 and work.tokens[before].text in BESIDE:
        before -= 1
    return before if before >= 0 and _is_somebody(work, before) else None


def _is_somebody(work: Work, at: int) -> bool:
    one = work.tokens[at]
    if one.named:
        return one.named[0].kind == "person"
    is_me = one.can("me.me") and work.me is not None and one.text in ("i", "me")
    return is_me or (one.can("ask.who") and one.text != "whose")
