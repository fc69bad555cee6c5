"""A week as Markdown, to read or post, and as JSON."""

from dataclasses import asdict
from datetime import date
from typing import Any

from app.assist.week.values import GoalWeek, Line, Move, Section, WeekSummary

# More than these are told by their keys.
LISTED = 10


def text(week: WeekSummary) -> str:
    """The opening, the goals, each section, and the line that adds up."""
    opening = " ".join([week.headline, *week.lead])
    parts = [f"## {week.title}, {week.week}", opening]
    if week.goals:
        parts.append("### Goals\n" + "\n".join(_goal(one) for one in week.goals))
    parts += [_section(one, week.before) for one in week.sections if one.count]
    return "\n\n".join([*parts, week.identity])


def plain(week: WeekSummary) -> dict[str, Any]:
    """As JSON keeps it, with its text."""
    return {
        "week": week.week,
        "subject": {"kind": week.kind, "id": week.id, "title": week.title, "url": week.url},
        "range": [week.first, week.last],
        "opening": week.opening,
        "added": week.added,
        "reopened": week.reopened,
        "done": week.done,
        "cancelled": week.cancelled,
        "moved": week.moved,
        "closing": week.closing,
        "identity": week.identity,
        "headline": week.headline,
        "lead": list(week.lead),
        "goals": [_plain(one) for one in week.goals],
        "sections": [
            {
                "name": one.name,
                "title": one.title,
                "count": one.count,
                "before": week.before.get(one.name),
                "note": one.note,
                "items": [_plain(item) for item in one.items],
            }
            for one in week.sections
        ],
        "text": text(week),
        "written_at": week.written_at,
    }


def move(one: Move) -> str:
    """“Accounts moved: 40 → 55, since 19 Nov, Jonas Weber: the vendor signed”."""
    told = f"{one.what}: {one.old} → {one.new}" if one.old else f"{one.what}: {one.new}"
    told += f", since {day(one.since)}" if one.since else ""
    told += f", {one.who}" if one.who else ""
    return told + (f": {one.reason}" if one.reason else "")


def day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%-d %b}"


def difference(count: int, before: int | None) -> str:
    """“+3”, “−2”, “as before”; nothing where nothing is known of the week before."""
    if before is None:
        return ""
    if count == before:
        return "as before"
    return f"+{count - before}" if count > before else f"−{before - count}"


def _goal(one: GoalWeek) -> str:
    pad = "  " * one.depth
    head = f"{pad}- [{one.title}]({one.url}): {one.verdict}"
    more = [one.cause, one.confidence, one.owes]
    lines = [f"{pad}  - {move(each)}" for each in one.moves]
    return "\n".join([" ".join([head, *filter(None, more)]), *lines])


def _section(section: Section, before: dict[str, int]) -> str:
    change = difference(section.count, before.get(section.name))
    head = f"### {section.title} ({section.count}{', ' + change if change else ''})"
    lines = [_line(one) for one in section.items[:LISTED]]
    rest = section.items[LISTED:]
    if rest:
        lines.append(f"- and {len(rest)} more: {', '.join(i.key or i.title for i in rest)}")
    return "\n".join([head, *([section.note, ""] if section.note else []), *lines])


def _line(item: Line) -> str:
    named = f"[{item.key}]({item.url}) {item.title}" if item.key and item.url else item.title
    if item.key and not item.url:
        named = f"{item.key} {item.title}"
    elif not item.key and item.url:
        named = f"[{item.title}]({item.url})"
    told = [", ".join(item.people), f"part of {item.parent}" if item.parent else "", item.note]
    ends = "; ".join(filter(None, told))
    return f"{'  ' * item.depth}- {named}" + (f" — {ends}" if ends else "")


def _plain(one: Line | GoalWeek) -> dict[str, Any]:
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in asdict(one).items()
    }
