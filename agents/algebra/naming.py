"""Names and properties: whose, where, for which goal, with or without what."""

from dataclasses import replace

from agents.algebra import conditions, movers, roles
from agents.algebra.composing import Work
from agents.algebra.conditions import Condition
from agents.algebra.query import leaf
from agents.facts import Named

ADDRESSED = ("tell", "give", "show")
SEVERAL = ("tag", "goal", "status")
JOINS = ("compare.or", "compare.and")
MOVED = ("moved", "slipped", "hastened", "reopened", "cancelled")
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
        near = range(n - 1, max(-1, n - 4), -1)
        is_adjective = _is_adjective(work, n)
        has = None if is_adjective else next((m for m in near if work.tokens[m].can(*HAS)), None)
        made = _property(work, n, name, is_said=has is not None or is_adjective)
        if made is not None:
            work.conditions.append(made)
            work.take(n, *([has] if has is not None else ()))


def _is_adjective(work: Work, at: int) -> bool:
    """“estimated tasks”."""
    later = work.tokens[at + 1 : at + 2]
    return work.tokens[at].text == "estimated" and any(one.can("of.tasks") for one in later)


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
    if work.of == "tasks" and (given := roles.giving(work)) is not None:
        work.refuse("who gave it to whom", given)
        return
    joined: dict[tuple[str, bool, str], list[int]] = {}
    for n, one in enumerate(work.tokens):
        is_me = one.can("me.me") and work.me is not None and not _is_addressed(work, n)
        if n not in work.used and (one.named or is_me):
            kind = one.named[0].kind if one.named else "person"
            role = _role(work, n, kind)
            joined.setdefault((kind, work.denies(n), role), []).append(n)
    for (kind, turned, role), places in joined.items():
        found: list[Named] = []
        for n in places:
            found += work.tokens[n].named or ([work.me] if work.me else [])
        if _are_several(work, kind, places):
            if not _of_each(work, found, places, turned=turned, role=role):
                work.fails = "several of one kind"
            continue
        between = range(min(places) + 1, max(places))
        work.take(*(n for n in between if work.tokens[n].can("compare.or", "compare.and")))
        _narrowed(work, tuple(dict.fromkeys(found)), places, turned=turned, role=role)


def _are_several(work: Work, kind: str, places: list[int]) -> bool:
    """Whether each of them is meant, not any: “tagged eu and vat”, “both Lena and Jonas”."""
    if len(places) < 2 or (kind == "person" and not _is_both(work, min(places))):
        return False
    if kind not in (*SEVERAL, "person"):
        return False
    between = range(min(places), max(places))
    if kind in SEVERAL and _mixes(work, between):
        work.refuse("an “and” beside an “or”", *(n for n in between if work.tokens[n].can(*JOINS)))
        return True
    return kind == "person" or not work.has("compare.or")


def _is_addressed(work: Work, at: int) -> bool:
    """“show me”."""
    return work.tokens[at].is_free and at > 0 and work.tokens[at - 1].text in ADDRESSED


def _mixes(work: Work, between: range) -> bool:
    """“tagged eu or security and vat” can be meant in two ways."""
    return all(any(work.tokens[n].can(join) for n in between) for join in JOINS)


def _is_both(work: Work, first: int) -> bool:
    """“tasks both Lena and Jonas work on”."""
    return any(one.text == "both" for one in work.tokens[max(0, first - 2) : first])


def _of_each(work: Work, found: list[Named], places: list[int], *, turned: bool, role: str) -> bool:
    """“tagged eu and vat”: both, where one thing can have both."""
    inside = [n for n in range(min(places) + 1, max(places)) if n not in places]
    joins = all(work.tokens[n].can("compare.and") or work.tokens[n].is_free for n in inside)
    kind = found[0].kind
    if turned or role or kind not in ("tag", "person") or work.of != "tasks" or not joins:
        return False
    words = " and ".join(one.name for one in found)
    for n, one in zip(places, found, strict=True):
        made = conditions.named((one,), n, role="")
        said = f"{'tagged' if kind == 'tag' else 'with'} {words}" if n == places[0] else ""
        work.conditions.append(replace(made, after=said))
    work.take(*places, *inside, *work.free(OF_KIND[kind]))
    return True


def _narrowed(
    work: Work, found: tuple[Named, ...], places: list[int], *, turned: bool, role: str
) -> None:
    at, kind = places[0], found[0].kind
    if _moved_by(work, found, places, turned=turned):
        return
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
        _of_tasks(work, found, places, turned=turned, role=role)


def _of_tasks(
    work: Work, found: tuple[Named, ...], places: list[int], *, turned: bool, role: str
) -> None:
    """Who made them or has them, where they are, what they serve."""
    at, kind = places[0], found[0].kind
    made = conditions.named(found, at, role=role, turned=turned)
    if role == "by_creator":
        _created(work)
        is_added = work.event == "created"
        made = replace(made, after=made.after.replace("made ", "")) if is_added else made
    work.conditions.append(made)
    said = list(work.free(OF_KIND[kind])) if kind in OF_KIND else []
    said = [n for n in said if not roles.is_adjective(work, n)]
    if role == "by_creator":
        said = [m for n in places if (m := roles.made_at(work, n)) is not None]
        said += work.free("role.by_creator")
    work.take(*places, *said)


def _moved_by(work: Work, found: tuple[Named, ...], places: list[int], *, turned: bool) -> bool:
    """Who did it, which is not whose work it is."""
    is_moved = found[0].kind == "person" and work.event in MOVED and not turned
    if not is_moved or movers.subject(work) not in places:
        return False
    words = " or ".join(one.name for one in found)
    work.by = tuple(one.name for one in found)
    work.conditions.append(Condition({}, places[0], "", f"by {words}"))
    work.take(*places, *work.free("role.assigned"))
    return True


def _created(work: Work) -> None:
    """“added by Priya in October”: the days are those in which it was."""
    timed = any(one.period and n not in work.used for n, one in enumerate(work.tokens))
    timed = timed or any(side.when for side in work.sides)
    if timed and work.event is None and not work.has("due.due", "prop.due"):
        work.event = "created"


def _of_writing(work: Work, found: tuple[Named, ...], places: list[int], *, turned: bool) -> None:
    """Whose comments or docs, and in which space a doc is."""
    words = " or ".join(one.name for one in found)
    if turned and found[0].kind == "person":
        work.but = tuple(one.name for one in found)
        work.conditions.append(Condition({}, places[0], "", f"not by {words}"))
        work.take(*places, *work.free(*WRITTEN))
    elif turned:
        work.fails = "outside of where?"
    elif found[0].kind == "person":
        work.by = tuple(one.name for one in found)
        work.conditions.append(Condition({}, places[0], "", f"by {words}"))
        work.take(*places, *work.free(*WRITTEN))
    elif found[0].kind == "space":
        tree = leaf("space_id", "in", [one.id for one in found])
        work.conditions.append(Condition(tree, places[0], "", f"in {words}"))
        work.take(*places)


def _role(work: Work, at: int, kind: str) -> str:
    """Who made it, or who has it; “by Mara or Jonas” is said of both."""
    if kind != "person" or work.of != "tasks":
        return ""
    first = at
    while first >= 2 and work.tokens[first - 1].can("compare.or", "compare.and"):
        before = work.tokens[first - 2]
        if not (before.named and before.named[0].kind == "person") and not before.can("me.me"):
            break
        first -= 2
    is_maker = roles.is_maker(work, at) or roles.is_maker(work, first)
    return "by_creator" if is_maker else ""
