"""A week as its page shows it: the chosen subject, its verdicts, its numbers and what each counts."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from sqlmodel import select

from app.assist import summaries, summed
from app.assist.model import chosen as chosen_model
from app.assist.week import telling
from app.assist.week.values import GoalWeek, Line, Move, Section, WeekSummary
from app.models import Summary
from app.ui import words
from app.ui.base import RequestContext
from app.ui.shapes import Choice
from app.ui.summaries.shapes import (
    GoalView,
    Item,
    MoveView,
    Part,
    Step,
    SummaryHead,
    Wording,
    WrittenSummary,
)
from app.ui.summaries.week import iso_week, parse_week

SIGNS = {
    "decisions": "Decided",
    "done": "Done",
    "started": "Started",
    "added": "Added",
    "reopened": "Reopened",
    "slipped": "Slipped",
    "cancelled": "Cancelled",
    "moved": "Moved",
    "blocked": "Blocked",
    "asked": "Asked",
    "findings": "Noticed",
}
# In the order of their figures; others have a section and no figure.
FIGURES = tuple(SIGNS)
# Shown of a list before it is opened.
SHOWN = 10


def page(
    context: RequestContext, week: str, subject: str
) -> tuple[SummaryHead, WrittenSummary | None]:
    """The page, without a summary where there is nothing to sum up."""
    monday = (
        parse_week(week) if week else context.today - timedelta(days=context.today.weekday() + 7)
    )
    since = datetime.combine(monday, time.min, context.zone)
    found = summed.subjects(context.session, context.actor, since=since)
    known = {f"{kind}-{i}": title for kind, i, title in found}
    options = [Choice(value=f"{kind}-{i}", label=title, hint=kind) for kind, i, title in found]
    if subject and subject not in known:  # its weeks stay, though it is closed
        known |= {subject: summaries.title_of(context.session, context.actor, subject)}
    chosen = subject or next(iter(known), "")
    head: SummaryHead = {
        "subjects": options,
        "chosen": chosen,
        "week": iso_week(monday),
        "heading": f"Week {monday.isocalendar().week}",
        "span": f"{words.plain_day(monday, context.today)} to {words.plain_day(monday + timedelta(days=6), context.today)}",
        "before": _address(chosen, monday - timedelta(days=7)),
        "after": _address(chosen, monday + timedelta(days=7))
        if monday + timedelta(days=7) <= context.today
        else "",
        "is_running": monday + timedelta(days=6) >= context.today,
        "title": known.get(chosen, ""),
        "can_write": context.actor.edits,
    }
    return head, _summary(context, iso_week(monday), chosen) if chosen else None


# -- inside ----------------------------------------------------------------------------------------


def _summary(context: RequestContext, week: str, chosen: str) -> WrittenSummary:
    subject = summaries.subject_of(chosen)
    found = summaries.of_week(
        context.session, context.actor, week=week, subject=subject, now=context.now
    )
    parts = [
        _part(one, f"/summaries?of={chosen}&week={week}", found.before) for one in found.sections
    ]
    goals = [_goal(one) for one in found.goals]
    return {
        "parts": parts,
        "goals": goals[:SHOWN],
        "more_goals": goals[SHOWN:],
        "sums": _sums(found),
        "identity": found.identity,
        "text": telling.text(found),
        "url": found.url,
        "headline": found.headline,
        "lead": list(found.lead),
        "written": _written(context, week, *subject),
        "clock": context.clock,
        **_to_word(context, week, subject),
    }


def _to_word(context: RequestContext, week: str, subject: summaries.Subject) -> Wording:
    """The question whose answer is this summary, for a language model to word, when one is set."""
    model = chosen_model(context.session)
    year, number = week.split("-W")
    monday = date.fromisocalendar(int(year), int(number), 1)
    kind, item_id = subject
    place = {"goal": [f"goal=goal:{item_id}"], "space": [f"place=space:{item_id}"]}.get(kind, [])
    return {
        "model": model.name if model else "",
        "question": "What did this week amount to?",
        "reading": ["intent=summary", *place, f"period={monday}/{monday + timedelta(days=7)}"],
    }


def _part(one: Section, page: str, before: Mapping[str, int]) -> Part:
    items = _items(one.items)
    return Part(
        name=SIGNS.get(one.name, one.title),
        anchor=one.name,
        url=f"{page}#{one.name}",
        title=one.title,
        count=one.count,
        change=telling.difference(one.count, before.get(one.name)).replace("as before", "±0"),
        note=one.note,
        items=items[:SHOWN],
        rest=items[SHOWN:],
        is_said=one.name in ("decisions", "asked"),
        has_figure=one.name in FIGURES,
    )


def _items(lines: Sequence[Line]) -> list[Item]:
    found: list[Item] = []
    above = ""
    for line in lines:
        head = line.parent if line.parent != above else ""
        above = line.parent
        found.append(
            Item(
                key=line.key,
                title=line.title,
                url=line.url,
                note=line.note,
                people=words.joined(line.people),
                part_of=head,
                # Parts stand in from what they are a part of, shown above them or not.
                depth=line.depth + bool(line.parent),
                is_gone=bool(line.key or line.comment_id) and not line.url,
            )
        )
    return found


def _goal(one: GoalWeek) -> GoalView:
    return GoalView(
        title=one.title,
        url=one.url,
        owner=one.owner,
        health=words.health(one.health, one.actual)
        if one.state in ("planned", "in_progress")
        else one.state,
        actual=one.actual,
        expected=one.expected,
        verdict=one.verdict,
        cause=one.cause,
        confidence=one.confidence,
        owes=one.owes,
        moves=[_move(each) for each in one.moves],
        depth=one.depth,
    )


def _move(one: Move) -> MoveView:
    by = ", ".join(filter(None, (f"since {telling.day(one.since)}" if one.since else "", one.who)))
    return MoveView(
        what=one.what,
        values=f"{one.old} → {one.new}" if one.old else one.new,
        by=": ".join(filter(None, (by, one.reason))),
    )


def _sums(found: WeekSummary) -> list[Step]:
    """The reconciling line in words and numbers."""
    steps = [
        ("open before", found.opening, ""),
        ("added", found.added - found.reopened, "+"),
        ("taken up again", found.reopened, "+"),
        ("done", found.done, "−"),
        ("cancelled", found.cancelled, "−"),
        ("moved", abs(found.moved), "−" if found.moved < 0 else "+"),
        ("open after", found.closing, "="),
    ]
    return [
        Step(word=word, number=f"{number}", sign=sign)
        for word, number, sign in steps
        if number or word not in ("moved", "taken up again")
    ]


def _written(context: RequestContext, week: str, kind: str, number: int) -> str:
    """When it was kept; empty while nobody and no Monday wrote it."""
    kept = context.session.exec(
        select(Summary.written_at).where(
            Summary.week == week, Summary.subject_kind == kind, Summary.subject_id == number
        )
    ).first()
    return words.exact_moment(kept, context.zone)


def _address(chosen: str, monday: date) -> str:
    return f"/summaries?of={chosen}&week={iso_week(monday)}"
