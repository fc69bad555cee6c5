"""The weekly summary of a scope, when somebody asks for it."""

from agents import claims
from agents.answer import Draft, of_goal, of_quote
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
    for part in week.parts:
        claim = claims.of_summary(part, week.first)
        if part.tasks:
            counted(draft, part.text, part.tasks, claim)
            continue
        about = part.goal or week.goal
        goal = gateway.goal(about) if about else None
        said = [of_quote(one) for one in gateway.said(part.comments)] if part.comments else []
        draft.say(part.text, *(said or ([of_goal(goal)] if goal else [])), claim=claim)
