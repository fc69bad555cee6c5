"""The reading as chips, and corrections of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import cast

from agents.facts import Field, Named
from agents.reading.names import KEY, Gazetteer
from agents.reading.priorities import CHIP
from agents.reading.reading import LABELS, Chip, Period, Reading, Slots
from agents.reading.spans import span
from agents.reading.traits import TRAITS

PLURALS = {
    "goal": "goals",
    "space": "spaces",
    "list": "lists",
    "person": "people",
    "team": "people",
    "tag": "tags",
    "status": "statuses",
}


def chips(reading: Reading) -> tuple[Chip, ...]:
    """The reading as chips, in the order people say it."""
    slots = reading.slots
    words = dict(slots.words)
    found = [Chip("intent", LABELS.get(reading.intent, reading.intent), reading.intent)]
    found += [_named("goal", n, slots, words) for n in reading.goals]
    found += [_named("place", n, slots, words) for n in (*reading.spaces, *reading.lists)]
    found += [_named("person", n, slots, words) for n in slots.people]
    found += [Chip("person", f"made by {n.name}", f"person:{n.id}") for n in slots.creators]
    found += [Chip("task", key, key) for key in reading.keys]
    if reading.period:
        ending = " (assumed)" if reading.assumed else ""
        found.append(Chip("period", reading.period.words + ending, _range(reading.period)))
    if reading.earlier:
        found.append(Chip("period", f"against {reading.earlier.words}", _range(reading.earlier)))
    if reading.as_of:
        found.append(Chip("period", f"as of {reading.as_of:%-d %b %Y}", f"as-of:{reading.as_of}"))
    found += [
        Chip("filter", name, f"trait:{name}") for name in slots.traits if name != reading.intent
    ]
    found += [Chip("filter", CHIP[p], f"priority:{p}") for p in slots.priorities]
    found += [Chip("filter", f"not {CHIP[p]}", f"not-priority:{p}") for p in slots.not_priorities]
    found += [_named("filter", n, slots, words) for n in (*slots.statuses, *slots.tags)]
    found += [Chip("filter", f"says “{word}”", f"says:{word}") for word in slots.topics]
    if reading.intent == "goals":
        found += [Chip("filter", word, f"goalword:{word}") for word in slots.goal_words.words]
    if reading.group_by:
        found.append(Chip("filter", f"by {reading.group_by}", f"by:{reading.group_by}"))
    return tuple(found)


def _named(kind: str, named: Named, slots: Slots, words: dict[str, str]) -> Chip:
    label = f"#{named.name}" if named.kind == "tag" else named.name
    ref = f"{named.kind}:{named.id}"
    away = named in slots.excluded
    return Chip(kind, f"not {label}" if away else label, ref, words.get(ref, ""))


def _range(period: Period) -> str:
    return f"{period.start}/{period.end}"


def corrected(slots: Slots, fixed: Sequence[str], names: Gazetteer) -> Slots:
    """The slots after corrections; one that makes no sense changes nothing."""
    for one in fixed:
        slot, _, value = one.partition("=")
        match slot:
            case "intent" if value in LABELS:
                slots = replace(slots, intent=value)
            case "period":
                slots = replace(slots, period=_period(value), as_of=None, assumed=False)
            case "goal" | "place" | "person":
                slots = _replaced(slots, slot, value, names)
            case "near":
                slots = _near(slots, value, names)
            case "by":
                slots = replace(slots, group_by=cast(Field, value) if value else None)
            case "without":
                slots = _dropped(slots, value)
            case "with":
                slots = _added(slots, value, names)
            case _:
                pass
    return slots


def _near(slots: Slots, value: str, names: Gazetteer) -> Slots:
    """Where it was asked, which counts unless the question names a place itself."""
    if slots.goals or slots.spaces or slots.lists or slots.keys:
        return slots
    kind, _, item = value.partition(":")
    if kind == "task":
        return replace(slots, keys=(item.upper(),)) if KEY.fullmatch(item) else slots
    return _replaced(slots, "goal" if kind == "goal" else "place", value, names)


def _replaced(slots: Slots, slot: str, value: str, names: Gazetteer) -> Slots:
    """The slot's names replaced by those given as `kind:id`, separated by commas; empty clears it."""
    chosen = [named for ref in value.split(",") if (named := names.by_ref.get(ref))]
    of_kind = {
        kind: tuple(n for n in chosen if n.kind == kind) for kind in ("goal", "space", "list")
    }
    people = tuple(n for n in chosen if n.kind in ("person", "team"))
    gone = {"goal": ("goal",), "place": ("space", "list"), "person": ("person", "team")}[slot]
    slots = replace(slots, excluded=tuple(n for n in slots.excluded if n.kind not in gone))
    match slot:
        case "goal":
            return replace(slots, goals=of_kind["goal"])
        case "place":
            return replace(slots, spaces=of_kind["space"], lists=of_kind["list"])
        case _:
            return replace(slots, people=people, creators=())


def _period(value: str) -> Period | None:
    first, _, end = value.partition("/")
    try:
        start, until = date.fromisoformat(first), date.fromisoformat(end)
    except ValueError:
        return None
    return Period(start, until, span(start, until)) if start < until else None


def _added(slots: Slots, value: str, names: Gazetteer) -> Slots:
    """With one more filter: `trait:overdue`, `priority:1`, `tag:3`, `status:2`; what is none changes nothing."""
    kind, _, what = value.partition(":")
    slots = _dropped(slots, value)  # not twice
    match kind:
        case "trait" if what in TRAITS:
            return replace(slots, traits=(*slots.traits, what))
        case "priority" if what.isdigit() and int(what) in CHIP:
            return replace(slots, priorities=(*slots.priorities, int(what)))
        case "tag" | "status" if named := names.by_ref.get(value):
            return replace(slots, **{PLURALS[kind]: (*getattr(slots, PLURALS[kind]), named)})
        case _:
            return slots


def _dropped(slots: Slots, value: str) -> Slots:
    """Without one chip."""
    kind, _, what = value.partition(":")
    match kind:
        case "trait":
            return replace(slots, traits=tuple(t for t in slots.traits if t != what))
        case "priority":
            return replace(slots, priorities=tuple(p for p in slots.priorities if str(p) != what))
        case "not-priority":
            return replace(
                slots, not_priorities=tuple(p for p in slots.not_priorities if str(p) != what)
            )
        case "by":
            return replace(slots, group_by=None)
        case "says":
            return replace(slots, topics=tuple(word for word in slots.topics if word != what))
        case "goalword":
            return replace(slots, goal_words=slots.goal_words.without(what))
        case "as-of":
            return replace(slots, as_of=None)
        case _ if kind in PLURALS:
            field = PLURALS[kind]
            kept = tuple(n for n in getattr(slots, field) if str(n.id) != what)
            return replace(slots, **{field: kept})
        case _:
            return replace(slots, keys=tuple(k for k in slots.keys if k != value))
