"""The weekly summary as an answer, when somebody asks for it."""

from typing import Any

from sqlmodel import col, select

from agents.facts import SummaryFact, SummaryPart, Tasks
from agents.workspace import Scoped
from app.assist.summaries import of_weeks
from app.assist.summed import subjects
from app.assist.weeks import Section
from app.domain import weekly
from app.models import Task


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
    chosen = chosen or [
        (kind, i)
        for kind, i, _ in subjects(gateway.session, gateway.actor.whole)
        if kind == "space"
    ]
    found = of_weeks(
        gateway.session, gateway.actor.whole, week=week, subjects=chosen, now=gateway.now
    )
    parts: list[SummaryPart] = []
    for one in found:
        nothing, scope = Tasks([], lambda _: {}), (one.kind, one.id)
        parts.append(SummaryPart(one.headline, nothing, scope))
        parts += [_part(gateway, section, scope) for section in one.sections if section.count]
        parts.append(SummaryPart(f"{one.title}: {one.identity}.", nothing, scope))
    goal = reading.goals[0].id if reading.goals else None
    titles = ", ".join(one.title for one in found)
    return SummaryFact(titles, week, weekly.days_of(week)[0], tuple(parts), goal) if found else None


def _part(gateway: Any, section: Section, scope: tuple[str, int]) -> SummaryPart:
    keys = [item.key for item in section.items if item.key]
    rows = dict(
        gateway.session.exec(select(Task.key, Task.id).where(col(Task.key).in_(keys))).all()
    )
    if not keys:
        words = "; ".join(f"{item.title} {item.note}".strip() for item in section.items)
        return SummaryPart(f"{section.title}: {words}", gateway.these([]), scope)
    first = ", ".join(item.title for item in section.items[:3])
    ending = "" if len(keys) <= 3 else f" and {len(keys) - 3} more"
    tasks = gateway.these([(rows[key] or 0, key) for key in dict.fromkeys(keys) if key in rows])
    return SummaryPart(f"{section.title}, {section.count}: {first}{ending}.", tasks, scope)
