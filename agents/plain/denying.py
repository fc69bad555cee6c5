"""“Why was it finished late?”, “who reopened it?” of what is not so: the first sentence says what is true."""

import re
from datetime import UTC, datetime

from agents.algebra.query import leaf
from agents.answer import Draft
from agents.facts import TaskFact
from agents.plain.words import day
from agents.reading.reading import Reading
from agents.workspace import WorkspaceGateway

FIRST = datetime(1970, 1, 1, tzinfo=UTC)
WHY = re.compile(r"\b(?:why|how come|what made|for what reason)\b")
ASKS = re.compile(rf"{WHY.pattern}|\bby whom\b|^(?:and )?(?:who|when (?:did|was|were|has|had))\b")
FINISHED = (
    r"(?:finish(?:ed)?|complet(?:ed?)|clos(?:ed?)|done|deliver(?:ed)?|ship(?:ped)?|resolv(?:ed?))"
)
IS_FINISHED = re.compile(
    rf"\b(?:was|were|is|did|been|get|got)\b.*\b{FINISHED}\b(?!.*\b(?:not|never)\b)"
)
NOT = re.compile(r"\b(?:not|never|nobody|yet|isn't|wasn't|hasn't|haven't|didn't|still|be)\b")
LATE = re.compile(
    r"\b(?:late|overdue|delayed|(?:after|past) (?:its|the) (?:due date|deadline|due day))\b"
)
CANCELLED = re.compile(
    r"\b(?:was|were|is|did|been|got)\b.*\b(?:cancel\w*|call(?:ed)? off|abandon(?:ed)?|dropp?(?:ed)?)\b"
)
REOPENED = re.compile(r"\bre-?open(?:ed)?\b")
DROPPED = re.compile(
    r"\b(?:dropp?(?:ed)?|abandon(?:ed)?|cancel\w*|g[ia]ven? up|gave up|call(?:ed)? off|discard(?:ed)?)\b"
)
MISSED = re.compile(r"\b(?:was|were|did|been)\b.*\bmiss(?:ed)?\b")
REACHED = re.compile(r"\b(?:was|were|did|been)\b.*\b(?:achieved?|reach(?:ed)?|met)\b")
OF_GOALS = (("dropped", DROPPED), ("missed", MISSED), ("achieved", REACHED))


def denied(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> bool:
    """Correct what the question takes for granted of the one task or goal it names; False when it is so."""
    text = reading.slots.normalized
    if not ASKS.search(text) or NOT.search(text):
        return False
    if not reading.keys and len(reading.goals) == 1:
        return _denied_of_goal(reading.goals[0].id, text, gateway, draft)
    task = gateway.task(reading.keys[0]) if len(reading.keys) == 1 else None
    if task is None:
        return False
    words = _corrected(task, text, gateway)
    if words:
        name = f"{task.key} ({task.title})"
        draft.say_of_task(f"{name} {words}.", task, "title", "status", "category", "done_at", "due")
    return bool(words)


def _denied_of_goal(goal_id: int, text: str, gateway: WorkspaceGateway, draft: Draft) -> bool:
    goal = gateway.goal(goal_id)
    said = next((state for state, pattern in OF_GOALS if pattern.search(text)), "")
    if goal is None or not said or goal.state == said:
        return False
    ends = f", until {day(goal.period_end, gateway.today)}" if goal.period_end else ""
    state = goal.state.replace("_", " ")
    words = f"{goal.title} was not {said}: it is {state}{ends}."
    draft.say_of_goal(words, goal, "title", "state", "period_end")
    return True


def _corrected(task: TaskFact, text: str, gateway: WorkspaceGateway) -> str:
    due = f"due {day(task.due, gateway.today)}" if task.due else "without a due date"
    done = task.done_at.astimezone(gateway.zone).date() if task.done_at else None
    if CANCELLED.search(text) and task.category != "cancelled":
        return f"was not cancelled: it is in “{task.status}”, {due}"
    if REOPENED.search(text) and not gateway.happened(
        leaf("key", "in", [task.key]), "reopened", FIRST, gateway.now
    ):
        ended = f"finished on {day(done, gateway.today)}" if done else due
        return f"was never reopened: it is in “{task.status}”, {ended}"
    if not WHY.search(text):
        return ""  # when it was finished, and by whom, is told with what is so
    if IS_FINISHED.search(text) and task.category != "done":
        return f"is not finished: it is in “{task.status}”, {due}"
    if not LATE.search(text):
        return ""
    if done is not None and (task.due is None or done <= task.due):
        return f"was not late: it was finished on {day(done, gateway.today)}, {due}"
    if done is None and (task.due is None or task.due >= gateway.today):
        return f"is not late: it is in “{task.status}”, {due}"
    return ""
