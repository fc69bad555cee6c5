"""Small talk, and what can be asked: two lines, and questions that have an answer here and now."""

import re

from agents.algebra import answering
from agents.algebra.groups import Result
from agents.algebra.running import run
from agents.answer import Choice, Draft
from agents.reading.names import Gazetteer
from agents.workspace import WorkspaceGateway

GREETS = (
    r"(?:hi+|hello|hey+|howdy|yo|hiya|greetings|good (?:morning|afternoon|evening|day|night)|morning|evening)"
    r"(?: there| all| everyone| everybody| team| again| goalward)?|how are you(?: doing)?(?: today)?|nice to meet you"
)
THANKS = (
    r"(?:many |ok(?:ay)? |great |perfect |cool )?(?:thanks?|thank you|thx|ty|cheers|much appreciated)"
    r"(?: (?:a lot|a bunch|so much|very much|again|for (?:that|this|your help|the help|the answer|yesterday|today|last (?:time|week)|earlier|everything|all that)|everyone|goalward))*"
)
SAYS_SO = (
    r"ok(?:ay)?|k|alright|all right|fine|cool|great|nice|good|perfect|awesome|got it|i see|understood|makes sense|good job|well done"
    r"|yes|yep|yeah|no|nope|sure|never ?mind|sorry|bye|goodbye|see you(?: (?:later|tomorrow))?|have a (?:nice|good|great) (?:day|evening|weekend|one)"
    r"|lol|haha|hm+|test|testing"
)
TALK = re.compile(rf"^\W*(?:(?:{GREETS}|{THANKS}|{SAYS_SO})[\s,.!;:)-]*)+\W*$", re.IGNORECASE)
# What may be said before the question itself.
FIRST = rf"(?:(?:{GREETS}|{THANKS}|{SAYS_SO})[\s,.!;:)-]+)*(?:and |so |but |now )?"
ASKS = re.compile(
    rf"^\W*{FIRST}"
    r"(?:help(?: me)?(?: please)?|(?:so )?what (?:all )?(?:can|could|do) (?:you|i|we) (?:do|ask|know|answer)(?: you)?(?: here)?(?: for (?:me|us))?"
    r"|what (?:are you(?: (?:good|useful|best) (?:at|for)| able to (?:do|answer)| for| capable of)?|can you help (?:me |us )?with)|who are you|how (?:does this|do you) work"
    r"|what kinds? of (?:questions|things) (?:can|could|do) (?:i|you|we) (?:ask|answer|do)(?: you)?"
    r"|what (?:questions|things|sorts? of (?:questions|things)) (?:can|could|may) (?:i|we) ask(?: you)?(?: about)?|what can i use you for)\W*$",
    re.IGNORECASE,
)
SAYS = (
    "Ask about tasks, goals, people, comments and docs: how many, which, who has most, what changed,"
    " why a date moved. Every answer is computed from what you may see and opens its sources;"
    " what is not understood is said."
)
REPLIES = (
    (re.compile(rf"^\W*(?:{GREETS})", re.IGNORECASE), "Hello."),
    (
        re.compile(r"\b(?:thanks?|thank|thx|ty|cheers|appreciated)\b", re.IGNORECASE),
        "You're welcome.",
    ),
)
NEXT = "Ask when you want to know how the work stands; these have an answer now."
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
    is_talk = TALK.match(words) is not None
    if not is_talk and not ASKS.match(words):
        return False
    reply = next((said for pattern, said in REPLIES if pattern.search(words)), "All right.")
    draft.note = f"{reply} {NEXT}" if is_talk else SAYS
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
