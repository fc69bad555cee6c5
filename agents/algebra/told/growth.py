"""How much a goal, or one number it aims at, moved between two days."""

from datetime import date

from agents import claims
from agents.algebra.measures.measure import number
from agents.algebra.told.teller import Teller
from agents.answer import of_goal
from agents.facts import GoalFact, TargetFact
from agents.plain.words import day, plural

MOST = 10


def growth(t: Teller) -> None:
    """Of each goal its progress then and now, and its targets; or of one target alone."""
    start = t.query.when.start if t.query.when else None
    last = t.query.when.end.fromordinal(t.query.when.end.toordinal() - 1) if t.query.when else None
    several = len(t.result.rows) > 1
    found: list[tuple[GoalFact | None, GoalFact, date]] = []
    for row in t.result.rows[:MOST]:
        goal = t.gateway.goal(row.id)
        first = start or (goal.period_start if goal else None)
        if goal is None or first is None:
            continue
        with t.gateway.back_to(first) as then:
            was = then.goal(row.id)
        now, until = goal, t.gateway.today
        if last is not None and last < until:
            with t.gateway.back_to(last) as then:
                now, until = then.goal(row.id) or goal, then.today
        found.append((was, now, until))
    if t.query.order:
        found = [one for one in found if one[0] is not None and one[0].actual is not None]
        found.sort(key=lambda one: _points(one[0], one[1]), reverse=t.query.order == "most")
    for was, now, until in found:
        _told(t, was, now, until, is_short=several)
    if not t.result.rows:
        t.say(f"There are no {t.noun(0)}.", ())


def _points(was: GoalFact | None, now: GoalFact) -> float:
    return (now.actual or 0.0) - ((was.actual if was else None) or 0.0)


def _told(t: Teller, was: GoalFact | None, now: GoalFact, last: date, *, is_short: bool) -> None:
    """One goal, with its targets unless there are several."""
    start = t.query.when.start if t.query.when else now.period_start or t.gateway.today
    if was is None:
        t.say(f"{now.title} was not there on {day(start, t.gateway.today)}.", ())
        return
    names = [target.name for target in now.targets if t.query.reason in ("", target.name)]
    claim = claims.every(
        claims.on(claims.of_goal(was, "title", "targets"), start),
        claims.on(claims.of_goal(now, "title", "targets"), last)
        if last < t.gateway.today
        else claims.of_goal(now, "title", "targets"),
    )
    ends = "today" if last == t.gateway.today else f"on {last:%-d %b %Y}"
    days = f"on {start:%-d %b %Y}", ends
    if not t.query.reason and was.actual is not None and now.actual is not None:
        before, after = int(was.actual + 0.5), int(now.actual + 0.5)
        points = f"{plural(abs(after - before), 'point')} {'more' if after >= before else 'less'}"
        text = f"{now.title}: {points}, from {before} % {days[0]} to {after} % {days[1]}."
        t.draft.say(text, of_goal(now), claim=claim)
    for name in names if not is_short else ():
        before = next((one for one in was.targets if one.name == name), None)
        after = next(one for one in now.targets if one.name == name)
        if before is not None:
            t.draft.say(_moved(before, after, days), of_goal(now), claim=claim)


def _moved(before: TargetFact, after: TargetFact, days: tuple[str, str]) -> str:
    if before.now is None or after.now is None:
        return f"{after.words}."
    (then, _), (now, unit) = before.now, after.now
    change = now - then
    words = (
        f"{number(round(abs(change), 2))} {unit} {'more' if change > 0 else 'less'}"
        if change
        else "unchanged"
    )
    first, last = (
        f"{number(round(value, 2))} {unit}".strip() for value, unit in (before.now, after.now)
    )
    return f"{after.name}: {' '.join(words.split())}, from {first} {days[0]} to {last} {days[1]}."
