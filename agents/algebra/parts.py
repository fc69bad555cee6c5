"""Words nobody knows that are part of a name: of a goal, or of a number that a goal aims at."""

from dataclasses import replace

from agents.algebra.query import all_of, leaf
from agents.algebra.reading import Composed
from agents.facts import Named
from agents.reading.names import Gazetteer, fold
from agents.reading.stems import stemmed
from agents.reading.words import FILLER
from agents.workspace import WorkspaceGateway

MOSTLY = 0.5  # of a target's name that must be said


def with_goal(found: Composed, names: Gazetteer) -> str:
    """The question with a goal's whole name for the part of it that was said; empty when it says none."""
    tokens = found.tagged.tokens
    strange = [n for n, one in enumerate(tokens) if not one.is_known]
    if not strange:
        return ""
    first, last = strange[0], strange[-1]
    # “the app goal”: its kind may stand behind.
    said = fold(" ".join(one.text for one in tokens[first : last + 1]))
    goals = _holding(said, names)
    if len(goals) != 1:
        return ""
    while first and tokens[first - 1].text in ("the", "our", "goal"):
        first -= 1
    if last + 1 < len(tokens) and tokens[last + 1].can("of.goals"):
        last += 1
    around = [one.text for one in tokens]
    return " ".join([*around[:first], "the goal", goals[0].name, *around[last + 1 :]])


def _holding(said: str, names: Gazetteer) -> list[Named]:
    """Goals whose name has these words side by side; one that begins with them stands for itself."""
    goals = [one for one in names.by_ref.values() if one.kind == "goal"]
    found = [one for one in goals if f" {said} " in f" {fold(one.name)} "]
    begins = [one for one in found if fold(one.name).startswith(said)]
    return begins if len(begins) == 1 else found


def with_target(found: Composed, gateway: WorkspaceGateway) -> Composed:
    """What grew, by the words for it that no name has."""
    query = found.query
    if query is None or query.measure != "growth" or not found.unread:
        return found
    named = {one.text: one.named[0].kind for one in found.tagged.tokens if one.named}
    if any(named.get(one, "tag") != "tag" for one in found.unread):
        return found
    unread = {word for one in found.unread for word in one.split()}
    said = set(stemmed(" ".join(sorted(unread - FILLER))).split())
    best: list[tuple[float, int, str]] = []
    for goal in gateway.goals():
        for target in goal.targets:
            name = set(stemmed(target.name).split()) - FILLER
            known = name | set(stemmed(goal.title).split())
            share = len(said & name) / len(name) if name and said <= known else 0.0
            if share >= MOSTLY:
                best.append((share, goal.id, target.name))
    best.sort(key=lambda one: -one[0])
    if not best or (len(best) > 1 and best[0][0] == best[1][0]):
        return found
    _, goal_id, name = best[0]
    where = all_of(query.where, leaf("id", "in", [goal_id]))
    changes = {"where": where, "reason": name, "after": f"({name})"}
    return replace(found, query=query.model_copy(update=changes), unread=())
