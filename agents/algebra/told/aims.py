"""Targets told: one by its value then and now, what is missing of it, whether its pace reaches it; or all of a goal."""

from datetime import timedelta

from agents import claims
from agents.algebra.measures.measure import number
from agents.algebra.told.teller import Teller
from agents.answer import of_goal
from agents.facts import GoalFact, TargetFact
from agents.plain.words import joined, plural, verb

MOST = 12
WHOLE = 20


def aim(t: Teller) -> None:
    """Its value on the day that was named, and now."""
    for goal, target in _one(t):
        day = t.query.when.start if t.query.when else None
        if day is not None and day < t.gateway.today:
            with t.gateway.back_to(day) as then:
                was = then.goal(goal.id)
            before = _of(was, target.name) if was else None
            if was is not None and before is not None:
                claim = claims.on(claims.of_goal(was, "title", "targets"), day)
                words = f"On {day:%-d %b %Y}, {was.title}: {before.words}."
                t.draft.say(words, of_goal(was), claim=claim)
            else:
                t.say(f"{target.name} was not there on {day:%-d %b %Y}.", t.result.rows)
        t.draft.say_of_goal(f"{goal.title}: {target.words}.", goal, "title", "targets")


def left(t: Teller) -> None:
    """How much of it is missing."""
    for goal, target in _one(t):
        level = t.query.having.value if t.query.having else target.aim
        if target.now is None or level is None or target.start is None:
            t.draft.say_of_goal(f"{goal.title}: {target.words}.", goal, "title", "targets")
            continue
        falls = (target.aim or 0) < target.start
        missing = target.now[0] - level if falls else level - target.now[0]
        told = _value(max(0.0, missing), target.unit)
        head = f"{told} missing" if missing > 0 else "Nothing is missing"
        t.draft.say_of_goal(f"{head}: {target.words} ({goal.title}).", goal, "title", "targets")


def forecast(t: Teller) -> None:
    """Whether it gets there by the end of its goal, going on as it did since the goal began."""
    for goal, target in _one(t):
        t.draft.say_of_goal(_foreseen(t, goal, target), goal, "title", "targets", "period_end")


def _foreseen(t: Teller, goal: GoalFact, target: TargetFact) -> str:
    today, begun = t.gateway.today, goal.period_start
    said = t.query.when.start if t.query.when else None
    ends = said or goal.period_end
    level = t.query.having.value if t.query.having else target.aim
    if target.now is None or target.start is None or target.aim is None or level is None:
        return f"There is no pace to tell it by: {target.words} ({goal.title})."
    now, unit = target.now[0], target.unit
    at = f"{target.name} is at {_value(now, unit)}, from {_value(target.start, unit)}"
    wanted, way = level - now, now - target.start
    if (target.aim - target.start) * wanted <= 0:
        return f"Yes, already: {at} to {_value(level, unit)}."
    gone = (today - begun).days if begun and begun < today else 0
    if not gone:
        return f"There is no pace yet: {at}; {goal.title} has not begun."
    if way * wanted <= 0:
        return f"No, not at this pace: {at}, it has not come nearer to {_value(level, unit)} in {plural(gone, 'day')}."
    reached = today + timedelta(days=round(gone * wanted / way))
    pace = f"{at} in {plural(gone, 'day')}"
    when = f"it would reach {_value(level, unit)} around {reached:%-d %b %Y}"
    if ends is None:
        return f"At this pace {when}: {pace}."
    if reached <= ends:
        until = "" if said else f", and its goal ends on {ends:%-d %b %Y}"
        return f"Yes, at this pace: {pace}; {when}{until}."
    day = f"on {ends:%-d %b %Y}" if said else f"when its goal ends on {ends:%-d %b %Y}"
    at_end = now + way / gone * (ends - today).days
    short = f"it would be at {_value(round(at_end, 1), unit)} {day}"
    return f"No, not at this pace: {pace}; {short}, and {when}."


