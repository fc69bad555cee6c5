"""Reads a question: names, then time, then filters, then what is asked."""

import re
from dataclasses import replace
from datetime import date

from agents.reading import intents, times
from agents.reading.names import Found, Gazetteer, fold, link
from agents.reading.reading import LABELS, Chip, Period, Reading
from agents.workspace import Named, TaskFilter

ME = re.compile(r"\b(i|me|my|mine|myself|on my plate)\b")
PRIORITIES = (
    (1, r"\b(urgent|critical|highest priority|p0|p1)\b"),
    (2, r"\b(high[- ]prio\w*|high priority|important|p2)\b"),
    (4, r"\b(low[- ]prio\w*|low priority)\b"),
)
STARTED = re.compile(r"\b(in progress|started|under way|being worked on|wip|ongoing)\b")
BACKLOG = re.compile(r"\b(backlog|not started|unstarted|to do|todo)\b")
NOT = re.compile(
    r"\b(not|except|without|other than|excluding|but not)\s+(?:in |by |for |assigned to |tagged |labell?ed )?$"
)
ON_TRACK = re.compile(r"\bon track\b|\bhow (is|are)\b|\bstatus\b|\bprogress\b")
DID = re.compile(r"\bwhat (did|has|have) [\w' ]{1,40}\b(do|done|achieve|get through|manage)\b")
NO_DUE = re.compile(r"\b(no|without( a)?) (due|deadline|date)\w*\b")
CLOSED_INTENTS = {
    "done",
    "created",
    "started",
    "cancelled",
    "slipped",
    "changed",
    "compare",
    "summary",
    "decisions",
}
# These ask of a stretch of time; without one, the last week is meant.
TEXTUAL = ("narrative", "decisions")  # answered from texts, so tags are only words
NEEDS_PERIOD = {"done", "created", "started", "cancelled", "slipped", "changed"}


def read(question: str, names: Gazetteer, *, today: date, me: Named | None) -> Reading:
    """Understand one question of the person `me`, asked on the day `today`."""
    found = link(question, names)
    folded = fold(question)
    period, timeless = times.read(fold(_without(question, found.named)), today)
    by_kind = {
        kind: tuple(n for n in found.named if n.kind == kind)
        for kind in ("goal", "space", "list", "person", "status", "tag")
    }
    people = by_kind["person"]
    if me is not None and ME.search(folded) and not people:
        people = (me,)
    intent = _intent(folded, timeless, found.keys, by_kind, people)
    earlier = None
    if intent == "compare":
        period = period or times.read("this week", today)[0]
        period, earlier = _pair(period, folded, today)
    assumed = False
    if period is None and intent in NEEDS_PERIOD and not found.keys:
        period, assumed = times.read("the last 7 days", today)[0], True
    if intent in TEXTUAL:
        by_kind |= {"tag": (), "status": ()}
    reading = Reading(
        intent=intent,
        goals=by_kind["goal"],
        spaces=by_kind["space"],
        lists=by_kind["list"],
        people=people,
        keys=tuple(found.keys),
        period=period,
        earlier=earlier,
        filter=_filter(question, folded, intent, by_kind, people),
        group_by=intents.grouping(folded),
        ambiguous=tuple(found.ambiguous),
        unknown=tuple(_unknown(question, found.rest, intent)),
        about=_about(_searchable(question, found, period, timeless, intent)),
    )
    return replace(reading, chips=_chips(reading, assumed=assumed))


def _without(question: str, named: list[Named]) -> str:
    """The question without names, so that “May” the person is no month."""
    for one in named:
        for words in (one.name, *one.aliases):
            question = re.sub(rf"\b{re.escape(words)}\b", " ", question, flags=re.IGNORECASE)
    return question


