"""A goal's page as plain values."""

from collections.abc import Callable
from datetime import date

from app.domain import fields, filters, nesting, numbers
from app.domain.fields import Type
from app.domain.filters import Every, Filter, Leaf, Not, Op
from app.domain.filters.common import OPEN_ONLY
from app.lookups import statuses_of_lists, workspace
from app.models import Space
from app.reads import goals, goalwork, people, targetlines
from app.reads.goals import GoalLine, TargetLine
from app.reads.goalwork import Work
from app.reads.live import newest
from app.reads.people import Person
from app.reads.spaces import ListInSpace
from app.ui import rows, words
from app.ui.archiving import note
from app.ui.base import RequestContext
from app.ui.goals import goal_choices
from app.ui.goals.goal_shapes import (
    DocLink,
    GoalFacts,
    GoalPage,
    ListLink,
    SubGoal,
    TargetView,
    WorkCounts,
)
from app.ui.held import held
from app.ui.rows import TaskLine
from app.ui.shapes import Choice, Crumb, people_choices, person_view

STATES = [
    Choice(value="planned", label="Planned"),
    Choice(value="in_progress", label="In progress"),
    Choice(value="achieved", label="Achieved", hint="closes it"),
    Choice(value="missed", label="Missed", hint="closes it"),
    Choice(value="dropped", label="Dropped", hint="closes it"),
]
NAMES = {one["value"]: one["label"] for one in STATES}
# What stands beside a goal, in the registry's order; the title stands above it.
FACTS = [
    field
    for field in fields.GOAL.values()
    if field.is_plain and field.is_shown and field.name != "title"
]
# What the page shows of one field, as text the registry reads back; things kept by id are told apart.
PLAIN = [field for field in FACTS if field.type is not Type.ITEM and not field.is_set]
HEALTH_NAMES = {
    word: word.replace("_", " ")
    for word in ("on_track", "at_risk", "off_track", "no_data", "planned")
}


def view(context: RequestContext, goal_id: int, *, locale: str = numbers.PLAIN) -> GoalPage:
    """Numbers as somebody of this locale reads them. Raises NotFound."""
    session, actor, today = context.session, context.actor, context.today
    work = goalwork.of_goal(session, goal_id, actor=actor, today=today)
    every = goals.lines(session, actor=actor, now=context.now, today=today)
    goal = every[goal_id]
    everyone = people.everyone(session, actor=actor)
    return {
        "archive": note(context, "goal", work.goal),
        "goal": _facts(context, goal, work, everyone, every),
        "crumbs": _crumbs(goal, every),
        "targets": [_target(one, locale) for one in goal.targets],
        "below": [_sub(every[i]) for i in goal.children if i in every],
        "tasks": _tasks(context, work),
        "work": _counts(goal_id, work),
        "lists": [
            ListLink(
                name=one.name,
                url=f"/lists/{one.id}",
                open=words.many(one.open, "open task"),
                through=through,
            )
            for one, through in work.lists
        ],
        "docs": [
            DocLink(id=one.id, title=one.title, url=f"/docs/{one.id}", through=through)
            for one, through in work.docs
        ],
        "parents": goal_choices.parents(goal_id, every),
        "all_lists": goal_choices.lists(work.all_lists, actor),
        "all_docs": goal_choices.docs(work.all_docs, actor),
    }


