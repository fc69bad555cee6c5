"""What is left out by a “but”, what nobody did, and who did none of it."""

from agents.algebra.composing import Work
from agents.algebra.tagging import Token

OUT_OF = frozenset(
    ["any", "every", "each", "all", "anyone", "anybody", "everyone", "everybody", "anything"]
) | frozenset(["everything", "any of us", "all of us", "anywhere"])
SKIPPED = frozenset(["the", "for", "a"])
PLACES = ("of.lists", "of.spaces", "of.tags", "of.people", "of.statuses", "of.goals", "prop.tags")
GROUPS = ("per.person", "per.list", "per.space", "per.tag", "per.status")
ME = frozenset(["me", "mine", "myself"])
NOBODY = frozenset(["nobody", "no one", "nobody has", "no one has", "nobody's", "noone"])
HAPPENED = ("done", "started", "created", "cancelled", "reopened", "moved", "slipped", "updated")
ANY = frozenset(["any", "anything", "a single", "a", "one", "any of"])
NEVER = {"state.unstarted": "started", "state.open": "done"}
REACH = 4


def exceptions(work: Work) -> None:
    """“in any list but Platform”, “created by anyone but me”, “tasks nobody updated”, “who hasn't finished any”."""
    for n, one in enumerate(work.tokens):
        if one.text in ("but", "but for") and n not in work.used:
            _but(work, n)
        elif one.can("neg.except") and n not in work.used and one.text != "but not":
            if n + 1 < len(work.tokens) and _leaves_out_of_who(work, n, n + 1):
                continue
            work.take(*_of_all(work, n))  # “in every list except Platform” groups nothing
    _nobody(work)
    _none_of_any(work)
    for n, one in enumerate(work.tokens):
        if one.text == "only" and _is_all_there_is(work, n):
            work.refuse("and none of the others", n)


def _is_all_there_is(work: Work, at: int) -> bool:
    """“lists that have only done tasks”, “assigned only to Lena”, “tasks only Lena has”: a filter says no such thing."""
    tokens, end = work.tokens, len(work.tokens)
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < end else None
    if before is None or after is None:
        return False
    if before.kind("role") == "assigned" or after.kind("role") == "assigned":
        return True
    grouped = work.has("ask.who", "of.people", "of.lists", "of.spaces")
    says = any(after.kind(kind) for kind in ("state", "priority", "event"))
    if grouped and before.can("with.has") and says:
        return True
    later = tokens[at + 2 : at + 3]
    has = any(one.can("with.has") or one.kind("role") == "assigned" for one in later)
    return _is_somebody(work, at + 1) and has


def _but(work: Work, at: int) -> None:
    """What stands right after it is left out; with words between, it only joins."""
    places = [at + 1 + skipped for skipped in (0, 1)]
    meant = next((n for n in places if n < len(work.tokens) and _is_somebody(work, n)), None)
    if meant is None or any(work.tokens[n].text not in SKIPPED for n in range(at + 1, meant)):
        return
    before = work.tokens[max(0, at - REACH) : at]
    if any(one.text.startswith(("nobody", "no one", "none", "nothing")) for one in before):
        work.refuse("nobody but one", at)
        return
    work.take(at)
    if _leaves_out_of_who(work, at, meant):
        return
    work.turned.add(meant)
    _also_left_out(work, meant)
    work.take(*_of_all(work, at))
    if work.fails == "no noun" and any(one.text in ("everything", "all") for one in before):
        work.fails = ""  # “everything but Platform”


def _leaves_out_of_who(work: Work, at: int, meant: int) -> bool:
    """“who but Lena has overdue tasks?”: no condition on the work, which she may share."""
    who = at > 0 and work.tokens[at - 1].can("ask.who", "of.people")
    if not who or not _is_somebody(work, meant) or _kind(work.tokens[meant]) != "person":
        return False
    work.turned.add(meant)
    _also_left_out(work, meant)
    for n in sorted(work.turned):
        found = work.tokens[n].named or ((work.me,) if work.me else ())
        work.but = (*work.but, *(one.name for one in found))
        work.take(n)
    work.turned.clear()
    work.take(at)
    return True


def _of_all(work: Work, at: int) -> list[int]:
    """“any list”, “every space”: the kind whose one is left out; “which lists but Platform” groups by it."""
    before = work.tokens[max(0, at - REACH) : at]
    found: list[int] = []
    if any(one.text in ("which", "what") for one in before) or not any(
        one.text in OUT_OF or one.can(*GROUPS, *PLACES) for one in before
    ):
        return found
    for n in range(at - 1, max(-1, at - REACH), -1):
        token = work.tokens[n]
        if token.can(*PLACES, *GROUPS) or token.text in OUT_OF:
            found.append(n)
        elif not token.is_free:
            break
    return found


def _also_left_out(work: Work, at: int) -> None:
    """“any list but Platform and Billing”."""
    while at + 2 < len(work.tokens) and work.tokens[at + 1].can("compare.and", "compare.or"):
        first, other = work.tokens[at], work.tokens[at + 2]
        if not _is_somebody(work, at + 2) or _kind(first) != _kind(other):
            return
        work.turned.add(at + 2)
        work.take(at + 1)
        at += 2


def _kind(token: Token) -> str:
    return token.named[0].kind if token.named else "person"


def _is_somebody(work: Work, at: int) -> bool:
    token = work.tokens[at]
    return bool(token.named) or (work.me is not None and token.text in ME)


def _nobody(work: Work) -> None:
    """“goals nobody updated”, “tasks nobody started”: a “not” of what happened, not of who has it."""
    for n in list(work.free("state.unassigned")):
        if work.tokens[n].text not in NOBODY or n == 0:
            continue
        verb = next((m for m in range(n + 1, len(work.tokens)) if not _is_filler(work, m)), None)
        if verb is None or work.tokens[verb].kind("event") not in HAPPENED:
            continue
        work.turned.add(verb)
        work.take(n)


def _is_filler(work: Work, at: int) -> bool:
    return work.tokens[at].text in ("has", "have", "had", "ever", "did", "yet", "been")


def _none_of_any(work: Work) -> None:
    """“who has not started any tasks?”: nobody's that was; “not started” is no kind of task here."""
    if not work.has("ask.who", "of.people", "of.lists", "of.spaces") or work.of != "tasks":
        return
    for n, one in enumerate(work.tokens[:-1]):
        if n in work.used or work.tokens[n + 1].text not in ANY:
            continue
        name = _denied(work, n, one)
        if name and work.event is None and work.having is None:
            work.event = name  # pyright: ignore[reportAttributeAccessIssue] - one of the events
            work.having = ("eq", 0)
            work.take(n, n + 1)
            return


def _denied(work: Work, at: int, token: Token) -> str:
    """What did not happen, by one phrase (“not started”) or by a “not” before it."""
    if token.text.startswith("not "):
        verb = token.text.removeprefix("not ").removeprefix("yet ").removesuffix(" yet")
        is_verb = verb in ("started", "begun", "done", "finished", "completed", "closed")
        return next((name for sense, name in NEVER.items() if token.can(sense)), "") * is_verb
    name = token.kind("event")
    nots = [m for m in range(max(0, at - 3), at) if work.tokens[m].can("neg.not")]
    if not nots or name not in ("done", "started", "created", "cancelled", "reopened"):
        return ""
    work.take(*nots)
    return name
