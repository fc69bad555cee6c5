"""Why a goal stands as it does: first whether it stands so at all, then what a person said, then what holds it up."""

from dataclasses import replace

from agents import claims
from agents.algebra.query import Json
from agents.algebra.rows import Row, fits
from agents.algebra.told.teller import Teller
from agents.answer import Draft, of_goal
from agents.facts import BlockerFact, GoalFact, TaskFilter
from agents.plain import portfolio
from agents.plain.since import changed_by
from agents.plain.words import HEALTH, due, joined, people, plural, sources_of, verb
from agents.reading.traits import OPEN
from agents.workspace import WorkspaceGateway

MOST_CAUSES = 3
FEWEST_POINTS = 0.5  # percentage points that round to one


def standing(t: Teller) -> None:
    """Each goal with its cause."""
    rows = t.result.rows
    if not rows:
        t.say(f"There are no {t.noun(0)}.", ())
    for row in rows[:MOST_CAUSES]:
        goal = t.gateway.goal(row.id)
        if goal is not None:
            _verdict(t, row, goal, "", f"It is not {t.query.part_words}. ")
            _causes(t, goal)
    for row in rows[MOST_CAUSES:]:
        goal = t.gateway.goal(row.id)
        if goal is not None:
            portfolio.say(goal, t.gateway, t.draft)


def stands(t: Teller) -> None:
    """Whether a goal stands as was asked."""
    if not t.result.rows:
        t.say(f"There are no {t.noun(0)}.", ())
    for row in t.result.rows[:MOST_CAUSES]:
        goal = t.gateway.goal(row.id)
        if goal is not None:
            _verdict(t, row, goal, "Yes: ", "No: ")


def one(t: Teller, goal: GoalFact) -> None:
    """A goal alone, with what holds it up."""
    portfolio.say(goal, t.gateway, t.draft)
    _causes(t, goal)


def _verdict(t: Teller, row: Row, goal: GoalFact, yes: str, no: str) -> None:
    """Its headline; what is measured by nothing is neither so nor not."""
    is_told = row.actual is not None and row.expected is not None and bool(t.query.part)
    said = "" if not is_told else yes if _is_so(row, t.query.part or {}) else no
    t.say(f"{said}{portfolio.headline(goal, t.gateway)}", (row,))
    if goal.override_reason:
        judged(goal, t.gateway, t.draft)


def judged(goal: GoalFact, gateway: WorkspaceGateway, draft: Draft) -> None:
    """Who said so, when, and why."""
    name = "override_health"
    last, now = gateway.last_change("goal", goal.id, name), gateway.stated("goal", goal.id, name)
    by = f" {changed_by(last, gateway)}" if last and last.new == now else ""
    health = HEALTH.get(goal.health, goal.health)
    text = f"Its health was set by hand to {health}{by}: “{goal.override_reason}”."
    claim = claims.every(
        claims.of_goal(goal, "title", "override_reason", "health"),
        claims.of_field(goal, name, now, last),
    )
    draft.say(text, of_goal(goal), claim=claim)


def _is_so(row: Row, premise: Json) -> bool:
    """Behind and ahead are told by the numbers, as its pace is; the rest by its own fields."""
    way = premise.get("pace")
    if way is None:
        return fits(row, premise)
    gap = (row.expected or 0) - (row.actual or 0)
    return gap >= FEWEST_POINTS if way == "behind" else -gap >= FEWEST_POINTS


def _causes(t: Teller, goal: GoalFact) -> None:
    wanted = TaskFilter(goal=goal.id, categories=OPEN)
    blockers = t.gateway.blockers(wanted)
    if blockers:
        _blocked(t, goal, wanted, blockers[0])
    late_ones = replace(wanted, due_before=t.gateway.today)
    late = t.gateway.tasks(late_ones)
    if late:
        first = joined([f"{one.key} {one.title} ({people(one)})" for one in late[:MOST_CAUSES]])
        more = f", the longest {first}" if len(late) > MOST_CAUSES else f": {first}"
        text = f"{plural(len(late), 'task')} for it {verb(len(late))} overdue{more}."
        t.draft.say(
            text,
            *sources_of(late[:MOST_CAUSES]),
            items=late.keys,
            claim=claims.of_tasks(late_ones, late.keys),
        )
    least = min(
        (one for one in goal.targets if one.percent is not None),
        key=lambda one: one.percent or 0.0,
        default=None,
    )
    if least is not None and (least.percent or 0) < (goal.expected or 0):
        t.draft.say_of_goal(f"Its target least far: {least.words}.", goal, "targets")


def _blocked(t: Teller, goal: GoalFact, wanted: TaskFilter, blocker: BlockerFact) -> None:
    task = blocker.task
    when = due(task, t.gateway.today)
    parts = ", ".join(part for part in (people(task), when) if part)
    text = (
        f"{task.key} {task.title} ({parts}) holds up {plural(len(blocker.waiting), 'task')} for it."
    )
    t.draft.say(
        text,
        of_goal(goal),
        *sources_of([task, *blocker.waiting[:MOST_CAUSES]]),
        items=tuple(one.key for one in blocker.waiting),
        claim=claims.every(
            claims.of_blocker(wanted, blocker), claims.of_task(task, "title", "people", "due")
        ),
    )
