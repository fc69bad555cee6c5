"""Takes back what happened to goals."""

from datetime import datetime

from sqlmodel import select

from app import access, trash
from app.domain.events import Kind
from app.models import Goal
from app.work import goals
from app.work.undo.logged import plain_fields, typed
from app.work.undo.registry import undoes
from app.work.undo.step import Step


@undoes(Kind.GOAL_CREATED, Kind.GOAL_RESTORED)
def put_away(step: Step) -> None:
    goal = trash.goal(step.session, step.event.subject_id, step.by)
    if goal.deleted_at is not None:
        step.is_back()
    elif step.others_since():
        pass
    elif _subgoals_since(step, goal):
        step.leave("", "It has got sub-goals since.")
    else:
        step.attempt(lambda: goals.delete(step.session, goal.id or 0, by=step.by))


@undoes(Kind.GOAL_DELETED)
def restore(step: Step) -> None:
    goal = trash.goal(step.session, step.event.subject_id, step.by)
    if goal.deleted_at is None:
        step.is_back()
    elif not step.is_of_others("deleted"):
        step.attempt(lambda: goals.restore(step.session, goal.id or 0, by=step.by))


@undoes(Kind.GOAL_CHANGED)
def set_back(step: Step) -> None:
    goal = access.goal(step.session, step.event.subject_id, step.by)
    values = typed("goal", step.values(lambda name: getattr(goal, name), plain_fields("goal")))
    step.edit(values, lambda some: goals.edit(step.session, goal.id or 0, by=step.by, **some))
    if "override_health" in step.event.changes or "override_reason" in step.event.changes:
        _health_override(step, goal)


@undoes(Kind.GOAL_CLOSED)
def open_again(step: Step) -> None:
    goal = access.goal(step.session, step.event.subject_id, step.by)
    state = step.values(lambda name: getattr(goal, name), ("state", "closed_at"))
    if "closed_at" in state and "state" in state:
        old = state["state"]
        step.attempt(lambda: goals.reopen(step.session, goal.id or 0, to=old, by=step.by), "state")


@undoes(Kind.GOAL_REOPENED)
def close_again(step: Step) -> None:
    goal = access.goal(step.session, step.event.subject_id, step.by)
    if not step.values(lambda name: getattr(goal, name), ("state",)):
        return
    old = typed("goal", {name: pair[0] for name, pair in step.event.changes.items()})
    step.attempt(
        lambda: goals.close(
            step.session,
            goal.id or 0,
            as_=old["state"],
            progress=old.get("final_progress"),
            reason=old.get("closed_reason", ""),
            closed_at=old.get("closed_at"),
            by=step.by,
        ),
        "state",
    )


def _health_override(step: Step, goal: Goal) -> None:
    """The judgement that stood before, with its reason, whose it was and since when."""
    changes = step.event.changes
    for name in ("override_health", "override_reason"):
        if name in changes and getattr(goal, name) != changes[name][1]:
            step.leave("override_health", step.since(name))
            return
    if any(step.is_of_others(name) for name in ("override_health", "override_reason")):
        return
    old = typed(
        "goal",
        {
            name: changes[name][0] if name in changes else getattr(goal, name)
            for name in ("override_health", "override_reason", "override_by", "override_at")
        },
    )
    since: datetime | None = old["override_at"]
    step.attempt(
        lambda: goals.override_health(
            step.session,
            goal.id or 0,
            health=old["override_health"],
            reason=old["override_reason"],
            judged=(old["override_by"], since) if since else None,
            by=step.by,
        ),
        "override_health",
    )


def _subgoals_since(step: Step, goal: Goal) -> bool:
    """Those the actor sees; others rise to its parent as when it is deleted."""
    living = select(Goal.id).where(Goal.parent_id == goal.id, access.goals_open_to(step.by))
    return any(not step.together.takes("goal", one) for one in step.session.exec(living))
