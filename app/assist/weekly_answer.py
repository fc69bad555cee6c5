"""The weekly summary as an answer, when somebody asks for it."""

from typing import Any

from sqlmodel import col, select

from agents.facts import Tasks
from agents.weeks import SummaryFact, SummaryPart
from agents.workspace import Scoped
from app.assist.summaries import of_weeks
from app.assist.summed import WORKSPACE, subjects
from app.assist.week import telling
from app.assist.week.values import GoalWeek, Section, WeekSummary
from app.domain import weekly
from app.models import Task

# Of what is no task: named in a sentence each.
NAMED = 3


def weekly_answer(gateway: Any, reading: Scoped) -> SummaryFact | None:
    """The week a reading asks of, as the summary tells it; None when it is no whole week of a scope."""
    days = reading.days
    if days is None or reading.lists or reading.people:
        return None
    first, after = days
    if (after - first).days > 7:
        return None
    week = weekly.week_of(first)
    chosen = [("goal", g.id) for g in reading.goals] or [("space", s.id) for s in reading.spaces]
    chosen = chosen or _everything(gateway)
    found = of_weeks(
        gateway.session, gateway.actor.whole, week=week, subjects=chosen, now=gateway.now
    )
    parts = [part for one in found for part in _parts(gateway, one)]
    goal = reading.goals[0].id if reading.goals else None
    titles = ", ".join(one.title for one in found)
    return SummaryFact(titles, week, weekly.days_of(week)[0], tuple(parts), goal) if found else None


def _everything(gateway: Any) -> list[tuple[str, int]]:
    """The workspace; to a guest the spaces they see."""
    open_to = [(kind, i) for kind, i, _ in subjects(gateway.session, gateway.actor.whole)]
    return [WORKSPACE] if WORKSPACE in open_to else [one for one in open_to if one[0] == "space"]


def _parts(gateway: Any, one: WeekSummary) -> list[SummaryPart]:
    """What it says, in its order: the opening, the goals that moved, each number, and how they add up."""
    nothing, scope = Tasks([], lambda _: {}), (one.kind, one.id)
    parts = [SummaryPart(text, nothing, scope) for text in (one.headline, *one.lead)]
    for goal in one.goals:
        if goal.moves:
            parts.append(SummaryPart(_moved(goal), nothing, scope, goal.id))
        if goal.owes:
            parts.append(SummaryPart(goal.owes, nothing, scope, goal.id))
    parts += [_part(gateway, section, scope) for section in one.sections if section.count]
    return [*parts, SummaryPart(f"{one.title}: {one.identity}.", nothing, scope)]


def _moved(goal: GoalWeek) -> str:
    return f"{goal.title}: {'; '.join(telling.move(one) for one in goal.moves)}."


def _part(gateway: Any, section: Section, scope: tuple[str, int]) -> SummaryPart:
    keys = [item.key for item in section.items if item.key]
    rows = dict(
        gateway.session.exec(select(Task.key, Task.id).where(col(Task.key).in_(keys))).all()
    )
    rest = len(section.items) - NAMED
    ending = f" and {rest} more" if rest > 0 else ""
    if not keys:
        items = section.items[:NAMED]
        named = [" — ".join(filter(None, (i.title, ", ".join(i.people), i.note))) for i in items]
        text = f"{section.title}, {section.count}: {'; '.join(named)}{ending}."
        said = tuple(item.comment_id for item in items if item.comment_id)
        return SummaryPart(text, gateway.these([]), scope, comments=said)
    first = ", ".join(item.title for item in section.items[:NAMED])
    tasks = gateway.these([(rows[key] or 0, key) for key in dict.fromkeys(keys) if key in rows])
    return SummaryPart(f"{section.title}, {section.count}: {first}{ending}.", tasks, scope)
