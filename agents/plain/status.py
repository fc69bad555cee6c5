"""How things stand: goals, lists, spaces, tasks, people, findings."""

from dataclasses import replace

from agents import claims
from agents.answer import Draft, of_goal, of_task
from agents.facts import TaskFact
from agents.plain import blocking, counts, fields, portfolio, sets
from agents.plain.goalstatus import goal_status
from agents.plain.places import place_status, topic_status
from agents.plain.statements import quote_latest
from agents.plain.words import (
    SHOWN,
    cap,
    day,
    due,
    joined,
    people,
    plural,
    sources_of,
    verb,
)
from agents.reading.reading import Reading
from agents.reading.traits import OPEN
from agents.workspace import WorkspaceGateway


def status(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """The status of whatever the question names."""
    for key in reading.keys:
        task_status(key, gateway, draft)
    for named in reading.goals:
        if goal := gateway.goal(named.id):
            goal_status(goal, reading, gateway, draft)
    for named in (*reading.lists, *reading.spaces):
        place_status(named, reading, gateway, draft)
    topic = reading.slots.tags or reading.slots.topics
    if not draft.sentences and topic and not reading.keys:
        topic_status(reading, gateway, draft)
    if not draft.sentences and not reading.keys:
        whole(reading, gateway, draft)


def task_status(key: str, gateway: WorkspaceGateway, draft: Draft) -> None:
    task = gateway.task(key)
    if task is None:
        draft.looked_at.append(f"the task {key}")
        return
    task_itself(task, gateway, draft)
    task_in_the_way(task, gateway, draft)
    for quote in list(gateway.last_comments([task.id]).values())[:1]:
        quote_latest(quote, gateway, draft)


def task_itself(task: TaskFact, gateway: WorkspaceGateway, draft: Draft) -> None:
    """Where it is, who has it, and when it is due."""
    draft.looked_at.append(f"the task {task.key}")
    parts = [
        f"with {people(task)}",
        due(task, gateway.today) if task.category not in ("done", "cancelled") else "",
    ]
    if task.done_at:
        parts.append(f"finished {day(task.done_at.astimezone(gateway.zone).date(), gateway.today)}")
    elif task.started_at and task.category == "started":
        parts.append(f"started {plural((gateway.now - task.started_at).days + 1, 'day')} ago")
    draft.say_of_task(
        f"{task.key} ({task.title}) is in “{task.status}”, {', '.join(p for p in parts if p)}.",
        task,
        "title",
        "status",
        "people",
        "due",
        "done_at",
        "started_at",
    )
    if task.category in OPEN:
        fields.moved(task, gateway, draft)


def task_in_the_way(task: TaskFact, gateway: WorkspaceGateway, draft: Draft) -> None:
    """What it waits for, and what waits for it."""
    blocking.waits(task, gateway, draft)
    after = gateway.waiting_for(task.id)
    if after:
        draft.say(
            f"{cap(plural(len(after), 'open task'))} {verb(len(after), 'waits', 'wait')} for it.",
            of_task(task),
            *sources_of(after[:SHOWN]),
            items=tuple(a.key for a in after),
            claim=claims.of_waiting(task, after, before=False),
        )


def when(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """When what is named begins and ends."""
    for named in reading.goals:
        if goal := gateway.goal(named.id):
            draft.looked_at.append(f"the goal {goal.title}")
            draft.say_of_goal(
                portfolio.runs(goal, gateway), goal, "title", "period_start", "period_end"
            )
    for key in reading.keys:
        if task := gateway.task(key):
            draft.looked_at.append(f"the task {key}")
            task_itself(task, gateway, draft)


def owner(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """Whose work it is; of a goal or task that is named, its field said so before."""
    if reading.slots.people or reading.lists or reading.spaces:
        counts.work(reading, gateway, draft)


def serves(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """Which goal a task is for, and through what."""
    for key in reading.keys:
        task = gateway.task(key)
        if task is None:
            continue
        draft.looked_at.append(f"the goals {key} has a path to")
        found = gateway.serves(task.id)
        claim = claims.every(claims.of_serves(task, found), claims.of_task(task, "title"))
        if not found:
            words = f"{task.key} ({task.title}) serves no goal{gateway.you_can_see}."
            draft.say(words, of_task(task), claim=claim)
            continue
        names = joined([f"{goal.title} {through}".strip() for goal, through in found])
        titles = [claims.of_goal(goal, "title") for goal, _ in found]
        draft.say(
            f"{task.key} ({task.title}) helps {names}.",
            of_task(task),
            *(of_goal(goal) for goal, _ in found),
            claim=claims.every(claim, *titles),
        )
        for goal, _ in found:
            portfolio.say(goal, gateway, draft)


def whole(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:
    """Nothing in particular was named: the goals, then the work."""
    portfolio.goals(reading, gateway, draft)
    late = replace(reading.filter, categories=OPEN, due_before=gateway.today)
    sets.overdue(replace(reading, period=None, filter=late), gateway, draft)


def findings(reading: Reading, gateway: WorkspaceGateway, draft: Draft) -> None:  # noqa: ARG001 - a plan's signature
    found = gateway.findings()
    draft.looked_at.append("aged work, blockers and people's load")
    if not found:
        draft.say(
            "The detectors see no bottleneck: no aged work, no heavy blocker, nobody over capacity.",
            claim=claims.of_findings(found),
        )
        return
    for finding in found[:SHOWN]:
        draft.say(
            f"{finding.title} {finding.measure}; {finding.comparison}. {finding.next_act}".strip(),
            *sources_of(finding.tasks[:3]),
            items=tuple(t.key for t in finding.counted),
            claim=claims.of_finding(finding),
        )
