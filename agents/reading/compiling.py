"""Slots as a typed plan: the filter, the periods, what happened."""

import re
from dataclasses import replace
from datetime import date
from typing import cast
from zoneinfo import ZoneInfo

from agents.facts import ChangeKind, Named, TaskFilter
from agents.reading import spans, times, traits
from agents.reading.intent_kinds import HAPPENED, MEASURES, NARROWED, NEEDS_PERIOD, TEXTUAL
from agents.reading.reading import Period, Reading, Slots


def compiled(slots: Slots, *, today: date, zone: ZoneInfo) -> Reading:
    """Slots as a typed plan."""
    period, earlier = slots.period, None
    today = slots.as_of or today  # what was overdue then, not now
    if slots.intent == "compare":
        period = period or times.read("this week", today)[0]
        period, earlier = _pair(period, slots.normalized, today)
    assumed = False
    if period is None and slots.intent in NEEDS_PERIOD and not slots.keys:
        period, assumed = times.read("the last 7 days", today)[0], True
    slots = replace(slots, period=period, assumed=assumed)
    happened = _what_happened(slots)
    people = (*slots.people, *slots.creators)
    return Reading(
        intent=slots.intent,
        goals=slots.goals,
        spaces=slots.spaces,
        lists=slots.lists,
        people=people,
        keys=slots.keys,
        period=period,
        assumed=assumed,
        earlier=earlier,
        as_of=slots.as_of,
        filter=_filter(slots, happened, today, zone),
        traits=slots.traits,
        happened=happened,
        group_by=slots.group_by,
        about=slots.about,
        slots=slots,
    )


def _what_happened(slots: Slots) -> ChangeKind | None:
    """A count of what happened in a stretch of time, rather than of what is."""
    if slots.intent in HAPPENED:
        return cast(ChangeKind, slots.intent)
    if slots.intent != "count" or slots.period is None or re.search(r"\bdue\b", slots.normalized):
        return None
    return slots.happened


def _filter(slots: Slots, happened: ChangeKind | None, today: date, zone: ZoneInfo) -> TaskFilter:
    away = {(n.kind, n.id) for n in slots.excluded}

    def kept(named: tuple[Named, ...]) -> tuple[int, ...]:
        return tuple(i for n in named if (n.kind, n.id) not in away for i in (n.members or (n.id,)))

    def left(named: tuple[Named, ...]) -> tuple[int, ...]:
        return tuple(i for n in named if (n.kind, n.id) in away for i in (n.members or (n.id,)))

    tags = tuple(n.name for n in slots.tags if (n.kind, n.id) not in away)
    people = kept(slots.people)
    wanted = TaskFilter(
        spaces=kept(slots.spaces),
        not_spaces=left(slots.spaces),
        lists=kept(slots.lists),
        not_lists=left(slots.lists),
        people=() if slots.match_all else people,
        all_people=people if slots.match_all else (),
        not_people=left(slots.people),
        creators=kept(slots.creators),
        priorities=slots.priorities,
        not_priorities=slots.not_priorities,
        tags=() if slots.match_all else tags,
        all_tags=tags if slots.match_all else (),
        not_tags=tuple(n.name for n in slots.tags if (n.kind, n.id) in away),
        statuses=tuple(n.name for n in slots.statuses if (n.kind, n.id) not in away),
        not_statuses=tuple(n.name for n in slots.statuses if (n.kind, n.id) in away),
        goal=next((n.id for n in slots.goals if (n.kind, n.id) not in away), None),
        topics=slots.topics,
    )
    if happened or slots.intent in NEEDS_PERIOD | MEASURES | TEXTUAL | {"compare", "summary"}:
        return wanted
    wanted = traits.state_filter(slots.traits, today=today, zone=zone, wanted=wanted)
    if not wanted.categories and not wanted.statuses and slots.intent != "count":
        wanted = replace(wanted, categories=traits.OPEN)
    if slots.period and slots.intent in NARROWED and slots.intent not in ("due", "work"):
        wanted = traits.within(wanted, slots.period, slots.normalized, zone)
    return wanted


def _pair(period: Period | None, folded: str, today: date) -> tuple[Period | None, Period | None]:
    """The two periods of a comparison: the named one and the one before it."""
    if period is None:
        return None, None
    both = times.two(folded, today)
    if both:
        return both
    against_past = re.search(r"\b(with|to|than|versus|vs\.?|and) (the )?(last|previous)", folded)
    if against_past and period.end <= today and "this" not in folded.split():
        later = Period(period.end, period.end + (period.end - period.start), "")
        later = replace(later, words=spans.span(later.start, later.end))
        return later, period
    return period, spans.before(period)
