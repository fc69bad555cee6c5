"""What a field answers of a task or goal that is named: as it is and when it last changed, before what anybody wrote."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Literal

from agents import claims
from agents.answer import Draft, of_goal, of_task
from agents.changed import LastChange
from agents.facts import GoalFact, TaskFact
from agents.plain import blocking
from agents.plain.fieldwords import length
from agents.plain.words import day, joined, on, people, plural, verb
from agents.reading.priorities import WORD
from agents.reading.reading import Period, Reading
from agents.workspace import WorkspaceGateway

Plain = Literal["due", "people", "status", "priority", "estimate", "points"]
Asked = Plain | Literal["finished", "started", "created"]
ENDS = r"finish\w*|done|complet\w*|closed?|resolved?|shipped|delivered|over|ready"
WORDS: Mapping[Asked, str] = {
    "finished": rf"\bwhen (?:was|were|did|had|has)\b.*\b(?:{ENDS}|cancell?ed)\b|\b(?:is|was|are|were|has)\b.*\b(?:finished|done|completed|closed|resolved)(?: yet| already)?\s*$|\bwho (?:finished|completed|closed|resolved)\b",
    "due": rf"\bdue\b|\bdeadline\b|\b(?:until|by) when\b|\blate\b|\boverdue\b|\bslip\w*|\bdelay\w*|\bpostponed\b|\bwhen (?:is|will|should|must|does|do|can|shall|are)\b.*\b(?:{ENDS}|ends?)\b",
    "started": r"\b(?:when|has|is)\b.*\b(?:start\w*|began|begun|begins?|picked up)\b|\bstart (?:date|day)\b",
    "created": r"\b(?:when|who)\b.*\b(?:created|added|opened|reported|raised|filed|made)\b",
    "people": r"\bwho(?:['’]s| is| s|se)? (?:on|doing|working on|responsible|in charge|assigned|owns?|has|does|works on|do)\b|\bwhose\b|\bassign\w*|\bowner\b|\banybody on\b|\bis nobody on\b",
    "status": r"\b(?:which|what) (?:status|state|column)\b",
    "priority": r"\bpriorit\w+|\burgent\b",
    "estimate": r"\bestimat\w*|\bhow many hours\b",
    "points": r"\bpoints\b",
}
ASKS: Mapping[Asked, re.Pattern[str]] = {name: re.compile(words) for name, words in WORDS.items()}
# What is meant when the words name no field: these plans answer of sets, never of one.
MEANT: Mapping[str, Asked] = {
    "when": "due",
    "due": "due",
    "overdue": "due",
    "slipped": "due",
    "done": "finished",
    "started": "started",
    "created": "created",
    "cancelled": "status",
    "reopened": "status",
    "owner": "people",
    "work": "people",
    "unassigned": "people",
}
# What somebody or something is in, rather than has.
SINCE = frozenset(["status", "people", "owner"])
# What is told of a task when it is asked what changed.
CHANGING: tuple[Plain, ...] = ("status", "due", "people", "priority", "estimate", "points")
# Of these more is asked than a field: it is said first, and they go on.
GO_ON = frozenset(["status", "narrative"])
WHY_LATE = re.compile(r"\bwhy\b.*\b(?:late|overdue|slip\w*|delay\w*|postponed|behind)\b")
CLOSED_GOAL = re.compile(r"\bwhen (?:was|were|did|had)\b|\b(?:achieved|missed|dropped)\b")


def first(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> bool:
    """Say what fields answer; whether that is all that was asked."""
    if reading.intent not in {*MEANT, *GO_ON, "changed", "open"}:
        return False
    tasks = [task for key in reading.keys if (task := gateway.task(key))]
    asked = _asked(reading)
    for task in tasks:
        if reading.intent == "changed":
            _changes(task, reading.period, gateway, draft)
            continue
        for name in asked:
            draft.looked_at.append(f"the task {task.key} and what changed of it")
            SAYS[name](task, gateway, draft)
        if "due" in asked and WHY_LATE.search(reading.slots.normalized):
            blocking.waits(task, gateway, draft)
    if not tasks:
        draft.looked_at += [f"the task {key}" for key in reading.keys]
        _of_goals(reading, gateway, draft)
    # What is asked of a task that can't be seen is not asked of all others.
    return bool(draft.sentences or (reading.keys and not tasks)) and reading.intent not in GO_ON


def _asked(reading: Reading) -> list[Asked]:
    found: list[Asked] = [
        name for name, words in ASKS.items() if words.search(reading.slots.normalized)
    ]
    if not found and reading.intent in MEANT:
        found = [MEANT[reading.intent]]
    return [name for name in found if not (name == "due" and "finished" in found)]


def _changes(
    task: TaskFact, period: Period | None, gateway: WorkspaceGateway, draft: Draft
) -> None:
    """What of a task is not as it was made, or changed last in the period asked for."""
    draft.looked_at.append(f"what changed of the task {task.key}")
    start, end = period.instants(gateway.zone) if period else (task.created_at, gateway.now)
    last = {name: gateway.last_change("task", task.id, name) for name in CHANGING}
    changed = [name for name, one in last.items() if one and one.old and start <= one.at <= end]
    for name in changed:
        SAYS[name](task, gateway, draft)
    if not changed:
        claim = claims.every(
            *(
                claims.of_field(task, n, gateway.stated("task", task.id, n), last[n])
                for n in CHANGING
            )
        )
        when = f"has no change ({period.words})" if period else "is as it was made"
        draft.say(f"{task.key} ({task.title}) {when}.", of_task(task), claim=claim)


def moved(task: TaskFact, gateway: WorkspaceGateway, draft: Draft) -> None:
    """That its due date was another before, when it was."""
    last = gateway.last_change("task", task.id, "due")
    if task.due is None or last is None or not last.old or last.new != task.due.isoformat():
        return
    words = (
        f"Its due date was moved {_by(last, gateway)}, from {_as_said('due', last.old, gateway)}."
    )
    draft.say(words, of_task(task), claim=claims.of_field(task, "due", last.new, last))


def _due(task: TaskFact, gateway: WorkspaceGateway, draft: Draft) -> None:
    if task.due is None:
        words = "has no due date"
    elif task.done_at:
        words = (
            f"was due {day(task.due, gateway.today)} and was finished {_on(task.done_at, gateway)}"
        )
    elif task.category == "cancelled":
        words = f"was due {day(task.due, gateway.today)}, and is cancelled"
    elif task.due < gateway.today:
        words = f"was due {day(task.due, gateway.today)}, {plural((gateway.today - task.due).days, 'day')} ago"
    else:
        words = f"is due {day(task.due, gateway.today)}"
    _say(task, "due", words, gateway, draft, "category", "done_at")


def _finished(task: TaskFact, gateway: WorkspaceGateway, draft: Draft) -> None:
    last = gateway.last_change("task", task.id, "status")
    by = f" by {last.who}" if last and last.who and last.new == task.status else ""
    if task.done_at:
        words = f"was finished {_on(task.done_at, gateway)}{by}"
    elif task.category == "cancelled" and last:
        words = f"was cancelled {_on(last.at, gateway)}{by}"
    else:
        _say(task, "status", f"is not finished: it is in “{task.status}”", gateway, draft)
        return
    claim = claims.every(
        claims.of_field(task, "status", task.status, last), claims.of_task(task, "title", "done_at")
    )
    draft.say(f"{task.key} ({task.title}) {words}.", of_task(task), claim=claim)


def _started(task: TaskFact, gateway: WorkspaceGateway, draft: Draft) -> None:
    if task.started_at is None:
        start = gateway.stated("task", task.id, "start")
        plan = (
            f", planned to start {day(date.fromisoformat(start), gateway.today)}" if start else ""
        )
        words = f"was not started yet: it is in “{task.status}”{plan}"
        _say(task, "status", words, gateway, draft)
        return
    words = f"{task.key} ({task.title}) was started {_on(task.started_at, gateway)}."
    draft.say_of_task(words, task, "title", "started_at")


def _created(task: TaskFact, gateway: WorkspaceGateway, draft: Draft) -> None:
    made = gateway.last_change("task", task.id, "created")
    by = f" by {made.who}" if made and made.who else ""
    words = f"{task.key} ({task.title}) was added {_on(task.created_at, gateway)}{by}."
    now = gateway.stated("task", task.id, "created")
    claim = claims.every(claims.of_field(task, "created", now, made), claims.of_task(task, "title"))
    draft.say(words, of_task(task), claim=claim)


def _people(task: TaskFact, gateway: WorkspaceGateway, draft: Draft) -> None:
    whom = people(task) if task.people else "Nobody"
    last = gateway.last_change("task", task.id, "people")
    now = gateway.stated("task", task.id, "people")
    words = f"{whom} {verb(len(task.people) or 1)} on {task.key} ({task.title})"
    claim = claims.every(claims.of_field(task, "people", now, last), claims.of_task(task, "title"))
    draft.say(f"{words}{_since('people', now, last, gateway)}.", of_task(task), claim=claim)


def _status(task: TaskFact, gateway: WorkspaceGateway, draft: Draft) -> None:
    _say(task, "status", f"is in “{task.status}”", gateway, draft)


def _priority(task: TaskFact, gateway: WorkspaceGateway, draft: Draft) -> None:
    _say(task, "priority", f"has {WORD.get(task.priority, 'no')} priority", gateway, draft)


def _estimate(task: TaskFact, gateway: WorkspaceGateway, draft: Draft) -> None:
    minutes = gateway.stated("task", task.id, "estimate")
    words = f"is estimated at {length(int(minutes))}" if minutes else "has no estimate"
    _say(task, "estimate", words, gateway, draft)


def _points(task: TaskFact, gateway: WorkspaceGateway, draft: Draft) -> None:
    points = gateway.stated("task", task.id, "points")
    _say(
        task,
        "points",
        f"has {points or 'no'} {'point' if points == '1' else 'points'}",
        gateway,
        draft,
    )


SAYS: Mapping[Asked, Callable[[TaskFact, WorkspaceGateway, Draft], None]] = {
    "due": _due,
    "finished": _finished,
    "started": _started,
    "created": _created,
    "people": _people,
    "status": _status,
    "priority": _priority,
    "estimate": _estimate,
    "points": _points,
}


def _say(
    task: TaskFact, name: str, words: str, gateway: WorkspaceGateway, draft: Draft, *fields: str
) -> None:
    """A field as it is, with its last change."""
    last, now = gateway.last_change("task", task.id, name), gateway.stated("task", task.id, name)
    claim = claims.every(
        claims.of_field(task, name, now, last), claims.of_task(task, "title", *fields)
    )
    text = f"{task.key} ({task.title}) {words}{_since(name, now, last, gateway)}."
    draft.say(text, of_task(task), claim=claim)


def _of_goals(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """Who owns a goal, and when a closed one was closed."""
    for goal in filter(None, (gateway.goal(named.id) for named in reading.goals)):
        if reading.intent == "owner":
            words = (
                f"{goal.owner} owns {goal.title}" if goal.owner else f"Nobody owns {goal.title} yet"
            )
            last, now = gateway.last_change("goal", goal.id, "owner"), goal.owner
            _say_of_goal(goal, "owner", words + _since("owner", now, last, gateway), last, draft)
        elif goal.final and CLOSED_GOAL.search(reading.slots.normalized):
            last = gateway.last_change("goal", goal.id, "state")
            when = f" {_by(last, gateway)}" if last and last.new == goal.state else ""
            _say_of_goal(goal, "state", f"{goal.title} was {goal.state}{when}", last, draft)


def _say_of_goal(
    goal: GoalFact,
    name: Literal["owner", "state"],
    words: str,
    last: LastChange | None,
    draft: Draft,
) -> None:
    draft.looked_at.append(f"the goal {goal.title} and what changed of it")
    now = goal.owner if name == "owner" else goal.state
    claim = claims.every(claims.of_field(goal, name, now, last), claims.of_goal(goal, "title"))
    draft.say(f"{words}.", of_goal(goal), claim=claim)


def _since(name: str, now: str, last: LastChange | None, gateway: WorkspaceGateway) -> str:
    """“; changed on Mon 9 Nov by Mara Lindqvist, from Wed 2 Dec”; nothing when the log knows no better."""
    if last is None or last.new != now or not (now or last.old):
        return ""
    if not now:
        return (
            f"; taken away {_by(last, gateway)}, before it was {_as_said(name, last.old, gateway)}"
        )
    if not last.old:
        return (
            f"; since {_day(last.at, gateway)}" if name in SINCE else f"; set {_by(last, gateway)}"
        )
    moved = "moved" if name == "status" else "changed"
    return f"; {moved} {_by(last, gateway)}, from {_as_said(name, last.old, gateway)}"


def _by(last: LastChange, gateway: WorkspaceGateway) -> str:
    return _on(last.at, gateway) + (f" by {last.who}" if last.who else "")


def _day(at: datetime, gateway: WorkspaceGateway) -> str:
    return day(at.astimezone(gateway.zone).date(), gateway.today)


def _on(at: datetime, gateway: WorkspaceGateway) -> str:
    return on(at.astimezone(gateway.zone).date(), gateway.today)


def _as_said(name: str, value: str, gateway: WorkspaceGateway) -> str:
    match name:
        case "due" | "start" | "period_start" | "period_end":
            return day(date.fromisoformat(value), gateway.today)
        case "status":
            return f"“{value}”"
        case "people":
            return joined(value.split(", "))
        case "priority":
            return WORD.get(int(value), value)
        case "estimate":
            return length(int(value))
        case _:
            return value.replace("_", " ")
