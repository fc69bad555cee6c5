"""What is denied: each “not”, “without” and “no” belongs to one thing, or says that there is none."""

from agents.algebra.composing import Work
from agents.algebra.excepting import exceptions
from agents.algebra.tagging import Token

NEGATABLE = ("state", "prop", "priority", "health", "event", "goal_state", "role", "due")
PASSING = ("state.started", "state.unstarted", "state.backlog", "state.blocked", "state.overdue")
NOTHING = ("nothing", "none")
STANDS_IN = ("one", "ones")  # “without the ones of Mara”
REACH = 5  # words after a “not” among which is what it denies
NOUNS = ("of.tasks", "of.goals", "of.comments", "of.docs")


def negations(work: Work) -> None:
    """Find for each what it denies."""
    exceptions(work)
    for n in [n for n, _ in work.of_kind("neg")]:
        if work.tokens[n].text in NOTHING:
            continue
        for later in range(n + 1, min(len(work.tokens), n + REACH)):
            verdict = _verdict(work, n, later)
            if verdict == "this" and _is_over(work.tokens[n], work.tokens[later]):
                work.refuse("what it was before", n)
            if verdict in ("this", "none"):
                work.turned.add(later)
            if verdict == "this":
                work.take(n)
                _also_denied(work, later)
            if verdict != "on":
                break
    _of_whom(work)


def _of_whom(work: Work) -> None:
    """“not created by me”: not by that person, whoever else."""
    for n in sorted(work.turned):
        whom = n + 1
        is_role = work.tokens[n].kind("role") == "by_creator" and whom < len(work.tokens)
        if is_role and (work.tokens[whom].named or work.tokens[whom].can("me.me")):
            work.turned.discard(n)
            work.turned.add(whom)
            _also_denied(work, whom)


def _is_over(token: Token, denied: Token) -> bool:
    """“no longer in progress”: it was so, which how it is does not say."""
    return token.text == "no longer" and denied.can(*PASSING)


def _also_denied(work: Work, at: int) -> None:
    """“without an estimate or a due date”, “not by Lena or Ruth”: neither."""
    rest = [
        n
        for n in range(at + 1, min(len(work.tokens), at + 4))
        if work.tokens[n].text not in ("a", "an", "the", "any")
    ]
    if len(rest) < 2 or not work.tokens[rest[0]].can("compare.or"):
        return
    first, second = work.tokens[at], work.tokens[rest[1]]
    same = (first.named and second.named and first.named[0].kind == second.named[0].kind) or any(
        first.kind(kind) and second.kind(kind) for kind in NEGATABLE
    )
    if same and rest[1] not in work.turned:
        work.turned.add(rest[1])
        work.take(rest[0])


def _verdict(work: Work, at: int, later: int) -> str:
    """What it does to a word: denies “this”, says there are “none”, looks further “on”, or “stops”."""
    kind, token = work.tokens[at].kind("neg"), work.tokens[later]
    if kind == "except" and _says_how(work.tokens[at], token):
        return "this"  # “started but not finished”, “all except blocked ones”
    if kind == "except" and not (token.named or token.can("me.me")):
        return "on" if token.is_free else "stops"
    is_noun = kind == "without" and _is_noun(token) and token.text not in STANDS_IN
    if kind == "without" and _is_beside_noun(work, later):
        return "on"  # “no overdue tasks”: none of what is named, not what is otherwise
    deniable = token.named or token.can("me.me") or any(token.kind(k) for k in NEGATABLE)
    if deniable and not (is_noun and not token.kind("prop")):
        return "this"
    if is_noun:
        return "none"
    return "on" if token.is_free or token.can("with.has") or token.text in STANDS_IN else "stops"


def _says_how(but: Token, token: Token) -> bool:
    if token.kind("event"):
        return but.text == "but not"
    return bool(token.kind("state") or token.kind("priority"))


def _is_beside_noun(work: Work, at: int) -> bool:
    """“no unassigned open tasks”: an adjective, after which only others stand before the noun."""
    for n, one in enumerate(work.tokens[at:], at):
        if n > at and _is_noun(one):
            return True
        is_other = one.text in ("assigned", "estimated")
        if not (one.kind("state") or one.kind("priority") or is_other):
            return False
    return False


def _is_noun(token: Token) -> bool:
    return any(sense.startswith("of.") for sense in token.senses)


def none_of(work: Work) -> None:
    """“who has no open tasks”, “lists without overdue work”, “who did not finish anything”."""
    if not work.per:
        return
    loose = [n for n, _ in work.of_kind("neg")]
    if work.of in ("tasks", "comments") and loose and not work.having:
        reaching = [n for n in loose if _reaches(work, n) or _ends(work, n)]
        if reaching:
            work.having = ("eq", 0)
            work.take(*reaching)
    for n in sorted(work.turned):
        if work.of == "comments" and work.tokens[n].can("event.commented") and work.denies(n):
            work.having = ("eq", 0)  # “who hasn't commented”
        name = work.tokens[n].kind("event")
        if (
            n not in work.used
            and work.denies(n)
            and name in ("done", "created", "started")
            and not work.event
        ):
            work.event = name  # pyright: ignore[reportAttributeAccessIssue] - one of the events
            work.having = ("eq", 0)
            work.take(n)


def _ends(work: Work, at: int) -> bool:
    """“finished nothing”, “has commented on none”."""
    before = enumerate(work.tokens[max(0, at - 2) : at], max(0, at - 2))
    return work.tokens[at].text in NOTHING and any(
        n in work.used and (one.kind("event") or one.can("event.commented")) for n, one in before
    )


def _reaches(work: Work, at: int) -> bool:
    """Whether a noun, state or happening that is used stands behind it."""
    return any(
        later in work.used
        and (token.can(*NOUNS) or any(token.kind(kind) for kind in ("event", "state", "due")))
        for later, token in list(enumerate(work.tokens))[at + 1 : at + REACH]
    )
