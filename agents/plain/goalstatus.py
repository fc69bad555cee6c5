"""How a goal stands: its number, its parts, its work and what holds that up."""

from dataclasses import replace

from agents import claims
from agents.answer import Draft, of_goal
from agents.facts import GoalFact, Named, TaskFilter
from agents.plain import blocking, portfolio
from agents.plain.statements import quote_latest
from agents.plain.words import (
    HEALTH,
    cap,
    counted,
    due,
    joined,
    people,
    percent,
    plural,
    sources_of,
    verb,
)
from agents.reading.reading import Reading
from agents.reading.traits import OPEN
from agents.workspace import WorkspaceGateway


def goal_status(goal: GoalFact, reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """Its number against the pace, its parts, what holds it up, its owner's last words."""
    goal_itself(goal, gateway, draft)
    goal_in_the_way(goal, reading, gateway, draft)
    for quote in gateway.comments_on("goal", goal.id)[:1]:
        quote_latest(quote, gateway, draft)


def goal_itself(goal: GoalFact, gateway: WorkspaceGateway, draft: Draft) -> None:
    """Its number against the pace, and its parts."""
    draft.looked_at.append(f"the goal {goal.title}")
    portfolio.say(goal, gateway, draft)
    if goal.override_reason:
        draft.say_of_goal(
            f"Its health was set by hand: “{goal.override_reason}”. The pace alone says {HEALTH[goal.suggested]}.",
            goal,
            "override_reason",
            "suggested",
        )
    if goal.targets:
        words = "; ".join(t.words for t in goal.targets)
        draft.say_of_goal(f"Its targets: {words}.", goal, "targets")
    if goal.children:
        worst = sorted(goal.children, key=lambda c: (c[2] is None, c[2] or 0))[:3]
        names = joined([f"{title} at {percent(value)}" for _, title, value in worst])
        draft.say_of_goal(
            f"It has {plural(len(goal.children), 'sub-goal')}, the least far: {names}.",
            goal,
            "children",
        )


def goal_in_the_way(
    goal: GoalFact, reading: Reading, gateway: WorkspaceGateway, draft: Draft
) -> None:
    """The work left for it, what of that is late, and what holds it up."""
    wanted = replace(reading.filter, goal=goal.id, categories=OPEN)
    _goal_work(wanted, gateway, draft)
    if gateway.blockers(wanted):
        only = replace(
            reading, goals=(Named("goal", goal.id, goal.title),), keys=(), period=None, traits=()
        )
        blocking.held_up(only, wanted, gateway, draft)
    else:
        claim = claims.of_blockers(wanted, [])
        draft.say("No open task blocks its work.", of_goal(goal), claim=claim)


def _goal_work(wanted: TaskFilter, gateway: WorkspaceGateway, draft: Draft) -> None:
    work = gateway.tasks(wanted)
    overdue = replace(wanted, due_before=gateway.today)
    late = gateway.tasks(overdue)
    late_ones = claims.of_tasks(overdue, late.keys)
    if work:
        ending = f", {len(late)} of them overdue" if late else ", none of them overdue"
        head = f"{cap(plural(len(work), 'open task'))} {verb(len(work), 'serves', 'serve')} it{ending}."
        counted(draft, head, work, claims.every(claims.of_tasks(wanted, work.keys), late_ones))
    if late:
        names = [f"{t.title} ({due(t, gateway.today)}, {people(t)})" for t in late[:3]]
        named = [claims.of_task(t, "title", "due", "people") for t in late[:3]]
        opening = "Overdue" if len(late) == len(names) else "Overdue longest"
        draft.say(
            f"{opening}: {joined(names)}.",
            *sources_of(late[:3]),
            items=late.keys[:3],
            claim=claims.every(late_ones, *named),
        )
