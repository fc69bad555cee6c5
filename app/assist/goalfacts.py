"""Goals as the agents' facts."""

from collections.abc import Mapping

from agents.facts import GoalFact, TargetFact
from app.domain.numbers import shown, with_unit
from app.reads import goals, targetlines
from app.reads.goals import GoalLine, TargetLine


def goal_fact(line: GoalLine, lines: Mapping[int, GoalLine]) -> GoalFact:
    """A goal as agents know it; of its children those among `lines`."""
    return GoalFact(
        id=line.id,
        title=line.title,
        state=line.state,
        owner=line.owner.name if line.owner else "",
        owner_id=line.owner.id if line.owner else None,
        actual=line.actual,
        expected=line.expected,
        health=line.health,
        suggested=line.suggested,
        override_reason=line.override_reason
        if line.override and not line.override_is_stale
        else "",
        period_start=line.period_start,
        period_end=line.period_end,
        targets=tuple(_target(t) for t in line.targets),
        children=tuple((c, lines[c].title, lines[c].actual) for c in line.children if c in lines),
        weights=tuple(lines[c].weight for c in line.children if c in lines),
        final=not line.is_open,
        kind=line.kind,
        parent_id=line.parent_id,
        space_id=line.space_id,
    )


def _target(target: TargetLine) -> TargetFact:
    is_counted = target.kind == "tasks"
    if is_counted and target.done is None:
        return TargetFact(target.name, target_words(target), target.percent, weight=target.weight)
    done = (target.done or 0.0) / (60 if target.by_estimate else 1)
    value = done if is_counted else target.current
    hours = "h done" if target.by_estimate else "tasks done"
    unit = hours if is_counted else "%" if target.kind == "percent" else target.unit
    start, aim = (0.0, target.total) if is_counted else (target.start, target.target)
    if aim is not None and is_counted and target.by_estimate:
        aim /= 60
    is_told = target.kind != "boolean"
    return TargetFact(
        target.name,
        target_words(target),
        target.percent,
        (value, unit),
        start if is_told else None,
        aim if is_told else None,
        target.weight,
    )


def target_words(target: TargetLine) -> str:
    """“Sign-ups 120 of 400 (30 %)”."""
    done = goals.shown(target.percent)
    if target.kind == "tasks":
        unit, counted = "h" if target.by_estimate else "tasks", targetlines.counts(target, shown)
        if counted is None:
            told = f" {done}," if target.percent is not None else ""
            return f"{target.name}{told} {targetlines.CONFIDENTIAL}"
        return f"{target.name} {counted[0]} of {counted[1]} {unit} done ({done})"
    if target.kind == "boolean":
        return f"{target.name}: {'reached' if target.current >= 1 else 'not yet'}"
    now, start, aim = (
        with_unit(value, kind=target.kind, unit=target.unit)
        for value in (target.current, target.start, target.target)
    )
    return f"{target.name} at {now}, from {start} to {aim} ({done})"
