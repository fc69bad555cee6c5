"""A number a goal aims at, asked for by its name: “how many accounts have been moved to Frankfurt?”."""

import re
from datetime import date, timedelta

from agents import claims
from agents.answer import Draft, of_goal
from agents.facts import GoalFact, TargetFact
from agents.passages.asked import key_stems, speech
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
WAS = re.compile(r"\b(?:had|was|were|did)\b")
MOSTLY = 0.5  # of a target's name that must be said


def targets(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> bool:
    """Say the one target the question names; False when it names none, or says more than one knows."""
    said = set(key_stems(reading.about or reading.slots.normalized))
    if not said or reading.keys or speech() & set(reading.slots.normalized.split()):
        return False  # what somebody said is no number
    found = [
        (share, goal, n)
        for goal in gateway.goals()
        for n, target in enumerate(goal.targets)
        if (share := _share(said, goal, target)) >= MOSTLY
    ]
    found.sort(key=lambda one: -one[0])
    best = [one for one in found if one[0] == found[0][0]]
    if len(best) != 1:
        return False
    _, goal, n = best[0]
    draft.looked_at.append(f"the target {goal.targets[n].name}")
    day = reading.period.end - timedelta(days=1) if reading.period else gateway.today
    if day > gateway.today and WAS.search(reading.slots.normalized):
        day = day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)
    if day < gateway.today:
        _then(goal, n, day, gateway, draft)
    draft.say_of_goal(f"{goal.title}: {goal.targets[n].words}.", goal, "title", "targets")
    return True


def _then(goal: GoalFact, n: int, day: date, gateway: WorkspaceGateway, draft: Draft) -> None:
    """How it stood at the end of a past day."""
    with gateway.back_to(day) as then:
        was = then.goal(goal.id)
    if was is not None and n < len(was.targets):
        claim = claims.on(claims.of_goal(was, "title", "targets"), day)
        words = f"On {day:%-d %b %Y}, {was.title}: {was.targets[n].words}."
        draft.say(words, of_goal(was), claim=claim)


def _share(said: set[str], goal: GoalFact, target: TargetFact) -> float:
    """How much of its name is said; 0 when something is said that is neither in it nor in its goal's."""
    name = set(key_stems(target.name))
    known = name | set(stemmed(goal.title).split()) | AROUND
    if not name or not said <= known:
        return 0.0
    return len(said & name) / len(name)