def _facts(
    context: RequestContext,
    goal: GoalLine,
    work: Work,
    everyone: list[Person],
    every: dict[int, GoalLine],
) -> GoalFacts:
    today, row = context.today, work.goal
    return {
        "id": goal.id,
        "title": goal.title,
        "description": row.description,
        "state": goal.state,
        "state_name": NAMES.get(goal.state, goal.state),
        "is_open": goal.is_open,
        "owner": person_view(goal.owner) if goal.owner else None,
        "owner_id": goal.owner.id if goal.owner else 0,
        "owners": [
            Choice(value=0, label="Nobody"),
            *people_choices(one for one in everyone if one.is_active),
        ],
        "actual": goal.actual,
        "expected": goal.expected if goal.is_open else None,
        "health": words.health(goal.health, goal.actual) if goal.is_open else goal.state,
        "suggested": HEALTH_NAMES.get(goal.suggested, goal.suggested),
        "label": _label(goal, work),
        "why": _why(goal, work, _weighed(context, goal, every), today),
        "override": goal.override or "",
        "override_words": _override(goal, everyone, context),
        "left": _left(goal.period_end, today) if goal.is_open else "",
        "parent_id": goal.parent_id or 0,
        "space_id": goal.space_id,
        "place": _place(context, goal.space_id, work.all_lists),
        "reason": row.closed_reason,
        "can_edit": context.actor.edits and not goal.is_archived,
        "can_comment": context.actor.writes and not goal.is_archived,
        "as_of": context.clock,
        "version": newest(context.session),
        **held(PLAIN, goal.value, today, locale=context.locale),
    }


def _counts(goal_id: int, work: Work) -> WorkCounts:
    """What serves it, in numbers that open exactly what they count."""
    helps = Leaf("helps_goal", Op.IS, (goal_id,))

    def page(part: Filter) -> str:
        return f"/tasks?where={filters.to_text(Every((helps, part)))}"

    return WorkCounts(
        open=words.many(work.open_count, "open task") if work.open_count else "",
        open_url=page(OPEN_ONLY),
        closed=words.many(work.closed_count, "closed task") if work.closed_count else "",
        closed_url=page(Not(OPEN_ONLY)),
    )


def _label(goal: GoalLine, work: Work) -> str:
    """The number; where work serves it and no target measures that, it says so."""
    measured = goal.targets or goal.children
    if goal.actual is not None or measured or not work.count:
        return goal.label
    return f"{words.many(work.count, 'task')}, no target"


def _weighed(context: RequestContext, goal: GoalLine, every: dict[int, GoalLine]) -> str:
    """“3 parts and 1 confidential”: what its number is the mean of, and nothing else."""
    below = [every[i] for i in goal.children if i in every]
    parts = [(one.percent, one.weight) for one in goal.targets]
    parts += [(one.actual, one.weight) for one in below if one.state != "dropped"]
    count = sum(1 for percent, weight in parts if percent is not None and weight > 0)
    hidden = goals.confidential(context.session, goal.id, actor=context.actor)
    shown = [words.many(count, "part")] if count or not hidden else []
    return words.joined([*shown, *([f"{hidden} confidential"] if hidden else [])])


def _why(goal: GoalLine, work: Work, weighed: str, today: date) -> str:
    """How the number comes about, in words."""
    parts = len(goal.targets) + len(goal.children)
    if goal.actual is None and not parts and work.count and not goal.is_archived:
        serve = "serves" if work.count == 1 else "serve"
        return f"{words.many(work.count, 'task')} {serve} it, but no target measures it: add one that counts them, or a number."
    if goal.actual is None and parts:
        return "Its targets and the goals below it have nothing to count yet."
    if goal.actual is None and goal.is_archived:
        return "It has no number: nothing is measured."
    if goal.actual is None:
        return "Add a target or a goal below it: its number is computed from them."
    if not goal.is_open:
        return "Frozen when it was closed."
    made = f"The weighted mean of {weighed}"
    if goal.is_archived and goal.expected is None:
        return f"{made}."
    if goal.suggested == "planned":
        return f"{made}. {_not_begun(goal, today)}"
    return (
        f"{made}; expected is the share of its period that has passed."
        if goal.expected is not None
        else f"{made}. Give it a period to see what is expected today."
    )


def _not_begun(goal: GoalLine, today: date) -> str:
    """Why nothing is expected of it yet; that its period runs is said, not held against it."""
    start = goal.period_start
    if start is None:
        return "It is planned, so nothing is expected of it yet."
    if start > today:
        return f"It begins {words.day(start, today)}, so nothing is expected of it yet."
    return f"It is planned still, though its period began {words.day(start, today)}."


