"""The weekly summary of a scope, when somebody asks for it."""

from agents import claims
from agents.answer import Draft, of_goal
from agents.plain import happenings
from agents.plain.words import counted
from agents.reading.reading import Reading
from agents.workspace import Desk


def summary(reading: Reading, desk: Desk, draft: Draft) -> None:
    """The same numbers and words the summary page shows: they balance to the last task."""
    told = desk.summary(reading)
    if told is None:
        happenings.changed(reading, desk, draft)
        return
    draft.looked_at.append(f"{told.scope}, {told.words}")
    goal = desk.goal(told.goal) if told.goal else None
    for part in told.parts:
        claim = claims.of_summary(part, told.first)
        if part.tasks:
            counted(draft, part.text, part.tasks, claim)
        else:
            draft.say(part.text, *([of_goal(goal)] if goal else ()), claim=claim)
