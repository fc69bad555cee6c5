"""Small talk, and what can be asked: two lines, and questions that have an answer here and now."""

import re

from agents.algebra import answering
from agents.algebra.groups import Result
from agents.algebra.running import run
from agents.answer import Choice, Draft
from agents.reading.names import KEY, Gazetteer, fold
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
    r"|what (?:kinds?|sorts?) of (?:questions|things|stuff) (?:can|could|do|may) (?:i|you|we) (?:ask|answer|do|know)(?: you)?(?: here)?"
    r"|what (?:questions|things|sorts? of (?:questions|things)) (?:can|could|may) (?:i|we) ask(?: you)?(?: about)?|what can i use you for)\W*$",
    re.IGNORECASE,
)
THANKED = re.compile(rf"^\W*{THANKS}\b", re.IGNORECASE)
CLAUSE = re.compile(r"(?<=[.!,;:])\s+")
FEW = 8  # words
KIND = frozenset(["you", "that", "this", "it", "i", "for"])
SAYS = (
    "I am this workspace's assistant, a program. Ask about tasks, goals, people, comments and docs: how many, which, who has most, what changed,"
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
    is_talk = _is_talk(words)
    if not is_talk and not asks_what_for(words):
        return False
    greet(words, names, gateway, draft, is_talk=is_talk)
    return True


def greet(
    words: str, names: Gazetteer, gateway: WorkspaceGateway, draft: Draft, *, is_talk: bool
) -> None:
    """Say something in return, or what can be asked, with questions that have an answer."""
    reply = next((said for pattern, said in REPLIES if pattern.search(words)), "All right.")
    draft.note = f"{reply} {NEXT}" if is_talk else SAYS
    draft.looked_at.append("nothing yet: this was no question about the work")
    works = (one for one in EXAMPLES if _has_answer(one, names, gateway))
    draft.candidates = tuple(Choice(one, one) for _, one in zip(range(MOST), works, strict=False))


def asks_what_for(words: str) -> bool:
    """Whether it asks what can be asked, perhaps after who asks: it is one question then, no two."""
    return any(ASKS.match(one) for one in (words, _asked_last(words)))


def _is_talk(words: str) -> bool:
    return TALK.match(words) is not None or _is_kindness(words)


def _is_kindness(words: str) -> bool:
    """Thanks with a few words that ask for nothing: “thank you, you saved my Monday”."""
    thanked = THANKED.match(words)
    if thanked is None or KEY.search(words):
        return False
    rest = fold(words[thanked.end() :]).strip(" ,.!;:").split()
    is_kind = bool(rest) and rest[0].strip(",.!") in KIND
    return is_kind and len(rest) <= FEW and "?" not in words


def _asked_last(words: str) -> str:
    """The last clause, where those before it only say who asks: “I am new here, what can I ask?”."""
    *before, last = CLAUSE.split(words.strip())
    says = [one for one in before if one.strip()]
    is_short = all(len(one.split()) <= FEW and not KEY.search(one) for one in says)
    return last if says and is_short and not any("?" in one for one in says) else ""


def _has_answer(question: str, names: Gazetteer, gateway: WorkspaceGateway) -> bool:
    found = answering.composed(question, names, gateway)
    if not found.is_whole or found.query is None:
        return False
    result: Result = run(found.query, gateway)
    return bool(result.rows)
