"""Names and properties: whose, where, for which goal, with or without what."""

from agents.algebra import conditions
from agents.algebra.composing import Work
from agents.algebra.conditions import Condition
from agents.algebra.query import leaf
from agents.facts import Named

CREATES = frozenset(
    ["created", "create", "added", "add", "opened", "filed", "reported", "raised", "submitted"]
)
ADDRESSED = ("tell", "give", "show")
THEIRS = ("their", "its", "whose")
HAS = ("with.has", "neg.without")
OF_KIND = {
    "person": "role.assigned",
    "team": "role.assigned",
    "goal": "role.serving",
    "tag": "role.tagged",
}
ITSELF = (
    "forecast",
    "progress",
    "behind",
    "standing",
    "stands",
    "left",
    "growth",
    "lineage",
    "aims",
    "unmoved",
)
WRITTEN = ("role.written_by", "role.by_creator", "event.commented", "event.created")


def properties(work: Work) -> None:
    """“without an estimate”, “with a due date”, “whose health a person set”."""
    _columns(work)
    for n, name in list(work.of_kind("prop")):
        has = next((m for m in range(n - 1, max(-1, n - 4), -1) if work.tokens[m].can(*HAS)), None)
        made = _property(work, n, name, is_said=has is not None)
        if made is not None:
            work.conditions.append(made)
            work.take(n, *([has] if has is not None else ()))


def _columns(work: Work) -> None:
    """“list the dropped goals with their owners”: what each line says."""
    for n in list(work.free("prop.people")):
        before = work.tokens[max(0, n - 2) : n]
        is_theirs = work.tokens[n].text == "owners" or any(one.text in THEIRS for one in before)
        has = next((m for m in range(max(0, n - 3), n) if work.tokens[m].can("with.has")), None)
        if work.of == "goals" and is_theirs and has is not None and n not in work.turned:
            work.take(n, has)


def _property(work: Work, at: int, name: str, *, is_said: bool) -> Condition | None:
    turned = work.denies(at)
    empty = "is_empty" if turned else "is_not_empty"
    if work.of == "goals":
        if name == "override":
            return Condition(leaf("override", empty), at, "", "whose health a person set")
        if name == "people" and (turned or is_said):
            words = f"{'without' if turned else 'with'} an owner"
            return Condition(leaf("people_ids", empty), at, "", words)
        return None
    ordered = any(work.tokens[m].kind("order") for m in range(max(0, at - 2), at))
    if work.of != "tasks" or not (turned or is_said) or (ordered and not turned):
        return None
    if name in conditions.PROPERTIES or name in ("comments", "priority"):
        return conditions.has(name, at, turned=turned)
    return None


def names(work: Work) -> None:
    """People, places, goals, statuses, tags; and the asker."""
    joined: dict[tuple[str, bool], list[int]] = {}
    for n, one in enumerate(work.tokens):
        is_me = one.can("me.me") and work.me is not None and not _is_addressed(work, n)
        if n not in work.used and (one.named or is_me):
            kind = one.named[0].kind if one.named else "person"
            joined.setdefault((kind, work.denies(n)), []).append(n)
    for (kind, turned), places in joined.items():
        found: list[Named] = []
        for n in places:
            found += work.tokens[n].named or ([work.me] if work.me else [])
        if len(places) > 1 and kind in ("tag", "goal", "status") and not work.has("compare.or"):
            work.fails = "several of one kind"
            continue
        between = range(min(places) + 1, max(places))
        work.take(*(n for n in between if work.tokens[n].can("compare.or", "compare.and")))
        _narrowed(work, tuple(dict.fromkeys(found)), places, turned=turned)


def _is_addressed(work: Work, at: int) -> bool:
    """“show me”."""
    return work.tokens[at].is_free and at > 0 and work.tokens[at - 1].text in ADDRESSED


def _narrowed(work: Work, found: tuple[Named, ...], places: list[int], *, turned: bool) -> None:
    at, kind = places[0], found[0].kind
    if kind == "status" and work.measure == "in_status":
        work.status = found[0].name
        work.take(*places)
    elif work.of == "goals":
        others = any(one.can("of.goals") and not one.named for one in work.tokens)
        is_itself = kind == "goal" and (work.measure in ITSELF or not others)
        made = conditions.of_goal(found, at, turned=turned, is_itself=is_itself)
        if made is not None:
            work.conditions.append(made)
            work.take(*places, *work.free("role.assigned"))
    elif work.of == "lists":
        if kind == "goal":
            titles = [one.name for one in found]
            tree = leaf("goals", "has_none" if turned else "has_any", titles)
            words = f"that {'do not ' if turned else ''}serve {' or '.join(titles)}"
            work.conditions.append(Condition(tree, at, "", words))
            work.take(*places, *work.free("role.serving"))
    elif work.of in ("comments", "docs") and (kind == "person" or work.of == "docs"):
        _of_writing(work, found, places, turned=turned)
    elif not (work.of == "comments" and (kind == "goal" or turned)):
        role = _role(work, at, kind)
        work.conditions.append(conditions.named(found, at, role=role, turned=turned))
        senses = [sense for sense in (OF_KIND.get(kind, ""),) if sense]
        senses += ["role.by_creator"] if role == "by_creator" else []
        work.take(*places, *(work.free(*senses) if senses else ()))


def _of_writing(work: Work, found: tuple[Named, ...], places: list[int], *, turned: bool) -> None:
    """Whose comments or docs, and in which space a doc is."""
    if turned:
        return
    words = " or ".join(one.name for one in found)
    if found[0].kind == "person":
        work.by = tuple(one.name for one in found)
        work.conditions.append(Condition({}, places[0], "", f"by {words}"))
        work.take(*places, *work.free(*WRITTEN))
    elif found[0].kind == "space":
        tree = leaf("space_id", "in", [one.id for one in found])
        work.conditions.append(Condition(tree, places[0], "", f"in {words}"))
        work.take(*places)


def _role(work: Work, at: int, kind: str) -> str:
    """Who made it, or who does it: “created by Mara”, “tasks Mara created”."""
    after = [one.text for one in work.tokens[at + 1 : at + 3]]
    if kind == "person" and work.event == "created" and CREATES.intersection(after):
        return "by_creator"
    before = (work.tokens[m].kind("role") for m in range(at - 1, max(-1, at - 4), -1))
    return next((role for role in before if role), "")
