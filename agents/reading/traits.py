"""What the tasks asked for are like: words to a typed filter, whatever else is asked.

Each trait composes with every other: “urgent unassigned tasks in Platform that are overdue and not
Bob's” is one filter. To add a trait, add a row and say what it sets.
"""

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from agents.facts import ChangeKind, TaskFilter
from agents.reading.priorities import ASKED
from agents.reading.reading import Period

OPEN = ("backlog", "unstarted", "started")
STALE_DAYS = 14
BEFORE = r"(?<!not )(?<!isn't )(?<!aren't )(?<!never )"
# trait → the words that mean it; `not` before them is looked at apart.
TRAITS: dict[str, str] = {
    "overdue": r"over ?due|past due|past (?:its|their|the|a|any) (?:due|deadlines?)|late|missed (?:its |their |the )?(?:due|deadlines?)|behind schedule|due date (?:has )?passed",
    "blocked": r"blocked",
    "unblocked": r"unblocked|free to start|ready to (?:be )?start(?:ed)?",
    "blocking": r"blocking (?:others|something|other work|anything)|block others|others wait for",
    "unassigned": r"unassigned|(?:not|isn't|aren't|never|not yet) assigned|needs? an? (?:owner|assignee|person)|needs? (?:someone|somebody)|(?:nobody|no ?one)(?! (?:has |have )?(?:touched|moved|updated|looked|worked))|without (?:an? |any )?(?:assignee|owner)|no (?:assignee|owner)|un-?owned|ownerless",
    "no due date": r"(?:no|without(?: an?)?|missing(?: an?)?|lacking(?: an?)?) (?:due|deadline|date)\w*",
    "stale": r"stale|inactive|untouched|no (?:movement|activity|updates?)|not (?:been )?(?:moved|updated|touched)|forgotten|silent|quiet|gathering dust",
    "unaligned": r"unaligned|without an? goals?|no goals?|goal-?less|(?:not|isn't|aren't) linked to (?:an?|any) goals?|serv\w+ no goals?",
    "in progress": r"in progress|in-progress|started|under way|underway|being worked on|wip|ongoing|active",
    "not started": r"backlog|not (?:yet )?started|unstarted|to-do|todo|to do (?=tasks?|issues?|items?|list|column|work)|in to do|not begun",
    "cancelled": r"cancell?ed|dropped|abandoned|rejected|won't do",
    "done": r"(?<!to be )(?<!must be )(?:done|finished|fixed|completed?|resolved|closed|shipped|delivered)",
    "open": r"open|left|(?:left|still|remaining) to do|remaining|outstanding|pending|unfinished|not done|still to do|unresolved|not (?:yet )?(?:finished|closed|resolved|completed?)",
}
COMPILED = {name: re.compile(rf"\b(?:{words})\b") for name, words in TRAITS.items()}
NEGATED = re.compile(r"\b(?:not|isn't|aren't|never|non|no longer|un)[ -](?:yet )?$")
BY_WHOM = re.compile(
    r"\b(?:created|reported|raised|opened|filed|added|logged|written|submitted) by $"
)
EITHER = re.compile(r"\bboth\b|\btogether\b")
HAPPENINGS: tuple[tuple[ChangeKind, str], ...] = (
    ("reopened", r"re-?opened"),
    ("slipped", r"slipped|postponed|pushed (?:back|out)|delayed|rescheduled"),
    ("cancelled", r"cancell?ed|dropped|abandoned|rejected"),
    (
        "done",
        r"done|finish(?:ed)?|complet(?:ed?|ing)|clos(?:ed?|ing)|fix(?:ed)?|ship(?:ped)?|resolv(?:ed?|ing)|deliver(?:ed)?|get through|got through",
    ),
    (
        "created",
        r"created?|added|opened|new|reported|raised|filed|came in|come in|logged|submitted",
    ),
    ("started", r"started|begun|began|picked up|kicked off"),
)


def traits(text: str, intent: str) -> tuple[str, ...]:
    """The traits a folded question names; what asks of the past names none of state."""
    found: list[str] = []
    for name, pattern in COMPILED.items():
        for match in pattern.finditer(text):
            name_here = _turned(name) if NEGATED.search(text[: match.start()]) else name
            if name_here:
                found.append(name_here)
    if "open" in found and "done" in found:
        found.remove("done")  # “not done”
    if "not started" in found and "in progress" in found:
        found.remove("in progress")  # “not started”
    if "unassigned" in found and intent in ("owner", "knows"):
        found.remove("unassigned")
    return tuple(dict.fromkeys(found))


def _turned(name: str) -> str:
    """A trait with “not” before it."""
    return {
        "blocked": "unblocked",
        "overdue": "not overdue",
        "done": "open",
        "in progress": "not started",
        "unassigned": "assigned",
        "stale": "",
        "cancelled": "",
    }.get(name, "")


def state_filter(
    names: tuple[str, ...], *, today: date, zone: ZoneInfo, wanted: TaskFilter
) -> TaskFilter:
    """The traits as a filter; open work unless they say otherwise."""
    categories = _categories(names)
    if categories:
        wanted = replace(wanted, categories=categories)
    if "overdue" in names:
        wanted = replace(wanted, categories=OPEN, due_before=today)
    if "not overdue" in names:
        wanted = replace(wanted, due_from=today)
    if "stale" in names:
        moment = datetime.combine(today - timedelta(days=STALE_DAYS), time.min, zone)
        wanted = replace(wanted, updated_before=moment)
    return replace(
        wanted,
        blocked=True if "blocked" in names else False if "unblocked" in names else None,
        blocking=True if "blocking" in names else None,
        unassigned="unassigned" in names,
        no_due="no due date" in names,
        unaligned="unaligned" in names,
    )


def _categories(names: tuple[str, ...]) -> tuple[str, ...]:
    for name, categories in (
        ("in progress", ("started",)),
        ("not started", ("backlog", "unstarted")),
        ("open", OPEN),
        ("done", ("done",)),
        ("cancelled", ("cancelled",)),
    ):
        if name in names:
            return categories
    return OPEN if {"blocked", "unblocked", "blocking", "unassigned", "stale"} & set(names) else ()


def priorities(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """(wanted, unwanted) priorities of a folded question."""
    wanted: list[int] = []
    unwanted: list[int] = []
    for value, words in ASKED:
        for match in re.finditer(rf"\b(?:{words})\b", text):
            turned = NEGATED.search(text[: match.start()])
            (unwanted if turned else wanted).append(value)
    return tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(unwanted))


def happening(text: str) -> ChangeKind | None:
    """What is said to have happened, when something is."""
    for kind, words in HAPPENINGS:
        if re.search(rf"\b(?:{words})\b", text):
            return kind
    return None


def made_by(before: str) -> bool:
    """The person whose name follows these words is who made the work, not who does it."""
    return BY_WHOM.search(before.casefold()) is not None


def within(wanted: TaskFilter, period: Period, text: str, zone: ZoneInfo) -> TaskFilter:
    """The period, on the date the question speaks of: due, done or made."""
    start, end = period.instants(zone)
    if wanted.due_before is not None or re.search(r"\b(due|deadlines?)\b", text):
        last = min(filter(None, (wanted.due_before, period.end)))
        first = None if period.is_open else period.start
        return replace(wanted, due_from=first, due_before=last)
    if wanted.categories == ("done",):
        return replace(wanted, done_from=start, done_before=end)
    return replace(wanted, created_from=None if period.is_open else start, created_before=end)
