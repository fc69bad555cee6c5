"""“Why was it finished late?” of what is not finished, or was in time: the first sentence says what is true."""

import re

from agents.answer import Draft
from agents.facts import TaskFact
from agents.plain.words import day
from agents.reading.reading import Reading
from agents.workspace import WorkspaceGateway

ASKS = re.compile(r"\b(?:why|how come|what made|for what reason)\b")
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


def denied(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> bool:
    """Correct what the question takes for granted of the one task it names; False when it is so."""
    text = reading.slots.normalized
    if len(reading.keys) != 1 or not ASKS.search(text) or NOT.search(text):
        return False
    task = gateway.task(reading.keys[0])
    if task is None:
        return False
    words = _corrected(task, text, gateway)
    if words:
        name = f"{task.key} ({task.title})"
        draft.say_of_task(f"{name} {words}.", task, "title", "status", "category", "done_at", "due")
    return bool(words)


def _corrected(task: TaskFact, text: str, gateway: WorkspaceGateway) -> str:
    due = f"due {day(task.due, gateway.today)}" if task.due else "without a due date"
    done = task.done_at.astimezone(gateway.zone).date() if task.done_at else None
    if CANCELLED.search(text) and task.category != "cancelled":
        return f"was not cancelled: it is in “{task.status}”, {due}"
    if IS_FINISHED.search(text) and task.category != "done":
        return f"is not finished: it is in “{task.status}”, {due}"
    if not LATE.search(text):
        return ""
    if done is not None and (task.due is None or done <= task.due):
        return f"was not late: it was finished on {day(done, gateway.today)}, {due}"
    if done is None and (task.due is None or task.due >= gateway.today):
        return f"is not late: it is in “{task.status}”, {due}"
    return ""
