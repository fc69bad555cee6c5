"""The weekly summary of a scope, when somebody asks for it."""

from agents import claims
from agents.answer import Draft, of_goal
from agents.plain import happenings
from agents.plain.words import counted
from agents.reading.reading import Reading
from agents.workspace import WorkspaceGateway


def summary(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """The same numbers and words the summary page shows: they balance to the last task."""
    week = gateway.summary(reading)
    if week is None:
        happenings.changed(reading, gateway, draft)
        return
    draft.looked_at.append(f"{week.scope}, {week.words}")
    goal = gateway.goal(week.goal) if week.goal else None
    for part in week.parts:
        claim = claims.of_summary(part, week.first)
        if part.tasks:
            counted(draft, part.text, part.tasks, claim)
        else:
            draft.say(part.text, *([of_goal(goal)] if goal else ()), claim=claim)
