"""A number a goal aims at, asked for by its name: “how many accounts have been moved to Frankfurt?”."""

from agents.answer import Draft
from agents.facts import GoalFact, TargetFact
from agents.plain.picking import key_stems
from agents.reading.reading import Reading
from agents.reading.stems import stemmed
from agents.workspace import WorkspaceGateway

# What is said around a target's name without asking for more.
AROUND = frozenset(
    key_stems(
        "target met reached reach number value current currently far get got send sent bring come"
        " total already still until today level rate high low much many our goal initiative move moved"
    )
)
MOSTLY = 0.6  # of a target's name that must be said


def targets(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> bool:
    """Say the one target the question names; False when it names none, or says more than one knows."""
    said = set(key_stems(reading.slots.normalized))
    if not said or reading.keys:
        return False
    found = [
        (share, goal, target)
        for goal in gateway.goals()
        for target in goal.targets
        if (share := _share(said, goal, target)) >= MOSTLY
    ]
    found.sort(key=lambda one: -one[0])
    best = [one for one in found if one[0] == found[0][0]]
    if len(best) != 1:
        return False
    _, goal, target = best[0]
    draft.looked_at.append(f"the target {target.name}")
    draft.say_of_goal(f"{goal.title}: {target.words}.", goal, "title", "targets")
    return True


def _share(said: set[str], goal: GoalFact, target: TargetFact) -> float:
    """How much of its name is said; 0 when something is said that is neither in it nor in its goal's."""
    name = set(key_stems(target.name))
    known = name | set(stemmed(goal.title).split()) | AROUND
    if not name or not said <= known:
        return 0.0
    return len(said & name) / len(name)