def aims(t: Teller) -> None:
    """Each part of a goal with how far it is, and what that makes of the goal's own number."""
    rows = t.result.rows
    if not rows:
        t.say(f"There are no {t.noun(0)}.", ())
        return
    if t.query.order or len(rows) > 1:
        _across(t)
        return
    for row in rows[:MOST]:
        goal = t.gateway.goal(row.id)
        if goal is None or not (goal.targets or goal.children):
            if len(rows) == 1 and goal is not None:
                t.draft.say_of_goal(f"{goal.title} has no targets.", goal, "title", "targets")
            continue
        parts = f"{plural(len(goal.targets), 'target')}"
        parts += f" and {plural(len(goal.children), 'sub-goal')}" if goal.children else ""
        whole = "" if goal.actual is None else f", {round(goal.actual)} % of the way"
        t.draft.say_of_goal(
            f"{goal.title}{whole}: {parts}.", goal, "title", "targets", "children", "actual"
        )
        for target in goal.targets:
            worth = _worth(goal, target.percent, target.weight)
            t.draft.say_of_goal(f"{target.words}{worth}.", goal, "targets", "children")
        for (_, title, actual), weight in zip(goal.children, goal.weights, strict=False):
            far = "no data yet" if actual is None else f"{round(actual)} % of the way"
            worth = _worth(goal, actual, weight)
            t.draft.say_of_goal(f"{title}: {far}{worth}.", goal, "targets", "children")


def _across(t: Teller) -> None:
    """The targets of several goals; in order, when it is asked which is furthest."""
    goals = [goal for row in t.result.rows if (goal := t.gateway.goal(row.id)) is not None]
    found = [(goal, target) for goal in goals for target in goal.targets]
    if t.query.order:
        found = [one for one in found if one[1].percent is not None]
        found.sort(key=lambda one: one[1].percent or 0, reverse=t.query.order == "most")
    else:
        held = len({goal.id for goal, _ in found})
        t.say(f"{plural(len(found), 'target')} of {plural(held, 'goal')}.", t.result.rows)
    for goal, target in found[:MOST]:
        t.draft.say_of_goal(f"{goal.title}: {target.words}.", goal, "title", "targets")


def _worth(goal: GoalFact, percent: float | None, weight: float) -> str:
    """What a part makes of the goal's number: the weighted mean of its parts."""
    parts = [(one.percent, one.weight) for one in goal.targets]
    parts += [
        (actual, one) for (_, _, actual), one in zip(goal.children, goal.weights, strict=False)
    ]
    whole = sum(one for value, one in parts if value is not None and one > 0)
    if percent is None or weight <= 0 or not whole:
        return ", counts nothing yet"
    points = percent * weight / whole
    of_all = round(goal.actual or 0)
    said = f"{of_all} {verb(of_all, 'point', 'points')}"
    return f", which makes {number(round(points, 1))} of its {said}"


def unmoved(t: Teller) -> None:
    """Which targets stand where they stood in the beginning."""
    found = [
        (goal, target)
        for row in t.result.rows
        if (goal := t.gateway.goal(row.id)) is not None and not goal.final
        for target in goal.targets
        if target.percent is not None and target.percent <= 0
    ]
    claim = claims.every(
        t.claim, *(claims.of_goal(goal, "title", "targets") for goal, _ in found[:MOST])
    )
    of_all = sum(len(goal.targets) for row in t.result.rows if (goal := t.gateway.goal(row.id)))
    if not found:
        t.draft.say(f"Each of the {plural(of_all, 'target')} has moved.", claim=t.claim)
        return
    head = f"{plural(len(found), 'target')} of {of_all} {'has' if len(found) == 1 else 'have'} not moved"
    names = joined([target.name for _, target in found[:MOST]])
    t.draft.say(f"{head}: {names}.", *(of_goal(goal) for goal, _ in found[:MOST]), claim=claim)
    for goal, target in found[:MOST]:
        t.draft.say_of_goal(f"{goal.title}: {target.words}.", goal, "title", "targets")


def _one(t: Teller) -> list[tuple[GoalFact, TargetFact]]:
    goals = [goal for row in t.result.rows if (goal := t.gateway.goal(row.id)) is not None]
    found = [(goal, _of(goal, t.query.reason)) for goal in goals]
    return [(goal, target) for goal, target in found if target is not None]


def _of(goal: GoalFact, name: str) -> TargetFact | None:
    return next((one for one in goal.targets if one.name == name), None)


def _value(value: float, unit: str) -> str:
    """Large numbers whole, small ones to the tenth."""
    told = number(round(value, 0 if abs(value) >= WHOLE else 1))
    return f"{told} {unit.removesuffix(' done')}".strip()