def _intent(
    folded: str,
    timeless: str,
    keys: list[str],
    by_kind: dict[str, tuple[Named, ...]],
    people: tuple[Named, ...],
) -> str:
    intent = intents.of(folded)
    named = by_kind["goal"] or by_kind["list"] or by_kind["space"] or keys
    if intent == "blockers" and named and ON_TRACK.search(folded):
        return "status"  # a status always says what holds it up
    if intent == "narrative" and by_kind["status"]:
        return "open"
    if intent == "narrative" and DID.search(folded):
        return "done"
    if intent == "narrative" and not intents.ASKS_TEXT.search(folded):
        left = _about(timeless)
        if (keys or by_kind["goal"] or by_kind["list"] or by_kind["space"]) and len(
            left.split()
        ) <= 1:
            return "status"
        if people and not left:
            return "work"
    if intent == "owner" and not named:
        return "work" if people else "narrative"
    if intent == "status" and not named:
        return "work" if people and people[0].name else ("goals" if "goal" in folded else "status")
    if intent == "waiting" and keys and re.search(r"\bwait\w* (for|on)\b|\bblock\w*\b", folded):
        return "waiting"
    return intent


def _filter(
    question: str,
    folded: str,
    intent: str,
    by_kind: dict[str, tuple[Named, ...]],
    people: tuple[Named, ...],
) -> TaskFilter:
    negated = {n for kind in by_kind.values() for n in kind if _negated(question, n)}
    keep = {kind: [n for n in found if n not in negated] for kind, found in by_kind.items()}
    categories: tuple[str, ...] = ()
    if intent not in CLOSED_INTENTS and intent != "count":
        categories = ("backlog", "unstarted", "started")
    elif intent == "count":
        categories = _counted_categories(folded)
    if STARTED.search(folded) and intent in ("open", "count", "work"):
        categories = ("started",)
    elif BACKLOG.search(folded) and intent in ("open", "count"):
        categories = ("backlog", "unstarted")
    statuses = tuple(
        n.name for n in keep["status"] if intent in ("open", "count", "narrative", "work")
    )
    return TaskFilter(
        categories=() if statuses else categories,
        spaces=tuple(n.id for n in keep["space"]),
        lists=tuple(n.id for n in keep["list"]),
        people=tuple(n.id for n in people if n not in negated),
        not_people=tuple(n.id for n in people if n in negated),
        unassigned=intent == "unassigned" or (intent == "count" and "unassigned" in folded),
        priorities=tuple(value for value, pattern in PRIORITIES if re.search(pattern, folded)),
        tags=tuple(n.name for n in keep["tag"]),
        not_tags=tuple(n.name for n in negated if n.kind == "tag"),
        statuses=statuses,
        not_statuses=tuple(n.name for n in negated if n.kind == "status"),
        goal=keep["goal"][0].id if keep["goal"] else None,
        no_due=NO_DUE.search(folded) is not None,
    )


def _counted_categories(folded: str) -> tuple[str, ...]:
    """“How many are open / done / cancelled”; all of them when it isn't said."""
    if re.search(r"\b(done|finished|fixed|completed?|resolved|closed|shipped)\b", folded):
        return ("done",)
    if re.search(r"\bcancell?ed\b", folded):
        return ("cancelled",)
    if re.search(r"\b(open|overdue|blocked|unassigned|left|remaining|outstanding|due)\b", folded):
        return ("backlog", "unstarted", "started")
    return ()


def _negated(question: str, named: Named) -> bool:
    for words in (named.name, *named.aliases):
        match = re.search(rf"\b{re.escape(words)}\b", question, re.IGNORECASE)
        if match and NOT.search(question[: match.start()].casefold()):
            return True
    return False


def _pair(period: Period | None, folded: str, today: date) -> tuple[Period | None, Period | None]:
    """The two periods of a comparison: the named one and the one before it."""
    if period is None:
        return None, None
    if (
        re.search(r"\b(with|to|than|versus|vs\.?) (the )?(last|previous)", folded)
        and period.end <= today
    ):
        later = Period(period.end, period.end + (period.end - period.start), "")
        later = replace(later, words=times.span(later.start, later.end))
        return later, period
    return period, times.before(period)


