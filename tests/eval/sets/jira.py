"""Hundreds of phrasings over the Jira project: short, clumsy, polite, misspelt."""

import itertools

from tests.eval.scoring import Kind, Question, counting
from tests.eval.sets import jira_raw as raw
from tests.eval.sets.jira_raw import Fits, both, has, is_done, is_open, nobody, of

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def questions() -> list[Question]:
    return [*_plain(), *_of_people(), *_of_times(), *_of_fields(), *_of_mixtures()]


def _asked(kind: Kind, fits: Fits, *texts: str) -> list[Question]:
    judge = counting(raw.keys(fits))
    return [Question(kind, text, judge) for text in texts]


def _plain() -> list[Question]:
    return [
        *_asked("structured", is_open, "what is still open in Alloy?"),
        *_asked("structured", both(is_open, nobody), "Which open tasks have nobody on them?"),
        *_asked("count", both(is_open, has("Bug")), "How many open bugs are there?"),
        *_asked("structured", both(is_open, of("Tim Poulsen")), "What is Tim Poulsen working on?"),
        *_asked(
            "structured",
            both(is_done, of("Tony Lukasavage"), raw.ended_in("2013")),
            "What did Tony Lukasavage finish in 2013?",
        ),
        *_asked(
            "structured",
            both(is_done, raw.ended_in("2014-01", "2014-02", "2014-03")),
            "what was finished in Q1 2014",
        ),
        *_asked("structured", raw.created_in("2014-03"), "what was added in March 2014?"),
        *_asked(
            "structured",
            lambda i: "2013-05-01" <= i["fields"]["created"][:10] <= "2013-05-14",
            "tasks created between 2013-05-01 and 2013-05-14",
        ),
        *_asked("structured", both(is_open, raw.at_priority("Critical")), "open urgent tasks"),
        *_asked(
            "structured",
            lambda i: i["fields"]["status"]["name"] == "In Review",
            "what is in review?",
        ),
    ]


def _of_people() -> list[Question]:
    found: list[Question] = []
    for n in raw.busiest(is_open, 6):
        mine = both(is_open, of(n))
        found += _asked(
            "structured",
            mine,
            f"what is {n} working on?",
            f"{n} open tasks",
            f"whats {n} working on",
            f"open issues assigned to {n}",
            f"show me {n}'s tasks",
            f"what is on {n}'s plate",
            f"tasks of {n} pls",
        )
        found += _asked(
            "count",
            mine,
            f"how many open tasks does {n} have?",
            f"number of open tasks of {n}",
            f"count {n}'s open issues",
        )
    done = both(is_done, raw.ended_in("2013"))
    for n in raw.busiest(done, 4):
        found += _asked(
            "structured",
            both(done, of(n)),
            f"what did {n} finish in 2013?",
            f"tasks closed in 2013 with {n}",
            f"what was fixed in 2013 by {n}",
        )
    return found


def _of_times() -> list[Question]:
    found: list[Question] = []
    for month, year in itertools.product((2, 4, 6, 9, 11), (2013, 2014)):
        prefix, when = f"{year}-{month:02}", f"{MONTHS[month - 1]} {year}"
        made, done = raw.created_in(prefix), both(is_done, raw.ended_in(prefix))
        found += _asked(
            "structured",
            made,
            f"what was added in {when}?",
            f"issues created in {when}",
            f"new tasks in {when}",
            f"what came in in {when}",
        )
        found += _asked(
            "structured",
            done,
            f"what was done in {when}?",
            f"what did we finish in {when}",
            f"tasks completed in {when}",
            f"what got fixed in {when}?",
        )
        found += _asked("count", made, f"how many issues were created in {when}?")
        found += _asked("count", done, f"how many tasks were finished in {when}")
    for year in map(str, range(2012, 2017)):
        bugs = both(is_done, has("Bug"), raw.ended_in(year))
        quarter = raw.created_in(*(f"{year}-{month:02}" for month in (1, 2, 3)))
        found += _asked("count", bugs, f"how many bugs were fixed in {year}?")
        found += _asked(
            "structured",
            both(raw.is_cancelled, raw.ended_in(year)),
            f"what was cancelled in {year}",
        )
        found += _asked("structured", quarter, f"what was added in Q1 {year}")
    return found


def _of_fields() -> list[Question]:
    found: list[Question] = []
    for tag in raw.components(5):
        mine = both(is_open, has(tag))
        found += _asked(
            "structured",
            mine,
            f"open tasks tagged {tag}",
            f"which open issues are tagged {tag}?",
            f"open {tag} tasks tagged {tag}",
        )
        found += _asked("count", mine, f"how many open tasks are tagged {tag}?")
    for words, name in (("urgent", "Critical"), ("high priority", "High"), ("low priority", "Low")):
        match = both(is_open, raw.at_priority(name))
        found += _asked(
            "structured",
            match,
            f"{words} open tasks",
            f"show all {words} tasks that are open",
            f"which open tasks are {words}?",
        )
        found += _asked("count", match, f"how many {words} tasks are open?")
    found += _asked(
        "structured",
        both(is_open, nobody),
        "what is unassigned?",
        "open tasks without an owner",
        "tasks nobody works on",
        "which issues have no assignee",
        "unassigned work",
        "who is on nothing, i mean which tasks are not assigned",
    )
    found += _asked(
        "count",
        is_open,
        "how many open tasks are there?",
        "number of open issues",
        "count of open tasks",
        "how many tasks are still open",
        "how many issues are not done yet?",
    )
    found += _asked(
        "count",
        lambda _: True,
        "how many tasks are there?",
        "how many issues do we have in total",
        "total number of tasks",
    )
    found += _asked(
        "count",
        is_done,
        "how many tasks are done?",
        "how many issues are finished",
        "number of completed tasks",
    )
    return found


def _of_mixtures() -> list[Question]:
    bug, open_bug = has("Bug"), both(is_open, has("Bug"))
    high, urgent = raw.at_priority("High"), raw.at_priority("Critical")
    found = [
        *_asked("structured", both(open_bug, nobody), "unassigned bugs", "open bugs nobody is on"),
        *_asked(
            "structured",
            both(is_open, nobody, raw.without(bug)),
            "unassigned open tasks not tagged Bug",
        ),
        *_asked("structured", both(is_open, nobody, urgent), "urgent unassigned tasks"),
        *_asked("count", both(open_bug, nobody), "how many open bugs have no assignee?"),
        *_asked(
            "count",
            both(is_open, raw.without(bug)),
            "how many open tasks are not bugs, i.e. not tagged Bug?",
        ),
        *_asked("structured", both(open_bug, high), "open high priority bugs"),
        *_asked("structured", both(open_bug, raw.without(urgent)), "not urgent open bugs"),
        *_asked("count", both(open_bug, high), "how many open bugs are high priority"),
    ]
    one, other = raw.busiest(is_open, 2)
    for n in (one, other):
        found += _asked("structured", both(open_bug, of(n)), f"open bugs of {n}")
        found += _asked("structured", both(open_bug, raw.without(of(n))), f"open bugs but not {n}")
        found += _asked("count", both(open_bug, of(n)), f"how many open bugs does {n} have?")
    either = both(is_open, lambda i: raw.person(i) in (one, other))
    return [*found, *_asked("structured", either, f"open tasks of {one} or {other}")]
