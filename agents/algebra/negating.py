"""What is denied: each “not”, “without” and “no” belongs to one thing, or says that there is none."""

from agents.algebra.composing import Work
from agents.algebra.tagging import Token

NEGATABLE = ("state", "prop", "priority", "health", "event", "goal_state", "role", "due")
NOTHING = ("nothing", "none")
STANDS_IN = ("one", "ones")  # “without the ones of Mara”
REACH = 5  # words after a “not” among which is what it denies
NOUNS = ("of.tasks", "of.goals", "of.comments", "of.docs")


def negations(work: Work) -> None:
    """Find for each what it denies."""
    for n in [n for n, _ in work.of_kind("neg")]:
        if work.tokens[n].text in NOTHING:
            continue
        for later in range(n + 1, min(len(work.tokens), n + REACH)):
            verdict = _verdict(work, n, later)
            if verdict in ("this", "none"):
                work.turned.add(later)
            if verdict == "this":
                work.take(n)
                _also_denied(work, later)
            if verdict != "on":
                break


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
    if kind == "except" and token.kind("event") and work.tokens[at].text == "but not":
        return "this"  # “started but not finished”
    if kind == "except" and not (token.named or token.can("me.me")):
        return "on" if token.is_free else "stops"
    is_noun = kind == "without" and _is_noun(token) and token.text not in STANDS_IN
    following = work.tokens[later + 1 : later + 2]
    is_adjective = kind == "without" and (token.kind("state") or token.kind("priority"))
    if is_adjective and any(_is_noun(one) for one in following):
        return "on"  # “no overdue tasks”: none of what is named, not what is otherwise
    deniable = token.named or token.can("me.me") or any(token.kind(k) for k in NEGATABLE)
    if deniable and not (is_noun and not token.kind("prop")):
        return "this"
    if is_noun:
        return "none"
    return "on" if token.is_free or token.can("with.has") or token.text in STANDS_IN else "stops"


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
