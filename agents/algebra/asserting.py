"""Whether something is so of the one task that is named: its conditions are put to it, and do not choose it."""

from agents.algebra.composing import Work
from agents.algebra.conditions import STATES, Condition
from agents.algebra.query import Json, leaf

TREES = [tree for tree, _, _ in STATES.values()]
# Of goals: what is taken for granted when it is asked why.
PREMISES = ("health", "state")


def asserted(work: Work) -> set[int]:
    """The places of what is asked whether; empty when nothing is."""
    places = [n for n, one in enumerate(work.tokens) if one.key and n not in work.used]
    says = [c.at for c in work.conditions if _is_state(c.tree)]
    if not places or not says or work.of != "tasks" or work.measure or not work.says_yes:
        return set()
    keys = tuple(work.tokens[n].key for n in places)
    work.measure, work.keys = "whether", keys
    work.conditions.append(Condition(leaf("key", "in", list(keys)), places[0]))
    work.take(*places)
    return set(says)


def _is_state(tree: Json) -> bool:
    """“blocked”, “urgent”, “not in progress”."""
    return tree in TREES or tree.get("not") in TREES or tree.get("field") == "priority"


def premise(work: Work) -> set[int]:
    """Of a goal that is named the places of what is said of it: it is told whether it is so at all."""
    if work.measure == "lineage":
        return {c.at for c in work.conditions if _says_state(c.tree)}
    if work.measure not in ("standing", "stands") or not any(
        c.tree.get("field") == "id" for c in work.conditions
    ):
        return set()
    return {c.at for c in work.conditions if c.tree.get("field") in PREMISES or "pace" in c.tree}


def _says_state(tree: Json) -> bool:
    parts = tree.get("any") or tree.get("all") or []
    return all(map(_says_state, parts)) if parts else tree.get("field") in PREMISES