def _unknown(question: str, rest: str, intent: str) -> list[str]:
    """Names introduced as such (“in Atlantis”, “@zed”) that nothing here has."""
    found = [
        m.group(1)
        for m in re.finditer(r"@([\w.-]+)", question)
        if m.group(1).casefold() in rest.casefold()
    ]
    if intent != "narrative":
        for match in re.finditer(
            r"\b(?:in|for|of|by|does|is|has|did|was|goal|list|space|on)\s+((?:the )?[A-Z][\w&-]+(?: [A-Z][\w&-]+)*)",
            question,
        ):
            words = match.group(1).removeprefix("the ")
            known = words.casefold() in rest.casefold() or all(w in rest for w in words.split())
            if known and fold(words) not in TIME_WORDS:
                found.append(words)
    return list(dict.fromkeys(found))


TIME_WORDS = frozenset(
    (*times.WEEKDAYS, *times.MONTHS, *(m[:3] for m in times.MONTHS), "i", "q1", "q2", "q3", "q4")
)
FILLER = frozenset(
    [
        "a",
        "about",
        "all",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "for",
        "from",
        "get",
        "give",
        "had",
        "has",
        "have",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "just",
        "let",
        "list",
        "me",
        "my",
        "no",
        "of",
        "on",
        "or",
        "our",
        "over",
        "please",
        "show",
        "so",
        "some",
        "tell",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "up",
        "us",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "whose",
        "why",
        "will",
        "with",
        "you",
        "your",
    ]
)


def _searchable(
    question: str, found: Found, period: Period | None, timeless: str, intent: str
) -> str:
    """The words to search texts for: tags and statuses are words too, when a text is asked for."""
    if intent not in TEXTUAL:
        return timeless if period else found.rest
    things = [n for n in found.named if n.kind not in ("tag", "status")]
    words = fold(_without(question, things))
    return times.read(words, date(2000, 1, 1))[1] if period else words


def _about(words: str) -> str:
    """What is left to search for."""
    return " ".join(w for w in words.split() if w.casefold() not in FILLER)


def _chips(reading: Reading, *, assumed: bool) -> tuple[Chip, ...]:
    """The reading as chips, in the order people say it."""
    wanted = reading.filter
    chips = [Chip("intent", LABELS.get(reading.intent, reading.intent), reading.intent)]
    chips += [Chip("goal", n.name, str(n.id)) for n in reading.goals]
    chips += [Chip("place", n.name, f"{n.kind}:{n.id}") for n in (*reading.spaces, *reading.lists)]
    chips += [
        Chip("person", f"not {n.name}" if n.id in wanted.not_people else n.name, str(n.id))
        for n in reading.people
    ]
    chips += [Chip("task", key, key) for key in reading.keys]
    if reading.period:
        words = reading.period.words + (" (assumed)" if assumed else "")
        chips.append(Chip("period", words, f"{reading.period.start}/{reading.period.end}"))
    if reading.earlier:
        chips.append(
            Chip(
                "period",
                f"against {reading.earlier.words}",
                f"{reading.earlier.start}/{reading.earlier.end}",
            )
        )
    names = {1: "urgent", 2: "high priority", 3: "normal priority", 4: "low priority"}
    chips += [Chip("filter", names[p], f"priority:{p}") for p in wanted.priorities]
    chips += [Chip("filter", s, f"status:{s}") for s in wanted.statuses]
    chips += [Chip("filter", f"not {s}", f"not-status:{s}") for s in wanted.not_statuses]
    chips += [Chip("filter", f"#{t}", f"tag:{t}") for t in wanted.tags]
    chips += [Chip("filter", f"not #{t}", f"not-tag:{t}") for t in wanted.not_tags]
    if wanted.no_due:
        chips.append(Chip("filter", "without a due date", "no-due"))
    if reading.group_by:
        chips.append(Chip("filter", f"by {reading.group_by}", f"by:{reading.group_by}"))
    return tuple(chips)
