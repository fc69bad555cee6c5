"""Small talk, and what can be asked: two lines, and questions that have an answer here and now."""

import re

from agents.algebra import answering
from agents.algebra.groups import Result
from agents.algebra.running import run
from agents.answer import Choice, Draft
from agents.reading.names import Gazetteer
from agents.workspace import WorkspaceGateway

ASKS = re.compile(
    r"^\W*(?:(?:hi|hello|hey|thanks|thank you|good (?:morning|afternoon|evening))(?: there| everyone)?"
    r"|help(?: me)?|(?:so )?what (?:can|could|do) (?:you|i|we) (?:do|ask|know|answer)(?: you| here| for me)?"
    r"|what (?:are you|can you help (?:me )?with)|who are you|how (?:does this|do you) work"
    r"|what kinds? of questions (?:can|could) (?:i|you) (?:ask|answer)(?: you)?)\W*$",
    re.IGNORECASE,
)
SAYS = (
    "Ask about tasks, goals, people, comments and docs: how many, which, who has most, what changed,"
    " why a date moved. Every answer is computed from what you may see and opens its sources;"
    " what is not understood is said."
)
EXAMPLES = (
    "which of my tasks are overdue?",
    "what is due this week?",
    "who has the most open tasks?",
    "which goals are at risk?",
    "what was finished last week?",
    "which list has the most overdue tasks?",
    "what share of open tasks has no estimate?",
    "who has more due than fits?",
    "the three oldest open tasks",
    "how many date moves by reason?",
)
MOST = 5


def hello(words: str, names: Gazetteer, gateway: WorkspaceGateway, draft: Draft) -> bool:
    """Answer when it is no question about the work; False when it is one."""
    if not ASKS.match(words):
        return False
    draft.note = SAYS
    draft.looked_at.append("nothing yet: this was no question about the work")
    works = (one for one in EXAMPLES if _has_answer(one, names, gateway))
    draft.candidates = tuple(Choice(one, one) for _, one in zip(range(MOST), works, strict=False))
    return True


def _has_answer(question: str, names: Gazetteer, gateway: WorkspaceGateway) -> bool:
    found = answering.composed(question, names, gateway)
    if not found.is_whole or found.query is None:
        return False
    result: Result = run(found.query, gateway)
    return bool(result.rows)
