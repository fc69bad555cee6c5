"""Answers about goals: which there are, how they stand, when they run."""

from collections import Counter
from collections.abc import Sequence

from agents import claims
from agents.answer import Draft, of_goal
from agents.facts import GoalFact
from agents.goalfilter import GoalFilter
from agents.plain.words import HEALTH, SHOWN, cap, day, joined, percent, plural, verb
from agents.reading.goalwords import OPEN_STATES
from agents.reading.reading import Reading
from agents.workspace import WorkspaceGateway

STATES = {
    "planned": "planned",
    "in_progress": "in progress",
    "achieved": "achieved",
    "missed": "missed",
    "dropped": "dropped",
}
WORST_FIRST = ("off_track", "at_risk", "on_track", "no_data", "planned")


def goals(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """The goals asked for: those that are open unless it says otherwise, the worst first; a count counts all."""
    wanted = reading.slots.goal_words
    states = wanted.states or (tuple(STATES) if wanted.counts else OPEN_STATES)
    fitting = _filter(reading, states)
    found = fitting.of(gateway.goals())
    claim = claims.of_goals(fitting, found)
    draft.looked_at.append(f"the goals you can see, {len(gateway.goals())} in all")
    found.sort(key=lambda g: (WORST_FIRST.index(g.health), -(g.expected or 0) + (g.actual or 0)))
    wanted_states = ["open"] if states == OPEN_STATES else [STATES[s] for s in wanted.states]
    kind = " or ".join(s for s in wanted_states if s != STATES["in_progress"])
    noun = "initiative" if wanted.initiatives else "goal"
    scope = " in progress" if STATES["in_progress"] in wanted_states else ""
    scope += _scope(reading)
    standing = f" {joined([HEALTH[h] for h in wanted.healths])}" if wanted.healths else ""
    if not found:
        draft.say(f"There is no {kind} {noun}{standing}{scope}.".replace("  ", " "), claim=claim)
        return
    names = plural(len(found), f"{kind} {noun}".strip())
    ending = (
        "" if wanted.healths else _shares(found, by_state=len(states) > 1 and states != OPEN_STATES)
    )
    draft.say(
        f"There {verb(len(found))} {names}{standing}{scope}{ending}.",
        *(of_goal(g) for g in found[:SHOWN]),
        items=tuple(f"goal:{g.id}" for g in found),
        claim=claim,
    )
    for goal in found[:SHOWN]:
        say(goal, gateway, draft)


def _filter(reading: Reading, states: Sequence[str]) -> GoalFilter:
    wanted, slots, period = reading.slots.goal_words, reading.slots, reading.period
    away = [n.id for n in slots.excluded if n.kind in ("person", "team")]
    owners = [i for p in slots.people if p.id not in away for i in (p.members or (p.id,))]
    return GoalFilter(
        states=tuple(states),
        healths=tuple(wanted.healths),
        owners=tuple(owners),
        not_owners=tuple(away),
        unowned=wanted.unowned,
        initiatives=wanted.initiatives,
        below=tuple(n.id for n in reading.goals),
        spaces=tuple(n.id for n in reading.spaces),
        start=period.start if period else None,
        end=period.end if period else None,
        by=wanted.by,
    )


def _scope(reading: Reading) -> str:
    wanted, slots = reading.slots.goal_words, reading.slots
    away = [p.name for p in slots.people if p in slots.excluded]
    kept = [p.name for p in slots.people if p not in slots.excluded]
    words = f" below {joined([n.name for n in reading.goals])}" if reading.goals else ""
    words += f" in {joined([n.name for n in reading.spaces])}" if reading.spaces else ""
    words += f" owned by {' or '.join(dict.fromkeys(kept))}" if kept else ""
    words += f" not owned by {joined(away)}" if away else ""
    words += " without an owner" if wanted.unowned else ""
    if reading.period:
        words += {"ends": " ending", "starts": " starting", "within": ""}[wanted.by]
        words += f" ({reading.period.words})"
    return words


def _shares(found: list[GoalFact], *, by_state: bool) -> str:
    """“: 139 in progress, 52 planned and 9 dropped”."""
    if by_state:
        counts = Counter(STATES[g.state] for g in found).most_common()
        words = [f"{count} {state}" for state, count in counts]
    else:
        groups = [(h, sum(g.health == h for g in found)) for h in WORST_FIRST]
        words = [f"{count} {HEALTH[h]}" for h, count in groups if count]
    return f": {joined(words)}"


def say(goal: GoalFact, gateway: WorkspaceGateway, draft: Draft) -> None:
    """Say its headline."""
    draft.say_of_goal(
        headline(goal, gateway), goal, "title", "state", "owner", "actual", "health", "period_end"
    )


def headline(goal: GoalFact, gateway: WorkspaceGateway) -> str:
    """A goal in a sentence, as in “EU launch is at risk: 31 % of the way, 50 % expected by today”."""
    owner = f" {goal.owner} owns it." if goal.owner else ""
    if goal.final:
        return f"{goal.title} was {STATES[goal.state]} at {percent(goal.actual)}.{owner}"
    if goal.actual is None and not goal.targets and not goal.children:
        return f"{goal.title} is {STATES[goal.state]} and has no target: nothing measures it yet.{owner}"
    if goal.actual is None:
        return f"{goal.title} is {STATES[goal.state]} and has no data yet: none of its targets can be counted.{owner}"
    pace = f", {percent(goal.expected)} expected by today" if goal.expected is not None else ""
    end = f"; its period ends {day(goal.period_end, gateway.today)}" if goal.period_end else ""
    health = HEALTH.get(goal.health, goal.health)
    stands = goal.expected is not None or goal.health == "planned"
    word = f"is {health}" if stands else "is under way"
    return f"{goal.title} {word}: {percent(goal.actual)} of the way{pace}{end}.{owner}"


def runs(goal: GoalFact, gateway: WorkspaceGateway) -> str:
    """Its period, as in “EU launch runs from 1 Oct to 31 Dec 2026; 38 days are left”."""
    start, end, today = goal.period_start, goal.period_end, gateway.today
    if start is None and end is None:
        return f"{goal.title} has no period: no date is set for it."
    from_ = f" from {start:%-d %b %Y}" if start else ""
    to = f" to {end:%-d %b %Y}" if end else ", without an end"
    left = ""
    if end is not None:
        days = (end - today).days + 1
        left = (
            f"; {plural(days, 'day')} {verb(days)} left"
            if days > 0
            else f"; that was {plural(-days + 1, 'day')} ago"
        )
        if start is not None and start > today:
            left = f"; it begins in {plural((start - today).days, 'day')}"
    past = end is not None and end < today
    return f"{cap(goal.title)} {'ran' if past else 'runs'}{from_}{to}{left}."
