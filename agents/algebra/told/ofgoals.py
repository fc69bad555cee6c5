"""Goals told in a line each: how far they are, or what became of them; and what is so where none fits."""

from collections import Counter

from agents.algebra.groups import Group
from agents.algebra.query import all_of
from agents.algebra.rows import Row
from agents.algebra.running import run
from agents.algebra.told import standing
from agents.algebra.told.teller import Teller
from agents.plain import portfolio
from agents.plain.words import HEALTH, joined, plural
from agents.reading.spans import stretch

PERIOD = ("title", "period_start", "period_end")
MOST_GOALS = 20


def line(t: Teller, row: Row) -> str:
    """How far it is; where nothing tells that, what became of it, and for when it is."""
    whose = f"{row.people[0]}'s" if row.people else "without an owner"
    if row.actual is None:
        span = stretch(row.begins, row.due)
        parts = [row.state.replace("_", " "), f"for {span}" if span else "no data yet", whose]
    else:
        done = f"{int(row.actual + 0.5)} % of the way"
        by_now = "" if row.expected is None else f"{int(row.expected + 0.5)} % expected by today"
        parts = [HEALTH.get(row.health, ""), done, by_now, whose]
    if "updated" in str(t.query.where):
        parts.append(f"last updated {t.on(row.updated)}" if row.updated else "never updated")
    reason = f" (“{row.override}”)" if row.override else ""
    return ", ".join(part for part in parts if part) + reason


def otherwise(t: Teller) -> None:
    """Of goals of which none is in the state that was asked for: in which they are."""
    trees = t.query.where.get("all", [t.query.where])
    rest = [tree for tree in trees if tree.get("field") not in ("state", "health")]
    if len(rest) == len(trees) or not rest:
        return
    query = t.query.model_copy(update={"where": all_of(*rest), "before": "", "after": ""})
    result = run(query, t.gateway)
    states = Counter(row.state.replace("_", " ") for row in result.rows)
    if states:
        many = len(result.rows)
        told = joined([f"{count} {state}" for state, count in states.most_common()])
        other = Teller(query, result, t.gateway, t.draft)
        other.say(f"Instead: {told} (of {plural(many, 'goal')}).", result.rows)


def of_goals(t: Teller, group: Group) -> None:
    """One alone with what holds it up; what nothing measures is told as that."""
    rows = group.rows or t.gateway.rows(t.query)
    goal = t.gateway.goal(rows[0].id) if len(rows) == 1 else None
    if goal is not None:
        standing.one(t, goal)
        if goal.actual is None and goal.period_end:
            t.draft.say_of_goal(portfolio.runs(goal, t.gateway), goal, *PERIOD)
        return
    for row in rows[:MOST_GOALS]:
        t.say(f"{row.title}: {line(t, row)}.", (row,))
