"""Whose a person is said to be: who made it, or who has it; and who it is asked of, “who created the most”."""

from collections.abc import Callable

from agents.algebra.composing import Work
from agents.algebra.tagging import Token

MADE = frozenset(
    ["created", "create", "creates", "creating", "added", "add", "adds", "opened", "filed", "file"]
) | frozenset(["reported", "report", "raised", "raise", "submitted", "submit", "logged", "made"])
# Between who and “created”: “has Mara ever created”.
BETWEEN = frozenset(["has", "have", "had", "did", "ever", "myself", "himself", "herself", "that"])
HANDS_OVER = frozenset(["for", "to", "with", "of"])
BE = frozenset(["is", "are", "was", "were", "been", "be", "get", "gets", "got", "has", "have"])
ADJECTIVES = frozenset(["assigned", "owned"])
TO = frozenset(["assigned to", "owned by", "belonging to", "given to"])
ANYONE = frozenset(["anyone", "anybody", "someone", "somebody"])
GIVEN = frozenset(["assigned", "assigned to", "given to", "gave"])
FAR = 6  # words from “created” to “by Mara”


def is_maker(work: Work, at: int) -> bool:
    """“created by Mara”, “created last week by Mara”, “that Mara created”, “tasks I filed”."""
    return _made_by(work, at) is not None or _creates(work, at) is not None


def making(work: Work, at: int) -> int | None:
    """Where it is said that this person made it."""
    by = _made_by(work, at)
    return by if by is not None else _creates(work, at)


def made_at(work: Work, at: int) -> int | None:
    """The word that only says who made it; “new” says when, too."""
    found = making(work, at)
    said = found is not None and (
        work.tokens[found].text in MADE or work.tokens[found].kind("role")
    )
    return found if said else None


def _made_by(work: Work, at: int) -> int | None:
    """The “created” before “by Mara”; what stands between belongs to neither."""
    said_by = False
    for n in range(at - 1, max(-1, at - FAR), -1):
        token = work.tokens[n]
        if token.kind("role") == "by_creator":
            return n
        if _is_somebody(work, n) or token.kind("role") or token.text in HANDS_OVER:
            return None
        if token.can("event.created"):
            return n if said_by else None
        if token.kind("event") or (token.can("of.tasks") and not said_by):
            return None
        said_by = said_by or token.text in ("by", "not by", "from", "not from")
    return None


def _creates(work: Work, at: int) -> int | None:
    """The “created” after “that Mara”."""
    for n in range(at + 1, min(at + 4, len(work.tokens))):
        if work.tokens[n].can("event.created") and work.tokens[n].text in MADE:
            later = work.tokens[n + 1 : n + 2]
            return None if later and later[0].text == "by" else n
        if work.tokens[n].text not in BETWEEN:
            return None
    return None


def asks_maker(work: Work) -> int | None:
    """Where “created” stands in “who created the most?”, “who has added nothing?”."""
    for n, one in enumerate(work.tokens):
        if not one.can("event.created") or one.text not in MADE:
            continue
        before = n - 1
        while before >= 0 and (
            work.tokens[before].text in BETWEEN or work.tokens[before].kind("neg")
        ):
            before -= 1
        later = work.tokens[n + 1 : n + 2]
        is_by = bool(later) and later[0].text == "by"
        if before >= 0 and not is_by and work.tokens[before].can("ask.who", "of.people"):
            return n
    return None


def sides_make(work: Work) -> int | None:
    """Where it is said that the compared people made them: “who created more, Lena or Jonas?”."""
    if not work.sides or not any(
        one.named and one.named[0].kind == "person" for one in work.tokens
    ):
        return None
    made = (n for n, one in enumerate(work.tokens) if one.can("event.created") and one.text in MADE)
    at = next(made, None)
    if at is None or any(one.text in ("for", "to") for one in work.tokens[at + 1 : at + 3]):
        return None
    passive = at > 0 and work.tokens[at - 1].text in ("were", "was", "are", "been")
    by = any(one.text == "by" for one in work.tokens[at + 1 : at + 3])
    return None if passive and not by else at


def asks_who_did(work: Work, at: int) -> bool:
    """“who moved the most to review?”: whoever did it, which is not whose work it is."""
    before = at - 1
    while before >= 0 and work.tokens[before].text in BETWEEN:
        before -= 1
    return before >= 0 and work.tokens[before].can("ask.who", "of.people")


def giving(work: Work) -> int | None:
    """Where “tasks Lena assigned to me”, “assigned to me by Lena” or “who assigned the most?” say it: by whom is not told."""
    return next(
        (n for n, one in enumerate(work.tokens) if one.text in GIVEN and _gives(work, n)), None
    )


def _gives(work: Work, at: int) -> bool:
    someone, before = _someone(work), at - 1
    if before >= 0 and work.tokens[before].can("ask.who") and work.tokens[before].text != "whose":
        return True
    is_after = at + 1 < len(work.tokens) and someone(at + 1)
    if is_after and before >= 0 and someone(before) and not is_maker(work, before):
        return True
    for n in range(at + 1, min(at + FAR, len(work.tokens) - 1)):
        if work.tokens[n].kind("event") or work.tokens[n].kind("role"):
            return False
        if work.tokens[n].text == "by" and someone(n + 1):
            return True
    return False


def is_told(work: Work) -> bool:
    """Whether who has it is said or asked for: then a mere “assigned” adds nothing."""
    asks = work.has("ask.who", "of.people", "per.person", "prop.people") or bool(work.per)
    return asks or work.of == "goals" or any(map(_someone(work), range(len(work.tokens))))


def _someone(work: Work) -> Callable[[int], bool]:
    def is_one(at: int) -> bool:
        return _is_somebody(work, at) or (work.me is not None and work.tokens[at].can("me.me"))

    return is_one


def _is_somebody(work: Work, at: int) -> bool:
    token = work.tokens[at]
    if token.named:
        return token.named[0].kind in ("person", "team")
    return work.me is not None and token.can("me.me") and not token.is_free


def is_adjective(work: Work, at: int) -> bool:
    """“open assigned tasks”: somebody has them; not “who is assigned urgent tasks”."""
    token = work.tokens[at]
    if token.text not in ADJECTIVES:
        return False
    before: Token | None = work.tokens[at - 1] if at else None
    if before is not None and (before.text in BE or before.can("ask.who") or before.named):
        return False
    for one in work.tokens[at + 1 :]:
        if one.can("of.tasks"):
            return True
        if not (one.kind("state") or one.kind("priority")):
            return False
    return False


def is_said_of_them(work: Work, at: int) -> bool:
    """“which tasks are assigned?”, “tasks that are already assigned”: to somebody, whoever it is."""
    rest = work.tokens[at + 1 :]
    if work.tokens[at].text in TO and rest and rest[0].text in ANYONE:
        return True
    if work.tokens[at].text not in ADJECTIVES:
        return False
    someone = any(_is_somebody(work, n) for n in range(len(work.tokens)))
    asks = work.has("ask.who", "of.people") or bool(work.per)
    return not (someone or asks) and all(one.is_free or one.period for one in rest[:1])
