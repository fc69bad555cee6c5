"""What a field answers of a task or goal that is named: as it is and when it last changed, before what anybody wrote."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal

from agents import claims
from agents.answer import Draft, of_goal, of_task
from agents.changed import LastChange
from agents.described import FieldDescription, called
from agents.facts import GoalFact, TaskFact
from agents.plain import blocking, registered
from agents.plain.fieldwords import length
from agents.plain.since import changed_by, on_day, since
from agents.plain.words import day, people, plural, verb
from agents.reading.priorities import WORD
from agents.reading.reading import Period, Reading
from agents.workspace import Subject, WorkspaceGateway

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
# What of a goal its plans tell: how it stands, who has it, when it begins and ends.
OF_GOALS = frozenset(["owner", "state", "health", "period_start", "period_end", "closed_at"])
# Of these more is asked than a field: it is said first, and they go on.
GO_ON = frozenset(["status", "narrative"])
WHY_LATE = re.compile(r"\bwhy\b.*\b(?:late|overdue|slip\w*|delay\w*|postponed|behind)\b")
CLOSED_GOAL = re.compile(r"\bwhen (?:was|were|did|had)\b|\b(?:achieved|missed|dropped)\b")


def is_read_by_rules(kind: Subject, field: FieldDescription, question: str) -> bool:
    """Whether a folded question for a field has a plan that knows its words, and tells more."""
    if kind == "goal":
        return not OF_GOALS.isdisjoint(field.words)
    names = [name for name in ASKS if name in field.words]
    return "status" in names or any(ASKS[name].search(question) for name in names)


def first(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> bool:
    """Say what fields answer; whether that is all that was asked."""
    if reading.intent == "field":
        return _registered(reading, gateway, draft)
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


def _registered(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> bool:
    """What the field asked for by its registered name holds."""
    facts = [gateway.task(key) for key in reading.keys]
    facts += [gateway.goal(named.id) for named in reading.goals]
    kind: Subject = "task" if reading.keys else "goal"
    field = called(gateway.fields(kind), reading.slots.field)
    draft.looked_at += [f"the task {key}" for key in reading.keys]
    for fact in facts:
        if isinstance(fact, TaskFact) and field:
            _of_field(fact, field, gateway, draft)
        elif fact and field:
            registered.say(fact, field, gateway, draft)
    return True


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
    known = [one for one in gateway.fields("task") if one.way]
    last = {one.name: gateway.last_change("task", task.id, one.name) for one in known}
    changed = [
        one
        for one in known
        if (at := last[one.name]) and (at.old or at.at > task.created_at) and start <= at.at <= end
    ]
    for one in changed:
        _of_field(task, one, gateway, draft)
    if not changed:
        claim = claims.every(
            *(
                claims.of_field(task, n, gateway.stated("task", task.id, n), one)
                for n, one in last.items()
            )
        )
        when = f"has no change ({period.words})" if period else "is as it was made"
        draft.say(f"{task.key} ({task.title}) {when}.", of_task(task), claim=claim)


def _of_field(
    task: TaskFact, field: FieldDescription, gateway: WorkspaceGateway, draft: Draft
) -> None:
    """In the field's own sentence, when it has one."""
    own = next((say for name, say in SAYS.items() if name in field.words), None)
    if own:
        own(task, gateway, draft)
    else:
        registered.say(task, field, gateway, draft)


def moved(task: TaskFact, gateway: WorkspaceGateway, draft: Draft) -> None:
    """That its due date was another before, when it was."""
    last = gateway.last_change("task", task.id, "due")
    if task.due is None or last is None or not last.old or last.new != task.due.isoformat():
        return
    words = f"Its due date was moved {changed_by(last, gateway)}, from {day(date.fromisoformat(last.old), gateway.today)}."
    draft.say(words, of_task(task), claim=claims.of_field(task, "due", last.new, last))


def _due(task: TaskFact, gateway: WorkspaceGateway, draft: Draft) -> None:
    if task.due is None:
        words = "has no due date"
    elif task.done_at:
        words = f"was due {day(task.due, gateway.today)} and was finished {on_day(task.done_at, gateway)}"
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
        words = f"was finished {on_day(task.done_at, gateway)}{by}"
    elif task.category == "cancelled" and last:
        words = f"was cancelled {on_day(last.at, gateway)}{by}"
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
    words = f"{task.key} ({task.title}) was started {on_day(task.started_at, gateway)}."
    draft.say_of_task(words, task, "title", "started_at")


def _created(task: TaskFact, gateway: WorkspaceGateway, draft: Draft) -> None:
    made = gateway.last_change("task", task.id, "created")
    by = f" by {made.who}" if made and made.who else ""
    words = f"{task.key} ({task.title}) was added {on_day(task.created_at, gateway)}{by}."
    now = gateway.stated("task", task.id, "created")
    claim = claims.every(claims.of_field(task, "created", now, made), claims.of_task(task, "title"))
    draft.say(words, of_task(task), claim=claim)


def _people(task: TaskFact, gateway: WorkspaceGateway, draft: Draft) -> None:
    whom = people(task) if task.people else "Nobody"
    last = gateway.last_change("task", task.id, "people")
    now = gateway.stated("task", task.id, "people")
    words = f"{whom} {verb(len(task.people) or 1)} on {task.key} ({task.title})"
    claim = claims.every(claims.of_field(task, "people", now, last), claims.of_task(task, "title"))
    draft.say(f"{words}{since('task', 'people', now, last, gateway)}.", of_task(task), claim=claim)


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
    text = f"{task.key} ({task.title}) {words}{since('task', name, now, last, gateway)}."
    draft.say(text, of_task(task), claim=claim)


def _of_goals(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """Who owns a goal, and when a closed one was closed."""
    for goal in filter(None, (gateway.goal(named.id) for named in reading.goals)):
        if reading.intent == "owner":
            words = (
                f"{goal.owner} owns {goal.title}" if goal.owner else f"Nobody owns {goal.title} yet"
            )
            last, now = gateway.last_change("goal", goal.id, "owner"), goal.owner
            _say_of_goal(
                goal, "owner", words + since("goal", "owner", now, last, gateway), last, draft
            )
        elif goal.final and CLOSED_GOAL.search(reading.slots.normalized):
            last = gateway.last_change("goal", goal.id, "state")
            when = f" {changed_by(last, gateway)}" if last and last.new == goal.state else ""
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
