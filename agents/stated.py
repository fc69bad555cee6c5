"""A field of a task or goal as it is, in the words of its last change."""

from agents.changed import Stated
from agents.facts import GoalFact, TaskFact
from agents.workspace import WorkspaceGateway


def stated(gateway: WorkspaceGateway, fact: TaskFact | GoalFact, name: Stated) -> str:
    """Days as ISO text, people and statuses by name; empty when there is none."""
    if isinstance(fact, GoalFact):
        return _of_goal(fact, name)
    match name:
        case "due":
            return fact.due.isoformat() if fact.due else ""
        case "status":
            return fact.status
        case "people":
            return ", ".join(sorted(fact.people))
        case "priority":
            return str(fact.priority or "")
        case "points":
            return f"{fact.points:g}" if fact.points is not None else ""
        case "created":
            return fact.created_at.isoformat()
        case "start" | "estimate":
            detail = gateway.detail(fact.id)
            value = detail.start if name == "start" else detail.estimate_minutes
            return "" if value is None else str(value)
        case _:
            return ""


def _of_goal(fact: GoalFact, name: Stated) -> str:
    match name:
        case "owner":
            return fact.owner
        case "state":
            return fact.state
        case "period_start" | "period_end":
            day = fact.period_start if name == "period_start" else fact.period_end
            return day.isoformat() if day else ""
        case _:
            return ""