def _override(goal: GoalLine, everyone: list[Person], context: RequestContext) -> str:
    """What a person thinks of it: who, since when, why, and what the numbers say."""
    if not goal.override:
        return ""
    author = next((one.name for one in everyone if one.id == goal.override_by), "somebody")
    health = HEALTH_NAMES.get(goal.override, goal.override).capitalize()
    said = f"{health}, set by {author} {words.ago(goal.override_at, context.now)}"
    reason = goal.override_reason.removesuffix(".")
    numbers_say = f"The numbers say {HEALTH_NAMES.get(goal.suggested, goal.suggested)}."
    stale = " It is too old to count." if goal.override_is_stale else ""
    return f"{said}: {reason}. {numbers_say}{stale}"


def _left(end: date | None, today: date) -> str:
    if end is None:
        return ""
    days = (end - today).days
    if days < 0:
        return f"ended {words.many(-days, 'day')} ago"
    return "ends today" if days == 0 else f"{words.many(days, 'day')} left"


def _crumbs(goal: GoalLine, every: dict[int, GoalLine]) -> list[Crumb]:
    parents = {one.id: one.parent_id for one in every.values()}
    above = [
        Crumb(to=f"/goals/{one}", label=every[one].title) for one in nesting.above(goal.id, parents)
    ]
    return [
        Crumb(to="/goals", label="Goals"),
        *reversed(above),
        Crumb(to=f"/goals/{goal.id}", label=goal.title),
    ]


def _target(one: TargetLine, locale: str) -> TargetView:
    def plain(value: float) -> str:
        return numbers.shown(value, locale=locale)

    def said(value: float) -> str:
        return numbers.with_unit(value, kind=one.kind, unit=one.unit, locale=locale)

    shown = {
        "tasks": _counted(one, plain),
        "boolean": "yes" if one.current else "no",
    }.get(one.kind, said(one.current))
    measured = one.kind not in ("tasks", "boolean")
    return TargetView(
        id=one.id,
        name=one.name,
        kind=one.kind,
        current=plain(one.current),
        start=plain(one.start),
        target=plain(one.target),
        unit=one.unit,
        weight=plain(one.weight),
        shown=shown,
        aim=f"from {said(one.start)} to {said(one.target)}" if measured else "",
        done=bool(one.current),
        percent=one.percent,
        label=goals.shown(one.percent) + (" · not counted" if one.weight == 0 else ""),
        health="on_track" if (one.percent or 0) >= 100 else "planned",
    )


def _counted(one: TargetLine, plain: Callable[[float], str]) -> str:
    counted = targetlines.counts(one, plain)
    if counted is None:
        return targetlines.CONFIDENTIAL
    return f"{counted[0]} of {counted[1]} {'hours' if one.by_estimate else 'tasks'} done"


def _sub(goal: GoalLine) -> SubGoal:
    return SubGoal(
        title=goal.title,
        url=f"/goals/{goal.id}",
        actual=goal.actual,
        expected=goal.expected if goal.is_open else None,
        health=words.health(goal.health, goal.actual) if goal.is_open else goal.state,
        label=goal.label,
    )


def _place(context: RequestContext, space_id: int | None, lists: list[ListInSpace]) -> str:
    """The space's name; of a goal of the whole workspace the workspace's."""
    name = next((one.space for one in lists if one.space_id == space_id), "")
    if name:
        return name
    session = context.session
    found = session.get(Space, space_id) if space_id else workspace(session)
    return found.name if found else ""


def _tasks(context: RequestContext, work: Work) -> list[TaskLine]:
    lists = statuses_of_lists(context.session, {row.list_id for row in work.open})
    return rows.dressed(work.open, lists, work.people, today=context.today, notes=work.through)
