"""Follow-up questions: what they leave out was said before (“and last week?”, “only mine”)."""

import re
from dataclasses import replace

from agents.reading import intents, lexicon, spans
from agents.reading.goalwords import GoalWords
from agents.reading.intent_kinds import HAPPENED, TASK_SETS, TEXTUAL
from agents.reading.names import fold
from agents.reading.reading import Period, Slots

STARTS = re.compile(
    r"^(and|but|or|ok|so|then|what about|how about|only|just|also|same|now|without|except|not|excluding|the (urgent|overdue|blocked|open|late|unassigned|high)|those|these|them|which (of|ones)|of (those|these|them)|in|for|by|with|since|before|this|last|next|why|who|mine|when|how many)\b"
)
# These begin follow-ups and whole questions alike: only a question with nothing of its own follows.
WEAK = re.compile(
    r"^(the|in|for|with|since|before|this|last|next|why|who|when|how many|now|so|not|without|by)\b"
)
PLACES = re.compile(r"^(in|for|with|since|before|this|last|next|by|without)\b")
NARROWS = re.compile(
    r"\b(only|just|which (of|ones)|of (those|these|them)|those|these|them|ones?|and|not|except|excluding|without)\b"
)
POINTS = re.compile(
    r"\b(it|its|that|this|they|them|their|those|these|he|she|him|her|his|ones?|there)\b"
)
PLURAL = re.compile(r"\b(them|those|these|ones|which of)\b")
# What is left of it, something of it, all but something.
REMAINS = re.compile(r"\b(?:is|are) (?:still )?(?:left|remaining|to go|open)\b")
ANY = re.compile(r"^(?:any|anything|anybody|what else|else)\b")
LEAVES_OUT = re.compile(r"^(?:not|without|except|excluding|but not)\b")
BEFORE = re.compile(
    r"\b(?:the )?(?:week|month|quarter|year|day|one|period) before\b|\bbefore that\b|\bprevious one\b|\bearlier\b"
)
ITS_STATE = re.compile(r"\b(?:its|their|the) (?:current )?(?:state|status|progress|health)\b")
FRAGMENT = 4  # words a bare follow-up has at most
# Words for tasks that say how goals are as well.
OF_GOALS = frozenset(
    [
        "open",
        "overdue",
        "done",
        "cancelled",
        "due",
        "count",
        "status",
        "work",
        "owner",
        "started",
        "created",
    ]
)
STATES = frozenset(["overdue", "blocked", "unassigned", "stale", "open"])


def is_follow_up(slots: Slots, question: str) -> bool:
    """It leans on the question before: by how it starts, by a pronoun, or by saying next to nothing."""
    text = fold(question)
    named = slots.goals or slots.lists or slots.spaces or slots.keys
    strong = STARTS.search(text) and not WEAK.search(text)
    if strong:
        return True
    if POINTS.search(text) and not named:
        return True
    if slots.intent == "narrative" and not slots.about:
        return True
    if REMAINS.search(text) and not named and not slots.people:
        return True
    short = len(text.split()) <= FRAGMENT
    if short and (slots.group_by or ANY.search(text) or LEAVES_OUT.search(text)):
        return True
    if PLACES.search(text) and not named and len(text.split()) <= FRAGMENT + 2:
        return slots.intent != "narrative" and not slots.people
    # “why?”, “how many?”
    if len(text.split()) <= 2 and WEAK.search(text):
        return True
    bare = slots.intent in ("status", "work", "open") and not _says_so(slots, text)
    return (
        bare and len(text.split()) <= FRAGMENT and bool(slots.people or named or slots.priorities)
    )


def merged(new: Slots, old: Slots, question: str) -> Slots:
    """The new question's slots, filled up from the old one's."""
    text = fold(question)
    intent = _intent(new, old, text)
    narrows = bool(NARROWS.search(text)) or intent == old.intent
    place = new.lists or new.spaces
    about_set = old.intent in TASK_SETS and (intent in TASK_SETS or PLURAL.search(text) is not None)
    keep_traits = about_set and (narrows or PLURAL.search(text) is not None)
    # What the question alone would look for in texts says nothing to a set.
    left = (
        new.unmatched_tokens
        if new.intent == intent or intent in TEXTUAL
        else lexicon.unmatched_words(new.normalized)
    )
    topics = new.topics or (
        lexicon.topics(new.normalized, left, question) if intent not in TEXTUAL else ()
    )
    traits = tuple(dict.fromkeys((*old.traits, *new.traits))) if keep_traits else new.traits
    return replace(
        new,
        intent=intent,
        goals=new.goals or (() if new.keys else old.goals),
        lists=new.lists or (() if place else old.lists),
        spaces=new.spaces or (() if place else old.spaces),
        people=new.people or old.people,
        creators=new.creators or old.creators,
        tags=new.tags or old.tags,
        statuses=new.statuses or old.statuses,
        excluded=tuple(dict.fromkeys((*new.excluded, *old.excluded))),
        match_all=new.match_all or (old.match_all and not new.people and not new.tags),
        keys=new.keys or (() if new.goals else old.keys),
        period=_moved(old, text) or new.period or old.period,
        as_of=new.as_of or old.as_of,
        traits=traits or (old.traits if intent == old.intent else ()),
        priorities=new.priorities or old.priorities,
        not_priorities=new.not_priorities or old.not_priorities,
        happened=new.happened or old.happened,
        goal_words=new.goal_words if new.goal_words != GoalWords() else old.goal_words,
        topics=topics or old.topics,
        unmatched_tokens=tuple(w for w in left if not any(w in one.split() for one in topics)),
        group_by=new.group_by or (old.group_by if intent == "count" else None),
        field=new.field or old.field,
        about=new.about if intent == "narrative" and new.about else old.about,
    )


def _moved(old: Slots, text: str) -> Period | None:
    """“And the week before?” is the period before the one that was asked about."""
    if old.period is None or not BEFORE.search(text):
        return None
    return spans.before(old.period)


def _intent(new: Slots, old: Slots, text: str) -> str:
    """The new question's own intent when it has one that says something."""
    if new.group_by and old.intent in TASK_SETS | HAPPENED:
        return "count"
    if (old.goals or old.keys) and ITS_STATE.search(text):
        return "status"
    if (old.goals or old.keys) and not (new.goals or new.keys) and intents.WHEN.search(text):
        return "when"
    if new.intent == "narrative" and re.match(r"^why\b", text) and (old.goals or old.keys):
        return "blockers"
    if new.intent in ("narrative", "nothing"):
        return old.intent if not new.about or old.intent != "narrative" else "narrative"
    if new.intent in ("open", "status", "work") and not _says_so(new, text):
        return old.intent
    if (
        old.intent == "goals"
        and new.intent in OF_GOALS
        and not re.search(r"\b(tasks?|issues?|work)\b", text)
    ):
        return "goals"
    if new.intent in STATES and old.intent == "count":
        return "count"
    return new.intent


def _says_so(new: Slots, text: str) -> bool:
    """“status”, “working on”: the words of the intent itself, not of a trait or a name."""
    words = {
        "open": r"\b(open|tasks?|issues?)\b(?! ones)",
        "status": r"\b(status|state|health|how|track|progress|going|stand)\b",
        "work": r"\b(work\w*|doing|busy|plate|assigned|tasks?|issues?)\b",
    }
    only_names = re.match(
        r"^(?:what|how) about\b|^and (?!how\b|what\b|who\b|which\b|is\b|are\b)", text
    )
    return re.search(words[new.intent], text) is not None and only_names is None
