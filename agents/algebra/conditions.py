"""Concepts as conditions: leaves of the one filter tree, and how each is told."""

from dataclasses import dataclass

from agents.algebra.query import Json, all_of, flag, leaf, negated
from agents.facts import Named

OPEN_FIRST = ("backlog", "unstarted")


@dataclass(frozen=True)
class Condition:
    """What narrows: its tree, where in the question it stands, and its words beside the noun."""

    tree: Json
    at: int
    before: str = ""
    after: str = ""


STATES: dict[str, tuple[Json, str, str]] = {
    "open": (flag("is_open"), "open", ""),
    "overdue": (flag("overdue"), "overdue", ""),
    "blocked": (flag("blocked"), "blocked", ""),
    "unblocked": (
        all_of(flag("is_open"), negated(flag("blocked"))),
        "unblocked open",
        "",
    ),
    "blocking": (flag("blocks"), "", "that block others"),
    "unassigned": (leaf("assignees", "is_empty"), "unassigned", ""),
    "assigned": (leaf("assignees", "is_not_empty"), "assigned", ""),
    "started": (leaf("category", "is", "started"), "", "in progress"),
    "unstarted": (leaf("category", "in", list(OPEN_FIRST)), "not started", ""),
    "backlog": (leaf("category", "is", "backlog"), "", "in the backlog"),
    "done": (leaf("category", "is", "done"), "finished", ""),
    "cancelled": (leaf("category", "is", "cancelled"), "cancelled", ""),
    "upkeep": (flag("is_upkeep"), "", "that are upkeep"),
    "subtask": (leaf("parent_id", "is_not_empty"), "", "that are subtasks"),
    "parent": (flag("has_subtasks"), "", "that have subtasks"),
    "aligned": (leaf("helps_goal", "is_not_empty"), "", "that serve a goal"),
    "unaligned": (
        all_of(leaf("helps_goal", "is_empty"), negated(flag("is_upkeep"))),
        "",
        "that serve no goal and are not upkeep",
    ),
}
# What says whether work is over: without any of these, open work is meant where one must be.
OF_STATE = frozenset(
    [
        "open",
        "overdue",
        "blocked",
        "unblocked",
        "blocking",
        "started",
        "unstarted",
        "backlog",
        "done",
        "cancelled",
    ]
)
PROPERTIES: dict[str, tuple[str, str]] = {
    "estimate": ("estimate_minutes", "an estimate"),
    "due": ("due", "a due date"),
    "people": ("assignees", "an owner"),
    "tags": ("tags", "tags"),
    "goal": ("helps_goal", "a goal"),
    "description": ("description", "a description"),
    "points": ("points", "points"),
    "start": ("start", "a start date"),
}
PRIORITY = {
    1: "urgent",
    2: "high-priority",
    3: "normal-priority",
    4: "low-priority",
    0: "unprioritised",
}
HEALTH = {
    "on_track": "on track",
    "at_risk": "at risk",
    "off_track": "off track",
    "no_data": "without data",
    "trouble": "at risk or off track",
}


def state(name: str, at: int, *, turned: bool = False) -> Condition:
    """A state, or its opposite."""
    tree, before, after = STATES[name]
    if not turned:
        return Condition(tree, at, before, after)
    denied = "that are not " if after.startswith("that are ") else "that do not "
    words = (
        f"that are not {before}"
        if before
        else after.replace("that are " if after.startswith("that are ") else "that ", denied, 1)
    )
    words = words if words.startswith("that") else f"not {words}"
    return Condition(negated(tree), at, "", words)


def has(name: str, at: int, *, turned: bool) -> Condition:
    """A property that is set, or is not."""
    if name == "comments":
        op = "is" if turned else "gt"
        return Condition(
            leaf("comments", op, 0), at, "", f"{'without' if turned else 'with'} comments"
        )
    if name == "priority":
        op = "is" if turned else "is_not"
        return Condition(
            leaf("priority", op, 0), at, "", f"{'without' if turned else 'with'} a priority"
        )
    field, words = PROPERTIES[name]
    op = "is_empty" if turned else "is_not_empty"
    return Condition(leaf(field, op), at, "", f"{'without' if turned else 'with'} {words}")


def named(found: tuple[Named, ...], at: int, *, role: str, turned: bool = False) -> Condition:
    """Names of one kind: any of them, or none."""
    first = found[0]
    ids = [i for one in found for i in (one.members or (one.id,))]
    words = " or ".join(dict.fromkeys(one.name for one in found))
    away = "not " if turned else ""
    match first.kind:
        case "person" | "team":
            if role == "by_creator":
                return Condition(
                    leaf("created_by", "not_in" if turned else "in", ids),
                    at,
                    "",
                    f"{away}made by {words}",
                )
            op = "has_none" if turned else "has_any"
            return Condition(leaf("assignees", op, ids), at, "", f"{away}with {words}")
        case "list":
            return Condition(
                leaf("list_id", "not_in" if turned else "in", ids),
                at,
                "",
                f"{'outside' if turned else 'in'} {words}",
            )
        case "space":
            return Condition(
                leaf("space_id", "not_in" if turned else "in", ids),
                at,
                "",
                f"{'outside' if turned else 'in'} {words}",
            )
        case "goal":
            tree = leaf("helps_goal", "in", ids)
            return Condition(negated(tree) if turned else tree, at, "", f"{away}for {words}")
        case "status":
            names = [one.name for one in found]
            return Condition(
                leaf("status", "not_in" if turned else "in", names), at, "", f"{away}in “{words}”"
            )
        case _:
            names = [one.name for one in found]
            return Condition(
                leaf("tags", "has_none" if turned else "has_any", names),
                at,
                "",
                f"{away}tagged {words}",
            )


def of_goal(
    found: tuple[Named, ...], at: int, *, turned: bool = False, is_itself: bool = False
) -> Condition | None:
    """A name beside goals: whose they are, in which space, below which; or the goal itself."""
    first = found[0]
    ids = [i for one in found for i in (one.members or (one.id,))]
    words = " or ".join(dict.fromkeys(one.name for one in found))
    op = "not_in" if turned else "in"
    away = "not " if turned else ""
    match first.kind:
        case "person" | "team":
            op = "has_none" if turned else "has_any"
            return Condition(leaf("people_ids", op, ids), at, "", f"{away}of {words}")
        case "space":
            return Condition(leaf("space_id", op, ids), at, "", f"{away}in {words}")
        case "goal" if is_itself:
            return Condition(leaf("id", op, ids), at, "", f"({words})")
        case "goal":
            return Condition(leaf("parent_id", op, ids), at, "", f"{away}below {words}")
        case _:
            return None
